//! Reading what only one type of component has.

use jiff::civil::Date;
use serde_json::Value;

use super::{component, json};
use crate::component::{
    AddressPart, ChoiceOption, DateLimit, DateWidget, FileRules, Kind, NumberRules, OptionSource, TimeRules, file,
};
use crate::finding::Findings;
use crate::json_logic::{self, parse_date, parse_datetime, parse_time};

/// Types of Open Formulieren that this engine does not know yet.
const NOT_YET: &[&str] = &[
    "datetime",
    "signature",
    "map",
    "editgrid",
    "cosign",
    "coSign",
    "npFamilyMembers",
    "partners",
    "children",
    "customerProfile",
    "productPrice",
];

pub(super) fn kind(value: &Value, place: &str, findings: &mut Findings) -> Option<Kind> {
    let open_forms = json::member(value, "openForms");
    Some(match json::text(value, "type") {
        "textfield" => {
            if ["deriveStreetName", "deriveCity", "deriveHouseNumber"]
                .iter()
                .any(|key| json::member(value, key) == &Value::Bool(true))
            {
                findings.warn(
                    "no_address_lookup",
                    place,
                    "Straat en plaats worden niet opgezocht; de persoon vult ze in.",
                );
            }
            Kind::Textfield
        }
        "textarea" => Kind::Textarea { rows: json::count(value, "rows").unwrap_or(3).clamp(1, 50) as u32 },
        "email" => Kind::Email {
            confirmation_recipient: json::flag(value, "confirmationRecipient", false),
            require_verification: json::flag(open_forms, "requireVerification", false),
        },
        "phoneNumber" => Kind::PhoneNumber,
        "bsn" => Kind::Bsn,
        "iban" => Kind::Iban,
        "licenseplate" => Kind::Licenseplate,
        "postcode" => Kind::Postcode,
        "number" => Kind::Number(number_rules(value)),
        "currency" => Kind::Currency(NumberRules {
            decimals_max: Some(json::count(value, "decimalLimit").unwrap_or(2).min(10)),
            ..number_rules(value)
        }),
        "checkbox" => Kind::Checkbox,
        "selectboxes" => {
            let rules = json::member(value, "validate");
            Kind::Selectboxes {
                options: options(value, json::list(value, "values"), place, findings),
                selected_min: json::count(rules, "minSelectedCount").filter(|min| *min > 0),
                selected_max: json::count(rules, "maxSelectedCount").filter(|max| *max > 0),
            }
        }
        "radio" => Kind::Radio(options(value, json::list(value, "values"), place, findings)),
        "select" => {
            let values = match json::list(json::member(value, "data"), "values") {
                [] => json::list(value, "values"),
                values => values,
            };
            Kind::Select(options(value, values, place, findings))
        }
        "date" => date(value, open_forms, place, findings),
        "time" => {
            let rules = json::member(value, "validate");
            let limit = |key: &str| {
                let text = Some(json::text(rules, key)).filter(|text| !text.is_empty());
                parse_time(text.unwrap_or_else(|| json::text(value, key)))
            };
            Kind::Time(TimeRules { min: limit("minTime"), max: limit("maxTime") })
        }
        "file" => Kind::File(file_rules(value)),
        "addressNL" => {
            if json::flag(value, "deriveAddress", false) {
                findings.warn(
                    "no_address_lookup",
                    place,
                    "Straat en plaats worden niet opgezocht; de persoon vult ze in.",
                );
            }
            let components = json::member(open_forms, "components");
            let mut part = |key: &str| {
                let part = json::member(components, key);
                AddressPart {
                    pattern: component::pattern(json::member(part, "validate"), place, findings),
                    errors: json::translations(json::member(part, "translatedErrors")),
                }
            };
            let (postcode, city) = (part("postcode"), part("city"));
            Kind::AddressNl { double_column: json::text(value, "layout") == "doubleColumn", postcode, city }
        }
        "fieldset" => Kind::Fieldset { hide_header: json::flag(value, "hideHeader", false) },
        "columns" => Kind::Columns,
        "content" => Kind::Content {
            html: json::owned(value, "html"),
            css_class: match json::text(value, "customClass") {
                class @ ("success" | "info" | "warning" | "error") => class.to_owned(),
                _ => String::new(),
            },
        },
        "softRequiredErrors" => Kind::SoftRequiredErrors { html: json::owned(value, "html") },
        other if NOT_YET.contains(&other) => {
            let message = format!("Het veldtype '{other}' wordt nog niet ondersteund.");
            findings.block("unsupported_component_type", place, message);
            return None;
        }
        other => {
            findings.block("unknown_component_type", place, format!("Het veldtype '{other}' is onbekend."));
            return None;
        }
    })
}

fn number_rules(value: &Value) -> NumberRules {
    let rules = json::member(value, "validate");
    NumberRules {
        min: json::number(rules, "min"),
        max: json::number(rules, "max"),
        decimals_max: json::count(value, "decimalLimit").map(|decimals| decimals.min(10)),
        allow_negative: json::flag(value, "allowNegative", true),
        prefix: json::owned(value, "prefix"),
        suffix: json::owned(value, "suffix"),
    }
}

fn options(value: &Value, values: &[Value], place: &str, findings: &mut Findings) -> OptionSource {
    let open_forms = json::member(value, "openForms");
    match json::text(open_forms, "dataSrc") {
        "variable" => match json_logic::parse(json::member(open_forms, "itemsExpression")) {
            Ok(logic) => OptionSource::Expression(logic),
            Err(error) => {
                findings.block("invalid_logic", place, format!("De keuzes kunnen niet worden bepaald: {error}."));
                OptionSource::Manual(Vec::new())
            }
        },
        "referenceLists" => {
            findings.block("unsupported_options", place, "Keuzes uit een referentielijst worden nog niet ondersteund.");
            OptionSource::Manual(Vec::new())
        }
        _ => {
            let options: Vec<ChoiceOption> = values
                .iter()
                .map(|option| ChoiceOption {
                    value: match json::member(option, "value") {
                        Value::String(text) => text.clone(),
                        Value::Null => String::new(),
                        other => other.to_string(),
                    },
                    label: json::owned(option, "label"),
                    description: json::owned(option, "description"),
                    translations: json::translations(json::member(json::member(option, "openForms"), "translations")),
                })
                .filter(|option| !option.value.is_empty())
                .collect();
            if options.is_empty() {
                findings.block("no_options", place, "Dit keuzeveld heeft geen keuzes.");
            }
            OptionSource::Manual(options)
        }
    }
}

fn date(value: &Value, open_forms: &Value, place: &str, findings: &mut Findings) -> Kind {
    let mut limit = |key: &str| {
        let rules = json::member(open_forms, key);
        let fixed = || {
            let text = json::text(json::member(value, "datePicker"), key);
            parse_date(text).or_else(|| parse_datetime(text).map(values::local_date))
        };
        let fixed_limit = |date: Option<Date>| date.map_or(DateLimit::None, DateLimit::Fixed);
        match json::text(rules, "mode") {
            "fixedValue" => fixed_limit(fixed()),
            "future" | "past" => DateLimit::Today { include_today: json::flag(rules, "includeToday", false) },
            "relativeToVariable" => {
                let delta = json::member(rules, "delta");
                let sign = if json::text(rules, "operator") == "subtract" { -1 } else { 1 };
                let part = |name: &str| sign * json::number(delta, name).unwrap_or(0.0).clamp(-1e4, 1e4) as i64;
                let delta = [part("years"), part("months"), part("days")];
                DateLimit::Relative { variable: json::owned(rules, "variable"), delta }
            }
            // Without a mode old forms have only the value of the calendar.
            "" if rules.is_null() => fixed_limit(fixed()),
            "" => DateLimit::None,
            other => {
                findings.block("unknown_date_limit", place, format!("De datumgrens '{other}' is onbekend."));
                DateLimit::None
            }
        }
    };
    let (min, max) = (limit("minDate"), limit("maxDate"));
    let widget = match json::text(open_forms, "widget") {
        "datePicker" => DateWidget::DatePicker,
        _ => DateWidget::InputGroup,
    };
    Kind::Date { widget, min, max }
}

fn file_rules(value: &Value) -> FileRules {
    let file = json::member(value, "file");
    let types = json::list(file, "type").iter().filter_map(Value::as_str).map(str::to_owned);
    let types: Vec<String> = types.filter(|media_type| !media_type.is_empty()).collect();
    FileRules {
        types: if types.iter().any(|media_type| media_type == "*") { Vec::new() } else { types },
        use_config_types: json::flag(value, "useConfigFiletypes", false),
        files_max: json::count(value, "maxNumberOfFiles").filter(|max| *max > 0),
        bytes_max: file::parse_size(json::text(value, "fileMaxSize")),
        name_template: json::owned(file, "name"),
    }
}
