//! The icons: paths from Tabler, chosen in `assets/build.mjs`, drawn inline so that they take the colour of the text.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::assets::Dist;

fn icons() -> &'static HashMap<String, String> {
    static ICONS: OnceLock<HashMap<String, String>> = OnceLock::new();
    ICONS.get_or_init(|| {
        let file = Dist::get("icons.json").expect("build.rs checked that the assets are built");
        serde_json::from_slice(&file.data).expect("the asset build writes valid icons")
    })
}

/// Returns the icon as an SVG element that assistive technology skips. `extra_class` must be a class name of our own.
pub(crate) fn find_icon(name: &str, extra_class: &str) -> Option<String> {
    let shapes = icons().get(name)?;
    let space = if extra_class.is_empty() { "" } else { " " };
    Some(format!(
        r#"<svg class="denhaag-icon{space}{extra_class}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shapes}</svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_hidden_from_assistive_technology() {
        let icon = find_icon("check", "loket-icon").unwrap();
        assert!(icon.starts_with(r#"<svg class="denhaag-icon loket-icon""#) && icon.contains("aria-hidden"));
        assert!(find_icon("bestaat-niet", "").is_none());
    }
}
