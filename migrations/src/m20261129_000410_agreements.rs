//! Schools and the library: teachers who register themselves, the yearly agreement of a school, kit that goes home
//! with a pupil, a pupil who changes school, and a school that closes.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 7] = [
    "school_domain",
    "registration",
    "agreement_clause",
    "school_agreement",
    "agreement_reminder",
    "loan_move",
    "school_closing",
];

/// Only a pupil takes kit home, and they are a code here. Empty means that it stays at school.
const AT_HOME: &str = "CHECK (at_home IS NULL OR at_home = FALSE OR pupil_code IS NOT NULL)";
const SIGNED_ON: &str = "CHECK (family_signed_on IS NULL OR COALESCE(at_home, FALSE) = TRUE)";
const KEPT_BY: &str =
    "REFERENCES membership (id) CHECK ((family_kept_by IS NULL) = (family_signed_on IS NULL))";

/// What stood over a loan that is out before a pupil could change school with it.
const KEEPS_ITS_BORROWER: Guard = Guard {
    name: "loan_out_keeps",
    on: "UPDATE ON loan",
    when: "OLD.state IN ('out', 'returned')",
    forbidden: "NEW.state NOT IN ('out', 'returned') OR NEW.item_id <> OLD.item_id OR NEW.device_id <> OLD.device_id \
         OR NEW.account_id <> OLD.account_id OR NEW.clearance_id <> OLD.clearance_id \
         OR NEW.starts_on <> OLD.starts_on OR NEW.out_on <> OLD.out_on",
    says: "what went out keeps its piece, its borrower and its clearance",
};

/// Whether the rule that holds asks for an agreement of the year.
macro_rules! required {
    () => {
        "EXISTS (SELECT 1 FROM agreement_clause c \
         WHERE c.id = (SELECT MAX(k.id) FROM agreement_clause k) AND c.required = TRUE) AND "
    };
}

const CLOSING: &str = "EXISTS (SELECT 1 FROM school_closing s \
     WHERE s.organisation_id = NEW.organisation_id AND NEW.ends_on > s.closes_on)";
const CLOSING_SAYS: &str = "the school closes before the loan ends";

const GUARDS: [Guard; 13] = [
    // Law 1: another borrower only with the pupil, at the school that takes the loan on, with a clearance of their own
    // for the same item.
    Guard {
        forbidden: "NEW.state NOT IN ('out', 'returned') OR NEW.item_id <> OLD.item_id \
             OR NEW.device_id <> OLD.device_id OR NEW.starts_on <> OLD.starts_on OR NEW.out_on <> OLD.out_on \
             OR (NEW.organisation_id = OLD.organisation_id \
             AND (NEW.account_id <> OLD.account_id OR NEW.clearance_id <> OLD.clearance_id)) \
             OR (NEW.organisation_id <> OLD.organisation_id AND (OLD.state <> 'out' OR NEW.state <> 'out' \
             OR NOT EXISTS (SELECT 1 FROM loan_move v, loan_clearance c WHERE v.loan_id = NEW.id \
             AND v.to_id = NEW.organisation_id AND v.taken_by = NEW.membership_id AND c.id = NEW.clearance_id \
             AND c.account_id = NEW.account_id AND c.item_id = NEW.item_id AND c.valid_until >= v.taken_on)))",
        ..KEEPS_ITS_BORROWER
    },
    Guard {
        name: "loan_goes_out_agreed",
        on: "UPDATE OF state ON loan",
        when: "NEW.state = 'out' AND OLD.state <> 'out'",
        forbidden: concat!(
            required!(),
            "NOT EXISTS (SELECT 1 FROM school_agreement a WHERE a.organisation_id = NEW.organisation_id \
             AND NEW.out_on BETWEEN a.first_on AND COALESCE(a.ended_on, a.last_on))"
        ),
        says: "the school has no agreement for this year",
    },
    Guard {
        name: "loan_moves_agreed",
        on: "UPDATE OF organisation_id ON loan",
        when: "NEW.state = 'out' AND NEW.organisation_id <> OLD.organisation_id",
        forbidden: concat!(
            required!(),
            "NOT EXISTS (SELECT 1 FROM school_agreement a, loan_move v WHERE v.loan_id = NEW.id \
             AND v.to_id = NEW.organisation_id AND v.taken_by = NEW.membership_id \
             AND a.organisation_id = NEW.organisation_id \
             AND v.taken_on BETWEEN a.first_on AND COALESCE(a.ended_on, a.last_on))"
        ),
        says: "the school that takes the loan on has no agreement for this year",
    },
    Guard {
        name: "loan_goes_home_signed",
        on: "UPDATE OF state ON loan",
        when: "NEW.state = 'out' AND OLD.state <> 'out'",
        forbidden: "NEW.at_home = TRUE AND NEW.family_signed_on IS NULL",
        says: "the family has not signed yet",
    },
    Guard {
        name: "loan_new_within_closing",
        on: "INSERT ON loan",
        when: "1 = 1",
        forbidden: CLOSING,
        says: CLOSING_SAYS,
    },
    Guard {
        name: "loan_within_closing",
        on: "UPDATE OF ends_on, organisation_id ON loan",
        when: "NEW.state IN ('requested', 'reserved', 'prepared', 'out') \
             AND (NEW.ends_on > OLD.ends_on OR NEW.organisation_id <> OLD.organisation_id)",
        forbidden: CLOSING,
        says: CLOSING_SAYS,
    },
    Guard {
        name: "loan_move_ends_once",
        on: "UPDATE ON loan_move",
        when: "OLD.taken_on IS NOT NULL OR OLD.withdrawn_at IS NOT NULL",
        forbidden: "1 = 1",
        says: "a change of school is taken up or withdrawn once",
    },
    Guard {
        name: "school_agreement_of_a_school",
        on: "INSERT ON school_agreement",
        when: "1 = 1",
        forbidden: "NEW.ended_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM organisation o \
             WHERE o.id = NEW.organisation_id AND o.kind = 'college' AND o.closed_at IS NULL)",
        says: "an agreement is made with a school that is open",
    },
    Guard {
        name: "school_agreement_stays",
        on: "UPDATE ON school_agreement",
        when: "1 = 1",
        forbidden: "NEW.organisation_id <> OLD.organisation_id OR NEW.first_on <> OLD.first_on \
             OR NEW.last_on <> OLD.last_on OR NEW.signature <> OLD.signature OR NEW.sha256 <> OLD.sha256 \
             OR NEW.file <> OLD.file OR NEW.signed_on <> OLD.signed_on OR NEW.membership_id <> OLD.membership_id \
             OR OLD.ended_on IS NOT NULL",
        says: "what was signed stays as it was signed, and ends once",
    },
    Guard {
        name: "school_agreement_kept",
        on: "DELETE ON school_agreement",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "what was signed is kept",
    },
    Guard {
        name: "agreement_clause_stays",
        on: "UPDATE ON agreement_clause",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "clauses are followed by others, never changed",
    },
    // The domain at the end of the address, letter by letter: the engines do not agree on LIKE.
    Guard {
        name: "registration_asked",
        on: "INSERT ON registration",
        when: "1 = 1",
        forbidden: "NEW.membership_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM organisation o \
             WHERE o.id = NEW.organisation_id AND o.kind = 'college' AND o.uai IS NOT NULL AND o.closed_at IS NULL) \
             OR NOT EXISTS (SELECT 1 FROM school_domain d WHERE d.removed_at IS NULL \
             AND substr(NEW.email, length(NEW.email) - length(d.domain)) = '@' || d.domain)",
        says: "who registers has an address of a domain that may, and a school that is open",
    },
    Guard {
        name: "registration_taken",
        on: "UPDATE ON registration",
        when: "1 = 1",
        forbidden: "OLD.membership_id IS NOT NULL OR NEW.organisation_id <> OLD.organisation_id \
             OR NOT EXISTS (SELECT 1 FROM membership m, account a WHERE m.id = NEW.membership_id \
             AND a.id = m.account_id AND a.email = OLD.email AND m.organisation_id = OLD.organisation_id \
             AND m.role = 'teacher' AND m.ended_at IS NULL) \
             OR EXISTS (SELECT 1 FROM membership m, membership e WHERE m.id = NEW.membership_id \
             AND e.account_id = m.account_id AND e.organisation_id = m.organisation_id AND e.role = 'teacher' \
             AND e.ended_at IS NOT NULL)",
        says: "who registered becomes a teacher of that school, unless the school ended it",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        registrations(m).await?;
        agreements(m).await?;
        moves(m).await?;
        // In this order: a check names the columns before it.
        for column in [
            boolean_null("at_home").extra(AT_HOME).to_owned(),
            date_null("family_signed_on").extra(SIGNED_ON).to_owned(),
            integer_null("family_kept_by").extra(KEPT_BY).to_owned(),
        ] {
            m.alter_table(Table::alter().table("loan").add_column(column).to_owned())
                .await?;
        }
        outbox::up(m, self.name()).await?;
        guards::down(m, &[KEEPS_ITS_BORROWER]).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        guards::up(m, &[KEEPS_ITS_BORROWER]).await?;
        outbox::down(m, self.name()).await?;
        for column in ["family_kept_by", "family_signed_on", "at_home"] {
            m.alter_table(Table::alter().table("loan").drop_column(column).to_owned())
                .await?;
        }
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn registrations(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("school_domain")
            .col(pk_auto("id"))
            .col(text("domain"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("added_at"))
            .col(timestamp_with_time_zone_null("removed_at"))
            .check(Expr::cust("domain = lower(domain) and domain <> ''"))
            .foreign_key(&mut references(
                "school_domain",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // A domain is there once, until it is taken off.
    m.create_index(
        unique("uq_school_domain", &["domain"])
            .table("school_domain")
            .and_where(Expr::cust("removed_at is null"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("registration")
            .col(pk_auto("id"))
            .col(integer("organisation_id"))
            .col(text_null("email"))
            .col(text_null("name"))
            .col(text("language"))
            .col(text("token_hash"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(integer_null("membership_id"))
            .check(one_of("language", &["fr", "en"]))
            // Once it is taken up, the account says who it was.
            .check(Expr::cust(
                "(membership_id is null) = (email is not null) and (email is null) = (name is null)",
            ))
            .index(&mut unique("uq_registration_token", &["token_hash"]))
            .foreign_key(&mut references(
                "registration",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "registration",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // Which of the teachers of a school came by themselves.
    m.create_index(index(
        "ix_registration_school",
        "registration",
        &["organisation_id"],
    ))
    .await?;
    // Those that nobody took up in time, to be erased.
    m.create_index(index(
        "ix_registration_end",
        "registration",
        &["membership_id", "expires_at"],
    ))
    .await
}

async fn agreements(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut clause = Table::create();
    clause
        .table("agreement_clause")
        .col(pk_auto("id"))
        .col(boolean("required"));
    for words in ["insurance_fr", "insurance_en", "theft_fr", "theft_en"] {
        clause.col(text(words));
    }
    clause
        .col(integer("membership_id"))
        .col(timestamp_with_time_zone("declared_at"))
        .foreign_key(&mut references(
            "agreement_clause",
            "membership_id",
            "membership",
        ));
    m.create_table(clause).await?;
    m.create_table(
        Table::create()
            .table("school_agreement")
            .col(pk_auto("id"))
            .col(integer("organisation_id"))
            .col(date("first_on"))
            .col(date("last_on"))
            .col(text("signature"))
            .col(text("sha256"))
            .col(text("file"))
            .col(text("media_type"))
            .col(date("signed_on"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("recorded_at"))
            .col(date_null("ended_on"))
            .check(one_of("signature", &["screen", "paper"]))
            .check(Expr::cust("last_on > first_on and signed_on <= last_on"))
            .check(Expr::cust("length(sha256) = 64 and file <> ''"))
            .foreign_key(&mut references(
                "school_agreement",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "school_agreement",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // One agreement of a school stands for a year; and the question at every pick-up.
    m.create_index(
        unique("uq_school_agreement", &["organisation_id", "first_on"])
            .table("school_agreement")
            .and_where(Expr::cust("ended_on is null"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("agreement_reminder")
            .col(integer("organisation_id"))
            .col(date("first_on"))
            .col(timestamp_with_time_zone("at"))
            // Each year once, whichever node is first.
            .primary_key(Index::create().col("organisation_id").col("first_on"))
            .foreign_key(&mut references(
                "agreement_reminder",
                "organisation_id",
                "organisation",
            ))
            .to_owned(),
    )
    .await
}

async fn moves(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("loan_move")
            .col(pk_auto("id"))
            .col(integer("loan_id"))
            .col(integer("from_id"))
            .col(integer("to_id"))
            .col(integer("asked_by"))
            .col(timestamp_with_time_zone("asked_at"))
            .col(integer_null("taken_by"))
            .col(date_null("taken_on"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            .check(Expr::cust("from_id <> to_id"))
            .check(Expr::cust("(taken_by is null) = (taken_on is null)"))
            .check(Expr::cust("taken_on is null or withdrawn_at is null"))
            .foreign_key(&mut references("loan_move", "loan_id", "loan"))
            .foreign_key(&mut references("loan_move", "from_id", "organisation"))
            .foreign_key(&mut references("loan_move", "to_id", "organisation"))
            .foreign_key(&mut references("loan_move", "asked_by", "membership"))
            .foreign_key(&mut references("loan_move", "taken_by", "membership"))
            .to_owned(),
    )
    .await?;
    // A loan goes to one school at a time.
    m.create_index(
        unique("uq_loan_move", &["loan_id"])
            .table("loan_move")
            .and_where(Expr::cust("taken_on is null and withdrawn_at is null"))
            .to_owned(),
    )
    .await?;
    // What a school may take on.
    m.create_index(index(
        "ix_loan_move_to",
        "loan_move",
        &["to_id", "taken_on"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("school_closing")
            .col(integer("organisation_id").primary_key())
            .col(date("closes_on"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("announced_at"))
            .foreign_key(&mut references(
                "school_closing",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "school_closing",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await
}
