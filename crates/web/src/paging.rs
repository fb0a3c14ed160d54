//! Pages of a list: `{count, next, previous, results}`.

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use serde::Serialize;

use crate::{App, BaseUrl, InvalidParam, Problem};

const SIZE_DEFAULT: u32 = 100;
const SIZE_MAX: u32 = 500;

/// Which part of a list is asked for, by `page` and `pageSize`.
#[derive(Debug, Clone)]
pub struct Paging {
    /// Counted from 1.
    pub page: u32,
    /// How many results a page has: 100 unless asked otherwise, at most 500.
    pub page_size: u32,
    base: BaseUrl,
    uri: Uri,
}

/// One page of a list, as the standards write it.
#[derive(Debug, Clone, Serialize)]
pub struct Listed<T> {
    /// How many results there are on all pages.
    pub count: u64,
    /// The URL of the next page.
    pub next: Option<String>,
    /// The URL of the page before.
    pub previous: Option<String>,
    /// The results of this page.
    pub results: Vec<T>,
}

impl Paging {
    fn read(base: BaseUrl, uri: Uri) -> Result<Self, Problem> {
        let mut paging = Self { page: 1, page_size: SIZE_DEFAULT, base, uri };
        let mut invalid_params = Vec::new();
        for (name, value) in form_urlencoded::parse(paging.uri.query().unwrap_or_default().as_bytes()) {
            let number = value.parse::<u32>().ok().filter(|number| *number >= 1);
            match (name.as_ref(), number) {
                ("page", Some(number)) => paging.page = number,
                ("pageSize", Some(number)) => paging.page_size = number.min(SIZE_MAX),
                ("page" | "pageSize", None) => {
                    invalid_params.push(InvalidParam::new(name, "invalid", "Hier hoort een getal vanaf 1."));
                }
                _ => {}
            }
        }
        if invalid_params.is_empty() { Ok(paging) } else { Err(Problem::invalid(invalid_params)) }
    }

    /// Takes the numbers of a body where the query has none. The links to other pages carry them in their query.
    #[must_use]
    pub fn or(mut self, page: Option<u32>, page_size: Option<u32>) -> Self {
        let query = self.uri.query().unwrap_or_default();
        let has = |name: &str| form_urlencoded::parse(query.as_bytes()).any(|(own, _)| own == name);
        let (has_page, has_size) = (has("page"), has("pageSize"));
        if let Some(page) = page.filter(|_| !has_page) {
            self.page = page;
        }
        if let Some(size) = page_size.filter(|_| !has_size) {
            self.page_size = size.min(SIZE_MAX);
        }
        self
    }

    /// Returns how many results come before this page.
    pub fn offset(&self) -> u64 {
        u64::from(self.page - 1) * u64::from(self.page_size)
    }

    /// Returns how many results this page has at most.
    pub fn limit(&self) -> u64 {
        u64::from(self.page_size)
    }

    /// Joins the results of this page with links to the pages around it.
    ///
    /// # Errors
    /// Not found, for a page past the end.
    pub fn listed<T>(&self, count: u64, results: Vec<T>) -> Result<Listed<T>, Problem> {
        if self.page > 1 && self.offset() >= count {
            return Err(Problem::not_found().with_detail("Ongeldige pagina."));
        }
        let next = (self.offset() + self.limit() < count).then(|| self.url(self.page + 1));
        let previous = (self.page > 1).then(|| self.url(self.page - 1));
        Ok(Listed { count, next, previous, results })
    }

    /// The same URL with another page.
    fn url(&self, page: u32) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let own = form_urlencoded::parse(self.uri.query().unwrap_or_default().as_bytes());
        let mut has_size = false;
        for (name, value) in own.filter(|(name, _)| name != "page") {
            has_size |= name == "pageSize";
            query.append_pair(&name, &value);
        }
        if !has_size && self.page_size != SIZE_DEFAULT {
            query.append_pair("pageSize", &self.page_size.to_string());
        }
        query.append_pair("page", &page.to_string());
        self.base.url(&format!("{}?{}", self.uri.path(), query.finish()))
    }
}

impl FromRequestParts<App> for Paging {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let base = BaseUrl::of(&parts.headers, &parts.uri, app.settings()).ok_or_else(Problem::not_found)?;
        Self::read(base, parts.uri.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::WebSettings;

    fn paging(uri: &'static str) -> Result<Paging, Problem> {
        let headers = [("host".parse().unwrap(), "a.nl".parse().unwrap())].into_iter().collect();
        let uri = Uri::from_static(uri);
        Paging::read(BaseUrl::of(&headers, &uri, &WebSettings::default()).unwrap(), uri)
    }

    #[test]
    fn links_keep_the_filters() {
        let listed =
            paging("/zaken?page=2&startdatum__gt=2026-01-01&pageSize=10").unwrap().listed(35, vec![0]).unwrap();
        let url = |page| Some(format!("https://a.nl/zaken?startdatum__gt=2026-01-01&pageSize=10&page={page}"));
        assert_eq!((listed.count, listed.next, listed.previous), (35, url(3), url(1)));
    }

    #[test]
    fn numbers_of_a_body_count_where_the_query_has_none() {
        let listed = paging("/_zoek").unwrap().or(Some(2), Some(10)).listed(35, vec![0]).unwrap();
        let url = |page| Some(format!("https://a.nl/_zoek?pageSize=10&page={page}"));
        assert_eq!((listed.next, listed.previous), (url(3), url(1)));
        // The link that was followed counts, although the body still asks for the second page.
        let next = paging("/_zoek?pageSize=10&page=3").unwrap().or(Some(2), Some(20));
        assert_eq!((next.page, next.page_size), (3, 10));
        assert_eq!(paging("/_zoek").unwrap().or(None, Some(100_000)).page_size, 500);
    }

    #[test]
    fn the_first_page_may_be_empty_and_a_page_past_the_end_is_not_found() {
        let listed = paging("/zaken").unwrap().listed(0, Vec::<u8>::new()).unwrap();
        assert_eq!((listed.next, listed.previous), (None, None));
        assert_eq!(paging("/zaken?page=2").unwrap().listed(100, vec![0]).unwrap_err().code(), "not_found");
        assert_eq!(paging("/zaken?page=2").unwrap().listed(101, vec![0]).unwrap().next, None);
    }

    #[test]
    fn a_page_that_is_no_number_is_refused_and_a_large_one_is_cut() {
        assert_eq!(paging("/zaken?page=0&pageSize=x").unwrap_err().invalid_params().len(), 2);
        assert_eq!(paging("/zaken?pageSize=100000").unwrap().page_size, 500);
        assert_eq!(paging("/zaken?page=4294967295&pageSize=500").unwrap().offset(), 4_294_967_294 * 500);
    }
}
