//! What other resources can show of decisions.

use autorisaties::handlers::expand::{Load, LoadFuture, Loaded, Resource};

use crate::{paths, register, view};

/// Decisions and their documents, for `expand`.
pub const EXPANDABLE: &[Resource] = &[
    Resource {
        path: paths::BESLUITEN,
        fields: &[("besluittype", catalogi::paths::BESLUITTYPEN), ("zaak", zaken::paths::ZAKEN)],
        load: load_besluiten,
    },
    Resource {
        path: paths::BESLUITINFORMATIEOBJECTEN,
        fields: &[
            ("informatieobject", documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN),
            ("besluit", paths::BESLUITEN),
        ],
        load: load_relaties,
    },
];

fn load_besluiten(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        Loaded::of(found.iter().map(|besluit| (besluit.uuid.uuid(), view::besluit(besluit, ask.urls))))
    })
}

fn load_relaties(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_documenten_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        Loaded::of(found.iter().map(|relatie| (relatie.uuid.uuid(), view::relatie(relatie, ask.urls))))
    })
}
