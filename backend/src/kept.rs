//! Queries whose text is built once: the two that every scan makes. Building the text anew costs the program
//! more than the database needs to answer it (docs/PERFORMANCE.md).
use sea_orm::{DbBackend, EntityTrait, QueryTrait, Select, Statement, Value};
use std::sync::OnceLock;

/// The text of one query in the dialect of each engine, kept from its first use.
#[derive(Default)]
pub struct Kept {
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

impl Kept {
    #[must_use]
    pub const fn new() -> Self {
        Self {
            sqlite: OnceLock::new(),
            postgres: OnceLock::new(),
        }
    }

    /// The statement that reads the one row of `query`, which binds `values` in this order and finds it by a
    /// unique key. What is not in `values` must be the same at every call; builds with debug assertions, and so
    /// all tests, compare the kept statement with one built anew.
    #[must_use]
    pub fn one_row<E: EntityTrait>(
        &self,
        backend: DbBackend,
        values: impl IntoIterator<Item = Value>,
        query: impl Fn() -> Select<E>,
    ) -> Statement {
        let built = || query().build(backend);
        let text = if backend == DbBackend::Sqlite {
            &self.sqlite
        } else {
            &self.postgres
        };
        let text = text.get_or_init(|| built().sql);
        let kept = Statement::from_sql_and_values(backend, text, values);
        debug_assert_eq!(kept, built(), "what is kept is what would be built");
        kept
    }
}
