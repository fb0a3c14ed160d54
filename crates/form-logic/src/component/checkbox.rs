//! One box to tick.

use serde_json::Value;

use super::Post;

/// A box that is not ticked is not posted by a browser.
pub(super) fn decode(key: &str, post: &Post<'_>) -> Value {
    Value::Bool(post.last(key).is_some_and(|text| !matches!(text, "" | "false" | "off" | "0")))
}
