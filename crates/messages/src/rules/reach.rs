//! Whether a person is told, and by mail.

use values::Vertrouwelijkheidaanduiding;

use crate::Kanaal;

/// What the rule looks at.
#[derive(Debug, Clone)]
pub(crate) struct Facts<'a> {
    /// The statustype (of a taak or besluit: that of the newest status) says that the initiator is told.
    pub(crate) informeren: bool,
    /// The zaaktype is for residents.
    pub(crate) is_extern: bool,
    pub(crate) vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    /// What the message names (a status) is shown in the portal.
    pub(crate) is_subject_shown: bool,
    pub(crate) has_initiator: bool,
    /// The portal would show the zaak to the initiator. True for a party that has no portal here.
    pub(crate) is_zaak_shown: bool,
    /// The address that was found, for this zaak or in general.
    pub(crate) address: Option<&'a str>,
    /// The address has the form of one.
    pub(crate) is_address_valid: bool,
    /// What the person chose for this kind of message.
    pub(crate) kanaal: Kanaal,
}

/// What happens.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decision<'a> {
    /// The message may be in the inbox.
    pub(crate) may_show: bool,
    /// The address to mail to, or why not.
    pub(crate) mail: Result<&'a str, Reason>,
}

/// Why no mail was sent. Staff reads it beside the zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    NotInforming,
    NotExtern,
    TooConfidential,
    SubjectHidden,
    NoInitiator,
    ZaakHidden,
    NoAddress,
    InvalidAddress,
    NotWanted,
    NoInbox,
    NoTemplate,
    MissingValue(String),
    DecisionNotSent,
    NoVisibleDocument,
}

impl Reason {
    /// Returns the reason in words for staff.
    pub(crate) fn to_text(&self) -> String {
        let text = match self {
            Self::NotInforming => "bij deze status hoort geen bericht",
            Self::NotExtern => "het zaaktype is niet voor inwoners",
            Self::TooConfidential => "de zaak is te vertrouwelijk",
            Self::SubjectHidden => "deze status staat niet in het portaal",
            Self::NoInitiator => "de zaak heeft geen initiator",
            Self::ZaakHidden => "de initiator ziet deze zaak niet in het portaal",
            Self::NoAddress => "geen e-mailadres bekend",
            Self::InvalidAddress => "het e-mailadres klopt niet",
            Self::NotWanted => "de inwoner wil hierover geen e-mail",
            Self::NoInbox => "de initiator heeft geen Mijn berichten",
            Self::NoTemplate => "er is geen tekst voor dit bericht",
            Self::MissingValue(name) => return format!("de tekst heeft een waarde nodig die er niet is: {name}"),
            Self::DecisionNotSent => "het besluit is nog niet verzonden",
            Self::NoVisibleDocument => "het besluit heeft geen document dat de inwoner mag zien",
        };
        text.to_owned()
    }
}

/// Decides whether somebody is told. The order is that of the reference, so that staff reads the first reason.
/// Rule: notificaties-aan-klanten section 3, common conditions 1 and 3 to 6.
pub(crate) fn decide<'a>(facts: &Facts<'a>) -> Decision<'a> {
    if let Some(reason) = silence(facts) {
        return Decision { may_show: false, mail: Err(reason) };
    }
    let mail = match facts.address {
        None => Err(Reason::NoAddress),
        Some(_) if !facts.is_address_valid => Err(Reason::InvalidAddress),
        Some(_) if facts.kanaal == Kanaal::Geen => Err(Reason::NotWanted),
        Some(address) => Ok(address),
    };
    Decision { may_show: true, mail }
}

fn silence(facts: &Facts<'_>) -> Option<Reason> {
    if !facts.informeren {
        Some(Reason::NotInforming)
    } else if !facts.is_extern {
        Some(Reason::NotExtern)
    } else if facts.vertrouwelijkheidaanduiding > Vertrouwelijkheidaanduiding::Zaakvertrouwelijk {
        Some(Reason::TooConfidential)
    } else if !facts.is_subject_shown {
        Some(Reason::SubjectHidden)
    } else if !facts.has_initiator {
        Some(Reason::NoInitiator)
    } else if !facts.is_zaak_shown {
        Some(Reason::ZaakHidden)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_is_well() -> Facts<'static> {
        Facts {
            informeren: true,
            is_extern: true,
            vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding::Zaakvertrouwelijk,
            is_subject_shown: true,
            has_initiator: true,
            is_zaak_shown: true,
            address: Some("jan@example.nl"),
            is_address_valid: true,
            kanaal: Kanaal::Email,
        }
    }

    #[test]
    fn every_condition_silences_in_its_turn_and_a_preference_never_silences_the_inbox() {
        type Flip = fn(&mut Facts<'static>);
        // In the order of the reference: each case breaks one condition more than the one below it.
        let cases: [(Flip, bool, Result<&str, Reason>); 10] = [
            (|_| {}, true, Ok("jan@example.nl")),
            (|facts| facts.kanaal = Kanaal::Geen, true, Err(Reason::NotWanted)),
            (|facts| facts.is_address_valid = false, true, Err(Reason::InvalidAddress)),
            (|facts| facts.address = None, true, Err(Reason::NoAddress)),
            (|facts| facts.is_zaak_shown = false, false, Err(Reason::ZaakHidden)),
            (|facts| facts.has_initiator = false, false, Err(Reason::NoInitiator)),
            (|facts| facts.is_subject_shown = false, false, Err(Reason::SubjectHidden)),
            (
                |facts| facts.vertrouwelijkheidaanduiding = Vertrouwelijkheidaanduiding::Vertrouwelijk,
                false,
                Err(Reason::TooConfidential),
            ),
            (|facts| facts.is_extern = false, false, Err(Reason::NotExtern)),
            (|facts| facts.informeren = false, false, Err(Reason::NotInforming)),
        ];
        let mut facts = all_is_well();
        for (flip, may_show, mail) in cases {
            flip(&mut facts);
            assert_eq!(decide(&facts), Decision { may_show, mail: mail.clone() }, "{mail:?}, with the earlier ones");
            let mut alone = all_is_well();
            flip(&mut alone);
            assert_eq!(decide(&alone), Decision { may_show, mail: mail.clone() }, "{mail:?}, alone");
        }
    }
}
