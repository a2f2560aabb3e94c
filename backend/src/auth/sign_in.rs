//! `GET|POST /sign-in`, `POST /sign-out`, `POST /language`.
use super::{Signed, Visitor, attempts, attempts::Address, bench, password, session};
use crate::{
    app::App,
    web::{self, Error, FormErrors, Lang, Shell, Tongue},
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{
    CookieJar, Form, Query,
    cookie::{Cookie, SameSite, SignedCookieJar},
};
use entities::account::{self, Language};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

#[derive(Template)]
#[template(path = "auth/sign_in.html")]
struct SignInPage {
    shell: Shell,
    form: SignInForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    password: String,
    /// Where the person was going: what a label opens, for instance.
    #[serde(rename = "return")]
    back: String,
    /// `password` on a bench, where a badge is asked for otherwise.
    with: String,
}

/// Only back into this site: an address with a host, or `//host`, goes home instead. Anything but
/// visible ASCII would not fit a header, and browsers drop tabs inside an address.
pub fn own(path: &str) -> &str {
    let inside = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if inside { path } else { "/" }
}

pub async fn show(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(form): Query<SignInForm>,
) -> Result<Response, Error> {
    if signed.is_some() {
        return Ok(Redirect::to(own(&form.back)).into_response());
    }
    if form.with != "password" && bench::of(&app, &headers).await?.is_some() {
        let back = serde_html_form::to_string([("return", own(&form.back))])
            .map_err(|_| Error::Unreadable)?;
        let to = if form.back.is_empty() {
            "/sign-in/badge".to_owned()
        } else {
            format!("/sign-in/badge?{back}")
        };
        return Ok(Redirect::to(&to).into_response());
    }
    let page = SignInPage {
        shell: visitor.shell,
        // A password in an address is not taken from there.
        form: SignInForm {
            back: form.back,
            ..SignInForm::default()
        },
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Address(address): Address,
    jar: SignedCookieJar,
    Form(form): Form<SignInForm>,
) -> Result<Response, Error> {
    let email = form.email.trim().to_lowercase();
    attempts::count(&app, attempts::SIGN_IN_PER_ADDRESS, &address).await?;
    attempts::count(&app, attempts::SIGN_IN_PER_ACCOUNT, &email).await?;
    let account = account::Entity::find_by_email(&email).one(&app.db).await?;
    let hash = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let known = password::verify(&app, form.password.clone(), hash).await?;
    let account = account.filter(|account| known && account.disabled_at.is_none());
    let memberships = match &account {
        Some(account) => session::memberships(&app.db, account.id).await?,
        None => Vec::new(),
    };
    let (Some(account), Some(membership)) = (account, memberships.first()) else {
        let mut errors = FormErrors::default();
        errors.add("email", "sign-in-unknown");
        let form = SignInForm {
            email: form.email,
            back: form.back,
            ..SignInForm::default()
        };
        let page = SignInPage {
            shell: visitor.shell,
            form,
            errors,
        };
        return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
    };
    attempts::forget(&app, attempts::SIGN_IN_PER_ACCOUNT, &email).await?;
    let write = app.write().await?;
    let cookie = session::open(&app, &*write, account.id, membership.id).await?;
    write.commit().await?;
    Ok((jar.add(cookie), Redirect::to(own(&form.back))).into_response())
}

pub async fn sign_out(
    State(app): State<App>,
    signed: Option<Signed>,
    jar: SignedCookieJar,
) -> Result<Response, Error> {
    if let Some(signed) = signed {
        let write = app.write().await?;
        session::revoke(
            &*write,
            signed.account.id,
            Some(signed.session_id),
            app.clock.now(),
        )
        .await?;
        write.commit().await?;
    }
    Ok((
        jar.remove(session::empty_cookie()),
        Redirect::to("/sign-in"),
    )
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LanguageForm {
    lang: String,
    /// Where the person was.
    r#return: String,
}

pub async fn choose_language(
    State(app): State<App>,
    signed: Option<Signed>,
    jar: CookieJar,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Error> {
    let cookie = |name: &'static str, tag: &'static str| {
        Cookie::build((name, tag))
            .path("/")
            .same_site(SameSite::Lax)
            .secure(app.config.https())
            .permanent()
            .build()
    };
    // The page that asks for a badge speaks a language of the worker view too, and the bench keeps it.
    let tongue = Tongue::from_tag(&form.lang).ok_or(Error::NotFound)?;
    let jar = jar.add(cookie(Tongue::COOKIE, tongue.tag()));
    let back = Redirect::to(own(&form.r#return));
    let Some(lang) = Lang::from_tag(tongue.tag()) else {
        return Ok((jar, back).into_response());
    };
    if let Some(signed) = signed {
        let write = app.write().await?;
        let language = match lang {
            Lang::Fr => Language::Fr,
            Lang::En => Language::En,
        };
        account::ActiveModel {
            id: Set(signed.account.id),
            language: Set(language),
            ..Default::default()
        }
        .update(&*write)
        .await?;
        write.commit().await?;
    }
    let jar = jar.add(cookie(Lang::COOKIE, lang.as_str()));
    Ok((jar, back).into_response())
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for path in ["/d/HJ4K-7PXM", "/devices?stage=ready", "/"] {
            assert_eq!(own(path), path);
        }
        for path in [
            "",
            "https://elsewhere.example",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "/\t/elsewhere.example",
            "/d\r\nSet-Cookie: a=b",
            "d/HJ4K-7PXM",
            "/é",
        ] {
            assert_eq!(own(path), "/", "{path:?}");
        }
    }
}
