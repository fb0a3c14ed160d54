//! `/besluit_verwerken`: a decision with its documents in one call. Open Zaak adds it to the standard.

use std::collections::HashMap;

use autorisaties::handlers::{Caller, Fields, Plaats, Urls};
use axum::response::Response;
use catalogi::Besluittype;
use diensten::handlers::to_the_end;
use diensten::{Diensten, ElderFault, ObjectSoort, Spiegel};
use documenten::Stuk;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Actor;
use web::{Created, InvalidParam, Json, Problem, Tenant};

use super::besluit_input::{BesluitInput, ZAAK};
use super::besluiten::add_rules;
use super::zaak_elders::With;
use super::{NULLABLE, require};
use crate::access::Scope;
use crate::domain::ZaakElders;
use crate::operations::{self, Verwerking};
use crate::view::{self, BesluitView, RelatieView};
use crate::{Besluit, BesluitGegevens, BesluitInformatieobject, paths};

const RELATIES: &str = "besluitinformatieobjecten";

/// How many documents of other registers a body may name: each is a call, which may take seconds.
const ELDERS_MAX: usize = 50;

/// How many of them are asked for at the same time.
const AT_ONCE: usize = 4;

/// Who adds a document to a decision need not be allowed to read it.
const ANYBODY: Actor = Actor::Systeem("besluiten");

#[derive(Serialize)]
struct VerwerktView<'a> {
    besluit: BesluitView<'a>,
    besluitinformatieobjecten: Vec<RelatieView<'a>>,
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let input = fields
        .object_required("besluit")
        .map(|map| fields.within("besluit", map, |inner| BesluitInput::read(inner, &urls)));
    let besluittype = match &input {
        Some(input) => input.find_besluittype(&caller, &tenant, &mut fields, "besluit.besluittype").await?,
        None => None,
    };
    let zaak_url = input.as_ref().and_then(|input| input.zaak_elders().map(str::to_owned));
    let gegevens = input.and_then(BesluitInput::into_gegevens);
    let zaak = gegevens.as_ref().and_then(|gegevens| gegevens.zaak).map(|zaak| zaak.uuid());
    let named = read_documents((&caller, &tenant, &urls), &mut fields, zaak).await?;
    let mut elsewhere = named.iter().enumerate().filter(|(_, one)| matches!(one, Named::Elders(_)));
    if let Some((index, _)) = elsewhere.nth(ELDERS_MAX) {
        let reason = "Dit zijn te veel documenten van andere registers tegelijk.";
        fields.fault(&name(index), "max_length", reason);
    }
    let mut zaak = None;
    let mut stukken = Vec::new();
    // Nobody is called for a body that is refused anyway, by its fields or by the rules.
    if let (Some(gegevens), Some(besluittype), true) = (&gegevens, &besluittype, fields.is_valid()) {
        if zaak_url.is_some() || named.iter().any(|one| matches!(one, Named::Elders(_))) {
            let (mut inner, mut tx) = (Fields::default(), tenant.db.begin(&caller.0).await?);
            add_rules(&mut tx, &caller, &mut inner, (gegevens, None), besluittype).await?;
            fields.add_within("besluit", inner);
        }
        if fields.is_valid() {
            let with = With { tenant: &tenant, urls: &urls, diensten: &diensten };
            if let Some(url) = &zaak_url {
                let mut inner = Fields::default();
                zaak = with.find_zaak(&mut inner, url, besluittype).await?;
                fields.add_within("besluit", inner);
            }
            stukken = find_elders(&with, &mut fields, named).await?;
        }
    }
    let (Some(besluittype), Some(gegevens), true) = (besluittype, gegevens, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let (besluit, relaties) = if zaak.is_some() || stukken.iter().any(|stuk| stuk.elders.is_some()) {
        let elsewhere = Elsewhere { caller, tenant, urls: urls.clone(), diensten, zaak };
        to_the_end(elsewhere.verwerk((besluittype, gegevens), stukken)).await?
    } else {
        let mut tx = tenant.db.begin(&caller.0).await?;
        let made = operations::verwerk_besluit(&mut tx, &caller.0, (besluittype, gegevens), &stukken).await?;
        tx.commit().await?;
        made
    };
    let url = urls.url(paths::BESLUITEN, besluit.uuid.uuid()).to_string();
    let view = VerwerktView {
        besluit: view::besluit(&besluit, &urls),
        besluitinformatieobjecten: relaties.iter().map(|relatie| view::relatie(relatie, &urls)).collect(),
    };
    Ok(Created(view).at(&url))
}

/// A document that a body names.
enum Named {
    Hier(Stuk),
    Elders(String),
}

/// Finds the documents that the body names, those of ours in one statement. One that the caller may put in nothing but the zaak of the decision is not
/// there for her: see [`documenten::may_relate`].
async fn read_documents(
    (caller, tenant, urls): (&Caller, &Tenant, &Urls),
    fields: &mut Fields,
    zaak: Option<Uuid>,
) -> Result<Vec<Named>, Problem> {
    if !fields.has(RELATIES) {
        fields.add(InvalidParam::required(RELATIES));
    }
    let path = documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN;
    let named = fields.items(RELATIES, |one| one.plaats("informatieobject", urls, path));
    // Whether a document of ours is there is told when nothing else is wrong: then it is also asked who may read it.
    if !fields.is_valid() {
        return Ok(Vec::new());
    }
    let own = named.iter().flatten().filter_map(|plaats| match plaats {
        Plaats::Hier(uuid) => Some(*uuid),
        Plaats::Elders(_) => None,
    });
    let ids: Vec<Uuid> = own.collect();
    let mut db = tenant.db.reader();
    let found = match ids.is_empty() {
        true => Vec::new(),
        false => documenten::register::list_by_ids(&mut db, &ANYBODY, &ids).await?,
    };
    let among: Vec<Uuid> = zaak.into_iter().collect();
    let mut known = HashMap::new();
    for regel in &found {
        if documenten::may_hand_on(&mut db, &caller.0, regel, &among).await? {
            known.insert(regel.document.uuid.uuid(), &regel.document);
        }
    }
    let mut documents = Vec::with_capacity(named.len());
    for (index, plaats) in named.into_iter().enumerate() {
        match plaats {
            None => {}
            Some(Plaats::Elders(url)) => documents.push(Named::Elders(url)),
            Some(Plaats::Hier(uuid)) => match known.get(&uuid) {
                Some(document) => documents.push(Named::Hier(Stuk::from(*document))),
                None => fields.fault(&name(index), "bad-url", "Het informatieobject bestaat niet."),
            },
        }
    }
    Ok(documents)
}

fn name(index: usize) -> String {
    format!("{RELATIES}.{index}.informatieobject")
}

/// Fetches the documents of other registers; what is wrong is told of the field.
async fn find_elders(with: &With<'_>, fields: &mut Fields, named: Vec<Named>) -> Result<Vec<Stuk>, Problem> {
    let found = named.into_iter().enumerate().map(|(index, one)| async move {
        let found = match one {
            Named::Hier(stuk) => Ok(stuk),
            Named::Elders(url) => {
                let found = with.diensten.find(&with.tenant.db, &url, ObjectSoort::Informatieobject).await;
                let stuk = |object| documenten::stuk_elders(object, with.urls).ok_or(ElderFault::InvalidResource);
                found.and_then(stuk)
            }
        };
        (index, found)
    });
    let mut found = stream::iter(found).buffered(AT_ONCE);
    let mut stukken = Vec::new();
    while let Some((index, one)) = found.next().await {
        match one {
            Ok(stuk) => stukken.push(stuk),
            Err(fault) => fields.add(diensten::handlers::told(&fault, &name(index))?),
        }
    }
    Ok(stukken)
}

/// A decision with something of other registers.
struct Elsewhere {
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    zaak: Option<ZaakElders>,
}

impl Elsewhere {
    /// Registers it with its documents, on all sides. Rules: brc-005 (synchroniseren relaties), brc-006 (zaken).
    async fn verwerk(
        self,
        new: (Besluittype, BesluitGegevens),
        stukken: Vec<Stuk>,
    ) -> Result<(Besluit, Vec<BesluitInformatieobject>), Problem> {
        let actor = &self.caller.0;
        // The other registers call back to see it, so this commits first.
        let mut tx = self.tenant.db.begin(actor).await?;
        let made = operations::lay_verwerking(&mut tx, actor, new, stukken, self.zaak.as_ref()).await?;
        tx.commit().await?;
        let (mirrors, failed) = self.mirror(&made).await;
        let mut tx = self.tenant.db.begin(actor).await?;
        if failed.is_none() {
            operations::confirm_verwerking(&mut tx, &made, &mirrors).await?;
        } else {
            operations::withdraw_verwerking(&mut tx, &made, &mirrors).await?;
        }
        tx.commit().await?;
        let Some(name) = failed else {
            return Ok((made.opened.besluit, made.relaties.into_iter().map(|(relatie, _)| relatie).collect()));
        };
        for (_, url) in mirrors {
            self.diensten.unmirror_now(&self.tenant.db, Some(url)).await;
        }
        Err(Problem::invalid(vec![diensten::handlers::pending(&name)]))
    }

    /// Makes the mirrors. Returns those that were made, and the field of the first that was not.
    async fn mirror(&self, made: &Verwerking) -> (Vec<(Uuid, String)>, Option<String>) {
        let (db, uuid) = (&self.tenant.db, made.opened.besluit.uuid.uuid());
        let own = self.urls.url(paths::BESLUITEN, uuid).to_string();
        let mut mirrors = Vec::new();
        if let Some(zaak) = &self.zaak {
            match self.diensten.mirror_besluit(db, &zaak.object.url, &own).await {
                Ok(url) => mirrors.push((uuid, url)),
                Err(_) => return (mirrors, Some(format!("besluit.{ZAAK}"))),
            }
        }
        for (index, (relatie, stuk)) in made.relaties.iter().enumerate() {
            let Some(document) = &stuk.elders else { continue };
            let spiegel =
                Spiegel { informatieobject: document.url.clone(), object: own.clone(), soort: ObjectSoort::Besluit };
            match self.diensten.mirror(db, &spiegel).await {
                Ok(url) => mirrors.push((relatie.uuid.uuid(), url)),
                Err(_) => return (mirrors, Some(name(index))),
            }
        }
        (mirrors, None)
    }
}
