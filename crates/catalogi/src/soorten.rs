//! What all records of the register have in common, so that each is listed, written and removed in one way.

use ::store::Value;
use jiff::civil::Date;
use uuid::Uuid;

use crate::error::InvalidField;
use crate::gegevens::{
    BesluittypeGegevens, CatalogusGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens,
    RoltypeGegevens, StatustypeGegevens, ZaakobjecttypeGegevens, ZaaktypeGegevens,
    ZaaktypeInformatieobjecttypeGegevens,
};
use crate::register::Soort;
use crate::rules;
use crate::store::tabel::Tabel;
use crate::store::tabellen;

/// The days on which a type is valid, and whether it is a concept.
pub(crate) struct Versie<'a> {
    pub(crate) begin: Date,
    pub(crate) einde: &'a mut Option<Date>,
    pub(crate) concept: &'a mut bool,
}

/// A record of the register.
pub(crate) trait Gegeven: Clone + Send + Sync + 'static {
    /// Which kind it is.
    const SOORT: Soort;

    /// Returns the table that it is in.
    fn tabel() -> &'static Tabel<Self>;

    /// Returns its id.
    fn uuid(&self) -> Uuid;

    /// Returns the catalogus of a type, the zaaktype of a part, and a catalogus itself.
    fn eigenaar(&self) -> Uuid;

    /// Returns the name that people see, which all versions share.
    fn weergave(&self) -> &str;

    /// Returns its own days and state; a part has those of its zaaktype.
    fn versie(&mut self) -> Option<Versie<'_>> {
        None
    }

    /// Returns the statustype that it names, which must be of the same zaaktype.
    fn statustype(&self) -> Option<Uuid> {
        None
    }

    /// Returns the process of the selectielijst that a zaaktype is of; empty when it says none, and of all else.
    fn procestype(&self) -> &str {
        ""
    }

    /// Takes the kind of document that was named.
    fn set_informatieobjecttype(&mut self, _: Uuid) {}

    /// Makes it a copy of what another register has.
    fn become_copy(&mut self) {}

    /// Returns what the statement asks that finds another record with the same values.
    fn uniek(&self) -> Vec<Value<'_>> {
        Vec::new()
    }

    /// Returns what breaks a rule in the record itself.
    fn faults(&self) -> Vec<InvalidField> {
        Vec::new()
    }
}

macro_rules! versie {
    () => {
        fn versie(&mut self) -> Option<Versie<'_>> {
            Some(Versie { begin: self.begin_geldigheid, einde: &mut self.einde_geldigheid, concept: &mut self.concept })
        }
    };
}

macro_rules! gegeven {
    ($($of:ident $soort:ident $tabel:ident, $eigenaar:ident, $naam:ident { $($more:item)* })*) => {
        $(impl Gegeven for $of {
            const SOORT: Soort = Soort::$soort;

            fn tabel() -> &'static Tabel<Self> {
                &tabellen::$tabel
            }

            fn uuid(&self) -> Uuid {
                self.uuid.uuid()
            }

            fn eigenaar(&self) -> Uuid {
                self.$eigenaar.uuid()
            }

            fn weergave(&self) -> &str {
                &self.$naam
            }

            $($more)*
        })*
    };
}

gegeven! {
    CatalogusGegevens Catalogus CATALOGUSSEN, uuid, domein {
        fn become_copy(&mut self) {
            // The same domein may be one of ours. Nobody reads that of a copy.
            self.domein = self.uuid.to_string();
        }

        fn uniek(&self) -> Vec<Value<'_>> {
            vec![(&self.domein).into(), (&self.rsin).into(), self.uuid.into()]
        }
    }
    ZaaktypeGegevens Zaaktype ZAAKTYPEN, catalogus, identificatie {
        versie!();

        fn procestype(&self) -> &str {
            &self.selectielijst_procestype
        }

        fn faults(&self) -> Vec<InvalidField> {
            rules::zaaktype_faults(self)
        }
    }
    StatustypeGegevens Statustype STATUSTYPEN, zaaktype, omschrijving {
        fn uniek(&self) -> Vec<Value<'_>> {
            vec![self.zaaktype.into(), self.volgnummer.into(), self.uuid.into()]
        }
    }
    ResultaattypeGegevens Resultaattype RESULTAATTYPEN, zaaktype, omschrijving {
        fn uniek(&self) -> Vec<Value<'_>> {
            vec![self.zaaktype.into(), (&self.omschrijving).into(), self.uuid.into()]
        }

        fn faults(&self) -> Vec<InvalidField> {
            rules::resultaattype_faults(self)
        }
    }
    RoltypeGegevens Roltype ROLTYPEN, zaaktype, omschrijving {
        fn uniek(&self) -> Vec<Value<'_>> {
            vec![self.zaaktype.into(), (&self.omschrijving).into(), self.uuid.into()]
        }
    }
    EigenschapGegevens Eigenschap EIGENSCHAPPEN, zaaktype, naam {
        fn statustype(&self) -> Option<Uuid> {
            self.statustype.map(|statustype| statustype.uuid())
        }

        fn uniek(&self) -> Vec<Value<'_>> {
            vec![self.zaaktype.into(), (&self.naam).into(), self.uuid.into()]
        }

        fn faults(&self) -> Vec<InvalidField> {
            rules::eigenschap_faults(self)
        }
    }
    ZaakobjecttypeGegevens Zaakobjecttype ZAAKOBJECTTYPEN, zaaktype, relatie_omschrijving {
        fn statustype(&self) -> Option<Uuid> {
            self.statustype.map(|statustype| statustype.uuid())
        }
    }
    InformatieobjecttypeGegevens Informatieobjecttype INFORMATIEOBJECTTYPEN, catalogus, omschrijving {
        versie!();

        fn faults(&self) -> Vec<InvalidField> {
            rules::geldigheid_faults(self.begin_geldigheid, self.einde_geldigheid)
        }
    }
    ZaaktypeInformatieobjecttypeGegevens ZaaktypeInformatieobjecttype ZAAKTYPE_INFORMATIEOBJECTTYPEN, zaaktype, richting {
        fn statustype(&self) -> Option<Uuid> {
            self.statustype.map(|statustype| statustype.uuid())
        }

        fn set_informatieobjecttype(&mut self, uuid: Uuid) {
            self.informatieobjecttype = values::Id::new(uuid);
        }

        fn uniek(&self) -> Vec<Value<'_>> {
            let pair = [self.informatieobjecttype.into(), (&self.richting).into()];
            [self.zaaktype.into(), self.volgnummer.into(), self.uuid.into()].into_iter().chain(pair).collect()
        }
    }
    BesluittypeGegevens Besluittype BESLUITTYPEN, catalogus, omschrijving {
        versie!();

        fn faults(&self) -> Vec<InvalidField> {
            rules::besluittype_faults(self)
        }
    }
}
