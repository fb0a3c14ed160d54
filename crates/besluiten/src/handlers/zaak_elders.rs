//! The zaak of another register in which a decision is taken: fetched before anything is written, and told on both sides. Rule: brc-006
//! (zaken).

use ::store::Actie;
use autorisaties::handlers::{Caller, Fields, Plaats, Urls};
use catalogi::Besluittype;
use catalogi::paths::{BESLUITTYPEN, ZAAKTYPEN};
use diensten::{Diensten, ObjectSoort};
use serde_json::Value;
use values::Id;
use web::{Problem, Tenant};

use super::besluit_input::ZAAK;
use crate::domain::ZaakElders;
use crate::operations::{self, Opened};
use crate::{Besluit, BesluitGegevens, BesluitenError, paths};

/// What is needed to ask other registers.
pub(super) struct With<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) urls: &'a Urls,
    pub(super) diensten: &'a Diensten,
}

impl With<'_> {
    /// Fetches the zaak at this URL; what is wrong is told of the field.
    pub(super) async fn find_zaak(
        &self,
        fields: &mut Fields,
        url: &str,
        besluittype: &Besluittype,
    ) -> Result<Option<ZaakElders>, Problem> {
        let plaats = Plaats::Elders(url.to_owned());
        let found = self.diensten.read(fields, self.tenant, (ZAAK, &plaats), ObjectSoort::Zaak).await?;
        let Some(object) = found else { return Ok(None) };
        let zaaktype = object.text("zaaktype").to_owned();
        let allowed = self.allows(fields, &zaaktype, besluittype).await?;
        Ok(allowed.map(|allows_besluittype| ZaakElders { object, allows_besluittype }))
    }

    /// Decides whether decisions of this kind are taken in zaken of the type: brc-007 (besluittype bij zaaktype).
    async fn allows(
        &self,
        fields: &mut Fields,
        zaaktype: &str,
        besluittype: &Besluittype,
    ) -> Result<Option<bool>, Problem> {
        if let Ok(own) = self.urls.find(zaaktype, ZAAKTYPEN) {
            let found = catalogi::find_zaaktype(&mut self.tenant.db.reader(), Id::new(own)).await;
            let found = found.map_err(BesluitenError::from)?;
            return Ok(Some(found.is_some_and(|zaaktype| zaaktype.allows_besluittype(besluittype))));
        }
        let plaats = Plaats::Elders(zaaktype.to_owned());
        let found = self.diensten.read(fields, self.tenant, (ZAAK, &plaats), ObjectSoort::Zaaktype).await?;
        Ok(found.map(|zaaktype| {
            let all = zaaktype.inhoud.get("besluittypen").and_then(Value::as_array);
            let mut named = all.into_iter().flatten().filter_map(Value::as_str);
            named.any(|url| self.urls.id_of(url, BESLUITTYPEN) == Ok(besluittype.uuid.uuid()))
        }))
    }
}

/// What goes on when the caller hangs up: it must not leave half of it behind.
pub(super) struct Elsewhere {
    pub(super) caller: Caller,
    pub(super) tenant: Tenant,
    pub(super) urls: Urls,
    pub(super) diensten: Diensten,
    pub(super) zaak: ZaakElders,
}

impl Elsewhere {
    /// Registers a decision, here and in the register of its zaak.
    pub(super) async fn register(self, besluittype: Besluittype, new: BesluitGegevens) -> Result<Besluit, Problem> {
        let actor = &self.caller.0;
        // The other register calls back to see it, so this commits first.
        let mut tx = self.tenant.db.begin(actor).await?;
        let made = operations::lay_besluit(&mut tx, actor, besluittype, new, Some(&self.zaak)).await?;
        tx.commit().await?;
        let mirrored = self.mirror(&made.besluit).await;
        let mut tx = self.tenant.db.begin(actor).await?;
        match &mirrored {
            Ok(url) => operations::confirm_besluit(&mut tx, &made, url).await?,
            Err(_) => operations::withdraw_besluit(&mut tx, &made).await?,
        }
        tx.commit().await?;
        mirrored.map(|_| made.besluit)
    }

    /// Tells the register of its zaak of a decision that got one, and then everybody; `before` is the decision as it was.
    pub(super) async fn finish_change(self, before: &Opened, after: Besluit, actie: Actie) -> Result<Besluit, Problem> {
        let mirrored = self.mirror(&after).await;
        let mut tx = self.tenant.db.begin(&self.caller.0).await?;
        match &mirrored {
            Ok(url) => operations::confirm_change(&mut tx, before, &after, actie, url).await?,
            Err(_) => operations::withdraw_change(&mut tx, &before.besluit, &after).await?,
        }
        tx.commit().await?;
        mirrored.map(|_| after)
    }

    async fn mirror(&self, besluit: &Besluit) -> Result<String, Problem> {
        let own = self.urls.url(paths::BESLUITEN, besluit.uuid.uuid()).to_string();
        let mirrored = self.diensten.mirror_besluit(&self.tenant.db, &self.zaak.object.url, &own).await;
        mirrored.map_err(|_| Problem::invalid(vec![diensten::handlers::pending(ZAAK)]))
    }
}
