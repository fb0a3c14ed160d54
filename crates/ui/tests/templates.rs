//! Rules for the templates of all crates: classes are in the bundle, texts exist, nothing is styled or scripted inline.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Names of the design systems that have no style here: a municipality's own style may use them.
const HOOKS: [&str; 13] = [
    "denhaag-case-card__arrow",
    "denhaag-process-steps__step--checked",
    "denhaag-process-steps__step--current",
    "denhaag-process-steps__step--default",
    "denhaag-process-steps__step--error",
    "denhaag-process-steps__step--not-checked",
    "denhaag-process-steps__step--warning",
    "utrecht-checkbox--html-input",
    "utrecht-form-field--text",
    "utrecht-form-fieldset__fieldset",
    "utrecht-pagination__relative-link--next",
    "utrecht-pagination__relative-link--prev",
    "utrecht-radio-button--html-input",
];

struct Template {
    krate: String,
    path: PathBuf,
    source: String,
}

fn crates_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn collect(krate: &str, folder: &Path, templates: &mut Vec<Template>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(krate, &path, templates);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let source = fs::read_to_string(&path).unwrap();
            templates.push(Template { krate: krate.to_owned(), path, source });
        }
    }
}

fn templates() -> Vec<Template> {
    let mut templates = Vec::new();
    for entry in fs::read_dir(crates_folder()).unwrap() {
        let path = entry.unwrap().path();
        let krate = path.file_name().unwrap().to_string_lossy().into_owned();
        collect(&krate, &path.join("templates"), &mut templates);
    }
    assert!(templates.len() > 10);
    templates
}

/// Cuts out what stands between each pair of marks and puts `instead` in its place.
fn without(source: &str, open: &str, close: &str, instead: &str) -> String {
    let mut rest = source;
    let mut result = String::new();
    while let Some((before, inside)) = rest.split_once(open) {
        result.push_str(before);
        result.push_str(instead);
        rest = inside.split_once(close).map_or("", |(_, after)| after);
    }
    result + rest
}

fn without_comments(source: &str) -> String {
    without(source, "{#", "#}", "")
}

/// The first text argument of each call, such as `t("menu")`.
fn call_arguments<'a>(source: &'a str, call: &str) -> Vec<&'a str> {
    let start = format!("{call}(\"");
    source
        .match_indices(&start)
        .filter(|(position, _)| !source[..*position].ends_with(|last: char| last.is_alphanumeric() || last == '_'))
        .filter_map(|(position, _)| source[position + start.len()..].split('"').next())
        .collect()
}

fn dist(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dist").join(name)).unwrap()
}

/// The keys of the messages in a Fluent file.
fn keys(path: &Path) -> BTreeSet<String> {
    let source = fs::read_to_string(path).unwrap_or_default();
    let starts_message =
        |line: &&str| line.starts_with(|first: char| first.is_ascii_alphabetic()) && line.contains('=');
    source.lines().filter(starts_message).filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect()
}

fn assert_none(problems: Vec<String>, what: &str) {
    assert!(problems.is_empty(), "{what}:\n{}", problems.join("\n"));
}

#[test]
fn every_class_is_in_the_bundle() {
    let bundle: BTreeSet<String> = serde_json::from_str(&dist("classes.json")).unwrap();
    let mut problems = Vec::new();
    for template in templates() {
        let source = without_comments(&template.source);
        // Class names also stand in the expressions in which a component chooses one.
        let expressions = source.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0));
        let statements = source.split("{%").skip(1).filter_map(|rest| Some(rest.split_once("%}")?.0));
        let literals =
            expressions.chain(statements).flat_map(|code| code.split('"').skip(1).step_by(2)).filter(|text| {
                let is_class = ["utrecht-", "denhaag-", "nl-", "loket-"].iter().any(|prefix| text.starts_with(prefix));
                is_class && !text.contains('.')
            });
        let markup = without(&without(&source, "{{", "}}", "\u{1}"), "{%", "%}", " ");
        let attributes = markup.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for class in literals.chain(attributes).flat_map(str::split_whitespace) {
            let made = class.contains('\u{1}');
            if made && class.chars().any(|letter| letter != '\u{1}') {
                problems
                    .push(format!("{}: write the class out instead of making it: {class:?}", template.path.display()));
            } else if !made && !bundle.contains(class) && !HOOKS.contains(&class) {
                problems.push(format!("{}: {class}", template.path.display()));
            }
        }
    }
    assert_none(problems, "classes without style; is the name right, and did you run `make assets`?");
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    let mut problems = Vec::new();
    for template in templates() {
        let source = without_comments(&template.source).to_ascii_lowercase();
        for forbidden in [" style=", "<style", " onclick=", " onload=", " onsubmit=", " onchange=", "javascript:"] {
            if source.contains(forbidden) {
                problems.push(format!("{}: {forbidden}", template.path.display()));
            }
        }
        for script in source.split("<script").skip(1) {
            let attributes = script.split('>').next().unwrap_or_default();
            if !attributes.contains(" src=") && !attributes.contains("type=\"application/bpmn+xml\"") {
                problems.push(format!("{}: <script{attributes}>", template.path.display()));
            }
        }
    }
    assert_none(problems, "the security policy of the pages refuses these");
}

#[test]
fn every_text_asset_and_icon_exists() {
    let crates = crates_folder();
    let shared = keys(&crates.join("ui/texts/nl.ftl"));
    let icons: BTreeMap<String, String> = serde_json::from_str(&dist("icons.json")).unwrap();
    let mut problems = Vec::new();
    for template in templates() {
        let own = keys(&crates.join(&template.krate).join("texts/nl.ftl"));
        let source = without_comments(&template.source);
        let mut check = |call: &str, exists: &dyn Fn(&str) -> bool| {
            for name in call_arguments(&source, call).into_iter().filter(|name| !exists(name)) {
                problems.push(format!("{}: {call}(\"{name}\")", template.path.display()));
            }
        };
        check("t", &|key| own.contains(key) || shared.contains(key));
        check("icon", &|name| icons.contains_key(name));
        check("asset", &|name| ui::find_asset(&ui::asset_url(name)).is_some());
    }
    assert_none(problems, "names that do not exist");
}

#[test]
fn each_language_has_the_same_texts() {
    let mut problems = Vec::new();
    for entry in fs::read_dir(crates_folder()).unwrap() {
        let texts = entry.unwrap().path().join("texts");
        let dutch = keys(&texts.join("nl.ftl"));
        for other in fs::read_dir(&texts).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            // A missing translation falls back on Dutch; a text that only exists in another language is a mistake.
            let extra = keys(&other).difference(&dutch).cloned().collect::<Vec<_>>();
            if !extra.is_empty() {
                problems.push(format!("{}: {}", other.display(), extra.join(", ")));
            }
        }
    }
    assert_none(problems, "texts that are missing in nl.ftl");
    let texts = crates_folder().join("ui/texts");
    assert_eq!(
        keys(&texts.join("nl.ftl")),
        keys(&texts.join("en.ftl")),
        "the shared texts are complete in each language"
    );
}
