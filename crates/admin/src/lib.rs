//! Pages for functional administrators: which bouwstenen are installed, which jobs failed, catalogi with their types, applications,
//! subscribers and other systems, and the mails of a demonstration.
//!
//! Only who has the role `beheerders` gets in. The development pages exist in a demonstration only: elsewhere they are not found,
//! also not for an administrator, because they show mails of residents. Handlers are thin; `views/` makes finished texts and links.
//! What it changes, it changes by the operations of the crates below. Start reading at [`router`].

mod handlers;
pub mod paths;
mod router;
mod surroundings;
pub mod views;
mod vragen;

pub use router::router;

/// The templates of these pages: name and source.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("admin/abonnement.html", include_str!("../templates/admin/abonnement.html")),
    ("admin/abonnementen.html", include_str!("../templates/admin/abonnementen.html")),
    ("admin/applicatie.html", include_str!("../templates/admin/applicatie.html")),
    ("admin/applicatie_nieuw.html", include_str!("../templates/admin/applicatie_nieuw.html")),
    ("admin/applicaties.html", include_str!("../templates/admin/applicaties.html")),
    ("admin/catalogi.html", include_str!("../templates/admin/catalogi.html")),
    ("admin/catalogi_form.html", include_str!("../templates/admin/catalogi_form.html")),
    ("admin/catalogi_geldig.html", include_str!("../templates/admin/catalogi_geldig.html")),
    ("admin/catalogi_import.html", include_str!("../templates/admin/catalogi_import.html")),
    ("admin/catalogi_import_keuze.html", include_str!("../templates/admin/catalogi_import_keuze.html")),
    ("admin/catalogi_import_klaar.html", include_str!("../templates/admin/catalogi_import_klaar.html")),
    ("admin/catalogi_type.html", include_str!("../templates/admin/catalogi_type.html")),
    ("admin/dienst_nieuw.html", include_str!("../templates/admin/dienst_nieuw.html")),
    ("admin/dienst_zaaktype.html", include_str!("../templates/admin/dienst_zaaktype.html")),
    ("admin/diensten.html", include_str!("../templates/admin/diensten.html")),
    ("admin/geheim.html", include_str!("../templates/admin/geheim.html")),
    ("admin/mail.html", include_str!("../templates/admin/mail.html")),
    ("admin/mails.html", include_str!("../templates/admin/mails.html")),
    ("admin/overzicht.html", include_str!("../templates/admin/overzicht.html")),
    ("admin/taken.html", include_str!("../templates/admin/taken.html")),
];

/// The texts of these pages.
pub const TEXTS_NL: &str = include_str!("../texts/nl.ftl");
