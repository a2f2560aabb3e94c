//! `demo`: an invented département to try the program on.
use super::database;
use crate::{
    app::{App, Clock},
    auth::{is_demo, permissions::role_key},
    config::Config,
    demo,
    web::{Lang, Words},
};
use entities::{account, membership};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};
use std::process::ExitCode;

/// Migrates, fills the database when it is empty, and prints the address and the accounts.
pub async fn run() -> anyhow::Result<ExitCode> {
    let config = Config::from_env()?;
    let db = database(&config, config.database_connections).await?;
    super::migrate::up(&db).await?;
    let address = config.base_url.clone();
    let app = App::new(db, Clock::System, config);
    if !is_demo(&app.db).await? {
        let strangers = account::Entity::find().count(&app.db).await?;
        anyhow::ensure!(
            strangers == 0,
            "this database has real accounts: the demo only fills an empty one"
        );
        Box::pin(demo::fill(&app, |step| eprintln!("{step}"))).await?;
    }
    print_accounts(&app, &address).await?;
    Ok(ExitCode::SUCCESS)
}

/// One line per account: role, address, password.
async fn print_accounts(app: &App, address: &str) -> anyhow::Result<()> {
    println!("{address}");
    let members = membership::Entity::find()
        .order_by_asc(membership::Column::Id)
        .all(&app.db)
        .await?;
    let accounts = account::Entity::find().all(&app.db).await?;
    let words = Words::new(Lang::Fr);
    for membership in members {
        let account = accounts
            .iter()
            .find(|account| account.id == membership.account_id);
        let Some(account) = account.filter(|account| account.email.ends_with(demo::DOMAIN)) else {
            continue;
        };
        let role = sea_orm::ActiveEnum::to_value(&membership.role);
        println!(
            "{role}  {}  {}  ({})",
            account.email,
            demo::PASSWORD,
            words.say(role_key(membership.role))
        );
    }
    Ok(())
}
