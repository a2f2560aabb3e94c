//! What every request can reach, the one transaction a writing request runs in, and the clock.
use crate::{
    auth::Signed,
    config::Config,
    documents::Documents,
    evidence::FileStore,
    keys::Keys,
    web::{Error, queue},
};
use axum::response::Response;
use chrono::{DateTime, Duration, SubsecRound, Utc};
use entities::{account::AccountId, write_receipt};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, EntityTrait, IsolationLevel, QueryFilter, Set, SqlErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait, sea_query::Expr,
};
use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The application, cheap to clone.
#[derive(Clone)]
pub struct App {
    pub db: DatabaseConnection,
    pub clock: Clock,
    pub config: Arc<Config>,
    pub keys: Arc<Keys>,
    pub files: Arc<FileStore>,
    /// SQLite has one writer: writes queue here, before they take a connection from the readers.
    writer: Arc<Semaphore>,
    /// Whether the data is invented: pages say so.
    pub demo: bool,
    /// Typesetting takes memory: one paper at a time.
    pub documents: Documents,
    /// argon2 takes 19 MiB and a core: few at a time.
    pub password_work: Arc<Semaphore>,
}

impl App {
    #[must_use]
    pub fn new(db: DatabaseConnection, clock: Clock, config: Config) -> Self {
        let writers = if db.get_database_backend() == DbBackend::Sqlite {
            1
        } else {
            Semaphore::MAX_PERMITS
        };
        Self {
            keys: Arc::new(Keys::new(&config.secret_key).signing_with(config.signing_key)),
            files: Arc::new(FileStore::new(config.files_dir.clone())),
            config: Arc::new(config),
            db,
            clock,
            demo: false,
            documents: Documents::new(1),
            writer: Arc::new(Semaphore::new(writers)),
            password_work: Arc::new(Semaphore::new(2)),
        }
    }

    /// Begins a transaction that writes.
    pub async fn write(&self) -> Result<Write, DbErr> {
        let permit = self
            .writer
            .clone()
            .acquire_owned()
            .await
            .expect("the semaphore is never closed");
        let txn = self
            .db
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await?;
        Ok(Write {
            txn,
            receipt: None,
            _permit: permit,
        })
    }

    /// Begins the transaction of a form sent by somebody signed in, once per form (law 6).
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] with the first answer when this form was sent before.
    pub async fn write_once(&self, by: &Signed, write_id: &str) -> Result<Write, Error> {
        self.begin_once(Some(by.account.id), by.account.id.0, write_id, &by.path)
            .await
    }

    /// The first answer to a form of this person, once it is committed.
    pub async fn answered(&self, by: &Signed, write_id: &str) -> Result<Option<String>, Error> {
        let id = format!("{}:{write_id}", by.account.id.0);
        let receipt = write_receipt::Entity::find_by_id(id).one(&self.db).await?;
        Ok(receipt.map(|receipt| receipt.answer))
    }

    /// The same for a write that nobody signed in makes: the command line, a link in a mail.
    pub async fn write_once_by(&self, source: &str, write_id: &str) -> Result<Write, Error> {
        self.begin_once(None, source, write_id, "").await
    }

    async fn begin_once(
        &self,
        account_id: Option<AccountId>,
        owner: impl std::fmt::Display,
        write_id: &str,
        path: &str,
    ) -> Result<Write, Error> {
        if !(8..=100).contains(&write_id.len()) {
            return Err(Error::WriteIdMissing);
        }
        let id = format!("{owner}:{write_id}");
        let mut write = self.write().await?;
        let receipt = write_receipt::ActiveModel {
            id: Set(id.clone()),
            account_id: Set(account_id),
            path: Set(path.split('?').next().unwrap_or_default().to_owned()),
            answer: Set(String::new()),
            at: Set(self.clock.now()),
        };
        // The insert waits for a twin that is still under way, then fails on its row.
        match write_receipt::Entity::insert(receipt)
            .exec_without_returning(&write.txn)
            .await
        {
            Ok(_) => {
                write.receipt = Some(Receipt {
                    row: id,
                    write_id: write_id.to_owned(),
                });
                Ok(write)
            }
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                drop(write);
                let first = write_receipt::Entity::find_by_id(id).one(&self.db).await?;
                Err(first.map_or(Error::NotFound, |receipt| Error::AlreadyDone {
                    write_id: write_id.to_owned(),
                    answer: receipt.answer,
                }))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The row that a repeat of a form finds, and the form's own id.
struct Receipt {
    row: String,
    write_id: String,
}

/// The one transaction of a writing request: rolled back unless it is answered or committed.
pub struct Write {
    txn: DatabaseTransaction,
    receipt: Option<Receipt>,
    _permit: OwnedSemaphorePermit,
}

impl Deref for Write {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.txn
    }
}

impl Write {
    /// Commits, and keeps where the person is sent as the answer to every repeat.
    pub async fn answer(self, to: impl Into<String>) -> Result<Response, DbErr> {
        let to = to.into();
        let mut write_id = String::new();
        if let Some(receipt) = self.receipt {
            write_id = receipt.write_id;
            write_receipt::Entity::update_many()
                .filter(write_receipt::COLUMN.id.eq(receipt.row))
                .col_expr(write_receipt::Column::Answer, Expr::value(to.as_str()))
                .exec(&self.txn)
                .await?;
        }
        self.txn.commit().await?;
        Ok(queue::receipt(&write_id, &to))
    }

    /// Commits a write that has no form behind it.
    pub async fn commit(self) -> Result<(), DbErr> {
        self.txn.commit().await
    }
}

/// Begins a transaction that reads the database as it is at its first query, however long it reads.
pub async fn snapshot(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let mut options = TransactionOptions::default();
    // A SQLite transaction is one by nature; PostgreSQL has to be asked.
    if db.get_database_backend() != DbBackend::Sqlite {
        options.isolation_level = Some(IsolationLevel::RepeatableRead);
        options.access_mode = Some(AccessMode::ReadOnly);
    }
    db.begin_with_options(options).await
}

/// Connects with the settings this application was measured with.
pub async fn connect(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(if url.contains(":memory:") {
            1
        } else {
            connections
        })
        .sqlx_logging(false)
        .test_before_acquire_if_idle_for(std::time::Duration::from_secs(30))
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("cache_size", "-4000")
                .busy_timeout(std::time::Duration::from_secs(10))
        })
        // PostgreSQL compiles what it takes for a costly query, for seconds; ours are many and short.
        .map_sqlx_postgres_opts(|postgres| postgres.options([("jit", "off")]));
    Database::connect(options).await
}

/// Where the present comes from.
#[derive(Clone)]
pub enum Clock {
    System,
    /// A moment that tests set and advance, in microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still until it is advanced.
    #[must_use]
    pub fn standing_at(moment: DateTime<Utc>) -> Self {
        Self::Set(Arc::new(AtomicI64::new(moment.timestamp_micros())))
    }

    /// Moves a standing clock; the system's clock is nobody's to move.
    pub fn advance(&self, by: Duration) {
        if let Self::Set(micros) = self {
            micros.fetch_add(by.num_microseconds().unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }

    /// The present, to the microsecond PostgreSQL can store.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the time"
    )]
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now().trunc_subsecs(6),
            Self::Set(micros) => DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst))
                .expect("a clock set by a date is a date"),
        }
    }

    /// The day in France, which is what a person means by "today".
    #[must_use]
    pub fn today(&self) -> chrono::NaiveDate {
        self.now()
            .with_timezone(&chrono_tz::Europe::Paris)
            .date_naive()
    }
}
