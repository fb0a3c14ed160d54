//! The picture of a process, with where it is: everything that the component of the page needs, worked out.

use bpmn::drawing::{Bounds, Drawing, Edge, Form, Shape};
use serde::Serialize;

/// How much larger than drawn, so that the names are as large as other text.
const SCALE: f64 = 1.25;

/// The picture.
#[derive(Debug, Clone, Serialize)]
pub struct Tekening {
    /// The size of the drawing: `0 0 800 600`.
    pub vak: String,
    /// How wide it is shown.
    pub breedte: i64,
    /// How high it is shown.
    pub hoogte: i64,
    /// Where the page opens, as it is shown: the middle of the first step that is being carried out.
    pub begin: Option<Punt>,
    /// The lines, which lie below the shapes.
    pub lijnen: Vec<Lijn>,
    /// The shapes.
    pub vormen: Vec<Vorm>,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Punt {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
}

/// A line with an arrow.
#[derive(Debug, Clone, Serialize)]
pub struct Lijn {
    /// Its bends: `10,20 30,20`.
    pub punten: String,
    /// Its name.
    pub naam: Option<Naam>,
}

/// A shape.
#[derive(Debug, Clone, Serialize)]
pub struct Vorm {
    /// `taak`, `kader`, `notitie`, `poort` or `gebeurtenis`.
    pub soort: &'static str,
    /// `nu` for a step that is being carried out, `klaar` for one that was.
    pub staat: &'static str,
    /// Where it is.
    pub plek: Plek,
    /// What stands inside an event or gateway.
    pub teken: String,
    /// `dun`, `dubbel` or `dik`, of an event.
    pub rand: &'static str,
    /// Its name, inside or beside it.
    pub naam: Option<Naam>,
}

/// A place, in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Plek {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
    /// How wide.
    pub breedte: i64,
    /// How high.
    pub hoogte: i64,
    /// The middle, from the left.
    pub midden_x: i64,
    /// The middle, from the top.
    pub midden_y: i64,
}

/// A name and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Naam {
    /// The name.
    pub tekst: String,
    /// Where.
    pub plek: Plek,
}

impl Tekening {
    /// Works the picture out; `nu` and `klaar` are the ids of the steps that are and were carried out.
    pub fn new(drawing: &Drawing, nu: &[String], klaar: &[String]) -> Self {
        // A frame is where its steps are.
        let mut current: Vec<&Shape> = drawing.shapes.iter().filter(|shape| nu.contains(&shape.id)).collect();
        current.sort_by_key(|shape| shape.form == Form::Frame);
        let middle = |from: f64, size: f64| whole((from + size / 2.0) * SCALE);
        let begin = current.first().map(|shape| &shape.bounds);
        let begin = begin.map(|at| Punt { x: middle(at.x, at.width), y: middle(at.y, at.height) });
        let vorm = |shape: &Shape| {
            let staat = if nu.contains(&shape.id) {
                "nu"
            } else if klaar.contains(&shape.id) {
                "klaar"
            } else {
                ""
            };
            Vorm { staat, ..Vorm::of(shape) }
        };
        Self {
            vak: format!("0 0 {} {}", whole(drawing.width), whole(drawing.height)),
            breedte: whole(drawing.width * SCALE),
            hoogte: whole(drawing.height * SCALE),
            begin,
            lijnen: drawing
                .lines
                .iter()
                .map(|line| Lijn {
                    punten: line
                        .points
                        .iter()
                        .map(|(x, y)| format!("{},{}", whole(*x), whole(*y)))
                        .collect::<Vec<_>>()
                        .join(" "),
                    naam: line.label.and_then(|label| Naam::beside(&line.name, label)),
                })
                .collect(),
            vormen: drawing.shapes.iter().map(vorm).collect(),
        }
    }
}

impl Vorm {
    fn of(shape: &Shape) -> Self {
        let (soort, teken, rand) = match &shape.form {
            Form::Task => ("taak", "", ""),
            Form::Frame => ("kader", "", ""),
            Form::Note => ("notitie", "", ""),
            Form::Gateway(kind) => ("poort", kind.as_str(), ""),
            Form::Event { edge, inside } => {
                let rand = match edge {
                    Edge::Thin => "dun",
                    Edge::Double => "dubbel",
                    Edge::Thick => "dik",
                };
                ("gebeurtenis", inside.as_str(), rand)
            }
        };
        let has_name_inside = matches!(shape.form, Form::Task | Form::Frame | Form::Note);
        let naam = match shape.label {
            _ if shape.name.is_empty() => None,
            Some(label) if !has_name_inside => Naam::beside(&shape.name, label),
            _ if has_name_inside => Some(Naam { tekst: shape.name.clone(), plek: Plek::of(shape.bounds) }),
            // Where nothing says where the name is, it stands below.
            _ => Naam::beside(&shape.name, Bounds { y: shape.bounds.y + shape.bounds.height + 4.0, ..shape.bounds }),
        };
        let plek = Plek::of(shape.bounds);
        Self { soort, staat: "", plek, teken: teken.to_owned(), rand, naam }
    }
}

impl Naam {
    /// Returns a name that stands free: it may be wider and higher than who drew it thought, in another font.
    fn beside(name: &str, label: Bounds) -> Option<Self> {
        const ROOM: f64 = 16.0;
        let plek = Bounds { x: label.x - ROOM, width: label.width + 2.0 * ROOM, height: label.height + ROOM, ..label };
        (!name.is_empty()).then(|| Self { tekst: name.to_owned(), plek: Plek::of(plek) })
    }
}

impl Plek {
    fn of(bounds: Bounds) -> Self {
        Self {
            x: whole(bounds.x),
            y: whole(bounds.y),
            breedte: whole(bounds.width),
            hoogte: whole(bounds.height),
            midden_x: whole(bounds.x + bounds.width / 2.0),
            midden_y: whole(bounds.y + bounds.height / 2.0),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what is read from a drawing is small")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_opens_at_the_first_step_that_is_being_carried_out() {
        let shape = |id: &str, x: f64, form: Form| Shape {
            id: id.into(),
            name: id.into(),
            form,
            bounds: Bounds { x, y: 40.0, width: 100.0, height: 80.0 },
            label: None,
        };
        let drawing = Drawing {
            width: 600.4,
            height: 200.0,
            shapes: vec![
                shape("Deel", 40.0, Form::Frame),
                shape("Een", 60.0, Form::Task),
                shape("Twee", 200.0, Form::Task),
                shape("Einde", 400.0, Form::Event { edge: Edge::Thick, inside: String::new() }),
            ],
            lines: Vec::new(),
        };
        let ids = |all: &[&str]| all.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let tekening = Tekening::new(&drawing, &ids(&["Deel", "Twee"]), &ids(&["Een"]));
        let staten: Vec<_> = tekening.vormen.iter().map(|vorm| vorm.staat).collect();
        assert_eq!(staten, ["nu", "klaar", "nu", ""]);
        assert_eq!(tekening.begin, Some(Punt { x: 313, y: 100 }));
        assert_eq!((tekening.vak.as_str(), tekening.breedte), ("0 0 600 200", 751));
        // The name of an event stands below it.
        let naam = tekening.vormen[3].naam.as_ref().unwrap();
        assert_eq!((naam.plek.y, naam.plek.midden_x), (124, 450));
    }
}
