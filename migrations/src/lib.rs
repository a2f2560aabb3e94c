//! The database schema, one file per change, oldest first.
//!
//! A migration depends on nothing of the application: it describes the schema of its day.
pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod columns;
mod guards;
mod m20261121_000001_people;
mod m20261121_000002_stock;
mod m20261121_000003_workshop;
mod m20261121_000004_programmes;
mod m20261121_000005_handovers;
mod m20261121_000006_outbox;
mod m20261122_000001_training_undone;
mod m20261122_000002_failed_messages;
mod m20261122_000010_bench_people;
mod m20261122_000012_proof;
mod m20261122_000013_containers;
mod m20261128_000001_proof_read_again;
mod m20261128_000020_checklists;
mod m20261128_000040_worker;
mod m20261128_000050_transfers;
mod m20261128_000060_parts;
mod m20261128_000061_hours;
mod m20261128_000070_exits;
mod m20261128_000071_reforms;
mod m20261128_000080_labels;
mod m20261128_000090_grading;
mod m20261128_000100_tally;
mod m20261128_000110_session_hours;
mod m20261128_000111_recalls;
mod m20261128_000112_plans;
mod m20261128_000120_bench;
mod m20261128_000125_polish;
mod m20261128_000130_allocation;
mod m20261128_000180_requests;
mod m20261128_000185_retention;
mod m20261128_000187_directory;
mod m20261128_000188_questionnaires;
mod m20261128_000190_bench_again;
mod m20261129_000010_retired_labels;
mod m20261129_000200_appointments;
mod m20261129_000210_programmes;
mod m20261129_000220_passes;
mod m20261129_000230_indicators;
mod m20261129_000240_coop;
mod m20261129_000300_lending;
mod m20261129_000310_counts;
mod m20261129_000320_stock_at;
mod m20261129_000330_signed;
mod m20261129_000340_trials;
mod m20261129_000350_lending_more;
mod m20261129_000360_standing_proofs;
mod m20261129_000370_handover_more;
mod m20261129_000380_internet;
mod m20261129_000390_calls;
mod m20261129_000410_agreements;
mod m20261129_000420_assets;
mod m20261129_000430_handovers_stay;
mod m20261129_000440_kits;
mod m20261129_000450_api;
mod m20261129_000460_funds;
mod m20261129_000480_satisfaction;
mod m20261129_000485_places;
mod m20261129_000500_counter_loans;
mod outbox;

/// Applies every migration in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_people::Migration),
            Box::new(m20261121_000002_stock::Migration),
            Box::new(m20261121_000003_workshop::Migration),
            Box::new(m20261121_000004_programmes::Migration),
            Box::new(m20261121_000005_handovers::Migration),
            Box::new(m20261121_000006_outbox::Migration),
            Box::new(m20261122_000001_training_undone::Migration),
            Box::new(m20261122_000002_failed_messages::Migration),
            Box::new(m20261122_000010_bench_people::Migration),
            Box::new(m20261122_000013_containers::Migration),
            Box::new(m20261122_000012_proof::Migration),
            Box::new(m20261128_000001_proof_read_again::Migration),
            Box::new(m20261128_000020_checklists::Migration),
            Box::new(m20261128_000040_worker::Migration),
            Box::new(m20261128_000050_transfers::Migration),
            Box::new(m20261128_000060_parts::Migration),
            Box::new(m20261128_000061_hours::Migration),
            Box::new(m20261128_000080_labels::Migration),
            Box::new(m20261128_000070_exits::Migration),
            Box::new(m20261128_000071_reforms::Migration),
            Box::new(m20261128_000090_grading::Migration),
            Box::new(m20261128_000100_tally::Migration),
            Box::new(m20261128_000110_session_hours::Migration),
            Box::new(m20261128_000111_recalls::Migration),
            Box::new(m20261128_000112_plans::Migration),
            Box::new(m20261128_000120_bench::Migration),
            Box::new(m20261128_000125_polish::Migration),
            Box::new(m20261128_000130_allocation::Migration),
            Box::new(m20261128_000180_requests::Migration),
            Box::new(m20261128_000185_retention::Migration),
            Box::new(m20261128_000187_directory::Migration),
            Box::new(m20261128_000188_questionnaires::Migration),
            Box::new(m20261128_000190_bench_again::Migration),
            Box::new(m20261129_000010_retired_labels::Migration),
            Box::new(m20261129_000200_appointments::Migration),
            Box::new(m20261129_000300_lending::Migration),
            Box::new(m20261129_000310_counts::Migration),
            Box::new(m20261129_000220_passes::Migration),
            Box::new(m20261129_000240_coop::Migration),
            Box::new(m20261129_000230_indicators::Migration),
            Box::new(m20261129_000210_programmes::Migration),
            Box::new(m20261129_000320_stock_at::Migration),
            Box::new(m20261129_000330_signed::Migration),
            Box::new(m20261129_000340_trials::Migration),
            Box::new(m20261129_000350_lending_more::Migration),
            Box::new(m20261129_000360_standing_proofs::Migration),
            Box::new(m20261129_000370_handover_more::Migration),
            Box::new(m20261129_000380_internet::Migration),
            Box::new(m20261129_000390_calls::Migration),
            Box::new(m20261129_000410_agreements::Migration),
            Box::new(m20261129_000420_assets::Migration),
            Box::new(m20261129_000430_handovers_stay::Migration),
            Box::new(m20261129_000440_kits::Migration),
            Box::new(m20261129_000450_api::Migration),
            Box::new(m20261129_000460_funds::Migration),
            Box::new(m20261129_000480_satisfaction::Migration),
            Box::new(m20261129_000485_places::Migration),
            Box::new(m20261129_000500_counter_loans::Migration),
        ]
    }
}

/// How many migrations this database still lacks; asks without writing.
///
/// # Errors
/// When the database does not answer.
pub async fn pending(
    db: &sea_orm_migration::sea_orm::DatabaseConnection,
) -> Result<usize, sea_orm_migration::sea_orm::DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(db).await?.len())
}
