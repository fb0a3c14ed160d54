//! What is asked about each kind of type.

use catalogi::keuzes::{
    AARD_RELATIE, AFLEIDINGSWIJZEN, ARCHIEFNOMINATIES, FORMATEN, INTERN_OF_EXTERN, OBJECTTYPEN, RICHTINGEN, ROLLEN,
};
use catalogi::register::Soort;

use super::Antwoord::{Datum, Duur, Een, Getal, JaNee, JaNeeOnbekend, Keuze, Lang, Lijst, Meer, Regels, Tekst};
use super::{Bron, Groep, Vraag};

/// Returns the questions about a kind of type.
pub(crate) const fn groepen(soort: Soort) -> &'static [Groep] {
    match soort {
        Soort::Catalogus => CATALOGUS,
        Soort::Zaaktype | Soort::Deelzaaktype | Soort::Gerelateerd => ZAAKTYPE,
        Soort::Statustype => STATUSTYPE,
        Soort::Resultaattype => RESULTAATTYPE,
        Soort::Roltype => ROLTYPE,
        Soort::Eigenschap => EIGENSCHAP,
        Soort::Zaakobjecttype => ZAAKOBJECTTYPE,
        Soort::Informatieobjecttype => INFORMATIEOBJECTTYPE,
        Soort::ZaaktypeInformatieobjecttype => ZAAKTYPE_INFORMATIEOBJECTTYPE,
        Soort::Besluittype => BESLUITTYPE,
    }
}

use Vraag as V;

const NIVEAUS: &[&str] = &[
    "openbaar",
    "beperkt_openbaar",
    "intern",
    "zaakvertrouwelijk",
    "vertrouwelijk",
    "confidentieel",
    "geheim",
    "zeer_geheim",
];
const CATALOGUS: &[Groep] = &[
    Groep {
        naam: "algemeen",
        vragen: &[
            V::new("naam", Tekst).verplicht(),
            V::new("domein", Tekst).verplicht(),
            V::new("rsin", Tekst).verplicht(),
            V::new("versie", Tekst),
            V::new("begindatumVersie", Datum),
        ],
    },
    Groep {
        naam: "contact",
        vragen: &[
            V::new("contactpersoonBeheerNaam", Tekst).verplicht(),
            V::new("contactpersoonBeheerTelefoonnummer", Tekst),
            V::new("contactpersoonBeheerEmailadres", Tekst),
        ],
    },
];

const GELDIGHEID: Groep = Groep {
    naam: "geldigheid",
    vragen: &[V::new("beginGeldigheid", Datum).verplicht(), V::new("eindeGeldigheid", Datum)],
};

const GERELATEERD: &[Vraag] = &[
    V::new("zaaktype", Een(Bron::Zaaktypen)).verplicht(),
    V::new("aardRelatie", Keuze(&AARD_RELATIE)).verplicht(),
    V::new("toelichting", Tekst),
];

const ZAAKTYPE: &[Groep] = &[
    Groep {
        naam: "algemeen",
        vragen: &[
            V::new("identificatie", Tekst).verplicht(),
            V::new("omschrijving", Tekst).verplicht(),
            V::new("omschrijvingGeneriek", Tekst),
            V::new("onderwerp", Tekst).verplicht(),
            V::new("doel", Lang).verplicht(),
            V::new("aanleiding", Lang).verplicht(),
            V::new("toelichting", Lang),
            V::new("trefwoorden", Regels),
        ],
    },
    Groep {
        naam: "behandeling",
        vragen: &[
            V::new("handelingInitiator", Tekst).verplicht(),
            V::new("handelingBehandelaar", Tekst).verplicht(),
            V::new("verantwoordelijke", Tekst).verplicht(),
            V::new("indicatieInternOfExtern", Keuze(&INTERN_OF_EXTERN)).verplicht(),
            V::new("vertrouwelijkheidaanduiding", Keuze(NIVEAUS)).verplicht(),
            V::new("loket.behandelrollen", Regels),
        ],
    },
    Groep {
        naam: "termijnen",
        vragen: &[
            V::new("doorlooptijd", Duur).verplicht(),
            V::new("servicenorm", Duur),
            V::new("opschortingEnAanhoudingMogelijk", JaNee),
            V::new("verlengingMogelijk", JaNee),
            V::new("verlengingstermijn", Duur),
        ],
    },
    Groep {
        naam: "geldigheid",
        vragen: &[
            V::new("beginGeldigheid", Datum).verplicht(),
            V::new("eindeGeldigheid", Datum),
            V::new("versiedatum", Datum),
        ],
    },
    Groep { naam: "publicatie", vragen: &[V::new("publicatieIndicatie", JaNee), V::new("publicatietekst", Lang)] },
    Groep {
        naam: "verwijzingen",
        vragen: &[
            V::new("selectielijstProcestype", Tekst),
            V::new("referentieproces.naam", Tekst).verplicht(),
            V::new("referentieproces.link", Tekst),
            V::new("productenOfDiensten", Regels),
            V::new("verantwoordingsrelatie", Regels),
        ],
    },
    Groep {
        naam: "relaties",
        vragen: &[
            V::new("besluittypen", Meer(Bron::Besluittypen)),
            V::new("deelzaaktypen", Meer(Bron::Zaaktypen)),
            V::new("gerelateerdeZaaktypen", Lijst(GERELATEERD)),
        ],
    },
    Groep {
        naam: "bron",
        vragen: &[
            V::new("broncatalogus.url", Tekst),
            V::new("broncatalogus.domein", Tekst),
            V::new("broncatalogus.rsin", Tekst),
            V::new("bronzaaktype.url", Tekst),
            V::new("bronzaaktype.identificatie", Tekst),
            V::new("bronzaaktype.omschrijving", Tekst),
        ],
    },
];

const CHECKLIST: &[Vraag] = &[
    V::new("itemnaam", Tekst).verplicht(),
    V::new("vraagstelling", Tekst).verplicht(),
    V::new("toelichting", Tekst),
    V::new("verplicht", JaNee),
];

const STATUSTYPE: &[Groep] = &[
    Groep {
        naam: "algemeen",
        vragen: &[
            V::new("volgnummer", Getal).verplicht(),
            V::new("omschrijving", Tekst).verplicht(),
            V::new("omschrijvingGeneriek", Tekst),
            V::new("toelichting", Lang),
            V::new("doorlooptijd", Duur),
        ],
    },
    Groep {
        naam: "inwoner",
        vragen: &[V::new("statustekst", Tekst), V::new("informeren", JaNee), V::new("loket.toonInPortaal", JaNee)],
    },
    Groep {
        naam: "controle",
        vragen: &[
            V::new("eigenschappen", Meer(Bron::Eigenschappen)),
            V::new("checklistitemStatustype", Lijst(CHECKLIST)),
        ],
    },
];

const RESULTAATTYPE: &[Groep] = &[
    Groep {
        naam: "algemeen",
        vragen: &[
            V::new("omschrijving", Tekst).verplicht(),
            V::new("toelichting", Lang),
            V::new("resultaattypeomschrijving", Tekst).verplicht(),
            V::new("loket.omschrijvingGeneriek", Tekst),
        ],
    },
    Groep {
        naam: "archief",
        vragen: &[
            V::new("selectielijstklasse", Tekst).verplicht(),
            V::new("archiefnominatie", Keuze(&ARCHIEFNOMINATIES)),
            V::new("archiefactietermijn", Duur),
            V::new("procestermijn", Duur),
            V::new("procesobjectaard", Tekst),
            V::new("indicatieSpecifiek", JaNeeOnbekend),
        ],
    },
    Groep {
        naam: "brondatum",
        vragen: &[
            V::new("brondatumArchiefprocedure.afleidingswijze", Keuze(&AFLEIDINGSWIJZEN)),
            V::new("brondatumArchiefprocedure.datumkenmerk", Tekst),
            V::new("brondatumArchiefprocedure.einddatumBekend", JaNee),
            V::new("brondatumArchiefprocedure.objecttype", Keuze(&OBJECTTYPEN)),
            V::new("brondatumArchiefprocedure.registratie", Tekst),
            V::new("brondatumArchiefprocedure.procestermijn", Duur),
        ],
    },
    Groep {
        naam: "relaties",
        vragen: &[
            V::new("besluittypen", Meer(Bron::Besluittypen)),
            V::new("informatieobjecttypen", Meer(Bron::Informatieobjecttypen)),
        ],
    },
];

const ROLTYPE: &[Groep] = &[Groep {
    naam: "algemeen",
    vragen: &[V::new("omschrijving", Tekst).verplicht(), V::new("omschrijvingGeneriek", Keuze(&ROLLEN)).verplicht()],
}];

const EIGENSCHAP: &[Groep] = &[
    Groep {
        naam: "algemeen",
        vragen: &[
            V::new("naam", Tekst).verplicht(),
            V::new("definitie", Lang).verplicht(),
            V::new("toelichting", Lang),
            V::new("statustype", Een(Bron::Statustypen)),
        ],
    },
    Groep {
        naam: "specificatie",
        vragen: &[
            V::new("specificatie.formaat", Keuze(&FORMATEN)).verplicht(),
            V::new("specificatie.lengte", Tekst).verplicht(),
            V::new("specificatie.kardinaliteit", Tekst).verplicht(),
            V::new("specificatie.groep", Tekst),
            V::new("specificatie.waardenverzameling", Regels),
        ],
    },
    Groep { naam: "inwoner", vragen: &[V::new("loket.label", Tekst), V::new("loket.toonInPortaal", JaNee)] },
];

const ZAAKOBJECTTYPE: &[Groep] = &[Groep {
    naam: "algemeen",
    vragen: &[
        V::new("relatieOmschrijving", Tekst).verplicht(),
        V::new("objecttype", Tekst).verplicht(),
        V::new("anderObjecttype", JaNee),
        V::new("statustype", Een(Bron::Statustypen)),
    ],
}];

const INFORMATIEOBJECTTYPE: &[Groep] = &[
    Groep {
        naam: "algemeen",
        vragen: &[
            V::new("omschrijving", Tekst).verplicht(),
            V::new("informatieobjectcategorie", Tekst).verplicht(),
            V::new("vertrouwelijkheidaanduiding", Keuze(NIVEAUS)).verplicht(),
            V::new("trefwoord", Regels),
        ],
    },
    GELDIGHEID,
    Groep {
        naam: "generiek",
        vragen: &[
            V::new("omschrijvingGeneriek.informatieobjecttypeOmschrijvingGeneriek", Tekst),
            V::new("omschrijvingGeneriek.definitieInformatieobjecttypeOmschrijvingGeneriek", Tekst),
            V::new("omschrijvingGeneriek.herkomstInformatieobjecttypeOmschrijvingGeneriek", Tekst),
            V::new("omschrijvingGeneriek.hierarchieInformatieobjecttypeOmschrijvingGeneriek", Tekst),
            V::new("omschrijvingGeneriek.opmerkingInformatieobjecttypeOmschrijvingGeneriek", Tekst),
        ],
    },
];

const ZAAKTYPE_INFORMATIEOBJECTTYPE: &[Groep] = &[Groep {
    naam: "algemeen",
    vragen: &[
        V::new("informatieobjecttype", Een(Bron::Informatieobjecttypen)).verplicht(),
        V::new("volgnummer", Getal).verplicht(),
        V::new("richting", Keuze(&RICHTINGEN)).verplicht(),
        V::new("statustype", Een(Bron::Statustypen)),
    ],
}];

const BESLUITTYPE: &[Groep] = &[
    Groep {
        naam: "algemeen",
        vragen: &[
            V::new("omschrijving", Tekst).verplicht(),
            V::new("omschrijvingGeneriek", Tekst),
            V::new("besluitcategorie", Tekst),
            V::new("toelichting", Lang),
            V::new("reactietermijn", Duur),
        ],
    },
    GELDIGHEID,
    Groep {
        naam: "publicatie",
        vragen: &[
            V::new("publicatieIndicatie", JaNee),
            V::new("publicatietekst", Lang),
            V::new("publicatietermijn", Duur),
        ],
    },
    Groep { naam: "relaties", vragen: &[V::new("informatieobjecttypen", Meer(Bron::Informatieobjecttypen))] },
];
