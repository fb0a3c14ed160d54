//! A zaak with what was made or changed together with it.

use serde::Serialize;

use super::objecten::ZaakobjectView;
use super::onderdelen::{RelatieView, ResultaatView, StatusView};
use super::rollen::RolView;
use super::zaken::ZaakView;

#[derive(Serialize)]
pub(crate) struct RegistratieView<'a> {
    pub(crate) zaak: ZaakView<'a>,
    pub(crate) status: StatusView<'a>,
    pub(crate) rollen: Vec<RolView<'a>>,
    pub(crate) zaakinformatieobjecten: Vec<RelatieView<'a>>,
    pub(crate) zaakobjecten: Vec<ZaakobjectView<'a>>,
}

/// What a call does not name it does not answer.
#[derive(Serialize)]
pub(crate) struct WijzigingView<'a> {
    pub(crate) zaak: ZaakView<'a>,
    pub(crate) status: StatusView<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) resultaat: Option<ResultaatView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rollen: Option<Vec<RolView<'a>>>,
}
