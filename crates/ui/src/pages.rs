//! From template, context and surroundings to HTML.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context, escape_formatter,
};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::assets::find_asset_url;
use crate::chrome::Chrome;
use crate::formats::{Formats, is_urgent};
use crate::icons::find_icon;
use crate::tables::labelled_rows;
use crate::texts::{Arg, Texts};

#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

/// Why a page can't be made: always a mistake in a template or its context.
#[derive(Debug, thiserror::Error)]
#[error("can't make a page: {}", chain(.0))]
pub struct PageError(#[from] Error);

/// The template engine names the place in the outer error and the reason in the inner ones.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text
}

/// All templates, ready to be filled in.
///
/// There is one environment for each language: a component that is imported does not see the context of the page,
/// but it does see the functions, so these know their language.
pub struct Pages {
    by_lang: BTreeMap<String, Environment<'static>>,
    texts: Arc<Texts>,
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("texts", &self.texts).finish_non_exhaustive()
    }
}

impl Pages {
    /// Joins the templates of the page crates (name and source) with the layouts and components of this crate.
    ///
    /// # Errors
    ///
    /// A template is not valid.
    pub fn new(templates: &[(&'static str, &'static str)], texts: Texts) -> Result<Self, PageError> {
        let texts = Arc::new(texts);
        let mut by_lang = BTreeMap::new();
        for lang in texts.langs() {
            let mut environment = Environment::new();
            environment.set_auto_escape_callback(|_| AutoEscape::Html);
            // A misspelt name must not become an empty place on the page; asking whether something exists is allowed.
            environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
            environment.set_formatter(write_value);
            environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
            add_functions(&mut environment, &texts, lang);
            for name in Templates::iter() {
                if let Some(file) = Templates::get(&name) {
                    let source = String::from_utf8_lossy(&file.data).into_owned();
                    environment.add_template_owned(name.into_owned(), source)?;
                }
            }
            for (name, source) in templates {
                environment.add_template(name, source)?;
            }
            by_lang.insert(lang.to_owned(), environment);
        }
        Ok(Self { by_lang, texts })
    }

    /// Makes a page. The template sees the fields of `context`, and the surroundings as `chrome`.
    ///
    /// # Errors
    ///
    /// The template does not exist, names something that the context lacks, or asks for a missing text.
    pub fn render(&self, name: &str, context: impl Serialize, chrome: &Chrome) -> Result<String, PageError> {
        let environment = self
            .by_lang
            .get(&chrome.lang)
            .or_else(|| self.by_lang.get("nl"))
            .ok_or_else(|| Error::new(ErrorKind::TemplateNotFound, "there are no texts in any language"))?;
        let chrome = Value::from(Serde(chrome));
        Ok(environment.get_template(name)?.render(context! { chrome, ..Value::from(Serde(context)) })?)
    }

    /// Returns the texts, for titles and messages that are chosen in Rust.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }
}

/// Writes a value into the page. Nothing is written for `None`. Text is escaped here and not by the engine, because the engine
/// also escapes each slash, which makes links unreadable and pages larger. What spoils a page is left out of every text.
fn write_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return match value.as_str() {
            Some(html) => Ok(out.write_str(&values::plain(html))?),
            None if value.is_none() => Ok(()),
            None => escape_formatter(out, state, value),
        };
    };
    escape(&values::plain(text), |piece| Ok(out.write_str(piece)?))
}

/// Hands over a text in pieces, with what has a meaning in HTML written out.
fn escape(text: &str, mut write: impl FnMut(&str) -> Result<(), Error>) -> Result<(), Error> {
    let mut rest = text;
    while let Some(position) = rest.find(['&', '<', '>', '"', '\'']) {
        write(&rest[..position])?;
        write(match rest.as_bytes()[position] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[position + 1..];
    }
    write(rest)
}

/// Returns a text with what has a meaning in HTML written out.
pub(crate) fn escape_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string never fails.
    let _ = escape(text, |piece| {
        html.push_str(piece);
        Ok(())
    });
    html
}

/// Makes XML safe inside a script element, where nothing is escaped: what could end the element gets a blank.
/// In XML `< /script` is an error and not markup, so a harmful text is refused by who reads it.
fn script_data(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut safe = String::with_capacity(text.len());
    let mut from = 0;
    for (position, _) in lower.match_indices('<') {
        if ["</script", "<script", "<!--"].iter().any(|start| lower[position..].starts_with(start)) {
            safe.push_str(&text[from..=position]);
            safe.push(' ');
            from = position + 1;
        }
    }
    safe.push_str(&text[from..]);
    safe
}

fn missing(what: &str, name: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("{what} `{name}` does not exist"))
}

/// Makes a filter of a text; nothing and the empty text stay empty.
fn text_filter(value: &Value, write: impl FnOnce(&str) -> String) -> String {
    match value.as_str() {
        Some(text) if !text.is_empty() => write(text),
        _ => String::new(),
    }
}

fn add_functions(environment: &mut Environment<'static>, texts: &Arc<Texts>, lang: &str) {
    environment.add_global("lang", lang);
    // Texts of packages and registers are in Dutch, whatever the language of the page. Rule: WCAG 3.1.2. The filter is for a text between
    // tags, never for one in an attribute; the global is the attribute of an element that holds nothing else.
    let is_dutch = lang == "nl";
    environment.add_global("nl_attr", Value::from_safe_string(if is_dutch { "" } else { " lang=\"nl\"" }.to_owned()));
    environment.add_filter("nl", move |text: Value| match text.as_str() {
        Some(words) if !is_dutch && !words.is_empty() && !text.is_safe() => {
            Value::from_safe_string(format!("<span lang=\"nl\">{}</span>", escape_text(words)))
        }
        _ => text,
    });

    let (own_texts, own_lang) = (texts.clone(), lang.to_owned());
    environment.add_function("t", move |key: &str, values: Kwargs| -> Result<String, Error> {
        let mut args = Vec::new();
        for name in values.args() {
            let value: Value = values.get(name)?;
            let arg = match f64::try_from(value.clone()) {
                Ok(number) if value.is_number() => Arg::Number(number),
                _ if value.is_none() || value.is_undefined() => Arg::from(""),
                _ => Arg::from(value.to_string()),
            };
            args.push((name, arg));
        }
        match own_texts.find_text(&own_lang, key, &args) {
            Some(text) => Ok(text),
            None if own_texts.is_strict() => Err(missing("text", key)),
            None => Ok(key.to_owned()),
        }
    });
    environment.add_filter("rijen", |html: Value, columns: Vec<Value>| {
        labelled_rows(html.as_str().unwrap_or_default(), &columns)
    });
    environment.add_filter("script_data", |text: &str| Value::from_safe_string(script_data(text)));
    environment.add_function("asset", |name: &str| find_asset_url(name).ok_or_else(|| missing("asset", name)));
    environment.add_function("icon", |name: &str, values: Kwargs| -> Result<Value, Error> {
        let class: Option<String> = values.get("class")?;
        values.assert_all_used()?;
        find_icon(name, class.as_deref().unwrap_or_default())
            .map(Value::from_safe_string)
            .ok_or_else(|| missing("icon", name))
    });

    macro_rules! add_format {
        ($name:literal, |$formats:ident, $value:ident $(, $more:ident: $type:ty)*| $body:expr) => {{
            let (own_texts, own_lang) = (texts.clone(), lang.to_owned());
            environment.add_filter($name, move |$value: Value $(, $more: $type)*| {
                let $formats = Formats { texts: &own_texts, lang: &own_lang };
                $body
            });
        }};
    }
    add_format!("datum", |formats, value| text_filter(&value, |text| formats.date(text)));
    add_format!("tijd", |formats, value| text_filter(&value, |text| formats.time(text)));
    add_format!("termijn", |formats, value, today: String| text_filter(&value, |text| formats.deadline(text, &today)));
    add_format!("euro", |formats, value| {
        let amount = value.as_str().map_or_else(|| f64::try_from(value.clone()).ok(), |text| text.parse().ok());
        amount.map_or_else(|| value.to_string(), |amount| formats.euro(amount))
    });
    add_format!("bytes", |formats, value| {
        u64::try_from(value.clone()).map_or_else(|_| value.to_string(), |size| formats.bytes(size))
    });
    add_format!("bestandssoorten", |formats, value| text_filter(&value, |accept| formats.file_kinds(accept)));
    add_format!("megabytes", |formats, value| {
        u64::try_from(value.clone()).map_or_else(|_| value.to_string(), |bytes| formats.megabytes(bytes))
    });
    environment.add_filter("dringend", |value: Value, today: String| {
        value.as_str().is_some_and(|deadline| is_urgent(deadline, &today))
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pages(source: &'static str) -> Pages {
        Pages::new(&[("proef.html", source)], Texts::builder().build().unwrap()).unwrap()
    }

    fn render(source: &'static str, context: serde_json::Value) -> Result<String, PageError> {
        pages(source).render("proef.html", context, &Chrome::default())
    }

    #[test]
    fn what_people_typed_is_text_and_not_markup() {
        let typed = json!({"typed": "<script>alert('x')</script> & \"y\" /mijn"});
        let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot; /mijn";
        assert_eq!(render("{{ typed }}", typed.clone()).unwrap(), escaped);
        let source = "{% from \"componenten/basis.html\" import paragraph %}{{ paragraph(typed) }}";
        assert!(render(source, typed.clone()).unwrap().contains(escaped));
        let source = "{% import \"componenten/alles.html\" as c %}{{ c.description_list([{\"term\": typed, \"text\": typed}]) }}";
        assert_eq!(render(source, typed).unwrap().matches(escaped).count(), 2);
    }

    #[test]
    fn nothing_is_written_for_none_and_a_misspelt_name_is_an_error() {
        assert_eq!(render("[{{ leeg }}]", json!({"leeg": null})).unwrap(), "[]");
        assert!(render("{{ tikfout }}", json!({})).unwrap_err().to_string().contains("undefined"));
        assert!(render("{{ t(\"bestaat-niet\") }}", json!({})).unwrap_err().to_string().contains("bestaat-niet"));
        assert!(render("{{ icon(\"bestaat-niet\") }}", json!({})).is_err());
        assert!(render("{{ asset(\"bestaat-niet.css\") }}", json!({})).is_err());
    }

    #[test]
    fn texts_and_formats_follow_the_language_of_the_page() {
        let source = "{{ t(\"bel-ons\", nummer=nummer) }}, {{ dag|datum }}, {{ bedrag|euro }}, {{ grootte|bytes }}, {{ dag|termijn(vandaag) }}";
        let context = json!({"nummer": "14 070", "dag": "2026-11-10", "bedrag": 12.5, "grootte": 84_213, "vandaag": "2026-11-08"});
        let pages = pages(source);
        let render = |lang: &str| {
            let chrome = Chrome { lang: lang.into(), ..Chrome::default() };
            pages.render("proef.html", &context, &chrome).unwrap().replace('\u{a0}', " ")
        };
        assert_eq!(render("nl"), "Bel 14 070, 10 november 2026, € 12,50, 84 kB, nog 2 dagen");
        assert_eq!(render("en"), "Call 14 070, 10 November 2026, € 12.50, 84 kB, 2 days left");
        assert_eq!(render("fr"), render("nl"), "an unknown language falls back on Dutch");
    }

    #[test]
    fn a_dutch_text_says_so_on_a_page_in_another_language() {
        let pages = pages("<p{{ nl_attr }}>{{ naam|nl }}</p>");
        let render = |lang: &str| {
            let chrome = Chrome { lang: lang.into(), ..Chrome::default() };
            pages.render("proef.html", json!({"naam": "Wet & <regels>"}), &chrome).unwrap()
        };
        assert_eq!(render("nl"), "<p>Wet &amp; &lt;regels&gt;</p>");
        assert_eq!(render("en"), "<p lang=\"nl\"><span lang=\"nl\">Wet &amp; &lt;regels&gt;</span></p>");
    }

    #[test]
    fn what_spoils_a_page_is_left_out_of_every_text() {
        let html = render("{{ naam }}|{{ naam|nl }}", json!({"naam": "Jan\u{202E}\u{1} & co\nregel"})).unwrap();
        assert_eq!(html, "Jan  &amp; co\nregel|Jan  &amp; co\nregel");
    }

    #[test]
    fn without_strictness_a_missing_text_shows_its_key() {
        let texts = Texts::builder().strict(false).build().unwrap();
        let pages = Pages::new(&[("proef.html", "{{ t(\"bestaat-niet\") }}")], texts).unwrap();
        assert_eq!(pages.render("proef.html", (), &Chrome::default()).unwrap(), "bestaat-niet");
    }

    #[test]
    fn data_in_a_script_element_can_not_end_it() {
        let html = render("<script>{{ data|script_data }}</script>", json!({"data": "</ScRiPt><!--</scr</scriptipt>"}))
            .unwrap();
        assert_eq!(html.to_lowercase().matches("</script").count(), 1, "{html}");
        assert!(!html.contains("<!--"));
    }
}
