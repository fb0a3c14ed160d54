//! From an HTML form post to Form.io data.

use std::collections::HashMap;

use crate::component::{Kind, Post, address};
use crate::field::FileValue;
use crate::form::Form;
use crate::{Map, data};

/// The name of the hidden inputs that list which fields the page showed.
const SHOWN: &str = "_field";

/// Reads a post (`application/x-www-form-urlencoded` pairs) of a step as data; unknown names are ignored.
///
/// | component | names in HTML |
/// | --- | --- |
/// | most | the key; repeated when `multiple` |
/// | `checkbox` | the key, value `on` |
/// | `selectboxes` | the key, repeated with the value of each ticked option; or `key[option]` with value `on` |
/// | `date` | the key with an ISO date or `10-11-2026`; or `key-day`, `key-month`, `key-year` |
/// | `addressNL` | `key.postcode`, `key.houseNumber`, `key.houseLetter`, `key.houseNumberAddition`, `key.streetName`, `key.city` |
/// | `file` | none: `files` has all files of each key, uploaded earlier or just now |
///
/// A field that was not posted is left out, and keeps its saved value while it is visible. But a browser never posts what is not
/// chosen: so that an emptied checkbox, radio, selectboxes, file or field with `multiple` differs from one that was not on the page,
/// the page has `<input type="hidden" name="_field" value="KEY">` for each such field that is shown and not disabled. Without any
/// `_field` all of them count as shown, except those that the designer disabled.
///
/// Text that is no value of its type stays as it was typed; [`crate::validate`] tells what is wrong with it.
pub fn decode(form: &Form, step: usize, pairs: &[(String, String)], files: &HashMap<String, Vec<FileValue>>) -> Map {
    let post = Post { pairs, files };
    let shown: Vec<&str> = post.all(SHOWN).collect();
    let mut decoded = Map::new();
    let Some(step) = form.steps.get(step) else { return decoded };
    for component in step.all_components().into_iter().filter(|component| component.holds_data()) {
        let key = component.key.as_str();
        let may_be_silent = component.multiple
            || matches!(component.kind, Kind::Checkbox | Kind::Selectboxes { .. } | Kind::Radio(_) | Kind::File(_));
        let is_shown = if shown.is_empty() { !component.disabled } else { shown.contains(&key) };
        if is_posted(key, pairs) || files.contains_key(key) || (may_be_silent && is_shown) {
            data::set(&mut decoded, key, component.decode(&post));
        }
    }
    decoded
}

/// Whether the post names the key, an option, a part of a date or a part of an address of it.
fn is_posted(key: &str, pairs: &[(String, String)]) -> bool {
    pairs.iter().any(|(name, _)| match name.strip_prefix(key) {
        Some("" | "-day" | "-month" | "-year") => true,
        Some(rest) => (rest.starts_with('[') && rest.ends_with(']')) || address::is_part(rest),
        None => false,
    })
}
