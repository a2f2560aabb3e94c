//! The intercommunalities a coordinator's membership is limited to, as a question and as a condition.
use super::Signed;
use sea_orm::{ColumnTrait, Condition};

/// Whether what lies in this intercommunality (a SIREN, or none known) is within the person's territory.
/// Who is not limited covers everything; who is limited covers nothing that lies nowhere.
#[must_use]
pub fn covers(by: &Signed, epci: Option<&str>) -> bool {
    within(&by.territories, epci)
}

/// [`covers`], on the codes alone.
#[must_use]
pub fn within(territories: &[String], epci: Option<&str>) -> bool {
    territories.is_empty() || epci.is_some_and(|code| territories.iter().any(|own| own == code))
}

/// The same as a condition on a query's rows, by the column that holds their EPCI code.
#[must_use]
pub fn rows<C: ColumnTrait>(by: &Signed, epci_code: C) -> Condition {
    let limit =
        (!by.territories.is_empty()).then(|| epci_code.is_in(by.territories.iter().cloned()));
    Condition::all().add_option(limit)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn who_is_limited_covers_their_own_and_nothing_unknown() {
        let own = ["200066793".to_owned()];
        assert!(within(&own, Some("200066793")));
        assert!(!within(&own, Some("200000172")));
        assert!(!within(&own, None));
        assert!(within(&[], None));
    }
}
