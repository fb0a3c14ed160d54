//! The mail itself, and the mail server.

use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::Mail;
use crate::rules::reach::Reason;

/// One step with the mail server.
const STEP_TIMEOUT: Duration = Duration::from_secs(30);
/// All steps together: a mail that takes longer is tried again later, with the same message id.
const SEND_TIMEOUT: Duration = Duration::from_secs(90);

/// Where mails go.
#[derive(Clone)]
pub enum MailTransport {
    /// Nowhere: the development page shows them. For demonstrations only.
    DevelopmentPage,
    /// There is no mail server yet: mails wait for one, and are given up like those for a server that does not answer.
    Missing,
    /// To a mail server.
    Smtp {
        /// Its host name.
        host: String,
        /// 25, 465 or 587, most often.
        port: u16,
        /// How the connection is protected.
        tls: MailTls,
        /// The account, if it asks for one.
        user: Option<String>,
        /// The password of the account.
        password: Option<String>,
    },
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// Not: only for a server on the same machine.
    None,
    /// It starts in the clear and must change to TLS (port 587).
    StartTls,
    /// From the first byte (port 465).
    Implicit,
}

impl fmt::Debug for MailTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DevelopmentPage => f.write_str("DevelopmentPage"),
            Self::Missing => f.write_str("Missing"),
            Self::Smtp { host, port, tls, .. } => write!(f, "Smtp({host}:{port}, {tls:?}, ***)"),
        }
    }
}

/// Why a mail did not go. `reason` is for the log, `told` for staff. Neither holds an address: what the server says may do, so only
/// its code is kept.
#[derive(Debug)]
pub(crate) enum SendFault {
    /// May work later.
    Temporary { reason: String, told: Reason },
    /// Will never work.
    Permanent { reason: String, told: Reason },
}

/// Hands mails over.
pub(crate) struct Sender(Kind);

enum Kind {
    Page,
    Smtp {
        builder: Box<lettre::transport::smtp::AsyncSmtpTransportBuilder>,
    },
    /// The settings can't be used.
    Broken(String),
}

impl Sender {
    pub(crate) fn new(transport: MailTransport) -> Self {
        let (host, port, tls, user, password) = match transport {
            MailTransport::DevelopmentPage => return Self(Kind::Page),
            MailTransport::Missing => return Self(Kind::Broken("there is none".to_owned())),
            MailTransport::Smtp { host, port, tls, user, password } => (host, port, tls, user, password),
        };
        let tls = match tls {
            MailTls::None => Ok(Tls::None),
            MailTls::StartTls => TlsParameters::new(host.clone()).map(Tls::Required),
            MailTls::Implicit => TlsParameters::new(host.clone()).map(Tls::Wrapper),
        };
        Self(match tls {
            Err(error) => Kind::Broken(error.to_string()),
            Ok(tls) => {
                let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
                    .port(port)
                    .tls(tls)
                    .timeout(Some(STEP_TIMEOUT));
                if let (Some(user), Some(password)) = (user, password) {
                    builder = builder.credentials(Credentials::new(user, password));
                }
                Kind::Smtp { builder: Box::new(builder) }
            }
        })
    }

    /// Hands one mail over; `Ok` means that the other side took it.
    pub(crate) async fn send(&self, afzender: &str, mail: &Mail) -> Result<(), SendFault> {
        let builder = match &self.0 {
            Kind::Page => return Ok(()),
            Kind::Broken(reason) => {
                return Err(temporary(format!("the settings of the mail server can't be used: {reason}")));
            }
            Kind::Smtp { builder } => builder,
        };
        let from: Mailbox =
            afzender.parse().map_err(|_| temporary("the sender of the municipality is no mail address".to_owned()))?;
        let domain = from.email.domain().to_owned();
        let message = compose(from, &domain, mail)?;
        let server = (**builder).clone().hello_name(ClientId::Domain(domain)).build::<Tokio1Executor>();
        match tokio::time::timeout(SEND_TIMEOUT, server.send(message)).await {
            Err(_) => Err(temporary("the mail server was too slow".to_owned())),
            Ok(Err(error)) => Err(fault_of(&error)),
            Ok(Ok(_)) => Ok(()),
        }
    }
}

/// Decides whether mails can have this sender: an address, with or without a name before it.
pub fn is_afzender(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

fn temporary(reason: String) -> SendFault {
    SendFault::Temporary { reason, told: Reason::MailServerAway }
}

/// Writes the mail. Everything in it comes from its row, so that a second attempt is the same mail.
fn compose(from: Mailbox, domain: &str, mail: &Mail) -> Result<Message, SendFault> {
    let broken = || SendFault::Permanent {
        reason: "the row can't be made into a mail".to_owned(),
        told: Reason::InvalidAddress,
    };
    // Answers of machines to this mail are unwanted. It is no mailing list, so there is no List-Unsubscribe.
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let language = HeaderValue::new(HeaderName::new_from_ascii_str("Content-Language"), "nl".to_owned());
    Message::builder()
        .message_id(Some(format!("<{}@{domain}>", mail.uuid)))
        .date(moment(mail))
        .from(from)
        .to(Mailbox::new(None, mail.aan.parse().map_err(|_| broken())?))
        .subject(&mail.onderwerp)
        .raw_header(automatic)
        .raw_header(language)
        .multipart(MultiPart::alternative_plain_html(mail.tekst.clone(), mail.html.clone()))
        .map_err(|_| broken())
}

fn moment(mail: &Mail) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(mail.created_at.as_second()).unwrap_or_default())
}

fn fault_of(error: &lettre::transport::smtp::Error) -> SendFault {
    let Some(code) = error.status().map(u16::from) else {
        let kind = if error.is_timeout() {
            "the mail server was too slow"
        } else if error.is_tls() {
            "the connection to the mail server could not be protected"
        } else if error.is_client() {
            "the mail server can't do what is needed"
        } else {
            "the mail server could not be reached"
        };
        return temporary(kind.to_owned());
    };
    let reason = format!("the mail server answered {code}");
    let told = Reason::MailRefused(code);
    if is_permanent(code) { SendFault::Permanent { reason, told } } else { SendFault::Temporary { reason, told } }
}

/// Decides whether trying again is useless. Refused credentials say nothing about the message: an administrator can mend them.
fn is_permanent(code: u16) -> bool {
    (500..600).contains(&code) && !matches!(code, 530 | 534 | 535 | 538)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_address_is_final_and_refused_credentials_are_not() {
        for (code, expected) in [(421, false), (450, false), (452, false), (535, false), (550, true), (554, true)] {
            assert_eq!(is_permanent(code), expected, "{code}");
        }
    }

    #[test]
    fn passwords_are_not_printed() {
        let transport = MailTransport::Smtp {
            host: "mail.example".into(),
            port: 587,
            tls: MailTls::StartTls,
            user: Some("loket".into()),
            password: Some("geheim".into()),
        };
        assert_eq!(format!("{transport:?}"), "Smtp(mail.example:587, StartTls, ***)");
    }
}
