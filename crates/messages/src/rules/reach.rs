//! Whether a person is told, and by mail.

use values::Vertrouwelijkheidaanduiding;

use crate::{Kanaal, Mandaat};

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

/// Why no mail was sent, or why it failed. The row of the message holds its word; what staff reads stands under that word in the texts of the
/// workplace.
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
    /// Another status followed at once, and that one is told.
    NewerStatus,
    NoVisibleDocument,
    /// Who acts for another may not any more.
    MandateOver,
    /// The rol does not say for whom she acts, and nobody can be asked.
    MandateUnknown,
    /// The mail server could not be reached, or not in time.
    MailServerAway,
    /// The mail server answered with this code.
    MailRefused(u16),
}

/// Every word of a reason, for who has the texts.
pub const REDENEN: &[&str] = &[
    "geen-bericht-bij-status",
    "niet-voor-inwoners",
    "te-vertrouwelijk",
    "status-niet-in-portaal",
    "geen-initiator",
    "zaak-niet-in-portaal",
    "geen-adres",
    "adres-klopt-niet",
    "niet-gewenst",
    "geen-mijn-berichten",
    "geen-tekst",
    "waarde-ontbreekt",
    "besluit-niet-verzonden",
    "geen-zichtbaar-document",
    "nieuwere-status",
    "machtiging-voorbij",
    "machtiging-onbekend",
    "mailserver-onbereikbaar",
    "mailserver-weigert",
];

impl Reason {
    fn word(&self) -> &'static str {
        match self {
            Self::NotInforming => "geen-bericht-bij-status",
            Self::NotExtern => "niet-voor-inwoners",
            Self::TooConfidential => "te-vertrouwelijk",
            Self::SubjectHidden => "status-niet-in-portaal",
            Self::NoInitiator => "geen-initiator",
            Self::ZaakHidden => "zaak-niet-in-portaal",
            Self::NoAddress => "geen-adres",
            Self::InvalidAddress => "adres-klopt-niet",
            Self::NotWanted => "niet-gewenst",
            Self::NoInbox => "geen-mijn-berichten",
            Self::NoTemplate => "geen-tekst",
            Self::MissingValue(_) => "waarde-ontbreekt",
            Self::NewerStatus => "nieuwere-status",
            Self::DecisionNotSent => "besluit-niet-verzonden",
            Self::NoVisibleDocument => "geen-zichtbaar-document",
            Self::MandateOver => "machtiging-voorbij",
            Self::MandateUnknown => "machtiging-onbekend",
            Self::MailServerAway => "mailserver-onbereikbaar",
            Self::MailRefused(_) => "mailserver-weigert",
        }
    }

    /// Returns what the row of the message holds: a word, and behind a colon what it is about.
    pub(crate) fn to_row(&self) -> String {
        let word = self.word();
        match self {
            Self::MissingValue(name) => format!("{word}:{name}"),
            Self::MailRefused(code) => format!("{word}:{code}"),
            _ => word.to_owned(),
        }
    }
}

/// Decides whether who acts for another is told: by whom the login was for (none when the rol does not say), and by what is known of the
/// mandate now. None when she acts for another party: then nothing here concerns her.
pub(crate) fn may_act(is_for: Option<bool>, mandaat: Mandaat) -> Option<Result<(), Reason>> {
    match (is_for, mandaat) {
        (Some(false), _) => None,
        (_, Mandaat::Geldig) | (Some(true), Mandaat::Elders) => Some(Ok(())),
        (Some(true), Mandaat::Voorbij) => Some(Err(Reason::MandateOver)),
        // In a zaak with more parties she may act for any of them: the register says that it is not for this one.
        (None, Mandaat::Voorbij) => None,
        // A client can leave out what the login said when it replaces the rol.
        (None, Mandaat::Elders) => Some(Err(Reason::MandateUnknown)),
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

    #[test]
    fn who_acts_is_told_while_the_mandate_holds() {
        use Mandaat::{Elders, Geldig, Voorbij};
        // Whom the login was for, what is known of the mandate now, and whether she is told.
        let cases = [
            (Some(true), Geldig, Some(Ok(()))),
            (Some(true), Elders, Some(Ok(()))),
            (Some(true), Voorbij, Some(Err(Reason::MandateOver))),
            (Some(false), Geldig, None),
            (Some(false), Elders, None),
            (None, Geldig, Some(Ok(()))),
            (None, Voorbij, None),
            (None, Elders, Some(Err(Reason::MandateUnknown))),
        ];
        for (is_for, mandaat, expected) in cases {
            assert_eq!(may_act(is_for, mandaat), expected, "{is_for:?} {mandaat:?}");
        }
    }

    #[test]
    fn every_reason_has_its_word_and_says_what_it_is_about() {
        let all = [
            Reason::NotInforming,
            Reason::NotExtern,
            Reason::TooConfidential,
            Reason::SubjectHidden,
            Reason::NoInitiator,
            Reason::ZaakHidden,
            Reason::NoAddress,
            Reason::InvalidAddress,
            Reason::NotWanted,
            Reason::NoInbox,
            Reason::NoTemplate,
            Reason::MissingValue("zaak.naam".into()),
            Reason::DecisionNotSent,
            Reason::NoVisibleDocument,
            Reason::NewerStatus,
            Reason::MandateOver,
            Reason::MandateUnknown,
            Reason::MailServerAway,
            Reason::MailRefused(550),
        ];
        assert_eq!(all.each_ref().map(Reason::word).as_slice(), REDENEN);
        assert_eq!(Reason::MailRefused(550).to_row(), "mailserver-weigert:550");
        assert_eq!(Reason::MissingValue("zaak.naam".into()).to_row(), "waarde-ontbreekt:zaak.naam");
    }
}
