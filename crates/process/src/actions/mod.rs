//! What service tasks can do. Each action runs inside the transaction of the process, on the registers themselves.

mod berichten;
mod besluiten;
mod documenten;
mod zaken;

use ::store::Tx;
use ::zaken::Zaak;
use serde_json::{Map, Value};
use values::Actor;

use crate::ProcessError;

/// The names of all actions, for the check of a package.
pub(crate) const NAMES: &[&str] = &[
    "zaken.zet-status",
    "zaken.zet-resultaat",
    "zaken.zet-eigenschap",
    "besluiten.maak-besluit",
    "documenten.maak-document",
    "berichten.nodig-uit",
];

/// An action to be done: its properties are filled in already.
pub(crate) struct Call<'a> {
    /// The zaak of the process, as it is now.
    pub zaak: &'a Zaak,
    /// The properties of the koppeling.
    pub eigenschappen: &'a Map<String, Value>,
    /// The process variables.
    pub variables: &'a Map<String, Value>,
}

impl Call<'_> {
    /// Returns a property that must be there, as text.
    fn text(&self, name: &'static str) -> Result<String, ProcessError> {
        self.find_text(name).ok_or_else(|| ProcessError::Broken(format!("the action needs `{name}`, which is empty")))
    }

    /// Returns a property as text, if it has a value.
    fn find_text(&self, name: &str) -> Option<String> {
        match self.eigenschappen.get(name)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Bool(value) => Some(if *value { "true" } else { "false" }.to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// What the process itself may do: everything that its model says, whoever set it off.
pub(crate) const PROCES: Actor = Actor::Systeem("proces");

/// Does an action and returns the variables that it sets.
pub(crate) async fn run(tx: &mut Tx, name: &str, call: &Call<'_>) -> Result<Map<String, Value>, ProcessError> {
    match name {
        "zaken.zet-status" => zaken::zet_status(tx, call).await,
        "zaken.zet-resultaat" => zaken::zet_resultaat(tx, call).await,
        "zaken.zet-eigenschap" => zaken::zet_eigenschap(tx, call).await,
        "besluiten.maak-besluit" => besluiten::maak_besluit(tx, call).await,
        "documenten.maak-document" => documenten::maak_document(tx, call).await,
        "berichten.nodig-uit" => berichten::nodig_uit(tx, call),
        unknown => Err(ProcessError::Broken(format!("there is no action `{unknown}`"))),
    }
}
