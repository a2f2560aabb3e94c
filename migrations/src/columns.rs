//! The few column and constraint shapes every table is made of.
use sea_orm_migration::prelude::*;

/// A foreign key on one column.
pub fn references(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    references_many(table, &[column], to, &["id"])
}

/// A foreign key on several columns: the row on the other side must agree on all of them.
pub fn references_many(
    table: &'static str,
    columns: &[&'static str],
    to: &'static str,
    to_columns: &[&'static str],
) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.from_tbl(table).to_tbl(to);
    for column in columns {
        key.from_col(*column);
    }
    for column in to_columns {
        key.to_col(*column);
    }
    key
}

/// The words a text column may hold.
pub fn one_of(column: &'static str, words: &[&'static str]) -> SimpleExpr {
    Expr::col(column).is_in(words.iter().copied())
}

/// A unique key over several columns, also as a target for [`references_many`].
pub fn unique(name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).unique();
    for column in columns {
        index.col(*column);
    }
    index
}

/// An index, with the query it serves said where it is made.
pub fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
