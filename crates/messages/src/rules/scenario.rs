//! Which message a status leads to.

use crate::Scenario;

/// Decides the scenario of a status. Reopened and imported zaken are why the volgnummer counts, not the number of statuses.
/// Rule: notificaties-aan-klanten section 3.
pub(crate) fn of_status(volgnummer: i64, is_eindstatus: bool) -> Scenario {
    if volgnummer == 1 {
        Scenario::Ontvangen
    } else if is_eindstatus {
        Scenario::Afgesloten
    } else {
        Scenario::StatusGewijzigd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_volgnummer_decides_the_scenario_of_a_status() {
        let cases = [
            (1, false, Scenario::Ontvangen),
            (1, true, Scenario::Ontvangen),
            (2, false, Scenario::StatusGewijzigd),
            (3, false, Scenario::StatusGewijzigd),
            (4, true, Scenario::Afgesloten),
        ];
        for (volgnummer, is_eindstatus, expected) in cases {
            assert_eq!(of_status(volgnummer, is_eindstatus), expected, "{volgnummer} {is_eindstatus}");
        }
    }
}
