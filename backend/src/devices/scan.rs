//! `GET /d/{code}` and `/D/{code}`: what a label opens. The bench's hot path: two queries, a light page.
use super::{
    next::NextAction,
    queries::{self, DeviceCard, Which},
    standing::kind_key,
    storage,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed, Visitor,
        permissions::{ReceiveDevices, SeeBoxes, SeeDevices, SeeParts},
    },
    labels::{self, Code, code_mistake},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "devices/scan.html")]
struct ScanPage {
    shell: Shell,
    card: DeviceCard,
    next: NextAction,
}

/// A label of one's own organisation that nothing bears yet.
#[derive(Template)]
#[template(path = "devices/blank.html")]
struct BlankPage {
    shell: Shell,
    code: Code,
    may_receive: bool,
}

/// What somebody sees who may not see the device, or when there is none: the same page, so that
/// codes cannot be tried out.
#[derive(Template)]
#[template(path = "devices/stranger.html")]
struct StrangerPage {
    shell: Shell,
    phone: String,
    /// The same number as a phone dials it.
    phone_link: String,
    /// Why the code cannot be one of ours: a slip that its check symbol shows.
    mistake: Option<String>,
    /// Where to come back after signing in.
    here: String,
}

pub async fn show(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let shell = signed.as_ref().map_or(visitor.shell, Signed::shell);
    let code = match Code::parse(&code) {
        Ok(code) => code,
        Err(mistake) => {
            let mistake = code_mistake(mistake, "code");
            let mistake = mistake.on("code").map(|mistake| mistake.say(&shell));
            return stranger(&app, shell, mistake, String::new());
        }
    };
    if let Some(by) = signed.and_then(|by| Allowed::<SeeDevices>::check(by).ok()) {
        if let Some(card) = queries::card(&app.db, &by, Which::Labelled(code)).await? {
            let next = NextAction::of(&by, &card, shell.words);
            return Ok(web::page(StatusCode::OK, &ScanPage { shell, card, next })?);
        }
        // The label of a box or place.
        if by.may(SeeBoxes)
            && storage::queries::container(&app.db, &by, code)
                .await?
                .is_some()
        {
            return Ok(Redirect::to(&format!("/boxes/{code}")).into_response());
        }
        // The label of a part.
        if by.may(SeeParts) && queries::is_part(&app.db, &by, code).await? {
            return Ok(Redirect::to(&format!("/parts/{code}")).into_response());
        }
        if labels::queries::is_blank(&app.db, &by, code).await? {
            let page = BlankPage {
                shell,
                code,
                may_receive: by.may(ReceiveDevices),
            };
            return Ok(web::page(StatusCode::OK, &page)?);
        }
    }
    stranger(&app, shell, None, format!("/d/{code}"))
}

fn stranger(
    app: &App,
    shell: Shell,
    mistake: Option<String>,
    here: String,
) -> Result<Response, Error> {
    let status = if mistake.is_some() {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    let phone = app.config.help_phone.clone();
    let page = StrangerPage {
        shell,
        phone_link: phone.replace(' ', ""),
        phone,
        mistake,
        here,
    };
    Ok(web::page(status, &page)?)
}
