//! What surrounds a page: who is logged in, the menu, the theme, the municipality.

use std::fmt;

use serde::Serialize;

/// A look: the class on `html` and the file with its custom properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The name in configuration.
    pub name: &'static str,
    /// The class on the `html` element.
    pub class: &'static str,
    /// The asset that sets the custom properties.
    pub css: &'static str,
    /// The asset with the mark on the tab of the browser.
    pub icon: &'static str,
}

/// The looks that come with the program; the first is the default.
pub const THEMES: [Theme; 3] = [
    Theme { name: "loket", class: "loket-theme", css: "theme-loket.css", icon: "icon-loket.svg" },
    Theme { name: "denhaag", class: "denhaag-theme", css: "theme-denhaag.css", icon: "icon-denhaag.svg" },
    Theme { name: "voorbeeld", class: "voorbeeld-theme", css: "theme-voorbeeld.css", icon: "icon-voorbeeld.svg" },
];

/// Everything around the content of a page. Templates see it as `chrome`.
///
/// Fill in what differs and take the rest from [`Chrome::default`].
#[derive(Clone, Serialize)]
pub struct Chrome {
    /// The language of the page: `nl` or `en`.
    pub lang: String,
    /// The class of the theme on the `html` element.
    pub theme_class: String,
    /// The asset that holds the theme.
    pub theme_css: String,
    /// The asset with the mark on the tab of the browser.
    pub theme_icon: String,
    /// The municipality whose page this is.
    pub municipality: Municipality,
    /// The part of the product that the page belongs to.
    pub site: Site,
    /// Who is logged in.
    pub user: Option<UserView>,
    /// The menu, in groups.
    pub nav: Vec<NavGroup>,
    /// The token that each form sends back, in a field called `csrf`.
    pub csrf: String,
    /// The path of this page, without query.
    pub path: String,
    /// How long the session lasts when the reader does nothing. `None` when nobody is logged in.
    pub session_seconds_left: Option<u32>,
    /// The title of the page, without the name of the site.
    pub title: String,
    /// Whether this is a demonstration with invented people; a banner says so.
    pub demo: bool,
    /// What the previous request has done, to be told once.
    pub flash: Option<Flash>,
    /// Where the logo links to.
    pub home_href: String,
    /// Where one logs in, for a page that shows a login button.
    pub login_href: Option<String>,
    /// Where the form of the logout button posts to.
    pub logout_action: String,
    /// Where "Ik ben er nog" posts to.
    pub extend_action: String,
    /// The page that a browser without script goes to when the session is over.
    pub expired_href: String,
    /// Where one chooses another person to act for.
    pub switch_href: String,
    /// Where one searches, for a link in the header.
    pub search_href: Option<String>,
    /// The links in the footer.
    pub footer_links: Vec<Link>,
    /// The same page in other languages; empty when there are none.
    pub languages: Vec<LanguageLink>,
}

// The token and the names of people must not end up in a log by accident.
impl fmt::Debug for Chrome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chrome").field("site", &self.site).field("path", &self.path).finish_non_exhaustive()
    }
}

impl Default for Chrome {
    fn default() -> Self {
        let [theme, ..] = THEMES;
        Self {
            lang: "nl".into(),
            theme_class: theme.class.into(),
            theme_css: theme.css.into(),
            theme_icon: theme.icon.into(),
            municipality: Municipality::default(),
            site: Site::Public,
            user: None,
            nav: Vec::new(),
            csrf: String::new(),
            path: "/".into(),
            session_seconds_left: None,
            title: String::new(),
            demo: false,
            flash: None,
            home_href: "/".into(),
            login_href: None,
            logout_action: "/uitloggen".into(),
            extend_action: "/sessie/verlengen".into(),
            expired_href: "/uitgelogd?reden=sessie".into(),
            switch_href: "/wissel".into(),
            search_href: None,
            footer_links: Vec::new(),
            languages: Vec::new(),
        }
    }
}

impl Chrome {
    /// Returns the same surroundings in another theme.
    pub fn with_theme(mut self, theme: Theme) -> Self {
        self.theme_class = theme.class.into();
        self.theme_css = theme.css.into();
        self.theme_icon = theme.icon.into();
        self
    }
}

/// The municipality, as its pages mention it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Municipality {
    /// The full name, such as "Gemeente Voorbeeldstad".
    pub name: String,
    /// The public website, as people write it: `www.voorbeeldstad.nl`.
    pub website: String,
    /// The telephone number, as people write it: `14 070`.
    pub phone: String,
    /// When one can call, such as "maandag tot en met vrijdag van 8.00 tot 18.00 uur".
    pub opening_hours: String,
}

/// The part of the product that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Site {
    /// Pages that everybody may see, also without login.
    Public,
    /// Pages for residents and entrepreneurs.
    Portal,
    /// Pages for caseworkers.
    Workplace,
    /// Pages for functional administrators.
    Admin,
}

/// The person who is logged in.
#[derive(Clone, Serialize)]
pub struct UserView {
    /// The name of who acts.
    pub name: String,
    /// The name of the person or company for whom this person acts.
    pub acting_for: Option<String>,
}

/// A group of the menu; groups are separated by a line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NavGroup {
    /// The heading above the group; most groups have none.
    pub label: Option<String>,
    /// The items.
    pub items: Vec<NavItem>,
}

/// A link in the menu.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NavItem {
    /// The text.
    pub label: String,
    /// Where it links to.
    pub href: String,
    /// Whether this is the page, or the part of the site, that is shown.
    pub current: bool,
    /// How many new things wait there; nothing is shown for zero.
    pub badge: Option<u32>,
}

/// A text with a target.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The text.
    pub label: String,
    /// Where it links to.
    pub href: String,
}

/// The page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// The language code, such as `en`.
    pub lang: String,
    /// The name of the language in that language.
    pub label: String,
    /// Where it links to.
    pub href: String,
}

/// A message about what has just happened.
#[derive(Debug, Clone, Serialize)]
pub struct Flash {
    /// `ok`, `info`, `warning` or `error`.
    pub kind: String,
    /// The heading.
    pub title: String,
    /// The explanation, in one or two sentences.
    pub text: Option<String>,
}
