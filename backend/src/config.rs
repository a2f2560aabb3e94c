//! The configuration: `PASSE_RELAIS_*` variables, read once, with every error reported together.
use std::{fmt, net::SocketAddr, path::PathBuf};

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
        if !["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|scheme| database_url.starts_with(scheme))
        {
            errors.push("PASSE_RELAIS_DATABASE_URL must begin with sqlite: or postgres:".into());
        }
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
        let checkpoint_mail_to = address(var("CHECKPOINT_MAIL_TO"), &mut errors);
        let smtp_url = var("SMTP_URL");
        if smtp_url
            .as_ref()
            .is_some_and(|url| !(url.starts_with("smtp://") || url.starts_with("smtps://")))
        {
            errors.push("PASSE_RELAIS_SMTP_URL must begin with smtp:// or smtps://".into());
        }
        let upload_limit_mb: Option<usize> = parsed(
            &var("UPLOAD_LIMIT_MB").unwrap_or_else(|| "20".into()),
            &mut errors,
            |_| "PASSE_RELAIS_UPLOAD_LIMIT_MB must be a whole number of megabytes".into(),
        );
        let database_connections = parsed(
            &var("DATABASE_CONNECTIONS").unwrap_or_else(|| "8".into()),
            &mut errors,
            |_| "PASSE_RELAIS_DATABASE_CONNECTIONS must be a whole number".into(),
        );
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
                    reports_database_url: var("REPORTS_DATABASE_URL"),
                    listen,
                    base_url: base_url.trim_end_matches('/').to_owned(),
                    secret_key,
                    signing_key,
                    former_signing_key: former,
                    checkpoint_mail_to,
                    smtp_url,
                    mail_dir: var("MAIL_DIR").unwrap_or_else(|| "var/mail".into()).into(),
                    mail_from: var("MAIL_FROM").unwrap_or_else(|| {
                        "Passe-Relais <ne-pas-repondre@passe-relais.invalid>".into()
                    }),
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

/// The address of checkpoints, which may be left out.
fn address(text: Option<String>, errors: &mut Vec<String>) -> Option<String> {
    if text.as_ref().is_some_and(|text| !text.contains('@')) {
        errors.push(
            "PASSE_RELAIS_CHECKPOINT_MAIL_TO must be an address, such as audit@exemple.fr".into(),
        );
    }
    text
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
