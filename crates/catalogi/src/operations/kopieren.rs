//! Copying types: a new version of the same type, or a type of another name that starts as this one.
//!
//! Records are copied as they are, not read again: a type from a bouwsteen may lack what the API asks of a new one.

use std::collections::HashMap;

use ::store::Tx;
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;

use super::schrijven::{self, Geforceerd, Verwijzing, Verwijzingen};
use crate::gegevens::{
    BesluittypeGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens, RoltypeGegevens,
    StatustypeGegevens, ZaakobjecttypeGegevens, ZaaktypeGegevens, ZaaktypeInformatieobjecttypeGegevens,
};
use crate::register::{self, Relatie, Soort};
use crate::soorten::Gegeven;
use crate::{CatalogiError, Statustype, Zaaktype};

/// How a copy differs from what it is a copy of.
#[derive(Debug, Clone)]
pub(crate) struct Kopie {
    /// The identificatie of a zaaktype, when it gets another one.
    pub(crate) identificatie: Option<String>,
    /// The omschrijving, when it gets another one.
    pub(crate) omschrijving: Option<String>,
    /// Its first day.
    pub(crate) begin: Date,
}

/// A type with versions of its own.
pub(crate) trait Kopieerbaar: Gegeven {
    /// Returns a concept that differs in what the copy says, without a last day.
    fn copy(&self, uuid: Uuid, kopie: &Kopie) -> Self;
}

impl Kopieerbaar for ZaaktypeGegevens {
    fn copy(&self, uuid: Uuid, kopie: &Kopie) -> Self {
        Self {
            uuid: Id::new(uuid),
            identificatie: kopie.identificatie.clone().unwrap_or_else(|| self.identificatie.clone()),
            omschrijving: kopie.omschrijving.clone().unwrap_or_else(|| self.omschrijving.clone()),
            begin_geldigheid: kopie.begin,
            einde_geldigheid: None,
            versiedatum: kopie.begin,
            concept: true,
            ..self.clone()
        }
    }
}

macro_rules! by_omschrijving {
    ($($of:ident)*) => {
        $(impl Kopieerbaar for $of {
            fn copy(&self, uuid: Uuid, kopie: &Kopie) -> Self {
                Self {
                    uuid: Id::new(uuid),
                    omschrijving: kopie.omschrijving.clone().unwrap_or_else(|| self.omschrijving.clone()),
                    begin_geldigheid: kopie.begin,
                    einde_geldigheid: None,
                    concept: true,
                    ..self.clone()
                }
            }
        })*
    };
}

by_omschrijving!(InformatieobjecttypeGegevens BesluittypeGegevens);

/// The statustypen of the copy, by those that they are copies of.
type Statustypen = HashMap<Uuid, Uuid>;

/// A part of a zaaktype.
trait Deel: Gegeven {
    /// Returns the same part of another zaaktype.
    fn copy(&self, uuid: Uuid, zaaktype: Id<Zaaktype>, statustypen: &Statustypen) -> Self;
}

fn moved(statustype: Option<Id<Statustype>>, statustypen: &Statustypen) -> Option<Id<Statustype>> {
    statustype.and_then(|own| statustypen.get(&own.uuid())).map(|uuid| Id::new(*uuid))
}

macro_rules! delen {
    ($($of:ident { $($statustype:ident)? })*) => {
        $(impl Deel for $of {
            fn copy(&self, uuid: Uuid, zaaktype: Id<Zaaktype>, _statustypen: &Statustypen) -> Self {
                Self {
                    uuid: Id::new(uuid),
                    zaaktype,
                    $($statustype: moved(self.$statustype, _statustypen),)?
                    ..self.clone()
                }
            }
        })*
    };
}

delen! {
    StatustypeGegevens {}
    ResultaattypeGegevens {}
    RoltypeGegevens {}
    EigenschapGegevens { statustype }
    ZaakobjecttypeGegevens { statustype }
    ZaaktypeInformatieobjecttypeGegevens { statustype }
}

/// Makes a concept of a type that is the same but for what the copy says; a zaaktype with all its parts.
pub(crate) async fn copy<T: Kopieerbaar>(
    tx: &mut Tx,
    uuid: Uuid,
    kopie: &Kopie,
) -> Result<Option<Uuid>, CatalogiError> {
    let Some(regel) = schrijven::lock::<T>(tx, uuid).await? else { return Ok(None) };
    let new = regel.gegevens.copy(tx.new_uuid(), kopie);
    let named = named_by(tx, T::SOORT, uuid).await?;
    let new = schrijven::create(tx, new, &named, Geforceerd(false)).await?;
    if T::SOORT == Soort::Zaaktype {
        let zaaktype = Id::new(new);
        let statustypen = copy_parts::<StatustypeGegevens>(tx, uuid, zaaktype, &Statustypen::new()).await?;
        copy_parts::<ResultaattypeGegevens>(tx, uuid, zaaktype, &statustypen).await?;
        copy_parts::<RoltypeGegevens>(tx, uuid, zaaktype, &statustypen).await?;
        copy_parts::<EigenschapGegevens>(tx, uuid, zaaktype, &statustypen).await?;
        copy_parts::<ZaakobjecttypeGegevens>(tx, uuid, zaaktype, &statustypen).await?;
        copy_parts::<ZaaktypeInformatieobjecttypeGegevens>(tx, uuid, zaaktype, &statustypen).await?;
    }
    Ok(Some(new))
}

async fn copy_parts<T: Deel>(
    tx: &mut Tx,
    of: Uuid,
    zaaktype: Id<Zaaktype>,
    statustypen: &Statustypen,
) -> Result<Statustypen, CatalogiError> {
    let mut copies = Statustypen::new();
    for part in T::tabel().of_owners(tx, &[of]).await? {
        let own = part.gegevens.uuid();
        // Only a resultaattype names types of its own; the others cost no statement here.
        let named = named_by(tx, T::SOORT, own).await?;
        let new = part.gegevens.copy(tx.new_uuid(), zaaktype, statustypen);
        copies.insert(own, schrijven::create(tx, new, &named, Geforceerd(false)).await?);
    }
    Ok(copies)
}

/// Returns the types that a record names, so that its copy names them too.
async fn named_by(tx: &mut Tx, soort: Soort, uuid: Uuid) -> Result<Verwijzingen, CatalogiError> {
    if !matches!(soort, Soort::Zaaktype | Soort::Besluittype | Soort::Resultaattype) {
        return Ok(Verwijzingen::default());
    }
    let today = tx.today();
    let relaties = register::list_relaties(tx, soort, [uuid], today).await?;
    let of = |named: Soort| relaties.iter().filter(move |relatie| relatie.soort == named);
    let ids = |named: Soort| Some(of(named).map(|relatie| Verwijzing::Id(relatie.uuid)).collect::<Vec<_>>());
    let gerelateerd = |one: &Relatie| (Verwijzing::Id(one.uuid), one.aard.clone(), one.toelichting.clone());
    Ok(match soort {
        Soort::Zaaktype => Verwijzingen {
            besluittypen: ids(Soort::Besluittype),
            deelzaaktypen: ids(Soort::Deelzaaktype),
            gerelateerd: Some(of(Soort::Gerelateerd).map(gerelateerd).collect()),
            ..Verwijzingen::default()
        },
        Soort::Besluittype => {
            Verwijzingen { informatieobjecttypen: ids(Soort::Informatieobjecttype), ..Verwijzingen::default() }
        }
        _ => Verwijzingen {
            besluittypen: ids(Soort::Besluittype),
            informatieobjecttypen: ids(Soort::Informatieobjecttype),
            ..Verwijzingen::default()
        },
    })
}
