//! Rows of the subjects that only exist after much else: read for their columns, never written.
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    access_seal::{self, AccessSealId},
    account::AccountId,
    api_token::{self, ApiTokenId},
    asset_import::{self, AssetImportId},
    catalogue_item::CatalogueItemId,
    cession::{self, CessionCategory, CessionId},
    collection_lot::CollectionLotId,
    container::{self, ContainerId, ContainerKind},
    device::DeviceId,
    fund::{self, FundId},
    fund_agreement::{self, Expense, FundAgreementId, Matching, Nature},
    fund_line::{self, FundLineId, LineKind},
    fund_share::{self, FundShareId},
    internet_plan::{self, InternetPlanId},
    list_export::{self, ExportedList, ListExportId},
    loan::{self, LoanId, LoanState},
    loan_clearance::{self, LoanClearanceId, LoanGround},
    membership::MembershipId,
    organisation::OrganisationId,
    part::{self, PartData, PartId, PartKind, PartState},
    pass::{self, PassId, PassState},
    pass_issue::PassIssueId,
    prepaid::{self, PrepaidId, PrepaidKind, PrepaidState},
    prescribing::{self, PrescribingId, PrescribingState},
    programme::ProgrammeId,
    recipient::RecipientId,
    recipient_pair::{self, RecipientPairId},
    reform::{self, ReformId, ReformReason},
    request::RequestId,
    site::SiteId,
    stock_count::{self, CountState, StockCountId},
    waste_pallet::{self, WastePalletId},
};

fn day(now: DateTime<Utc>) -> NaiveDate {
    now.date_naive()
}

pub fn access_seal(now: DateTime<Utc>) -> access_seal::Model {
    access_seal::Model {
        id: AccessSealId(1),
        day: day(now),
        looks: 3,
        fingerprint: "00".repeat(32),
        version: 1,
    }
}

pub fn api_token(now: DateTime<Utc>) -> api_token::Model {
    api_token::Model {
        id: ApiTokenId(1),
        membership_id: MembershipId(1),
        name: "Observatoire".to_owned(),
        sha256: "00".repeat(32),
        scopes: "devices:read".to_owned(),
        created_at: now,
        expires_at: now,
        revoked_at: Some(now),
        revoked_by: Some(MembershipId(1)),
        version: 2,
    }
}

pub fn asset_import(now: DateTime<Utc>) -> asset_import::Model {
    asset_import::Model {
        id: AssetImportId(1),
        owner_id: OrganisationId(1),
        as_of: day(now),
        file_sha256: "00".repeat(32),
        line_count: 2,
        refused: 1,
        value_cents: 43_900,
        net_book_cents: 1_230,
        membership_id: Some(MembershipId(1)),
        imported_at: now,
        version: 1,
    }
}

pub fn fund(now: DateTime<Utc>) -> fund::Model {
    fund::Model {
        id: FundId(1),
        code: "FSL-2026".to_owned(),
        name: "Fonds d’équipement".to_owned(),
        opened_by: MembershipId(1),
        opened_at: now,
        version: 1,
    }
}

pub fn fund_agreement(now: DateTime<Utc>) -> fund_agreement::Model {
    fund_agreement::Model {
        id: FundAgreementId(1),
        fund_id: FundId(1),
        organisation_id: OrganisationId(1),
        number: "CONV-2026-7".to_owned(),
        nature: Nature::Other,
        starts_on: day(now),
        ends_on: day(now),
        in_advance: false,
        matching: Matching::Contributions,
        match_cents: Some(200),
        cap_cents: Some(500_000),
        net_of_state: false,
        equal_share: false,
        programme_id: Some(ProgrammeId(1)),
        epci_code: None,
        expense: Some(Expense::Device),
        own_users: false,
        corrects_id: None,
        recorded_by: MembershipId(1),
        recorded_at: now,
        version: 1,
    }
}

pub fn fund_line(now: DateTime<Utc>) -> fund_line::Model {
    fund_line::Model {
        id: FundLineId(1),
        fund_id: FundId(1),
        kind: LineKind::Spend,
        on_day: day(now),
        cents: 21_950,
        agreement_id: None,
        expense: Some(Expense::Device),
        programme_id: Some(ProgrammeId(1)),
        epci_code: None,
        own_user_of: None,
        device_id: Some(DeviceId(1)),
        part_id: None,
        session_id: None,
        settlement_id: None,
        site_id: None,
        minutes: None,
        commitment_id: None,
        corrects_id: None,
        recorded_by: MembershipId(1),
        recorded_at: now,
        version: 1,
    }
}

pub fn fund_share(now: DateTime<Utc>) -> fund_share::Model {
    fund_share::Model {
        id: FundShareId(1),
        agreement_id: FundAgreementId(1),
        on_day: day(now),
        cents: 21_950,
        line_id: Some(FundLineId(1)),
        internet_spend_id: None,
        version: 1,
    }
}

pub fn list_export(now: DateTime<Utc>) -> list_export::Model {
    list_export::Model {
        id: ListExportId(1),
        by_id: Some(MembershipId(1)),
        list: ExportedList::Stock,
        filter_sha256: Some("00".repeat(32)),
        begun_at: now,
        ended_at: Some(now),
        row_count: Some(12),
        byte_count: Some(345),
        sha256: Some("11".repeat(32)),
        version: 1,
    }
}

pub fn cession(now: DateTime<Utc>) -> cession::Model {
    cession::Model {
        id: CessionId(1),
        owner_id: OrganisationId(1),
        recipient: "Les Aidants du Lac".to_owned(),
        recipient_number: "W741234567".to_owned(),
        category: CessionCategory::Charity,
        proof_reference: "Statuts".to_owned(),
        proof_from: day(now),
        proof_until: None,
        proof_sha256: "00".repeat(32),
        proof_file: "proof".to_owned(),
        proof_media: "application/pdf".to_owned(),
        value_method: "Prix du marché".to_owned(),
        resells: false,
        decision_number: "2026-12".to_owned(),
        decided_on: day(now),
        convention_number: "2026-3".to_owned(),
        convention_on: day(now),
        signatory: "Le président".to_owned(),
        recipient_signatory: "La présidente".to_owned(),
        grounds: "Vu le code".to_owned(),
        ceded_on: day(now),
        devices: 1,
        total_cents: 9_000,
        sha256: "11".repeat(32),
        file: "act".to_owned(),
        membership_id: MembershipId(1),
        created_at: now,
        version: 1,
    }
}

pub fn container(now: DateTime<Utc>) -> container::Model {
    container::Model {
        id: ContainerId(1),
        code: "HJ4K-7PXM".to_owned(),
        kind: ContainerKind::Box,
        name: "Carton 12".to_owned(),
        site_id: SiteId(1),
        place_id: None,
        created_at: now,
        version: 1,
    }
}

pub fn part(now: DateTime<Utc>) -> part::Model {
    part::Model {
        id: PartId(1),
        code: "HJ4K-7PXM".to_owned(),
        organisation_id: OrganisationId(1),
        kind: PartKind::Battery,
        maker: "HP".to_owned(),
        model: "RH03XL".to_owned(),
        serial: None,
        serial_key: None,
        size_bytes: None,
        health_percent: Some(87),
        data: PartData::NoData,
        state: PartState::OnShelf,
        site_id: Some(SiteId(1)),
        device_id: None,
        from_device_id: Some(DeviceId(1)),
        since: now,
        created_at: now,
        version: 1,
    }
}

pub fn pass(now: DateTime<Utc>) -> pass::Model {
    pass::Model {
        id: PassId(1),
        issue_id: PassIssueId(1),
        number: 1,
        programme_id: ProgrammeId(1),
        value_cents: 1_000,
        expires_at: now,
        state: PassState::Issued,
        code_key: "33".repeat(32),
        sealed_code: Some("sealed".to_owned()),
        grant_id: None,
        given_at: None,
        used_at: None,
        used_by: None,
        used_site_id: None,
        used_organisation_id: None,
        settlement_id: None,
        version: 1,
    }
}

pub fn internet_plan(now: DateTime<Utc>) -> internet_plan::Model {
    internet_plan::Model {
        id: InternetPlanId(1),
        request_id: RequestId(1),
        recipient_id: RecipientId(1),
        programme_id: ProgrammeId(1),
        organisation_id: OrganisationId(1),
        programme_version: None,
        operator: "orange".to_owned(),
        monthly_cents: 1_599,
        own_cents: 599,
        share_cents: 1_000,
        fund: "FSL".to_owned(),
        starts_on: day(now),
        first_month: day(now),
        ends_on: day(now),
        renewals: 0,
        opened_by: MembershipId(1),
        opened_at: now,
        stopped_on: None,
        stop_reason: None,
        version: 1,
    }
}

pub fn prepaid(now: DateTime<Utc>) -> prepaid::Model {
    prepaid::Model {
        id: PrepaidId(1),
        kind: PrepaidKind::Voucher,
        operator: "orange".to_owned(),
        model_key: "voucher orange".to_owned(),
        iccid: None,
        code_key: Some("33".repeat(32)),
        sealed_code: Some("sealed".to_owned()),
        value_cents: 1_000,
        fund: "FSL".to_owned(),
        expires_on: None,
        state: PrepaidState::Here,
        site_id: SiteId(1),
        received_by: MembershipId(1),
        received_at: now,
        request_id: None,
        recipient_id: None,
        programme_id: None,
        clearance_id: None,
        clearance_model_key: None,
        clearance_state: None,
        handover_id: None,
        handed_to: None,
        identity_seen: None,
        clerk_id: None,
        closed_at: None,
        write_off: None,
        version: 1,
    }
}

pub fn prescribing(now: DateTime<Utc>) -> prescribing::Model {
    prescribing::Model {
        id: PrescribingId(1),
        organisation_id: OrganisationId(1),
        state: PrescribingState::Validated,
        reason: None,
        open_limit: Some(20),
        since: now,
        decided_by: Some(MembershipId(1)),
        version: 1,
    }
}

pub fn loan(now: DateTime<Utc>) -> loan::Model {
    loan::Model {
        id: LoanId(1),
        item_id: CatalogueItemId(1),
        device_id: DeviceId(1),
        site_id: SiteId(1),
        membership_id: MembershipId(1),
        account_id: AccountId(1),
        organisation_id: OrganisationId(1),
        slot: 1,
        state: LoanState::Reserved,
        starts_on: day(now),
        ends_on: day(now),
        busy_until: day(now),
        days: 1,
        extensions: 0,
        pupil_code: None,
        at_home: None,
        family_signed_on: None,
        family_kept_by: None,
        requested_at: now,
        decided_at: None,
        decided_by: None,
        prepared_at: None,
        prepared_by: None,
        slip_sha256: None,
        slip_file: None,
        out_on: None,
        handed_by: None,
        clearance_id: None,
        returned_on: None,
        returned_by: None,
        condition: None,
        complete: None,
        cleaned: None,
        charged: None,
        completed_on: None,
        closed_at: None,
        version: 1,
    }
}

pub fn loan_clearance(now: DateTime<Utc>) -> loan_clearance::Model {
    loan_clearance::Model {
        id: LoanClearanceId(1),
        account_id: AccountId(1),
        item_id: CatalogueItemId(1),
        ground: LoanGround::Session,
        steps: 2,
        guide_sha256: Some("00".repeat(32)),
        granted_by: None,
        granted_account_id: None,
        issued_at: now,
        valid_until: day(now),
        version: 1,
    }
}

pub fn recipient_pair(now: DateTime<Utc>) -> recipient_pair::Model {
    recipient_pair::Model {
        id: RecipientPairId(1),
        first_id: RecipientId(1),
        second_id: RecipientId(2),
        same: false,
        judged_at: now,
        judged_by: MembershipId(1),
        version: 1,
    }
}

pub fn reform(now: DateTime<Utc>) -> reform::Model {
    reform::Model {
        id: ReformId(1),
        lot_id: CollectionLotId(1),
        owner_id: OrganisationId(1),
        decision_number: "2026-7".to_owned(),
        decided_on: day(now),
        reason: ReformReason::Obsolete,
        signatory: "Le président".to_owned(),
        grounds: "Vu le code".to_owned(),
        devices: 1,
        unknown_values: 0,
        sha256: "22".repeat(32),
        file: "papers".to_owned(),
        membership_id: MembershipId(1),
        created_at: now,
        version: 1,
    }
}

pub fn stock_count(now: DateTime<Utc>) -> stock_count::Model {
    stock_count::Model {
        id: StockCountId(1),
        state: CountState::Counting,
        frozen_at: now,
        opened_by: MembershipId(1),
        blind: false,
        second_pass: false,
        second_above_cents: Some(30_000),
        second_above_gaps: None,
        expected: 12,
        gaps: None,
        scans_sha256: None,
        ended_at: None,
        sha256: None,
        file: None,
        closed_at: None,
        closed_by: None,
        version: 1,
    }
}

pub fn waste_pallet(now: DateTime<Utc>) -> waste_pallet::Model {
    waste_pallet::Model {
        id: WastePalletId(1),
        site_id: SiteId(1),
        waste_code: "16 02 13*".to_owned(),
        opened_at: now,
        opened_by: MembershipId(1),
        devices: None,
        weight_grams: None,
        recipient: None,
        recipient_siret: None,
        transporter: None,
        transporter_siret: None,
        slip_number: None,
        treatment: None,
        departed_on: None,
        sha256: None,
        file: None,
        closed_at: None,
        closed_by: None,
        version: 1,
    }
}
