//! `user add`: the first account of an installation, or one more.
use super::open;
use crate::{
    config::Config,
    people::members::actions::{NewAccount, add_account},
};
use anyhow::Context;
use clap::{Args, Subcommand};
use entities::{membership::Role, organisation::OrganisationKind};
use sea_orm::{ActiveEnum, Iterable};
use std::{io::Read, process::ExitCode};

#[derive(Subcommand)]
pub enum User {
    /// Add an account with a role in an organisation, which is made when it is not there yet.
    Add(Add),
}

#[derive(Args)]
pub struct Add {
    #[arg(long)]
    email: String,
    #[arg(long)]
    name: String,
    /// supervisor, worker, prescriber, teacher, trainer, clerk, finance, auditor, `store_keeper`, coordinator,
    /// `organisation_manager`, `it_correspondent`, `loan_partner` or `data_protection_officer`.
    #[arg(long, default_value = "coordinator", value_parser = one_of::<Role>)]
    role: Role,
    #[arg(long)]
    organisation: String,
    /// departement, epci, college, `insertion_workshop`, `adapted_enterprise`, `social_service`, library,
    /// `france_services`, association or partner.
    #[arg(long, default_value = "departement", value_parser = one_of::<OrganisationKind>)]
    organisation_kind: OrganisationKind,
    /// Read the password from standard input; without this a link is printed that lets the person choose one.
    #[arg(long)]
    password_stdin: bool,
}

fn one_of<E: ActiveEnum<Value = String> + Iterable>(word: &str) -> Result<E, String> {
    E::iter().find(|one| one.to_value() == word).ok_or_else(|| {
        let known: Vec<String> = E::iter().map(|one| one.to_value()).collect();
        format!("one of: {}", known.join(", "))
    })
}

pub async fn add(new: Add) -> anyhow::Result<ExitCode> {
    let app = open(Config::from_env()?).await?;
    let password = if new.password_stdin {
        let mut typed = String::new();
        std::io::stdin()
            .read_to_string(&mut typed)
            .context("the password could not be read")?;
        Some(typed.trim_end_matches(['\n', '\r']).to_owned())
    } else {
        None
    };
    let account = NewAccount {
        email: new.email,
        name: new.name,
        role: new.role,
        organisation_name: new.organisation,
        organisation_kind: new.organisation_kind,
        password,
    };
    match add_account(&app, account).await? {
        Some(link) => println!(
            "The account is there. Give the person this link, which lets them choose a password: {link}"
        ),
        None => println!("The account is there."),
    }
    Ok(ExitCode::SUCCESS)
}
