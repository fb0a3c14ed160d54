//! What other resources can show of documents and what belongs to them.

use autorisaties::handlers::expand::{Load, LoadFuture, Loaded, Resource};

use crate::{paths, register, views};

/// Documents and what belongs to them, for `expand`.
pub const EXPANDABLE: &[Resource] = &[
    Resource {
        path: paths::ENKELVOUDIGINFORMATIEOBJECTEN,
        fields: &[("informatieobjecttype", catalogi::paths::INFORMATIEOBJECTTYPEN)],
        load: load_documenten,
    },
    // Nothing names the resources below a document, so none of them is ever loaded.
    Resource {
        path: paths::GEBRUIKSRECHTEN,
        fields: &[("informatieobject", paths::ENKELVOUDIGINFORMATIEOBJECTEN)],
        load: |_| Box::pin(async { Ok(Loaded::default()) }),
    },
    Resource {
        path: paths::OBJECTINFORMATIEOBJECTEN,
        fields: &[("informatieobject", paths::ENKELVOUDIGINFORMATIEOBJECTEN)],
        load: |_| Box::pin(async { Ok(Loaded::default()) }),
    },
    Resource {
        path: paths::VERZENDINGEN,
        fields: &[("informatieobject", paths::ENKELVOUDIGINFORMATIEOBJECTEN)],
        load: |_| Box::pin(async { Ok(Loaded::default()) }),
    },
];

fn load_documenten(ask: Load<'_>) -> LoadFuture<'_> {
    Box::pin(async move {
        let found = register::list_by_ids(ask.db, &ask.caller.0, ask.ids).await?;
        Loaded::of(found.iter().map(|regel| (regel.document.uuid.uuid(), views::document(regel, ask.urls))))
    })
}
