//! `GET /calls/{id}/export`: the ranking as a table; who took it stands in the journal.
use super::{
    ranking::ranking,
    rules::phase,
    say::{devices, project_look, reference},
    show,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeCalls},
    journal::exports,
    web::{Error, cells},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::list_export::ExportedList;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeCalls>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let words = by.words();
    let call = show::find(&app, id).await?;
    let jurors = super::queries::jurors(&app.db, call.call.id).await?;
    let here = phase(call.call.opens_at, call.call.closes_at, app.clock.now());
    let head = [
        "project-reference",
        "call-place",
        "call-organisation",
        "call-project",
        "project-people",
        "call-wanted",
        "call-score",
        "opinion-favourable",
        "opinion-reserve",
        "opinion-unfavourable",
        "call-granted",
        "call-where",
        "project-decision-number",
        "project-decided-on",
    ];
    let mut rows = vec![head.map(|key| words.say(key)).to_vec()];
    for line in ranking(&app.db, &call, &jurors, by.account.id).await? {
        let filed = &line.filed;
        let decision = filed.decision.as_ref();
        let (_, _, look) = project_look(&filed.project, decision, here);
        let number = |count: usize| count.to_string();
        rows.push(vec![
            reference(filed.project.id),
            line.place.map_or_else(String::new, number),
            filed.organisation.name.clone(),
            filed.project.title.clone(),
            filed
                .project
                .people
                .map_or_else(String::new, |people| people.to_string()),
            devices(words, &filed.wanted),
            line.score
                .map_or_else(String::new, |score| cells::euros(&words, score)),
            number(line.votes.favourable),
            number(line.votes.reserve),
            number(line.votes.unfavourable),
            decision.map_or_else(String::new, |_| devices(words, &filed.granted)),
            words.say(look),
            decision.map_or_else(String::new, |one| one.decision_number.clone()),
            decision.map_or_else(String::new, |one| cells::day(one.decided_on)),
        ]);
    }
    let file = format!("{}-{id}", words.say("call-file"));
    let table = cells::table(&words, &file, rows)?;
    exports::table(&app, &by, ExportedList::Projects, table).await
}
