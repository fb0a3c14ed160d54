//! Makes each document readable alone: what it takes from another API is copied into it, its server is a mark that is replaced by
//! the host that was called. The text of the standard stays as it is otherwise. The JSON form is made of the result, and so is a second document
//! that also has what is served besides the standard, by Open Zaak's example (`openzaak/`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value};

const APIS: [&str; 6] = ["autorisaties", "besluiten", "catalogi", "documenten", "notificaties", "zaken"];

/// Stands in the documents where the URL of the API comes.
const SERVER: &str = "https://server.invalid";

const SCHEMAS: &str = "#/components/schemas/";

/// The documents as the standards publish them, by the name of the API.
type Standards = BTreeMap<&'static str, (String, Value)>;

fn main() {
    println!("cargo::rerun-if-changed=standard");
    println!("cargo::rerun-if-changed=openzaak");
    let read = |api: &'static str| {
        let text = fs::read_to_string(format!("standard/{api}.yaml")).expect("the document of every API is there");
        let value = parse(api, &text);
        (api, (text, value))
    };
    let standards: Standards = APIS.into_iter().map(read).collect();
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let mut constants = String::new();
    for api in APIS {
        let text = alone(api, &standards);
        let value = parse(api, &text);
        fs::write(Path::new(&out).join(format!("{api}.json")), value.to_string())
            .expect("cargo's folder can be written");
        fs::write(Path::new(&out).join(format!("{api}.yaml")), text).expect("cargo's folder can be written");
        let more = fs::read_to_string(format!("openzaak/{api}.yaml")).expect("what is served besides is there");
        let extended = extended(value.clone(), parse(api, &more));
        fs::write(Path::new(&out).join(format!("{api}.extended.yaml")), extended)
            .expect("cargo's folder can be written");
        let version = value["info"]["version"].as_str().expect("every document has a version");
        let title = value["info"]["title"].as_str().expect("every document has a title");
        write!(
            constants,
            "/// The {title}.\npub static {}: Document = Document {{ root: {:?}, version: {version:?}, \
             yaml: include_str!({:?}), json: include_str!({:?}), extended: include_str!({:?}) }};\n",
            api.to_uppercase(),
            format!("/{api}/api/v1"),
            format!("{out}/{api}.yaml"),
            format!("{out}/{api}.json"),
            format!("{out}/{api}.extended.yaml"),
        )
        .expect("a string can be written");
    }
    write!(constants, "const SERVER: &str = {SERVER:?};").expect("a string can be written");
    fs::write(Path::new(&out).join("documents.rs"), constants).expect("cargo's folder can be written");
}

fn parse(api: &str, text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("standard/{api}.yaml: {error}"))
}

/// Returns the text of a document that needs no other one.
fn alone(api: &'static str, standards: &Standards) -> String {
    let (text, value) = &standards[api];
    let mut imported = BTreeMap::new();
    import(api, api, value, standards, &mut imported);
    let mut copies = String::new();
    for ((owner, name), mut schema) in imported {
        rename(api, owner, &mut schema);
        let new_name = name_in(api, owner, name);
        assert!(value["components"]["schemas"][&new_name].is_null(), "standard/{api}.yaml has its own {new_name}");
        // JSON is YAML too.
        writeln!(copies, "    {new_name}: {schema}").expect("a string can be written");
    }
    let mut text = text.clone();
    for other in APIS {
        let prefix = if other == api { String::new() } else { capitalised(other) };
        text = text.replace(&format!("./{other}.yaml{SCHEMAS}"), &format!("{SCHEMAS}{prefix}"));
    }
    let text = with_server(&text);
    let (before, after) = text.split_once("\n  schemas:\n").expect("every document has schemas");
    format!("{before}\n  schemas:\n{copies}{after}")
}

/// Returns a document with what is served besides it: more paths and methods, parameters of methods that there are, schemas, and fields of schemas.
fn extended(mut document: Value, more: Value) -> String {
    let Value::Object(more) = more else { panic!("what is served besides is an object") };
    add(document.as_object_mut().expect("a document is an object"), more);
    let Value::Object(mut document) = document else { unreachable!("it was one") };
    // A document begins with its form. What follows is JSON, which is YAML too.
    let first = document.remove("openapi").expect("every document says its form");
    let mut text = format!("openapi: {}\n", first.as_str().expect("its form is a text"));
    for name in ["info", "servers", "paths", "components"] {
        let part = document.remove(name).expect("every document has this part");
        writeln!(text, "{name}: {part}").expect("a string can be written");
    }
    for (name, part) in document {
        writeln!(text, "{name}: {part}").expect("a string can be written");
    }
    text
}

/// Adds fields to an object: objects are joined, lists go on, and what is there stays as it is.
fn add(object: &mut Map<String, Value>, more: Map<String, Value>) {
    for (name, value) in more {
        match (object.get_mut(&name), value) {
            (Some(Value::Object(own)), Value::Object(value)) => add(own, value),
            (Some(Value::Array(own)), Value::Array(value)) => own.extend(value),
            (Some(_), _) => {}
            (None, value) => drop(object.insert(name, value)),
        }
    }
}

/// Gathers what `value`, a part of the document of `owner`, takes from other documents than that of `api`.
fn import<'a>(
    api: &str,
    owner: &'static str,
    value: &'a Value,
    standards: &'a Standards,
    found: &mut BTreeMap<(&'static str, &'a str), Value>,
) {
    match value {
        Value::Object(fields) => {
            if let Some((of, name)) = fields.get("$ref").and_then(|target| schema_of(owner, target.as_str()?)) {
                let schema = &standards[of].1["components"]["schemas"][name];
                assert!(!schema.is_null(), "standard/{owner}.yaml names {name} of {of}, which is not there");
                if of != api && found.insert((of, name), schema.clone()).is_none() {
                    import(api, of, schema, standards, found);
                }
            }
            fields.values().for_each(|field| import(api, owner, field, standards, found));
        }
        Value::Array(all) => all.iter().for_each(|one| import(api, owner, one, standards, found)),
        _ => {}
    }
}

/// Returns whose schema a reference in the document of `owner` names. What else a document refers to is its own.
fn schema_of<'a>(owner: &'static str, target: &'a str) -> Option<(&'static str, &'a str)> {
    let (file, name) = target.split_once(SCHEMAS)?;
    if file.is_empty() {
        return Some((owner, name));
    }
    let of = APIS.into_iter().find(|api| file == format!("./{api}.yaml"));
    Some((of.unwrap_or_else(|| panic!("standard/{owner}.yaml: {target} leads to no API")), name))
}

/// Makes the references of a copied schema those of the document that it is copied into.
fn rename(api: &str, owner: &'static str, value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get_mut("$ref") {
                let (of, name) = schema_of(owner, target).expect("a schema refers to schemas only");
                *target = format!("{SCHEMAS}{}", name_in(api, of, name));
            }
            fields.values_mut().for_each(|field| rename(api, owner, field));
        }
        Value::Array(all) => all.iter_mut().for_each(|one| rename(api, owner, one)),
        _ => {}
    }
}

/// Returns the name of a schema of `owner` in the document of `api`, such as `CatalogiZaakType`.
fn name_in(api: &str, owner: &str, name: &str) -> String {
    if owner == api { name.to_owned() } else { format!("{}{name}", capitalised(owner)) }
}

fn capitalised(api: &str) -> String {
    format!("{}{}", api[..1].to_uppercase(), &api[1..])
}

/// Replaces the servers, which are those of the standard's makers, by the mark.
fn with_server(text: &str) -> String {
    let (before, rest) = text.split_once("\nservers:\n").expect("every document has servers");
    let is_next = |line: &str| line.starts_with(|first: char| first.is_ascii_alphabetic());
    let after: String = rest.split_inclusive('\n').skip_while(|line| !is_next(line)).collect();
    format!("{before}\nservers:\n- url: {SERVER}\n{after}")
}
