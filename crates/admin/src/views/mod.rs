//! What templates show: finished texts and links.

mod abonnementen;
mod applicaties;
mod catalogi;
mod catalogi_samples;
mod diensten;
mod mail;
mod overzicht;
mod taken;
mod veld;

pub use abonnementen::{AbonnementPage, AbonnementRow, AbonnementenPage, BriefRow, HaperingView};
pub use applicaties::{
    ApplicatieNieuwPage, ApplicatiePage, ApplicatieRow, ApplicatiesPage, ClientRow, GeheimPage, RechtRow,
};
pub(crate) use catalogi::stand;
pub use catalogi::{
    CatalogiFormPage, CatalogiPage, CatalogusRow, Deel, DeelRow, Feit, FeitenGroep, Geldig, ImportKeuzePage,
    ImportKlaarPage, ImportPage, Knoppen, Lijst, Link, Stand, Tab, TypePage, TypeRow,
};
pub use diensten::{DienstNieuwPage, DienstRow, DienstZaaktypePage, DienstZaaktypeRow, DienstenPage};
pub use mail::{MailPage, MailRow, MailsPage};
pub use overzicht::{BouwsteenRow, OverzichtPage};
pub(crate) use overzicht::{COUNT_MAX, Counts};
pub use taken::{TaakRow, TakenPage};
pub use veld::{Fout, Fouten, Keuzemogelijkheid, Veld};
