//! What other resources can show of types.

use autorisaties::handlers::expand::Resource;

use super::resource::load;
use crate::gegevens::{
    BesluittypeGegevens, CatalogusGegevens, EigenschapGegevens, InformatieobjecttypeGegevens, ResultaattypeGegevens,
    RoltypeGegevens, StatustypeGegevens, ZaakobjecttypeGegevens, ZaaktypeGegevens,
    ZaaktypeInformatieobjecttypeGegevens,
};
use crate::paths::{
    BESLUITTYPEN, CATALOGUSSEN, EIGENSCHAPPEN, INFORMATIEOBJECTTYPEN, RESULTAATTYPEN, ROLTYPEN, STATUSTYPEN,
    ZAAKOBJECTTYPEN, ZAAKTYPE_INFORMATIEOBJECTTYPEN, ZAAKTYPEN,
};

/// Types and their parts, for `expand`.
pub const EXPANDABLE: &[Resource] = &[
    Resource {
        path: CATALOGUSSEN,
        fields: &[
            ("zaaktypen", ZAAKTYPEN),
            ("besluittypen", BESLUITTYPEN),
            ("informatieobjecttypen", INFORMATIEOBJECTTYPEN),
        ],
        load: load::<CatalogusGegevens>,
    },
    Resource {
        path: ZAAKTYPEN,
        fields: &[
            ("catalogus", CATALOGUSSEN),
            ("zaakobjecttypen", ZAAKOBJECTTYPEN),
            ("statustypen", STATUSTYPEN),
            ("resultaattypen", RESULTAATTYPEN),
            ("eigenschappen", EIGENSCHAPPEN),
            ("informatieobjecttypen", INFORMATIEOBJECTTYPEN),
            ("roltypen", ROLTYPEN),
            ("besluittypen", BESLUITTYPEN),
            ("deelzaaktypen", ZAAKTYPEN),
            ("gerelateerdeZaaktypen", ZAAKTYPEN),
        ],
        load: load::<ZaaktypeGegevens>,
    },
    Resource {
        path: STATUSTYPEN,
        fields: &[("catalogus", CATALOGUSSEN), ("zaaktype", ZAAKTYPEN), ("eigenschappen", EIGENSCHAPPEN)],
        load: load::<StatustypeGegevens>,
    },
    Resource {
        path: RESULTAATTYPEN,
        fields: &[
            ("catalogus", CATALOGUSSEN),
            ("zaaktype", ZAAKTYPEN),
            ("besluittypen", BESLUITTYPEN),
            ("informatieobjecttypen", INFORMATIEOBJECTTYPEN),
        ],
        load: load::<ResultaattypeGegevens>,
    },
    Resource {
        path: ROLTYPEN,
        fields: &[("catalogus", CATALOGUSSEN), ("zaaktype", ZAAKTYPEN)],
        load: load::<RoltypeGegevens>,
    },
    Resource {
        path: EIGENSCHAPPEN,
        fields: &[("catalogus", CATALOGUSSEN), ("zaaktype", ZAAKTYPEN), ("statustype", STATUSTYPEN)],
        load: load::<EigenschapGegevens>,
    },
    Resource {
        path: ZAAKOBJECTTYPEN,
        fields: &[
            ("catalogus", CATALOGUSSEN),
            ("zaaktype", ZAAKTYPEN),
            ("resultaattypen", RESULTAATTYPEN),
            ("statustypen", STATUSTYPEN),
        ],
        load: load::<ZaakobjecttypeGegevens>,
    },
    Resource {
        path: INFORMATIEOBJECTTYPEN,
        fields: &[("catalogus", CATALOGUSSEN), ("zaaktypen", ZAAKTYPEN), ("besluittypen", BESLUITTYPEN)],
        load: load::<InformatieobjecttypeGegevens>,
    },
    Resource {
        path: ZAAKTYPE_INFORMATIEOBJECTTYPEN,
        fields: &[
            ("catalogus", CATALOGUSSEN),
            ("zaaktype", ZAAKTYPEN),
            ("informatieobjecttype", INFORMATIEOBJECTTYPEN),
            ("statustype", STATUSTYPEN),
        ],
        load: load::<ZaaktypeInformatieobjecttypeGegevens>,
    },
    Resource {
        path: BESLUITTYPEN,
        fields: &[
            ("catalogus", CATALOGUSSEN),
            ("zaaktypen", ZAAKTYPEN),
            ("informatieobjecttypen", INFORMATIEOBJECTTYPEN),
            ("resultaattypen", RESULTAATTYPEN),
        ],
        load: load::<BesluittypeGegevens>,
    },
];
