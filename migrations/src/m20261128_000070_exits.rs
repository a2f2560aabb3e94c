//! How devices leave: waste pallets, free cessions and reforms, and the guards that let a device leave once.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A device that is already somebody else's.
const CEDED: &str =
    "EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.cession_id IS NOT NULL)";
const CEDED_SAYS: &str = "the device was ceded and belongs to its recipient";
const SETTLED: &str = "what was decided and signed never changes";

/// The price of a device sold on to people in need is at most the cap of its type (decree 2022-1413).
const OVER_THE_CAP: &str = "NEW.price_cents > (SELECT CASE d.kind WHEN 'laptop' THEN 18000 \
     WHEN 'desktop' THEN 15000 WHEN 'tablet' THEN 10000 WHEN 'phone' THEN 10000 WHEN 'screen' THEN 3000 \
     ELSE 0 END FROM device d WHERE d.id = NEW.device_id)";

const GUARDS: [Guard; 23] = [
    Guard {
        name: "waste_pallet_closed",
        on: "UPDATE ON waste_pallet",
        when: "OLD.closed_at IS NOT NULL",
        forbidden: "TRUE",
        says: "a pallet that has left never changes",
    },
    Guard {
        name: "waste_pallet_kept",
        on: "DELETE ON waste_pallet",
        when: "OLD.closed_at IS NOT NULL",
        forbidden: "TRUE",
        says: "a pallet that has left is never removed",
    },
    Guard {
        name: "waste_pallet_empty",
        on: "UPDATE OF closed_at ON waste_pallet",
        when: "NEW.closed_at IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM device d WHERE d.pallet_id = NEW.id)",
        says: "a pallet leaves with something on it",
    },
    // Law 2: onto a pallet goes what is at its site, and only while it is open.
    Guard {
        name: "device_onto_pallet",
        on: "UPDATE OF pallet_id ON device",
        when: "NEW.pallet_id IS NOT NULL AND (OLD.pallet_id IS NULL OR OLD.pallet_id <> NEW.pallet_id)",
        forbidden: "OLD.pallet_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM waste_pallet p \
             WHERE p.id = NEW.pallet_id AND p.closed_at IS NULL AND p.site_id = OLD.site_id)",
        says: "the pallet is not open where the device is",
    },
    Guard {
        name: "device_off_pallet",
        on: "UPDATE OF pallet_id ON device",
        when: "OLD.pallet_id IS NOT NULL AND NEW.pallet_id IS NULL",
        forbidden: "EXISTS (SELECT 1 FROM waste_pallet p WHERE p.id = OLD.pallet_id AND p.closed_at IS NOT NULL)",
        says: "the device left for good with its pallet",
    },
    Guard {
        name: "device_comes_in",
        on: "INSERT ON device",
        when: "NEW.pallet_id IS NOT NULL OR NEW.cession_id IS NOT NULL",
        forbidden: "TRUE",
        says: "a device comes in before it leaves",
    },
    Guard {
        name: "scrap_not_on_pallet",
        on: "INSERT ON scrap",
        when: "NEW.device_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.pallet_id IS NOT NULL)",
        says: "the device is on a pallet",
    },
    // A device is ceded by an act that names it, from a shelf of ours, while it is promised to nobody.
    Guard {
        name: "device_ceded",
        on: "UPDATE OF cession_id ON device",
        when: "NEW.cession_id IS NOT NULL AND OLD.cession_id IS NULL",
        forbidden: "OLD.site_id IS NULL OR OLD.stage <> 'ready' \
             OR NOT EXISTS (SELECT 1 FROM cession_line l WHERE l.cession_id = NEW.cession_id AND l.device_id = NEW.id) \
             OR EXISTS (SELECT 1 FROM request r WHERE r.device_id = NEW.id AND r.state = 'allocated') \
             OR EXISTS (SELECT 1 FROM handover h WHERE h.device_id = NEW.id AND h.ended_at IS NULL)",
        says: "the device may not be ceded",
    },
    Guard {
        name: "device_stays_ceded",
        on: "UPDATE OF cession_id, stage, site_id, container_id, stay, ready_check_id, owner_id, lot_id ON device",
        when: "OLD.cession_id IS NOT NULL",
        forbidden: "TRUE",
        says: CEDED_SAYS,
    },
    Guard {
        name: "request_not_ceded_new",
        on: "INSERT ON request",
        when: "NEW.state = 'allocated'",
        forbidden: CEDED,
        says: CEDED_SAYS,
    },
    Guard {
        name: "request_not_ceded",
        on: "UPDATE OF state, device_id ON request",
        when: "NEW.state = 'allocated'",
        forbidden: CEDED,
        says: CEDED_SAYS,
    },
    Guard {
        name: "handover_not_ceded",
        on: "INSERT ON handover",
        when: "NEW.ended_at IS NULL",
        forbidden: CEDED,
        says: CEDED_SAYS,
    },
    Guard {
        name: "cession_line_full",
        on: "INSERT ON cession_line",
        when: "NEW.cession_id IS NOT NULL",
        forbidden: "(SELECT COUNT(*) FROM cession_line l WHERE l.cession_id = NEW.cession_id) \
             >= (SELECT c.devices FROM cession c WHERE c.id = NEW.cession_id)",
        says: "the act names fewer devices",
    },
    Guard {
        name: "cession_line_price",
        on: "INSERT ON cession_line",
        when: "NEW.price_cents IS NOT NULL",
        forbidden: OVER_THE_CAP,
        says: "the price is over the cap of the type",
    },
    Guard {
        name: "cession_line_resale",
        on: "INSERT ON cession_line",
        when: "NEW.price_cents IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM cession c WHERE c.id = NEW.cession_id AND c.resells)",
        says: "the recipient may not sell on",
    },
    // What the act says its owner gives is the owner's.
    Guard {
        name: "cession_line_owner",
        on: "INSERT ON cession_line",
        when: "NEW.device_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM cession c JOIN device d ON d.owner_id = c.owner_id \
             WHERE c.id = NEW.cession_id AND d.id = NEW.device_id)",
        says: "nobody gives what another owns",
    },
    Guard {
        name: "cession_settled",
        on: "UPDATE ON cession",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "cession_kept",
        on: "DELETE ON cession",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "cession_line_settled",
        on: "UPDATE ON cession_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "cession_line_kept",
        on: "DELETE ON cession_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    // What was tested when the check was signed is not said better afterwards.
    Guard {
        name: "quality_check_tested",
        on: "UPDATE OF fully_tested ON quality_check",
        when: "NEW.fully_tested <> OLD.fully_tested",
        forbidden: "TRUE",
        says: SETTLED,
    },
    // The device's own history tells of its pallet once: what left with it is not taken up again.
    Guard {
        name: "device_stays_scrapped",
        on: "UPDATE OF stage, site_id, container_id ON device",
        when: "OLD.pallet_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM waste_pallet p WHERE p.id = OLD.pallet_id AND p.closed_at IS NOT NULL)",
        says: "the device left for good with its pallet",
    },
    Guard {
        name: "waste_pallet_site",
        on: "UPDATE OF site_id, waste_code ON waste_pallet",
        when: "OLD.site_id <> NEW.site_id OR OLD.waste_code <> NEW.waste_code",
        forbidden: "EXISTS (SELECT 1 FROM device d WHERE d.pallet_id = NEW.id)",
        says: "what is on a pallet went onto it where it stands and under its code",
    },
];

const COLUMNS: [(&str, &str); 2] = [
    (
        "pallet_id",
        "REFERENCES waste_pallet (id) CHECK (pallet_id IS NULL OR stage = 'scrapped')",
    ),
    (
        "cession_id",
        "REFERENCES cession (id) CHECK (cession_id IS NULL OR (stage = 'ready' AND site_id IS NULL))",
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        pallets(m).await?;
        cessions(m).await?;
        // What is not known to have been tested in full was not.
        m.alter_table(
            Table::alter()
                .table("quality_check")
                .add_column(boolean("fully_tested").default(false))
                .to_owned(),
        )
        .await?;
        for (column, rule) in COLUMNS {
            m.alter_table(
                Table::alter()
                    .table("device")
                    .add_column(integer_null(column).extra(rule))
                    .to_owned(),
            )
            .await?;
        }
        // What is on a pallet.
        m.create_index(index("ix_device_pallet", "device", &["pallet_id", "id"]))
            .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        m.drop_index(
            Index::drop()
                .name("ix_device_pallet")
                .table("device")
                .to_owned(),
        )
        .await?;
        for (column, _) in COLUMNS {
            m.alter_table(
                Table::alter()
                    .table("device")
                    .drop_column(column)
                    .to_owned(),
            )
            .await?;
        }
        m.alter_table(
            Table::alter()
                .table("quality_check")
                .drop_column("fully_tested")
                .to_owned(),
        )
        .await?;
        for table in ["cession_line", "cession", "waste_pallet"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn pallets(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("waste_pallet")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(text("waste_code"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(integer("opened_by"))
            .col(integer_null("devices"))
            .col(integer_null("weight_grams"))
            .col(text_null("recipient"))
            .col(text_null("recipient_siret"))
            .col(text_null("transporter"))
            .col(text_null("transporter_siret"))
            .col(text_null("slip_number"))
            .col(text_null("treatment"))
            .col(date_null("departed_on"))
            .col(text_null("sha256"))
            .col(text_null("file"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(integer_null("closed_by"))
            .col(integer("version"))
            .check(Expr::cust("weight_grams is null or weight_grams > 0"))
            .check(Expr::cust("devices is null or devices > 0"))
            // It leaves weighed, to whom, by whom, under which slip, or not at all.
            .check(Expr::cust(
                "(closed_at is null and devices is null and weight_grams is null and recipient is null \
                 and recipient_siret is null and transporter is null and slip_number is null \
                 and departed_on is null and sha256 is null and file is null and closed_by is null) \
                 or (closed_at is not null and devices is not null and weight_grams is not null \
                 and recipient is not null and recipient_siret is not null and transporter is not null \
                 and slip_number is not null and departed_on is not null and sha256 is not null \
                 and file is not null and closed_by is not null)",
            ))
            .foreign_key(&mut references("waste_pallet", "site_id", "site"))
            .foreign_key(&mut references("waste_pallet", "opened_by", "membership"))
            .foreign_key(&mut references("waste_pallet", "closed_by", "membership"))
            .to_owned(),
    )
    .await?;
    // The pallets of a site, open ones first.
    m.create_index(index(
        "ix_waste_pallet_site",
        "waste_pallet",
        &["site_id", "closed_at", "id"],
    ))
    .await
}

async fn cessions(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("cession")
            .col(pk_auto("id"))
            .col(integer("owner_id"))
            .col(text("recipient"))
            .col(text("recipient_number"))
            .col(text("category"))
            .col(text("proof_reference"))
            .col(date("proof_from"))
            .col(date_null("proof_until"))
            .col(text("proof_sha256"))
            .col(text("proof_file"))
            .col(text("proof_media"))
            .col(text("value_method"))
            .col(boolean("resells"))
            .col(text("decision_number"))
            .col(date("decided_on"))
            .col(text("convention_number"))
            .col(date("convention_on"))
            .col(text("signatory"))
            .col(text("recipient_signatory"))
            .col(text("grounds"))
            .col(date("ceded_on"))
            .col(integer("devices"))
            .col(big_integer("total_cents"))
            .col(text("sha256"))
            .col(text("file"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(integer("version"))
            .check(one_of(
                "category",
                &[
                    "parents_association",
                    "tutoring_association",
                    "public_utility",
                    "esus",
                    "general_interest",
                    "students_association",
                    "charity",
                ],
            ))
            // Only these two may sell on, at a solidarity price.
            .check(Expr::cust(
                "not resells or category in ('public_utility', 'general_interest')",
            ))
            // An agreement runs out.
            .check(Expr::cust("category <> 'esus' or proof_until is not null"))
            .check(Expr::cust(
                "proof_from <= ceded_on and (proof_until is null or proof_until >= ceded_on)",
            ))
            .check(Expr::cust(
                "decided_on <= ceded_on and convention_on <= ceded_on",
            ))
            .check(Expr::cust(
                "devices > 0 and total_cents >= 0 and total_cents <= devices * 30000",
            ))
            .foreign_key(&mut references("cession", "owner_id", "organisation"))
            .foreign_key(&mut references("cession", "membership_id", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("cession_line")
            .col(pk_auto("id"))
            .col(integer("cession_id"))
            .col(integer("device_id"))
            .col(integer("value_cents"))
            .col(integer_null("price_cents"))
            // At most 300 euros apiece (CG3P, art. D. 3212-3).
            .check(Expr::cust("value_cents >= 0 and value_cents <= 30000"))
            .check(Expr::cust("price_cents is null or price_cents >= 0"))
            // A device is given away once.
            .index(&mut unique("uq_cession_device", &["device_id"]))
            .foreign_key(&mut references("cession_line", "cession_id", "cession"))
            .foreign_key(&mut references("cession_line", "device_id", "device"))
            .to_owned(),
    )
    .await?;
    m.create_index(index(
        "ix_cession_line",
        "cession_line",
        &["cession_id", "id"],
    ))
    .await
}
