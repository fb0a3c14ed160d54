//! The HTTP kernel: what every API and every page has in common.
//!
//! It knows how a request finds its municipality ([`Tenant`]), how an answer says what went wrong ([`Problem`] for APIs,
//! [`PageError`] for pages), and what holds for all requests: headers, limits, logging, metrics. It deliberately does not know who
//! calls, nor any resource: [`build`] gets the routers of the other crates from the binary.
//!
//! Errors are turned into their final bytes by the outermost layer (`layers/failure.rs`), because only there the language, the
//! municipality and the base URL are at hand. Start reading at [`build`] and [`PageCall`].

mod app;
mod assets;
mod base_url;
mod bytes_eq;
mod etag;
mod file;
mod form;
mod health;
mod json;
mod lang;
mod layers;
mod local_path;
mod metrics;
pub mod outbound;
mod paced;
mod page;
mod paging;
mod patience;
mod places;
mod problem;
mod router;
mod server;
mod tenants;
mod upload;
mod visitor;

pub use app::{App, WebSettings};
pub use base_url::BaseUrl;
pub use bytes_eq::secret_eq;
pub use etag::{Etag, IfNoneMatch, mark};
pub use file::{FileCall, FileFacts, passed_on};
pub use form::{FormPairs, Pairs};
pub use json::{Created, Json};
pub use lang::Lang;
pub use local_path::LocalPath;
pub use page::{Page, PageCall, PageError, PublicPage};
pub use paging::{Listed, Paging};
pub use patience::{Patience, SlowBody, slow_body, upload_limit};
pub use problem::{INVALID_PARAMS_MAX, InvalidParam, Problem};
pub use router::build;
pub use server::{ServerLimits, serve};
pub use tenants::{Tenant, Tenants};
pub use upload::{FORM_BYTES_MAX, FileHead, Megabytes, Multipart, Submitted, UploadedFile};
pub use visitor::{Rate, Visitor};

/// The texts of error pages, as (language, Fluent source), for `ui::Texts::builder().add`.
pub const TEXTS: &[(&str, &str)] = &[("nl", include_str!("../texts/nl.ftl")), ("en", include_str!("../texts/en.ftl"))];
