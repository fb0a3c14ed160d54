//! What a reader, a screen reader and an archive find in a document of ours.

use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use lopdf::{Document as Pdf, Object};
use pdf::{Document, PdfError, Typesetter};
use serde_json::{Value, json};

const AANVRAAG: &str = include_str!("templates/aanvraag.typ");
const BESLUIT: &str = include_str!("templates/besluit.typ");

static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(Typesetter::new);

fn created() -> Timestamp {
    "2026-11-10T08:30:00Z".parse().unwrap()
}

fn render(template: &str, data: &Value, title: &str) -> Result<Vec<u8>, PdfError> {
    TYPESETTER.render(&Document { template, data, title, language: "nl", created: created() })
}

/// Renders a submission with one field, the shortest way for a text to come into a document.
fn render_field(value: &Value) -> Vec<u8> {
    let data = json!({
        "gemeente": { "naam": "Gemeente Voorbeeldstad" },
        "titel": "Melding",
        "stappen": [{ "titel": "Uw melding", "velden": [{ "label": "Toelichting", "waarde": value }] }],
    });
    render(AANVRAAG, &data, "Melding").unwrap()
}

fn render_plain(template: &str) -> Result<Vec<u8>, PdfError> {
    render(template, &json!({}), "Proef")
}

/// Returns the text of all pages as one line: where lines break is a matter of layout.
fn text_of(pdf: &[u8]) -> String {
    let pdf = Pdf::load_mem(pdf).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page_count(pdf: &[u8]) -> usize {
    Pdf::load_mem(pdf).unwrap().get_pages().len()
}

fn aanvraag() -> Value {
    json!({
        "gemeente": { "naam": "Gemeente Voorbeeldstad" },
        "titel": "Aanvraag parkeervergunning bewoner",
        "kenmerk": "Z2026-004711",
        "ontvangen": "2026-11-10T09:30:00+01:00",
        "stappen": [
            {
                "titel": "Uw gegevens",
                "velden": [
                    { "label": "Naam", "waarde": "Zoë van den Bíj́enkorf-Ĳsselstein" },
                    { "label": "Adres", "waarde": "Dorpsstraat 12-B\n1234 AB Voorbeeldstad" },
                    { "label": "Telefoonnummer", "waarde": null },
                    { "label": "E-mailadres", "waarde": "zoe@voorbeeld.example" },
                ],
            },
            {
                "titel": "Uw auto",
                "velden": [
                    { "label": "Over de auto", "kop": true, "waarde": "" },
                    { "label": "Kenteken", "waarde": "XX-123-Y" },
                    { "label": "Is het een auto van uw werk?", "waarde": true },
                    { "label": "Heeft u een eigen parkeerplaats?", "waarde": false },
                    { "label": "Lengte in meters", "waarde": 4.35 },
                    { "label": "Op welke dagen parkeert u?", "waarde": ["maandag", "dinsdag", "zaterdag"] },
                    { "label": "Wilt u nog iets kwijt?", "waarde": "De auto staat op naam van mijn werkgever. Ik gebruik hem elke dag, ook in het weekend. Een verklaring van mijn werkgever zit bij deze aanvraag." },
                ],
            },
        ],
        "bestanden": [
            { "naam": "verklaring-werkgever.pdf", "soort": "Verklaring van uw werkgever", "grootte": "214 kB" },
            { "naam": "kentekencard.jpg" },
        ],
    })
}

fn besluit() -> Value {
    json!({
        "gemeente": {
            "naam": "Gemeente Voorbeeldstad",
            "adres": ["Postbus 100", "1234 AA Voorbeeldstad"],
            "telefoon": "14 0123",
            "website": "www.voorbeeldstad.example",
        },
        "geadresseerde": ["Café De Gouden Leeuw", "t.a.v. mevrouw A. Đurić", "Marktplein 3", "1234 CD Voorbeeldstad"],
        "datum": "2026-11-10",
        "kenmerk": "Z2026-004712",
        "uw_kenmerk": "terras 2027",
        "behandelaar": "P. de Wit",
        "onderwerp": "Besluit op uw aanvraag voor een terras",
        "aanhef": "Geachte mevrouw Đurić,",
        "aanvraag": { "ontvangen": "2026-10-02", "omschrijving": "een terras van 24 m² op het Marktplein" },
        "vergunning": {
            "vanaf": "2027-03-01",
            "tot": "2027-10-31",
            "voorschriften": [
                "U houdt een doorgang van ten minste 1,80 meter vrij.",
                "U sluit het terras om 23.00 uur.",
                "U ruimt tafels en stoelen op als er een evenement is op het plein.",
            ],
        },
        "leges": "187,50",
        "afsluiting": { "naam": "S. Bakker", "functie": "teammanager Vergunningen" },
        "bezwaar": { "termijn": "6 weken", "uiterlijk": "2026-12-22", "website": "https://www.voorbeeldstad.example/bezwaar", "rechtbank": "de rechtbank Midden-Nederland" },
    })
}

/// Keeps a document to look at: `LOKET_PDF_SAMPLES=/tmp/samples cargo test -p pdf`.
fn keep_sample(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("LOKET_PDF_SAMPLES") {
        fs::create_dir_all(&folder).unwrap();
        fs::write(std::path::Path::new(&folder).join(name), pdf).unwrap();
    }
}

#[test]
fn a_submission_shows_what_the_resident_filled_in() {
    let pdf = render(AANVRAAG, &aanvraag(), "Aanvraag parkeervergunning bewoner").unwrap();
    keep_sample("aanvraag.pdf", &pdf);
    let text = text_of(&pdf);
    for expected in [
        "Gemeente Voorbeeldstad",
        "Aanvraag parkeervergunning bewoner",
        "Kenmerk Z2026-004711",
        "Ontvangen op 10 november 2026",
        // The j́ between is right in the file; lopdf misreads a glyph that stands for two characters.
        "Naam Zoë van den Bí",
        "enkorf-Ĳsselstein",
        "Adres Dorpsstraat 12-B 1234 AB Voorbeeldstad",
        "Telefoonnummer Niet ingevuld",
        "Over de auto Kenteken",
        "van uw werk? Ja",
        "Lengte in meters 4,35",
        "maandag dinsdag zaterdag",
        "verklaring-werkgever.pdf (Verklaring van uw werkgever, 214 kB)",
        "pagina 1 van 1",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in {text:?}");
    }
}

#[test]
fn a_decision_is_a_letter_with_a_clause_on_bezwaar() {
    let pdf = render(BESLUIT, &besluit(), "Besluit op uw aanvraag voor een terras").unwrap();
    keep_sample("besluit.pdf", &pdf);
    let text = text_of(&pdf);
    for expected in [
        "Café De Gouden Leeuw t.a.v. mevrouw A. Đurić Marktplein 3",
        "Datum 10 november 2026",
        "Ons kenmerk Z2026-004712",
        "Geachte mevrouw Đurić,",
        "Op 2 oktober 2026 vroeg u een vergunning aan voor een terras van 24 m² op het Marktplein.",
        "van 1 maart 2027 tot en met 31 oktober 2027",
        "3. U ruimt tafels en stoelen op",
        "€ 187,50",
        "S. Bakker teammanager Vergunningen",
        "Bent u het niet eens met dit besluit?",
        "uiterlijk op 22 december 2026",
        "Postbus 100, 1234 AA Voorbeeldstad",
        "pagina 1 van 2",
        "pagina 2 van 2",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in {text:?}");
    }
}

#[test]
fn the_document_says_its_title_language_date_and_standards() {
    let bytes = render(BESLUIT, &besluit(), "Besluit “terras” (2026)").unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();

    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"nl");
    assert!(catalog.has(b"StructTreeRoot"));
    let mark_info = pdf.dereference(catalog.get(b"MarkInfo").unwrap()).unwrap().1.as_dict().unwrap();
    assert_eq!(mark_info.get(b"Marked").unwrap(), &Object::Boolean(true));
    let preferences = pdf.dereference(catalog.get(b"ViewerPreferences").unwrap()).unwrap().1.as_dict().unwrap();
    assert_eq!(preferences.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));

    let metadata = pdf.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.as_stream().unwrap();
    let xmp = String::from_utf8(metadata.get_plain_content().unwrap_or_else(|_| metadata.content.clone())).unwrap();
    for expected in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Besluit “terras” (2026)",
        "<xmp:CreateDate>2026-11-10T09:30:00+01:00</xmp:CreateDate>",
    ] {
        assert!(xmp.contains(expected), "{expected:?} is not in {xmp}");
    }
}

#[test]
fn headings_lists_and_row_headers_are_tagged() {
    let tags_of = |bytes: &[u8]| {
        let pdf = Pdf::load_mem(bytes).unwrap();
        let mut tags: Vec<String> = pdf
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok()?.get(b"S").ok()?.as_name().ok())
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
        tags.sort();
        tags.dedup();
        tags
    };
    let letter = tags_of(&render(BESLUIT, &besluit(), "Besluit").unwrap());
    let form = tags_of(&render(AANVRAAG, &aanvraag(), "Aanvraag").unwrap());
    for tag in ["H1", "H2", "L", "LI", "P", "Link"] {
        assert!(letter.iter().any(|found| found == tag), "{tag} is not in {letter:?}");
    }
    for tag in ["H1", "H2", "L", "Table", "TH", "TD", "TR"] {
        assert!(form.iter().any(|found| found == tag), "{tag} is not in {form:?}");
    }
}

#[test]
fn what_a_resident_types_is_never_source() {
    let hostile = [
        "#eval(\"1 + 1\") #panic() #import \"/loket.typ\": *",
        "#import \"@preview/cetz:0.3.0\"",
        "$ x^2 $ en $100 en 50%",
        "*vet* _cursief_ `code` ~ -- --- ...",
        "= Kop - lijst + nummer / term: uitleg",
        "\\ \\u{41} \\# // geen commentaar /* ook niet */",
        "@ref <label> [inhoud] {code} \"citaat\" 'enkel'",
        "https://voorbeeld.example/#fragment?x=1&y=2",
        "]#eval(\"1\")[",
        "\",\"titel\":\"anders",
        "{{ naam }} ${naam} %s <script>alert(1)</script>",
        "</x:xmpmeta>) endobj (",
    ];
    for input in hostile {
        let text = text_of(&render_field(&json!(input)));
        assert!(text.contains(input), "{input:?} is not in {text:?}");
    }

    // The same texts as a title, a label, an addressee and a key.
    for input in hostile {
        let data = json!({
            "gemeente": { "naam": input },
            "geadresseerde": [input],
            "onderwerp": input,
            "kenmerk": input,
            "aanvraag": { "ontvangen": input, "omschrijving": input },
            "vergunning": { "vanaf": input, "tot": input, "voorschriften": [input] },
            "leges": input,
        });
        let pdf = render(BESLUIT, &data, input).unwrap();
        let text = text_of(&pdf);
        assert!(text.contains(&format!("Ons kenmerk {input}")), "{input:?} is not in {text:?}");
    }
}

#[test]
fn strange_characters_never_stop_a_document() {
    let cases = [
        ("nul\0teken", "nul\u{FFFD}teken"),
        ("bel\u{7} en escape\u{1b}[31m", "bel\u{FFFD} en escape\u{FFFD}[31m"),
        ("\u{FEFF}met BOM", "\u{FFFD}met BOM"),
        ("privé \u{E123} teken", "privé \u{FFFD} teken"),
        ("中文", "\u{FFFD}\u{FFFD}"),
        ("fine ﬁne office", "fine ﬁne office"),
        ("één\u{a0}geheel\u{2009}!", "één"),
    ];
    for (input, expected) in cases {
        let text = text_of(&render_field(&json!(input)));
        assert!(text.contains(expected), "{expected:?} is not in {text:?}");
    }

    // Right to left, joined and stacked: it renders; in which order a tool gives it back is up to that tool.
    for input in [
        "مرحبا بكم في البلدية ١٢٣",
        "שָׁלוֹם עֲלֵיכֶם",
        "العَرَبِيَّة مع English en Nederlands",
        "لا إله ﷺ ﷽",
        "👨‍👩‍👧‍👦 👍🏽 🇳🇱 ❤️ 1️⃣ 😀🎉",
        "Z̸̡̢̛͔̹̠̐̄̈́͜ą̷̛̞͖̉l̸͇̄g̵̰̈́o̶̺͝",
        "हिन्दी ไทย 한국어 日本語 ქართული Հայերեն",
        "a\u{301}\u{302}\u{303}\u{304}\u{20DD}\u{1AB0}",
        "\u{301}\u{200D}\u{FE0F}\u{E0041}\u{200B}\u{2060}\u{AD}\u{34F}\u{61C}\u{180E}\u{FFF9}\u{FFFC}",
        "\u{202E}omgekeerd\u{202C} \u{2066}los\u{2069} \u{200F}rtl\u{200E}",
        "\u{2028}\u{2029}\r\n\r\n\t\u{B}\u{C}\u{85}",
    ] {
        render_field(&json!(input));
    }
}

#[test]
fn every_block_of_unicode_renders() {
    // All characters, 16 blocks of 256 to a document, each twice: alone and stacked on a letter.
    let chars: Vec<char> = (0..=0x2_FFFFu32).chain(0xE_0000..=0xE_01FF).filter_map(char::from_u32).collect();
    for chunk in chars.chunks(4096) {
        let alone: String = chunk.iter().flat_map(|c| [*c, ' ']).collect();
        let stacked: String = chunk.iter().flat_map(|c| ['a', *c, 'ب', *c]).collect();
        let first = chunk[0] as u32;
        let data = json!({
            "gemeente": { "naam": "Gemeente Voorbeeldstad" }, "titel": "Tekens",
            "stappen": [{ "titel": "Tekens", "velden": [
                { "label": "Los", "waarde": alone }, { "label": "Gestapeld", "waarde": stacked },
            ] }],
        });
        let outcome = render(AANVRAAG, &data, "Tekens");
        assert!(outcome.is_ok(), "from U+{first:04X}: {outcome:?}");
    }
}

#[test]
fn ten_thousand_characters_stay_on_the_page() {
    // Without a space it must still break, or the end of the line is lost outside the page.
    for input in ["x".repeat(10_000), "lang woord ".repeat(910), "ب".repeat(10_000), "👍".repeat(10_000)] {
        let pdf = render_field(&json!(input));
        assert!(page_count(&pdf) > 1, "{}", &input[..input.ceil_char_boundary(8)]);
    }
    let pdf = render_field(&json!("x".repeat(10_000)));
    keep_sample("lang.pdf", &pdf);
    assert_eq!(text_of(&pdf).matches('x').count(), 10_000);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = render(BESLUIT, &besluit(), "Besluit").unwrap();
    render(AANVRAAG, &aanvraag(), "Aanvraag").unwrap();
    let fresh = Typesetter::new();
    let data = besluit();
    let document = Document { template: BESLUIT, data: &data, title: "Besluit", language: "nl", created: created() };
    assert!(first == fresh.render(&document).unwrap());

    let later = Document { created: "2026-11-10T08:30:01Z".parse().unwrap(), ..document };
    assert!(first != fresh.render(&later).unwrap(), "the moment is in the metadata");
}

#[test]
fn documents_made_at_the_same_time_do_not_mix() {
    let render_numbered = |number: usize| {
        let mut data = aanvraag();
        data["kenmerk"] = json!(format!("Z2026-{number:06}"));
        render(AANVRAAG, &data, "Aanvraag").unwrap()
    };
    let alone: Vec<_> = (0..8).map(render_numbered).collect();
    let together: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|number| scope.spawn(move || render_numbered(number))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(alone == together);
    assert!(text_of(&together[5]).contains("Kenmerk Z2026-000005"));
}

#[test]
fn a_logo_is_shown_with_its_description_and_fetches_nothing() {
    let render_logo = |svg: &str| {
        let mut data = aanvraag();
        data["gemeente"]["logo"] = json!(format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 60 20'>{svg}</svg>"
        ));
        render(AANVRAAG, &data, "Aanvraag")
    };
    let pdf = render_logo("<rect width='60' height='20' rx='4' fill='#154273'/>").unwrap();
    keep_sample("logo.pdf", &pdf);
    let pdf = Pdf::load_mem(&pdf).unwrap();
    let is_described = |object: &Object| {
        object.as_dict().is_ok_and(|tag| {
            tag.get(b"Alt").is_ok_and(|alt| alt.as_str().is_ok_and(|alt| alt == b"Logo van Gemeente Voorbeeldstad"))
        })
    };
    assert!(pdf.objects.values().any(is_described));

    for href in ["file:///etc/passwd", "/etc/passwd", "https://voorbeeld.example/logo.png", "invoer.json"] {
        let outcome = render_logo(&format!("<image width='9' height='9' xlink:href='{href}'/>"));
        assert!(matches!(outcome, Err(PdfError::Template(_))), "{href}: {outcome:?}");
    }
}

#[test]
fn a_template_learns_the_day_only_from_the_document() {
    let template = "#import \"/loket.typ\": vandaag\n#vandaag()";
    let render_at = |moment: &str| {
        let data = json!({});
        let created = moment.parse().unwrap();
        let document = Document { template, data: &data, title: "Dag", language: "nl", created };
        text_of(&TYPESETTER.render(&document).unwrap())
    };
    assert_eq!(render_at("2026-01-31T22:30:00Z"), "31 januari 2026");
    assert_eq!(render_at("2026-05-31T22:30:00Z"), "1 juni 2026"); // already the next day in the Netherlands
}

#[test]
fn dates_are_written_in_dutch() {
    let cases = [
        ("2026-11-10", "10 november 2026"),
        ("2026-03-01", "1 maart 2026"),
        ("2026-08-31T23:59:59+02:00", "31 augustus 2026"),
        ("2026-13-01", "2026-13-01"),
        ("10 nov", "10 nov"),
    ];
    for (input, expected) in cases {
        let template = "#import \"/loket.typ\": datum, gegevens\n#datum(gegevens)";
        assert_eq!(text_of(&render(template, &json!(input), "Datum").unwrap()), expected);
    }
}

#[test]
fn findings_name_the_line() {
    let cases = [
        ("Een\n#onbekend\n", Some(2), "unknown variable: onbekend"),
        ("Een\n\n#let x = (1\n", Some(3), "unclosed delimiter"),
        (
            "#import \"/loket.typ\": gegevens\n\n#gegevens.naam.achter\n",
            Some(3),
            "dictionary does not contain key \"naam\"",
        ),
        (
            "#import \"/loket.typ\": brief\n#show: brief.with((:))\n",
            Some(2),
            "dictionary does not contain key \"gemeente\"",
        ),
        ("#import \"/loket.typ\": briefje\n", Some(1), "unresolved import"),
        ("= Een\n=== Drie\n", Some(2), "PDF/UA-1"),
        ("#text(font: \"Comic Sans\")[x]\n", Some(1), "warning: unknown font family: comic sans"),
        ("中文\n", Some(1), "could not be displayed"),
    ];
    for (template, line, message) in cases {
        let findings = TYPESETTER.check(template, &json!({ "anders": 1 }));
        assert!(!findings.is_empty(), "{template}");
        assert_eq!(findings[0].line, line, "{findings:?}");
        assert!(findings[0].message.contains(message), "{findings:?}");
    }
    assert_eq!(TYPESETTER.check(BESLUIT, &besluit()), []);
    assert_eq!(TYPESETTER.check(AANVRAAG, &aanvraag()), []);
}

#[test]
fn a_template_reaches_nothing_outside() {
    for template in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../etc/passwd\")",
        "#image(\"/logo.png\", alt: \"logo\")",
        "#import \"@preview/cetz:0.3.0\"",
        "#include \"/document.typ\"",
        "#include \"/main.typ\"",
        "#eval(\"1 + 1\")",
        "#std.eval(\"1 + 1\")",
        "#plugin(\"/x.wasm\")",
        "#std.plugin(bytes((0, 1)))",
    ] {
        let outcome = render_plain(template);
        assert!(matches!(outcome, Err(PdfError::Template(_))), "{template}: {outcome:?}");
    }
}

#[test]
fn a_template_that_does_not_end_is_given_up() {
    // Caught by Typst itself.
    for template in [
        "#while true {}",
        "#let f(x) = f(x + 1)\n#f(0)",
        "#show \"a\": \"aa\"\na",
        &"[".repeat(100_000),
        &format!("#{}1{}", "(".repeat(100_000), ")".repeat(100_000)),
        &format!("#{}x{}", "box[".repeat(60), "]".repeat(60)),
    ] {
        let started = Instant::now();
        let outcome = render_plain(template);
        assert!(!matches!(outcome, Err(PdfError::Panicked(_))), "{outcome:?}");
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    // Caught by the clock: about two seconds of work, in loops that are each short enough for Typst.
    let typesetter = Typesetter::with_time_limit(Duration::from_millis(50));
    let template = "#for i in range(2000) { for j in range(2000) { let x = i * j } }";
    let document = Document { template, data: &json!({}), title: "Lus", language: "nl", created: created() };
    let started = Instant::now();
    assert!(matches!(typesetter.render(&document), Err(PdfError::TooSlow { .. })));
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[test]
fn an_unknown_language_is_refused() {
    let document =
        Document { template: "x", data: &json!({}), title: "Taal", language: "Nederlands", created: created() };
    assert!(matches!(TYPESETTER.render(&document), Err(PdfError::UnknownLanguage(_))));
}

#[test]
fn the_letters_that_come_with_loket_name_who_acts_for_the_addressee() {
    let letters = [
        include_str!("../../../bouwstenen/basis/sjablonen/besluit.typ"),
        include_str!("../../../bouwstenen/bezwaarschrift/sjablonen/besluit.typ"),
        include_str!("../../../bouwstenen/parkeervergunning-bewoners/sjablonen/besluit.typ"),
    ];
    // Who act for her, and how the letter says it.
    let cases = [
        (json!([]), None),
        (json!(["Karim Benali"]), Some("wie deze zaak namens u regelt: Karim Benali.")),
        (json!(["Karim Benali", "Anne de Boer"]), Some("Karim Benali en Anne de Boer.")),
    ];
    for letter in letters {
        for (gemachtigden, expected) in &cases {
            let data = json!({
                "gemeente": { "naam": "Voorbeeldstad", "website": "www.voorbeeldstad.example", "telefoon": "14 000" },
                "geadresseerde": { "naam": "Greta van Dongen", "adresregels": ["Dorpsstraat 7", "1234 AB Elders"] },
                "gemachtigden": gemachtigden,
                "zaak": { "identificatie": "ZAAK-1", "omschrijving": "Bezwaarschrift", "startdatum": "2026-11-10" },
                "besluit": { "datum": "2026-11-25", "ingangsdatum": "2026-11-25", "toelichting": "Daarom." },
                "variabelen": { "uitkomst": "gegrond", "kenteken": "AB-123-C" },
            });
            let text = text_of(&render(letter, &data, "Besluit").unwrap());
            assert!(text.contains("Greta van Dongen"), "{text}");
            assert_eq!(text.contains("namens u regelt"), expected.is_some(), "{text}");
            assert!(expected.is_none_or(|expected| text.contains(expected)), "{text}");
        }
    }
}

#[test]
fn what_is_no_typst_is_told_with_its_line_before_there_is_data() {
    assert_eq!(pdf::syntax_faults(AANVRAAG), []);
    assert_eq!(pdf::syntax_faults(BESLUIT), []);
    for (template, line) in [("#{", 1), ("= Kop\n\n#let x = (\n", 3), ("#datum(", 1)] {
        let faults = pdf::syntax_faults(template);
        assert_eq!(faults.first().map(|fault| fault.line), Some(Some(line)), "{template}: {faults:?}");
    }
}
