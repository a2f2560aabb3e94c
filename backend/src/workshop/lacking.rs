//! A habilitation that is missing at the bench: which module, when the next session is, and whom to ask meanwhile.
use super::bench::names;
use crate::{
    app::App,
    auth::Signed,
    habilitations::{self, say},
    web::{Error, Words},
};
use entities::{habilitation::Act, membership::Role};

/// What a person reads where a button would be.
pub struct Lacking {
    /// Word key of the act.
    pub act: &'static str,
    pub sentences: Vec<String>,
    /// Who can do it today.
    pub colleagues: String,
    /// What is said where nobody is named, as a word key: a worker is named no other worker.
    pub nobody: &'static str,
}

/// What somebody lacks for these acts, but those they hold.
pub async fn of(
    app: &App,
    by: &Signed,
    words: &Words,
    acts: impl IntoIterator<Item = Act>,
) -> Result<Vec<Lacking>, Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let mut lacking = Vec::new();
    for act in acts {
        if habilitations::queries::holds(&app.db, by.account.id, act, today).await? {
            continue;
        }
        let lack = habilitations::queries::lack(&app.db, by.account.id, act, now).await?;
        lacking.push(Lacking {
            act: say::act(act),
            sentences: say::lack(words, &lack),
            colleagues: names(app, by, act).await?.join(", "),
            nobody: if by.role == Role::Worker {
                "lacking-ask-supervisor"
            } else {
                "lacking-nobody"
            },
        });
    }
    Ok(lacking)
}
