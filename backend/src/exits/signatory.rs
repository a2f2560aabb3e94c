//! Who signed the decision behind an exit: named with their function, and never the person who records it. Pure.
use crate::{identifiers::folded_words, web::FormErrors};

const LONGEST: usize = 200;

/// `Jeanne Martin, vice-présidente`, as the papers print it; what is wrong is added to the mistakes of the form.
pub fn read(name: &str, function: &str, recorder: &str, errors: &mut FormErrors) -> String {
    let (name, function) = (name.trim(), function.trim());
    let lacks = |typed: &str| typed.is_empty() || typed.chars().count() > LONGEST;
    if lacks(name) {
        errors.add("signatory_name", "exit-signatory-name-missing");
    } else if is_same_person(recorder, name) {
        errors.add("signatory_name", "exit-signatory-is-you");
    }
    if lacks(function) {
        errors.add("signatory", "exit-signatory-missing");
    }
    format!("{name}, {function}")
}

/// Whether every word of the person's own name stands in what was typed, in any order, case and accents.
fn is_same_person(person: &str, typed: &str) -> bool {
    let (own, typed) = (folded_words(person), folded_words(typed));
    !own.is_empty() && own.iter().all(|word| typed.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_who_records_is_known_however_they_write_their_name() {
        let cases = [
            ("Hélène Roy-Martin", "ROY MARTIN Helene", true),
            ("Hélène Roy-Martin", "Mme Hélène Roy-Martin", true),
            ("Hélène Roy-Martin", "Hélène Martin", false),
            ("Hélène Roy-Martin", "Jeanne Martin", false),
            ("", "Jeanne Martin", false),
        ];
        for (person, typed, same) in cases {
            assert_eq!(is_same_person(person, typed), same, "{person}, {typed}");
        }
    }

    #[test]
    fn a_signatory_has_a_name_and_a_function_and_is_somebody_else() {
        let cases: [(&str, &str, &[&str]); 4] = [
            ("Jeanne Martin", "vice-présidente", &[]),
            ("Jeanne Martin", " ", &["exit-signatory-missing"]),
            (" ", "vice-présidente", &["exit-signatory-name-missing"]),
            ("Paul Petit", "directeur", &["exit-signatory-is-you"]),
        ];
        for (name, function, wrong) in cases {
            let mut errors = FormErrors::default();
            read(name, function, "Paul Petit", &mut errors);
            let keys: Vec<&str> = errors.all().iter().map(|mistake| mistake.key).collect();
            assert_eq!(keys, wrong, "{name}, {function}");
        }
        let mut errors = FormErrors::default();
        let read = read(" Jeanne Martin ", "vice-présidente", "", &mut errors);
        assert_eq!(read, "Jeanne Martin, vice-présidente");
    }
}
