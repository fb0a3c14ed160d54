//! Writes the style guide in all themes and on all sites as HTML files: `cargo run -p ui --example stijlgids -- target/stijlgids`.
//! `assets/axe.mjs` checks them and takes the screenshots.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use ui::{Chrome, Pages, Site, THEMES, Texts, style_guide, style_guide_chrome};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("give the folder to write to")?);
    fs::create_dir_all(&folder)?;
    let pages = Pages::new(&[], Texts::builder().build()?)?;
    for theme in THEMES {
        for (name, site) in [("portal", Site::Portal), ("workplace", Site::Workplace)] {
            let chrome = style_guide_chrome(site).with_theme(theme);
            let html = pages.render("stijlgids.html", style_guide(), &chrome)?;
            fs::write(folder.join(format!("{}-{name}.html", theme.name)), html)?;
        }
        let chrome = Chrome {
            site: Site::Public,
            user: None,
            login_href: Some("/inloggen".into()),
            ..style_guide_chrome(Site::Public)
        };
        let chrome = Chrome {
            session_seconds_left: None,
            nav: Vec::new(),
            flash: None,
            title: "Niet gevonden".into(),
            ..chrome
        };
        let error = serde_json::json!({"code": 404, "title": "", "text": ""});
        fs::write(
            folder.join(format!("{}-fout.html", theme.name)),
            pages.render("fout.html", error, &chrome.with_theme(theme))?,
        )?;
    }
    Ok(())
}
