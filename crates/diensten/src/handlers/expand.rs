//! What is in other registers, for `expand`: as they said it a few minutes ago at most, for who may read it.

use std::time::Duration;

use ::store::Db;
use autorisaties::Bereik;
use autorisaties::handlers::expand::{Load, LoadFuture, Loaded};
use autorisaties::handlers::{Caller, Urls};
use autorisaties::paths::types_of;
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Actor;
use values::Vertrouwelijkheidaanduiding;
use values::actor::Component;
use web::Problem;

use crate::bellen::FRESH_FOR;
use crate::{Diensten, ExternObject, ObjectSoort, store};

/// How many are asked anew for one answer, how many of them at the same time, and how long all of that may take: an answer that has waited
/// long enough shows what was said before.
const REFRESH_MAX: usize = 20;
const AT_ONCE: usize = 8;
const REFRESH_WITHIN: Duration = Duration::from_secs(2);

/// Who has one of these may read types.
const TYPES_LEZEN: [(Component, &str); 3] =
    [(Component::Ztc, "catalogi.lezen"), (Component::Zrc, "zaken.lezen"), (Component::Drc, "documenten.lezen")];

impl Diensten {
    /// Reads what is in other registers.
    pub fn load(self, ask: Load<'_>) -> LoadFuture<'_> {
        Box::pin(async move {
            let mut found = store::list_objects(ask.db, ask.ids).await.map_err(|error| Problem::internal(&error))?;
            found.retain(|object| may_read(ask.caller, ask.urls, object));
            self.refresh(ask.db.db(), &mut found).await;
            // It may have become confidential.
            found.retain(|object| may_read(ask.caller, ask.urls, object));
            Loaded::of(found.into_iter().map(|object| (object.uuid, shown(object))))
        })
    }

    async fn refresh(&self, db: &Db, objects: &mut [ExternObject]) {
        let now = db.clock().now();
        let is_old = |object: &&ExternObject| now.duration_since(object.opgehaald_op) >= FRESH_FOR;
        let old: Vec<_> =
            objects.iter().filter(is_old).take(REFRESH_MAX).map(|one| (one.url.clone(), one.soort)).collect();
        let calls = old.into_iter().map(|(url, soort)| async move { self.find(db, &url, soort).await });
        let mut calls = stream::iter(calls).buffer_unordered(AT_ONCE);
        let all = async {
            while let Some(outcome) = calls.next().await {
                match outcome {
                    Ok(new) => objects.iter_mut().filter(|one| one.uuid == new.uuid).for_each(|one| *one = new.clone()),
                    Err(fault) => tracing::debug!(%fault, "Something of another register is shown as it was"),
                }
            }
        };
        if tokio::time::timeout(REFRESH_WITHIN, all).await.is_err() {
            tracing::debug!("Other registers take too long: what they have is shown as it was");
        }
    }
}

/// Returns what is shown of something. Of what only has a name no more than that, whatever stands at its URL.
fn shown(object: ExternObject) -> Map<String, Value> {
    let mut inhoud = object.inhoud;
    if object.soort == ObjectSoort::Communicatiekanaal {
        inhoud.retain(|name, _| matches!(name.as_str(), "url" | "naam" | "omschrijving"));
    }
    inhoud
}

/// Decides whether the caller may read this, as with things of our own: by its type and level. The other register let us, which says nothing
/// of the caller.
fn may_read(caller: &Caller, urls: &Urls, object: &ExternObject) -> bool {
    let (component, scope) = match object.soort {
        ObjectSoort::Zaak => (Component::Zrc, "zaken.lezen"),
        ObjectSoort::Informatieobject => (Component::Drc, "documenten.lezen"),
        ObjectSoort::Besluit => (Component::Brc, "besluiten.lezen"),
        // No autorisatie names them: only who may do everything sees what they say.
        ObjectSoort::Verzoek | ObjectSoort::Contactmoment => {
            return matches!(&caller.0, Actor::Applicatie(own) if own.rechten.alle);
        }
        // It may be of a register of persons or companies, which the standard does not expand.
        ObjectSoort::Object => return false,
        // They say nothing of anybody.
        ObjectSoort::Communicatiekanaal
        | ObjectSoort::Procestype
        | ObjectSoort::Selectielijstresultaat
        | ObjectSoort::Resultaattypeomschrijving => return true,
        // As with types of our own. Rule: ztc-014 (leesrechten).
        _ => return caller.require_any(&TYPES_LEZEN).is_ok(),
    };
    let only_ready = matches!(&caller.0, Actor::Applicatie(own) if own.rechten.alleen_gereed_voor_publicatie);
    if only_ready && object.soort == ObjectSoort::Informatieobject {
        return false;
    }
    let r#type = types_of(component).and_then(|(field, path)| urls.id_of(object.text(field), path).ok());
    Bereik::of(&caller.0, component, scope).holds(r#type.unwrap_or(Uuid::nil()), level_of(object))
}

/// Returns how confidential something is; a decision is not, and of what does not say it nobody knows.
fn level_of(object: &ExternObject) -> Vertrouwelijkheidaanduiding {
    match object.soort {
        ObjectSoort::Besluit => Vertrouwelijkheidaanduiding::Openbaar,
        _ => object.text("vertrouwelijkheidaanduiding").parse().unwrap_or(Vertrouwelijkheidaanduiding::ZeerGeheim),
    }
}
