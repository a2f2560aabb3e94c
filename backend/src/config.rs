//! The configuration: `PASSE_RELAIS_*` variables, read once, with every error reported together.
use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use std::{fmt, net::SocketAddr, ops::RangeInclusive, path::PathBuf, str::FromStr};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;

/// What is logged where nobody says otherwise.
const LOGGED: &str = "info,sqlx=warn,sea_orm_migration=warn";

/// What an installation decides. `docs/OPERATIONS.md` has the table of variables.
#[derive(Clone)]
pub struct Config {
    pub database_url: String,
    /// A copy that may lag, for the download of the journal; the main database when not given.
    pub reports_database_url: Option<String>,
    pub listen: SocketAddr,
    /// The address people and labels use, without a slash at its end.
    pub base_url: String,
    pub secret_key: [u8; 32],
    /// What signs checkpoints and exports, when it is not to follow from the secret key.
    pub signing_key: Option<[u8; 32]>,
    /// The one before it, given once, to vouch for it.
    pub former_signing_key: Option<[u8; 32]>,
    /// Where each checkpoint of the journal is mailed: an address that is not this system's.
    pub checkpoint_mail_to: Option<String>,
    pub smtp_url: Option<String>,
    /// Where messages land as files when there is no SMTP server.
    pub mail_dir: PathBuf,
    pub mail_from: String,
    pub files_dir: PathBuf,
    pub label_templates: PathBuf,
    /// Sets of rules for the technical category, besides those that come with the program.
    pub grading_rules: Option<PathBuf>,
    /// The phone number printed on labels, slips and the stranger's page.
    pub help_phone: String,
    pub upload_limit_bytes: usize,
    pub database_connections: u32,
    /// How many proxies of ours stand in front: that many addresses at the end of `X-Forwarded-For` are theirs
    /// to tell, and no other is believed.
    pub proxies: usize,
}

impl fmt::Debug for Config {
    /// Without the secrets: a database or SMTP address may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// Everything that is wrong with the environment, one line each.
#[derive(Debug, thiserror::Error)]
#[error("the configuration is not complete:\n{}", .0.join("\n"))]
pub struct ConfigErrors(pub Vec<String>);

impl Config {
    /// Reads the environment of the process.
    pub fn from_env() -> Result<Self, ConfigErrors> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads the variables through `get`; a blank value counts as not given.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigErrors> {
        let mut errors = Vec::new();
        let var = |name: &str| {
            get(&format!("PASSE_RELAIS_{name}"))
                .map(|v| v.trim().to_owned())
                .filter(|v| !v.is_empty())
        };
        let database_url =
            var("DATABASE_URL").unwrap_or_else(|| "sqlite://var/passe-relais.db?mode=rwc".into());
        let reports_database_url = var("REPORTS_DATABASE_URL");
        check_database("DATABASE_URL", Some(&*database_url), &mut errors);
        let copy = reports_database_url.as_deref();
        check_database("REPORTS_DATABASE_URL", copy, &mut errors);
        let listen = parsed(
            &var("LISTEN").unwrap_or_else(|| "127.0.0.1:8080".into()),
            &mut errors,
            |_| "PASSE_RELAIS_LISTEN must be an address and a port, such as 127.0.0.1:8080".into(),
        );
        let base_url = var("BASE_URL").unwrap_or_else(|| "http://127.0.0.1:8080".into());
        if !(base_url.starts_with("http://") || base_url.starts_with("https://")) {
            errors.push("PASSE_RELAIS_BASE_URL must begin with http:// or https://".into());
        }
        let mut secret_key = [0; 32];
        match var("SECRET_KEY") {
            None => errors.push(
                "PASSE_RELAIS_SECRET_KEY is missing: give 64 hexadecimal digits, for example from `openssl rand -hex 32`, and keep them: without them people's data cannot be read"
                    .into(),
            ),
            Some(text) => {
                if hex::decode_to_slice(&text, &mut secret_key).is_err() {
                    errors.push("PASSE_RELAIS_SECRET_KEY must be exactly 64 hexadecimal digits".into());
                }
            }
        }
        let signing_key = seed("SIGNING_KEY", var("SIGNING_KEY"), &mut errors);
        let former = seed("FORMER_SIGNING_KEY", var("FORMER_SIGNING_KEY"), &mut errors);
        let checkpoint_mail_to = var("CHECKPOINT_MAIL_TO");
        let mail_from = var("MAIL_FROM")
            .unwrap_or_else(|| "Passe-Relais <ne-pas-repondre@passe-relais.invalid>".into());
        check_address("MAIL_FROM", Some(&*mail_from), &mut errors);
        let to = checkpoint_mail_to.as_deref();
        check_address("CHECKPOINT_MAIL_TO", to, &mut errors);
        let smtp_url = var("SMTP_URL");
        check_mail_server(smtp_url.as_deref(), &mut errors);
        let upload_limit_mb = whole_number(
            "UPLOAD_LIMIT_MB",
            &var("UPLOAD_LIMIT_MB").unwrap_or_else(|| "20".into()),
            &(1..=1024),
            &mut errors,
        );
        let database_connections = whole_number(
            "DATABASE_CONNECTIONS",
            &var("DATABASE_CONNECTIONS").unwrap_or_else(|| "8".into()),
            &(1..=1000),
            &mut errors,
        );
        check_log(var("LOG").as_deref(), &mut errors);
        let proxies = parsed(
            &var("PROXIES").unwrap_or_else(|| "0".into()),
            &mut errors,
            |_| "PASSE_RELAIS_PROXIES must be the number of proxies in front, such as 1".into(),
        );
        match (listen, upload_limit_mb, database_connections, proxies) {
            (Some(listen), Some(upload_limit_mb), Some(database_connections), Some(proxies))
                if errors.is_empty() =>
            {
                Ok(Self {
                    database_url,
                    reports_database_url,
                    listen,
                    base_url: base_url.trim_end_matches('/').to_owned(),
                    secret_key,
                    signing_key,
                    former_signing_key: former,
                    checkpoint_mail_to,
                    smtp_url,
                    mail_dir: var("MAIL_DIR").unwrap_or_else(|| "var/mail".into()).into(),
                    mail_from,
                    files_dir: var("FILES_DIR")
                        .unwrap_or_else(|| "var/files".into())
                        .into(),
                    label_templates: var("LABEL_TEMPLATES")
                        .unwrap_or_else(|| "label-templates".into())
                        .into(),
                    grading_rules: var("GRADING_RULES").map(PathBuf::from),
                    help_phone: var("HELP_PHONE").unwrap_or_else(|| "04 50 00 00 00".into()),
                    upload_limit_bytes: upload_limit_mb * 1024 * 1024,
                    database_connections,
                    proxies,
                })
            }
            _ => Err(ConfigErrors(errors)),
        }
    }

    /// Whether browsers reach us over HTTPS, so that cookies may insist on it.
    #[must_use]
    pub fn https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// The filter of the log as `PASSE_RELAIS_LOG` asks for it; the usual one where that says nothing, or nothing that can be
/// read, which [`Config::read`] tells.
#[must_use]
pub fn log_filter(asked: &str) -> EnvFilter {
    read_log_filter(asked.trim()).unwrap_or_else(|| LOGGED.into())
}

/// A word that is no level would be taken for a module, and nothing else would be logged.
fn read_log_filter(text: &str) -> Option<EnvFilter> {
    let text = text.replace(' ', "");
    let is_level = |part: &str| {
        let (_, level) = part.rsplit_once('=').unwrap_or(("", part));
        !level.is_empty() && level.parse::<LevelFilter>().is_ok()
    };
    if !text.split(',').all(is_level) {
        return None;
    }
    EnvFilter::try_new(text).ok()
}

fn check_log(text: Option<&str>, errors: &mut Vec<String>) {
    if text.is_some_and(|text| read_log_filter(text).is_none()) {
        errors.push(
            "PASSE_RELAIS_LOG must be error, warn, info or debug, or levels by module such as info,sqlx=debug"
                .into(),
        );
    }
}

fn check_database(name: &str, url: Option<&str>, errors: &mut Vec<String>) {
    let schemes = ["sqlite:", "postgres:", "postgresql:"];
    if url.is_some_and(|url| !schemes.iter().any(|scheme| url.starts_with(scheme))) {
        errors.push(format!(
            "PASSE_RELAIS_{name} must begin with sqlite: or postgres:"
        ));
    }
}

/// A number that makes sense: with none, nothing would be served and nothing say why.
fn whole_number<T: FromStr + PartialOrd + fmt::Display>(
    name: &str,
    text: &str,
    range: &RangeInclusive<T>,
    errors: &mut Vec<String>,
) -> Option<T> {
    let number = text.parse::<T>().ok();
    let number = number.filter(|number| range.contains(number));
    if number.is_none() {
        errors.push(format!(
            "PASSE_RELAIS_{name} must be a whole number from {} to {}",
            range.start(),
            range.end()
        ));
    }
    number
}

/// A key of 64 hexadecimal digits that may be left out.
fn seed(name: &str, text: Option<String>, errors: &mut Vec<String>) -> Option<[u8; 32]> {
    let mut seed = [0; 32];
    let read = hex::decode_to_slice(text?, &mut seed);
    if read.is_err() {
        errors.push(format!(
            "PASSE_RELAIS_{name} must be exactly 64 hexadecimal digits"
        ));
    }
    read.ok().map(|()| seed)
}

fn check_address(name: &str, text: Option<&str>, errors: &mut Vec<String>) {
    if text.is_some_and(|text| text.parse::<Mailbox>().is_err()) {
        errors.push(format!(
            "PASSE_RELAIS_{name} must be an address, such as Passe-Relais <nom@exemple.fr>"
        ));
    }
}

/// The cause is left out: it may quote the address, which may hold a password.
fn check_mail_server(url: Option<&str>, errors: &mut Vec<String>) {
    let is_server = |url| AsyncSmtpTransport::<Tokio1Executor>::from_url(url).is_ok();
    if url.is_some_and(|url| !is_server(url)) {
        errors.push(
            "PASSE_RELAIS_SMTP_URL must be the address of a server, and begin with smtp:// or smtps://"
                .into(),
        );
    }
}

fn parsed<T: std::str::FromStr>(
    text: &str,
    errors: &mut Vec<String>,
    say: impl Fn(T::Err) -> String,
) -> Option<T> {
    text.parse().map_err(|e| errors.push(say(e))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_reported_at_once() {
        let errors = Config::read(|name| match name {
            "PASSE_RELAIS_SECRET_KEY" => Some("abc".into()),
            "PASSE_RELAIS_LISTEN" => Some("everywhere".into()),
            "PASSE_RELAIS_DATABASE_URL" => Some("mysql://x".into()),
            _ => None,
        })
        .unwrap_err();
        assert_eq!(errors.0.len(), 3, "{errors}");
    }

    #[test]
    fn settings_that_make_no_sense_are_mistakes() {
        let wrong: [(&str, &[&str]); 7] = [
            ("MAIL_FROM", &["nobody", "Passe-Relais <nom@>"]),
            ("CHECKPOINT_MAIL_TO", &["audit", "audit@"]),
            ("SMTP_URL", &["http://x", "smtp://host:port"]),
            (
                "UPLOAD_LIMIT_MB",
                &["0", "1025", "99999999999999999999", "-1", "much"],
            ),
            ("DATABASE_CONNECTIONS", &["0", "1001", "8.5"]),
            ("REPORTS_DATABASE_URL", &["mysql://x", "reports.db"]),
            ("LOG", &["verbose", "info,sqlx=loud", "info,", ",", "sqlx="]),
        ];
        for (name, values) in wrong {
            for value in values {
                let errors = with(name, value).unwrap_err();
                assert_eq!(errors.0.len(), 1, "{name} {value}: {errors}");
                let told = format!("PASSE_RELAIS_{name} must ");
                assert!(errors.0[0].starts_with(&told), "{value}: {errors}");
            }
        }
        let right: [(&str, &[&str]); 7] = [
            (
                "MAIL_FROM",
                &["nom@exemple.fr", "Passe-Relais <nom@exemple.fr>"],
            ),
            ("CHECKPOINT_MAIL_TO", &["audit@exemple.fr"]),
            ("SMTP_URL", &["smtp://host", "smtps://user:word@host:465"]),
            ("UPLOAD_LIMIT_MB", &["1", "1024", " 20 ", ""]),
            ("DATABASE_CONNECTIONS", &["1", "1000"]),
            ("REPORTS_DATABASE_URL", &["postgres://replica/x", " "]),
            ("LOG", &["warn", "DEBUG", "info, tower_http=off", " "]),
        ];
        for (name, values) in right {
            for value in values {
                assert!(with(name, value).is_ok(), "{name} {value}");
            }
        }
    }

    #[test]
    fn a_log_that_nobody_asks_for_is_the_usual_one() {
        let logged = |asked| log_filter(asked).to_string();
        for asked in ["", "  ", "verbose"] {
            assert_eq!(logged(asked), logged(LOGGED));
        }
        assert_eq!(logged(" warn "), logged("warn"));
        assert_ne!(logged("warn"), logged(LOGGED));
    }

    /// The least that is needed, and this variable.
    fn with(name: &str, value: &str) -> Result<Config, ConfigErrors> {
        Config::read(|asked| match asked.strip_prefix("PASSE_RELAIS_")? {
            "SECRET_KEY" => Some("0f".repeat(32)),
            other => (other == name).then(|| value.to_owned()),
        })
    }

    #[test]
    fn a_secret_key_alone_is_enough_to_begin() {
        let config =
            Config::read(|name| (name == "PASSE_RELAIS_SECRET_KEY").then(|| "0f".repeat(32)))
                .unwrap();
        assert_eq!(config.secret_key, [15; 32]);
        assert!(!config.https());
    }

    #[test]
    fn secrets_are_not_printed() {
        let config =
            Config::read(|name| (name == "PASSE_RELAIS_SECRET_KEY").then(|| "0f".repeat(32)))
                .unwrap();
        assert!(!format!("{config:?}").contains("15, 15"));
    }
}
