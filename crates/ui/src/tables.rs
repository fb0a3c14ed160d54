//! Rows of a table that can stand below each other on a narrow screen.

use minijinja::Value;

use crate::pages::escape_text;

/// Returns the rows with the name of its column at each cell, for who sees no head above them. A browser forgets what a table is as soon as
/// its parts are blocks, so each part also says what it is. `columns` are those of the table: texts, or objects with a `label`.
pub(crate) fn labelled_rows(html: &str, columns: &[Value]) -> Value {
    let labels: Vec<String> = columns.iter().map(|column| escape_text(&label_of(column))).collect();
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    let mut place = 0;
    while let Some(position) = rest.find("<t") {
        let (before, from) = rest.split_at(position);
        out.push_str(before);
        let is_tag = from.as_bytes().get(3).is_some_and(|next| matches!(next, b' ' | b'>'));
        let name = from.get(..3).filter(|_| is_tag).unwrap_or("<t");
        out.push_str(name);
        match name {
            "<tr" => {
                place = 0;
                out.push_str(" role=\"row\"");
            }
            "<td" => {
                out.push_str(" role=\"cell\"");
                if let Some(label) = labels.get(place) {
                    out.push_str(" data-label=\"");
                    out.push_str(label);
                    out.push('"');
                }
                place += 1;
            }
            _ => {}
        }
        rest = &from[name.len()..];
    }
    out.push_str(rest);
    Value::from_safe_string(out)
}

fn label_of(column: &Value) -> String {
    let label = column.as_str().map(str::to_owned);
    label.or_else(|| Some(column.get_attr("label").ok()?.as_str()?.to_owned())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use minijinja::value::Serde;

    use super::*;

    #[test]
    fn each_cell_has_the_name_of_its_column_and_its_role() {
        let columns = [Value::from("Taak"), Value::from(Serde(serde_json::json!({"label": "Wie & \"wat\""})))];
        let rows = "<tr class=\"a\"><td class=\"b\"><time>x</time></td><td>y</td></tr><tr><td>z</td></tr><tbody>";
        let expected = "<tr role=\"row\" class=\"a\"><td role=\"cell\" data-label=\"Taak\" class=\"b\"><time>x</time></td>\
                        <td role=\"cell\" data-label=\"Wie &amp; &quot;wat&quot;\">y</td></tr>\
                        <tr role=\"row\"><td role=\"cell\" data-label=\"Taak\">z</td></tr><tbody>";
        assert_eq!(labelled_rows(rows, &columns).to_string(), expected);
    }
}
