//! Which of what lies below zaken a list shows.

use ::store::Value;
use jiff::Timestamp;
use uuid::Uuid;
use values::Id;

use crate::Zaak;

/// What a list asks of the database: the values of its conditions, in their order.
pub(crate) struct Selectie {
    /// Of this zaak.
    pub(crate) zaak: Option<Id<Zaak>>,
    /// The values after the first.
    pub(crate) values: Vec<Value<'static>>,
    /// The index that finds few rows, by its place in the list of keys.
    pub(crate) key: Option<usize>,
    /// Whether the conditions exclude one another.
    pub(crate) is_nothing: bool,
}

impl Selectie {
    fn of(zaak: Option<Id<Zaak>>, values: Vec<Value<'static>>, key: Option<usize>) -> Self {
        Self { zaak, values, key, is_nothing: false }
    }

    /// Decides whether nothing is asked.
    pub(crate) fn is_everything(&self) -> bool {
        self.zaak.is_none() && self.values.iter().all(|value| matches!(value, Value::Null))
    }
}

/// From and until a moment, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grenzen {
    /// Not before.
    pub van: Option<Timestamp>,
    /// Not after.
    pub tot: Option<Timestamp>,
}

/// Which statussen a list shows.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct StatusFilter {
    pub zaak: Option<Id<Zaak>>,
    pub statustype: Option<Uuid>,
    pub is_newest: Option<bool>,
}

impl StatusFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        let key = self.statustype.map(|_| 0);
        Selectie::of(self.zaak, vec![self.statustype.into(), self.is_newest.into()], key)
    }
}

/// Which resultaten a list shows.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct ResultaatFilter {
    pub zaak: Option<Id<Zaak>>,
    pub resultaattype: Option<Uuid>,
}

impl ResultaatFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        Selectie::of(self.zaak, vec![self.resultaattype.into()], self.resultaattype.map(|_| 0))
    }
}

/// Who is involved, and how. All holds for one and the same rol.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct RolWie {
    pub betrokkene_type: Option<String>,
    pub betrokkene: Option<String>,
    pub omschrijving_generiek: Option<String>,
    /// `gemachtigde`, `machtiginggever`, or empty for who acts for herself.
    pub machtiging: Option<String>,
    pub loa: Option<String>,
    pub bsn: Option<String>,
    pub anp_identificatie: Option<String>,
    pub a_nummer: Option<String>,
    pub nnp_id: Option<String>,
    pub ann_identificatie: Option<String>,
    pub kvk_nummer: Option<String>,
    pub vestigingsnummer: Option<String>,
    pub medewerker: Option<String>,
    pub organisatorische_eenheid: Option<String>,
    /// Whether kinds of parties were asked that exclude one another.
    pub is_nobody: bool,
}

impl RolWie {
    /// Says what kind of party it must be.
    pub fn of_type(&mut self, betrokkene_type: &str) {
        match &self.betrokkene_type {
            Some(own) if own != betrokkene_type => self.is_nobody = true,
            _ => self.betrokkene_type = Some(betrokkene_type.to_owned()),
        }
    }

    /// Decides whether something is asked that identifies a party.
    pub fn has_key(&self) -> bool {
        let keys = [
            &self.betrokkene,
            &self.bsn,
            &self.anp_identificatie,
            &self.a_nummer,
            &self.nnp_id,
            &self.ann_identificatie,
            &self.kvk_nummer,
            &self.vestigingsnummer,
            &self.medewerker,
            &self.organisatorische_eenheid,
        ];
        keys.iter().any(|key| key.is_some())
    }

    /// Returns the values in the order of the conditions on rollen.
    pub(crate) fn values(&self) -> [Value<'static>; 14] {
        [
            &self.betrokkene_type,
            &self.betrokkene,
            &self.omschrijving_generiek,
            &self.machtiging,
            &self.loa,
            &self.bsn,
            &self.anp_identificatie,
            &self.a_nummer,
            &self.nnp_id,
            &self.ann_identificatie,
            &self.kvk_nummer,
            &self.vestigingsnummer,
            &self.medewerker,
            &self.organisatorische_eenheid,
        ]
        .map(|value| value.clone().into())
    }
}

/// Which rollen a list shows.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct RolFilter {
    pub zaak: Option<Id<Zaak>>,
    pub roltype: Option<Uuid>,
    pub omschrijving: Option<String>,
    pub wie: RolWie,
}

impl RolFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        let mut values: Vec<Value<'static>> = vec![self.roltype.into(), self.omschrijving.clone().into()];
        values.extend(self.wie.values());
        let key = match (self.wie.has_key(), self.roltype) {
            (true, _) => Some(1),
            (false, Some(_)) => Some(0),
            (false, None) => None,
        };
        Selectie { is_nothing: self.wie.is_nobody, ..Selectie::of(self.zaak, values, key) }
    }
}

/// Which objects a list shows.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct ZaakobjectFilter {
    pub zaak: Option<Id<Zaak>>,
    pub object: Option<String>,
    pub object_type: Option<String>,
}

impl ZaakobjectFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        let key = self.object.as_ref().map(|_| 0).or(self.object_type.as_ref().map(|_| 1));
        Selectie::of(self.zaak, vec![self.object.clone().into(), self.object_type.clone().into()], key)
    }
}

/// Which contacts a list shows.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct KlantcontactFilter {
    pub zaak: Option<Id<Zaak>>,
}

impl KlantcontactFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        Selectie::of(self.zaak, Vec::new(), None)
    }
}

/// Which contactmomenten or verzoeken a list shows.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct KoppelingFilter {
    pub zaak: Option<Id<Zaak>>,
    pub url: Option<String>,
}

impl KoppelingFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        Selectie::of(self.zaak, vec![self.url.clone().into()], self.url.as_ref().map(|_| 0))
    }
}

/// Which notes a list shows. What a text holds is written as a pattern of `LIKE`.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct NotitieFilter {
    pub zaak: Option<Id<Zaak>>,
    pub onderwerp: Option<String>,
    pub tekst: Option<String>,
    pub aangemaakt_door: Option<String>,
    pub notitie_type: Option<String>,
    pub status: Option<String>,
    pub onderwerp_holds: Option<String>,
    pub tekst_holds: Option<String>,
    pub aangemaakt_door_holds: Option<String>,
    pub aanmaakdatum: Grenzen,
    pub wijzigingsdatum: Grenzen,
}

impl NotitieFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        let values = vec![
            self.onderwerp.clone().into(),
            self.tekst.clone().into(),
            self.aangemaakt_door.clone().into(),
            self.notitie_type.clone().into(),
            self.status.clone().into(),
            self.onderwerp_holds.clone().into(),
            self.tekst_holds.clone().into(),
            self.aangemaakt_door_holds.clone().into(),
            self.aanmaakdatum.van.into(),
            self.aanmaakdatum.tot.into(),
            self.wijzigingsdatum.van.into(),
            self.wijzigingsdatum.tot.into(),
        ];
        Selectie::of(self.zaak, values, None)
    }
}

/// Which steps within statussen a list shows.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct SubstatusFilter {
    pub zaak: Option<Id<Zaak>>,
    pub status: Option<Uuid>,
    pub doelgroep: Option<String>,
    pub tijdstip: Grenzen,
}

impl SubstatusFilter {
    pub(crate) fn selectie(&self) -> Selectie {
        let values =
            vec![self.status.into(), self.doelgroep.clone().into(), self.tijdstip.van.into(), self.tijdstip.tot.into()];
        Selectie::of(self.zaak, values, self.status.map(|_| 0))
    }
}
