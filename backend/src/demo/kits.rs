//! The tablets of the demo's library are kits: one goes out complete, the other lacks what it may be lent without.
use super::{
    picture,
    story::{Teller, allowed},
};
use crate::{
    auth::permissions::KeepLibrary,
    evidence::photo,
    lending::{
        catalogue::photos::actions::{self as photos, Prepared},
        kits::{
            actions::{At, NewPart, add, end_check},
            queries::parts,
        },
    },
};
use anyhow::{Context, Result, anyhow};
use entities::{
    catalogue_item,
    device::{self, DeviceId},
    kit_check::CheckMoment,
    kit_part::KitPartKind,
    loan,
};
use sea_orm::EntityTrait;
use std::collections::BTreeMap;

/// What lies in the box of a tablet, how many, and whether it is not lent without.
const PARTS: [(&str, KitPartKind, i32, bool); 4] = [
    ("Clavier", KitPartKind::Counted, 1, true),
    ("Stylet", KitPartKind::Counted, 1, true),
    (TIPS, KitPartKind::Counted, 4, false),
    ("Lingettes", KitPartKind::Consumable, 10, false),
];
const TIPS: &str = "Embouts de stylet";

impl Teller<'_> {
    fn at_the_store(&self) -> Result<At> {
        let keeper = allowed::<KeepLibrary>(&self.places.store_keeper)?;
        At::of(&keeper, self.app.clock.now(), self.app.clock.today())
            .context("the store keeper works at the store")
    }

    pub async fn make_kit(
        &self,
        item: &catalogue_item::Model,
        piece: &device::Model,
    ) -> Result<()> {
        for (name, kind, expected, essential) in PARTS {
            let part = NewPart::Counted {
                kind,
                name: name.to_owned(),
                expected,
            };
            let kit = self.piece_again(piece.id).await?;
            add(
                self.txn,
                self.at_the_store()?,
                (&kit, item),
                part,
                essential,
            )
            .await
            .map_err(|error| anyhow!("{error}"))?;
        }
        Ok(())
    }

    async fn piece_again(&self, piece: DeviceId) -> Result<device::Model> {
        device::Entity::find_by_id(piece)
            .one(self.txn)
            .await?
            .context("a kit is a piece")
    }

    /// What the item looks like, for its page.
    pub async fn photo_of(&self, item: &catalogue_item::Model) -> Result<()> {
        let bytes = picture()?;
        let large = photo::prepared(bytes.clone()).await;
        let small = photo::thumbnail(bytes).await;
        let (Ok(Ok(large)), Ok(Ok(small))) = (large, small) else {
            anyhow::bail!("the demo's picture is one");
        };
        let photo = Prepared {
            large,
            small,
            alt_fr: "La tablette dans sa coque, le clavier ouvert, le stylet à côté".to_owned(),
            alt_en: "The tablet in its cover, the keyboard open, the stylus beside it".to_owned(),
        };
        let keeper = (item.id, self.places.store_keeper.membership_id);
        photos::add(self.app, self.txn, keeper, &photo)
            .await
            .map_err(|error| anyhow!("{error}"))?
            .map_err(|full| anyhow!("{full:?}"))
    }

    /// Counts the kit of a loan before it leaves; so many tips of its stylus are not there.
    pub async fn count_out(&self, loan: &loan::Model, missing: i32) -> Result<()> {
        let parts = parts(self.txn, loan.device_id).await?;
        let counted: BTreeMap<i32, i32> = parts
            .iter()
            .map(|part| {
                let lacks = part.row.name.as_deref() == Some(TIPS);
                let seen = part.row.expected - if lacks { missing } else { 0 };
                (part.row.id, seen)
            })
            .collect();
        let here = (loan, CheckMoment::Out);
        end_check(self.txn, self.at_the_store()?, here, &parts, &counted)
            .await
            .map_err(|error| anyhow!("{error}"))
    }
}
