//! The pages of a crate on a fresh database, with residents and staff who are logged in. The test hands in its routers and its texts.

use axum::Router;
use identity::sessions::{self, Who};
use store::Db;
use values::actor::Burger;
use web::{App, Tenant, Tenants, WebSettings};

use crate::browser::Browser;
use crate::database::Database;

/// The pages of one municipality.
pub struct Site {
    /// The database.
    pub db: Db,
    /// The pages, as the program serves them.
    pub router: Router,
    settings: WebSettings,
    database: Database,
}

/// Returns the texts and templates of a crate, beside those of the kernel and of the login. A text that lacks is a fault.
pub fn pages(texts: &[(&'static str, &'static str)], templates: &[(&'static str, &'static str)]) -> ui::Pages {
    let all = web::TEXTS.iter().chain(identity::TEXTS).chain(texts);
    let texts = all.fold(ui::Texts::builder(), |builder, (lang, text)| builder.add(lang, text));
    ui::Pages::new(&[identity::TEMPLATES, templates].concat(), texts.strict(true).build().unwrap()).unwrap()
}

impl Site {
    /// Serves pages on a database.
    pub fn new(database: Database, settings: WebSettings, pages: ui::Pages, routers: Vec<Router<App>>) -> Self {
        let db = database.db.clone();
        let tenants = Tenants::default().add_default(Tenant::new("test", db.clone()));
        let router = web::build(App::new(settings.clone(), tenants, pages), routers);
        Self { db, router, settings, database }
    }

    /// Opens a browser in which nobody is logged in.
    pub fn stranger(&self) -> Browser<'_> {
        Browser::new(&self.router)
    }

    /// Opens a browser in which this member of staff is logged in.
    pub async fn staff(&self, medewerker: &str) -> Browser<'_> {
        self.browser(&Who::Medewerker(medewerker.to_owned())).await
    }

    /// Opens a browser in which this resident is logged in.
    pub async fn resident(&self, burger: &Burger) -> Browser<'_> {
        self.browser(&Who::Burger(burger.clone())).await
    }

    async fn browser(&self, who: &Who) -> Browser<'_> {
        let token = sessions::open(&self.db, who, None).await.unwrap();
        let cookie = identity::session_cookie(&token, matches!(who, Who::Medewerker(_)), &self.settings);
        let browser = self.stranger().with_csrf(move || token.csrf(self.db.clock()));
        let (name, value) = cookie.split_once('=').unwrap();
        browser.set_cookie(name, value);
        browser
    }

    /// Counts the files that the object store holds.
    pub fn stored_files(&self) -> usize {
        self.database.stored_files()
    }
}
