//! The HTML part of a mail: no links, no tables, no colours (so that dark mode works), one heading level, 16 px or more.

use super::Blok;

const PARAGRAPH: &str = "margin:0 0 16px";
const LIST: &str = "margin:0 0 16px;padding-left:24px";

/// Writes a whole document. The style stands in the elements too: many mail programs drop a style sheet.
pub(crate) fn to_html(onderwerp: &str, blokken: &[Blok]) -> String {
    let mut html = String::from(
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no, url=no\">\n<title>",
    );
    escape(onderwerp, &mut html);
    html.push_str(
        "</title>\n<style>:root { color-scheme: light dark; }</style>\n</head>\n\
         <body style=\"margin:0;padding:16px;font-family:Verdana,Arial,sans-serif;font-size:16px;line-height:1.5\">\n\
         <div style=\"max-width:640px\">\n",
    );
    for blok in blokken {
        write_blok(blok, &mut html);
    }
    html.push_str("</div>\n</body>\n</html>\n");
    html
}

fn write_blok(blok: &Blok, html: &mut String) {
    match blok {
        Blok::Kop(kop) => {
            html.push_str("<h2 style=\"margin:24px 0 8px;font-size:18px;line-height:1.4\">");
            escape(kop, html);
            html.push_str("</h2>\n");
        }
        Blok::Alinea(lines) => {
            html.push_str(&format!("<p style=\"{PARAGRAPH}\">"));
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    html.push_str("<br>\n");
                }
                escape(line, html);
            }
            html.push_str("</p>\n");
        }
        Blok::Lijst(items) => write_list("ul", items, html),
        Blok::Genummerd(items) => write_list("ol", items, html),
    }
}

fn write_list(element: &str, items: &[String], html: &mut String) {
    html.push_str(&format!("<{element} style=\"{LIST}\">\n"));
    for item in items {
        html.push_str("<li>");
        escape(item, html);
        html.push_str("</li>\n");
    }
    html.push_str(&format!("</{element}>\n"));
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::parse_blokken;

    #[test]
    fn a_mail_is_plain_html_in_which_nothing_can_be_clicked() {
        let html = to_html("A & <b>", &parse_blokken("Beste <a href='x'>Jan</a>,\nhallo\n\n# Kop\n\n* een"));
        let body = html.split_once("<div style=\"max-width:640px\">\n").unwrap().1;
        assert_eq!(
            body,
            "<p style=\"margin:0 0 16px\">Beste &lt;a href=&#39;x&#39;&gt;Jan&lt;/a&gt;,<br>\nhallo</p>\n\
             <h2 style=\"margin:24px 0 8px;font-size:18px;line-height:1.4\">Kop</h2>\n\
             <ul style=\"margin:0 0 16px;padding-left:24px\">\n<li>een</li>\n</ul>\n</div>\n</body>\n</html>\n"
        );
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"nl\">"));
        assert!(html.contains("<title>A &amp; &lt;b&gt;</title>"));
        for forbidden in ["<a", "href=\"", "<table", "<img", "src=", "http", "background", "color:#"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
}
