//! Lists: the faults of what is in them are named by position, such as `rollen.0.roltype`.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Fields, Urls};

impl Fields {
    /// Returns the raw values of a list, empty when it is absent or null.
    pub fn list(&mut self, name: &str) -> Vec<Value> {
        if self.says_nothing(name) {
            return Vec::new();
        }
        match self.map.get(name) {
            None => Vec::new(),
            Some(Value::Array(list)) => list.clone(),
            Some(_) => {
                self.fault(name, "not_a_list", "Hier hoort een lijst.");
                Vec::new()
            }
        }
    }

    /// Reads each object of a list, empty when it is absent or null.
    pub fn items<T>(&mut self, name: &str, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut found = Vec::new();
        for (index, value) in self.list(name).into_iter().enumerate() {
            let name = format!("{name}.{index}");
            match value {
                Value::Object(map) => found.push(self.within(&name, map, &mut read)),
                other => self.no_object(&name, &other),
            }
        }
        found
    }

    /// Returns the fields of each object of a list with its name, such as `rollen.0`; give them back with [`Fields::add_within`].
    pub fn parts(&mut self, name: &str) -> Vec<(String, Self)> {
        let mut found = Vec::new();
        for (index, value) in self.list(name).into_iter().enumerate() {
            let name = format!("{name}.{index}");
            match value {
                Value::Object(map) => found.push((name, self.below(map))),
                other => self.no_object(&name, &other),
            }
        }
        found
    }

    fn no_object(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null => self.fault(name, "null", "Dit veld mag niet null zijn."),
            _ => self.fault(name, "invalid", "Hier hoort een object."),
        }
    }

    /// Returns the fields of an object that must be there, to be read by themselves; give them back with [`Fields::add_within`].
    pub fn part(&mut self, name: &str) -> Option<Self> {
        self.object_required(name).map(|map| self.below(map))
    }

    /// Returns the texts of a list, empty when it is absent or null.
    pub fn texts(&mut self, name: &str, length_max: usize) -> Vec<String> {
        self.values_of(name, |fields, key| fields.text_required(key, length_max))
    }

    /// Returns the texts of a list of which some may be empty, empty when it is absent or null.
    pub fn texts_or_empty(&mut self, name: &str, length_max: usize) -> Vec<String> {
        self.values_of(name, |fields, key| fields.text(key, length_max))
    }

    /// Returns the URLs of a list, of things that may be anywhere, empty when it is absent or null. They are not followed.
    pub fn urls(&mut self, name: &str) -> Vec<String> {
        self.values_of(name, |fields, key| fields.url_required(key))
    }

    /// Returns the allowed values of a list, empty when it is absent or null.
    pub fn choices(&mut self, name: &str, allowed: &[&str]) -> Vec<String> {
        self.values_of(name, |fields, key| fields.choice_required(key, allowed))
    }

    /// Returns the ids in a list of URLs of resources, empty when it is absent or null.
    pub fn references(&mut self, name: &str, urls: &Urls, path: &'static str) -> Vec<Uuid> {
        self.values_of(name, |fields, key| fields.reference(key, urls, path)).into_iter().flatten().collect()
    }

    /// Returns an object that must be there.
    pub fn object_required(&mut self, name: &str) -> Option<Map<String, Value>> {
        if self.is_there(name) { self.object(name) } else { None }
    }

    /// Reads each value of a list as the field that is named by its position.
    fn values_of<T>(&mut self, name: &str, mut read: impl FnMut(&mut Self, &str) -> T) -> Vec<T> {
        let list = self.list(name);
        let keys: Vec<String> = (0..list.len()).map(|index| index.to_string()).collect();
        let mut inner = self.below(keys.iter().cloned().zip(list).collect());
        let found = keys.iter().map(|key| read(&mut inner, key)).collect();
        self.adopt(name, inner.faults);
        found
    }
}
