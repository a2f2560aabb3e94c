//! `check`: whether everything the program needs is there.
use crate::{
    app::connect,
    config::Config,
    grading::rulesets,
    labels::template,
    mail,
    workshop::{checklists, images},
};
use std::{path::Path, process::ExitCode};

type Finding = Result<String, String>;

pub async fn run() -> anyhow::Result<ExitCode> {
    let config = match Config::from_env() {
        Ok(config) => config,
        Err(errors) => {
            for error in errors.0 {
                println!("wrong  configuration: {error}");
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut findings: Vec<(&str, Finding)> = vec![("configuration", Ok("complete".to_owned()))];
    findings.push(("database", database(&config.database_url).await));
    if let Some(copy) = &config.reports_database_url {
        findings.push(("copy", database(copy).await));
    }
    findings.push(("files", writable(&config.files_dir)));
    findings.push(("mail", mail(&config).await));
    findings.extend(
        labels(&config.label_templates, &config.base_url)
            .into_iter()
            .map(|finding| ("label templates", finding)),
    );
    findings.extend(
        checklists()
            .into_iter()
            .map(|finding| ("checklists", finding)),
    );
    findings.extend(
        counted(rulesets::of(&config).validate(), "sets of rules")
            .into_iter()
            .map(|finding| ("grading", finding)),
    );
    findings.extend(
        counted(images::validate(), "images")
            .into_iter()
            .map(|finding| ("software", finding)),
    );
    let mut code = ExitCode::SUCCESS;
    for (what, finding) in findings {
        match finding {
            Ok(words) => println!("right  {what}: {words}"),
            Err(words) => {
                println!("wrong  {what}: {words}");
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

async fn database(url: &str) -> Finding {
    let db = connect(url, 1)
        .await
        .map_err(|error| format!("cannot be reached: {error}"))?;
    match migrations::pending(&db).await {
        Ok(0) => Ok("reached, every migration applied".to_owned()),
        Ok(pending) => Err(format!(
            "{pending} migrations are not applied: run `passe-relais migrate up`"
        )),
        Err(error) => Err(format!("does not answer: {error}")),
    }
}

/// Whether a file can be made in this folder, which is made when it is not there.
fn writable(folder: &Path) -> Finding {
    std::fs::create_dir_all(folder)
        .and_then(|()| tempfile_in(folder))
        .map(|()| format!("{} can be written", folder.display()))
        .map_err(|error| format!("{} cannot be written: {error}", folder.display()))
}

fn tempfile_in(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(format!(".check-{}", crate::keys::random_token()));
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(probe)
}

async fn mail(config: &Config) -> Finding {
    if config.smtp_url.is_none() {
        return writable(&config.mail_dir);
    }
    if mail::server_answers(config).await {
        Ok("the server answers".to_owned())
    } else {
        Err("the server of PASSE_RELAIS_SMTP_URL does not answer".to_owned())
    }
}

fn labels(folder: &Path, base_url: &str) -> Vec<Finding> {
    let templates = match template::templates(folder, base_url) {
        Ok(templates) => templates,
        Err(error) => return vec![Err(format!("{} cannot be read: {error}", folder.display()))],
    };
    let broken = templates
        .broken
        .into_iter()
        .map(|broken| Err(format!("{}: {}", broken.name, broken.problem)));
    let too_small = templates.too_small.iter().map(|it| Err(it.sentence()));
    let usable = templates.usable.iter().map(|template| {
        template
            .check(base_url)
            .map(|()| format!("{} prints", template.name))
            .map_err(|error| format!("{}: {error}", template.name))
    });
    let findings: Vec<Finding> = broken.chain(too_small).chain(usable).collect();
    if findings.is_empty() {
        return vec![Err(format!("{} holds no template", folder.display()))];
    }
    findings
}

fn counted(valid: Result<usize, Vec<String>>, what: &str) -> Vec<Finding> {
    match valid {
        Ok(count) => vec![Ok(format!("{count} {what}, each whole"))],
        Err(faults) => faults.into_iter().map(Err).collect(),
    }
}

fn checklists() -> Vec<Finding> {
    match checklists::validate() {
        Ok(()) => vec![Ok("every device type has its own".to_owned())],
        Err(faults) => faults.into_iter().map(Err).collect(),
    }
}
