//! What a document says of a body: its fields, whatever the schemas are made of.

use openapi::Document;
use serde_json::{Map, Value, json};

/// The document of one API, with its schemas.
pub struct Schemas {
    json: Value,
}

/// What a document says of one value.
#[derive(Debug, Default, Clone)]
pub struct Schema {
    /// `type`, `format`, `maxLength` and so on.
    facts: Map<String, Value>,
    /// The fields of an object.
    pub fields: Vec<(String, Value)>,
    /// Those that must be there.
    pub required: Vec<String>,
}

impl Schema {
    /// Returns a fact such as `maxLength`.
    pub fn fact(&self, name: &str) -> &Value {
        self.facts.get(name).unwrap_or(&Value::Null)
    }

    /// Decides whether a fact such as `nullable` holds.
    pub fn is(&self, name: &str) -> bool {
        self.fact(name) == true
    }

    /// Returns the kind of value: `string`, `object` and so on.
    pub fn kind(&self) -> &str {
        match self.fact("type").as_str() {
            Some(kind) => kind,
            None if self.fact("enum").is_array() => "string",
            None => "object",
        }
    }
}

impl Schemas {
    /// Reads the document.
    pub fn of(document: &Document) -> Self {
        Self { json: serde_json::from_str(&document.json("/")).unwrap() }
    }

    /// Returns the paths below the root of the API, each with a method whose body is JSON, and what the document says of that body.
    pub fn bodies(&self) -> Vec<(&str, &str, &Value)> {
        let mut found = Vec::new();
        for (path, operations) in self.json["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                let body = self.target(&operation["requestBody"]);
                let schema = &body["content"]["application/json"]["schema"];
                if schema.is_object() {
                    found.push((path.as_str(), method.as_str(), schema));
                }
            }
        }
        found
    }

    /// Returns the paths below the root of the API that can be read, each with what the document says of the answer.
    pub fn answers(&self) -> Vec<(&str, &Value)> {
        let mut found = Vec::new();
        for (path, operations) in self.json["paths"].as_object().unwrap() {
            let answer = self.target(&operations["get"]["responses"]["200"]);
            let schema = &answer["content"]["application/json"]["schema"];
            if schema.is_object() {
                found.push((path.as_str(), schema));
            }
        }
        found
    }

    /// Returns the query parameters of what can be read, with the path.
    pub fn parameters(&self) -> Vec<(&str, &Value)> {
        let mut found = Vec::new();
        for (path, operations) in self.json["paths"].as_object().unwrap() {
            let all = operations["get"]["parameters"].as_array().into_iter().flatten();
            let all = all.map(|parameter| self.target(parameter));
            found.extend(all.filter(|one| one["in"] == "query").map(|one| (path.as_str(), one)));
        }
        found
    }

    /// Returns what a reference leads to, or what an `allOf` of one is made of.
    pub fn plain(&self, schema: &Value) -> Value {
        let schema = self.target(schema);
        match schema["allOf"].as_array().map(Vec::as_slice) {
            Some([one]) => self.target(one).clone(),
            _ => schema.clone(),
        }
    }

    /// Returns what a reference leads to.
    fn target<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(path) => self.target(self.json.pointer(path.strip_prefix('#').unwrap()).unwrap()),
            None => value,
        }
    }

    /// Returns what the document says of this value; the kind that it says itself to be counts.
    pub fn read(&self, schema: &Value, value: &Value) -> Schema {
        let mut whole = Schema::default();
        self.add(schema, value, &mut whole, false);
        whole
    }

    fn add(&self, schema: &Value, value: &Value, whole: &mut Schema, is_variant: bool) {
        let schema = self.target(schema);
        let kind = schema["discriminator"]["propertyName"].as_str().and_then(|name| value[name].as_str());
        if let Some(variant) =
            kind.and_then(|kind| schema["discriminator"]["mapping"].get(kind)).filter(|_| !is_variant)
        {
            // It is made of this schema and more.
            return self.add(&json!({ "$ref": variant }), value, whole, true);
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.add(part, value, whole, is_variant);
        }
        let choices = schema["oneOf"].as_array().into_iter().flatten().map(|one| self.target(one));
        let choices: Vec<_> = choices.filter_map(|one| one["enum"].as_array()).flatten().cloned().collect();
        if !choices.is_empty() {
            if choices.contains(&Value::Null) {
                whole.facts.insert("nullable".into(), json!(true));
            }
            whole.facts.insert("enum".into(), Value::Array(choices));
        }
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            whole.fields.retain(|(own, _)| own != name);
            whole.fields.push((name.clone(), field.clone()));
        }
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        whole.required.extend(required.map(str::to_owned));
        let facts = schema.as_object().into_iter().flatten();
        let facts = facts.filter(|(name, _)| !matches!(name.as_str(), "allOf" | "oneOf" | "properties" | "required"));
        whole.facts.extend(facts.map(|(name, fact)| (name.clone(), fact.clone())));
    }

    /// Makes a value that looks like what the document asks; whether it leads anywhere does not matter.
    pub fn sample(&self, schema: &Value, depth: usize) -> Value {
        let schema = self.read(schema, &Value::Null);
        if let Some(first) =
            schema.fact("enum").as_array().and_then(|all| all.iter().find(|one| one.as_str() != Some("")))
        {
            return first.clone();
        }
        match schema.kind() {
            "boolean" => json!(true),
            "integer" | "number" => json!(schema.fact("minimum").as_i64().unwrap_or(0).max(1)),
            "array" if depth == 0 => json!([]),
            "array" => json!([self.sample(schema.fact("items"), depth - 1)]),
            "object" if depth == 0 || schema.fields.is_empty() => json!({}),
            "object" => {
                let fields = schema.fields.iter().filter(|(_, field)| !self.read(field, &Value::Null).is("readOnly"));
                fields.map(|(name, field)| (name.clone(), self.sample(field, depth - 1))).collect()
            }
            _ => match (schema.fact("format").as_str(), schema.fact("pattern").as_str()) {
                (Some("date"), _) => json!("2026-11-20"),
                (Some("date-time"), _) => json!("2026-11-20T10:00:00Z"),
                (Some("uri"), _) => json!("https://example.nl/1"),
                (Some("duration"), _) => json!("P1D"),
                (Some("email"), _) => json!("anne@example.nl"),
                (Some("uuid"), _) => json!("00000000-0000-0000-0000-000000000001"),
                (_, Some(pattern)) if pattern.contains("0-9") => json!("1234567890"),
                _ => json!("x"),
            },
        }
    }
}
