//! What other resources can show of zaken and what lies below them.

use autorisaties::handlers::expand::{ANY, ANYWHERE, Load, LoadFuture, Loaded, Resource};

use crate::{lezingen, paths, register, views};

/// Zaken and what lies below them, for `expand`.
pub const EXPANDABLE: &[Resource] = &[
    Resource {
        path: paths::ZAKEN,
        fields: &[
            ("zaaktype", catalogi::paths::ZAAKTYPEN),
            ("communicatiekanaal", ANYWHERE),
            ("productenOfDiensten", ANYWHERE),
            ("selectielijstklasse", ANYWHERE),
            ("hoofdzaak", paths::ZAKEN),
            ("deelzaken", paths::ZAKEN),
            ("relevanteAndereZaken", paths::ZAKEN),
            ("gerelateerdeZaken", paths::ZAKEN),
            ("eigenschappen", paths::ZAAKEIGENSCHAPPEN),
            ("rollen", paths::ROLLEN),
            ("status", paths::STATUSSEN),
            ("zaakinformatieobjecten", paths::ZAAKINFORMATIEOBJECTEN),
            ("zaakobjecten", paths::ZAAKOBJECTEN),
            ("resultaat", paths::RESULTATEN),
        ],
        load: load_zaken,
    },
    Resource {
        path: paths::STATUSSEN,
        fields: &[
            ("zaak", paths::ZAKEN),
            ("statustype", catalogi::paths::STATUSTYPEN),
            ("gezetdoor", paths::ROLLEN),
            ("zaakinformatieobjecten", paths::ZAAKINFORMATIEOBJECTEN),
        ],
        load: load_statussen,
    },
    Resource {
        path: paths::RESULTATEN,
        fields: &[("zaak", paths::ZAKEN), ("resultaattype", catalogi::paths::RESULTAATTYPEN)],
        load: load_resultaten,
    },
    Resource {
        path: paths::ROLLEN,
        fields: &[
            ("zaak", paths::ZAKEN),
            ("betrokkene", ANYWHERE),
            ("roltype", catalogi::paths::ROLTYPEN),
            ("statussen", paths::STATUSSEN),
        ],
        load: load_rollen,
    },
    Resource {
        path: paths::ZAAKEIGENSCHAPPEN,
        fields: &[("zaak", paths::ZAKEN), ("eigenschap", catalogi::paths::EIGENSCHAPPEN)],
        load: load_eigenschappen,
    },
    Resource {
        path: paths::ZAAKINFORMATIEOBJECTEN,
        fields: &[
            ("informatieobject", documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN),
            ("zaak", paths::ZAKEN),
            ("status", paths::STATUSSEN),
        ],
        load: load_relaties,
    },
    Resource {
        path: paths::ZAAKOBJECTEN,
        fields: &[("zaak", paths::ZAKEN), ("object", ANYWHERE), ("zaakobjecttype", paths::ZAAKOBJECTTYPEN)],
        load: load_zaakobjecten,
    },
    ANY,
    // Nothing names the relation between a zaak and a besluit, so none is ever loaded.
    Resource {
        path: paths::ZAAKBESLUITEN,
        fields: &[("besluit", paths::BESLUITEN)],
        load: |_| Box::pin(async { Ok(Loaded::default()) }),
    },
];

fn load_zaken(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_zaken_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        let named = register::list_verwijzingen(ask.db, found.iter().map(|zaak| zaak.uuid.uuid())).await?;
        Loaded::of(found.iter().map(|zaak| (zaak.uuid.uuid(), views::zaak(zaak, &named, ask.urls))))
    })
}

fn load_statussen(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_statussen_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        let documenten = register::list_documenten_van_statussen(ask.db, ask.ids.iter().copied()).await?;
        Loaded::of(found.iter().map(|one| (one.status.uuid.uuid(), views::status(one, &documenten, ask.urls))))
    })
}

fn load_resultaten(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_resultaten_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        Loaded::of(found.iter().map(|one| (one.uuid.uuid(), views::resultaat(one, ask.urls))))
    })
}

fn load_rollen(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_rollen_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        lezingen::of_rollen(ask.db.db(), ask.caller, &found);
        let statussen = register::list_statussen_van_rollen(ask.db, ask.ids.iter().copied()).await?;
        Loaded::of(found.iter().map(|one| (one.uuid.uuid(), views::rol(one, &statussen, ask.urls))))
    })
}

fn load_eigenschappen(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_eigenschappen_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        Loaded::of(found.iter().map(|(zaak, one)| (one.uuid.uuid(), views::eigenschap(one, *zaak, ask.urls))))
    })
}

fn load_relaties(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_relaties_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        Loaded::of(found.iter().map(|one| (one.uuid.uuid(), views::relatie(one, ask.urls))))
    })
}

fn load_zaakobjecten(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_zaakobjecten_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        lezingen::of_zaakobjecten(ask.db.db(), ask.caller, &found);
        Loaded::of(found.iter().map(|one| (one.uuid.uuid(), views::zaakobject(one, ask.urls))))
    })
}
