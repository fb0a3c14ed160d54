//! The picture of a process: where its shapes and lines stand, as the modeller drew them. How it runs does not depend on this.

use std::collections::HashMap;

use roxmltree::{Document, Node};

/// The air around the shapes: names stick out.
const MARGIN: f64 = 40.0;

/// A drawn process, with its left upper corner at 0, 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawing {
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// The shapes, in the order in which they are drawn.
    pub shapes: Vec<Shape>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A place with its size.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bounds {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The id of its element.
    pub id: String,
    /// The name of its element.
    pub name: String,
    /// What it looks like.
    pub form: Form,
    /// Where it is.
    pub bounds: Bounds,
    /// Where its name is, when that is not inside.
    pub label: Option<Bounds>,
}

/// What a shape looks like. An event and a gateway have the word of what stands inside: `timer`, `message`, `exclusive`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of BPMN")]
pub enum Form {
    Task,
    Frame,
    Note,
    Gateway(String),
    Event { edge: Edge, inside: String },
}

/// The edge of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Of a start event.
    Thin,
    /// Of one in between.
    Double,
    /// Of an end event.
    Thick,
}

/// A line from shape to shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The name of its element.
    pub name: String,
    /// Its bends, with begin and end.
    pub points: Vec<(f64, f64)>,
    /// Where its name is.
    pub label: Option<Bounds>,
}

/// Reads the first picture in a file; none when there is none.
pub fn drawing(xml: &str) -> Option<Drawing> {
    let document = Document::parse(xml).ok()?;
    let is = |tag: &'static str| move |node: &Node<'_, '_>| node.tag_name().name() == tag;
    let plane = document.descendants().find(is("BPMNPlane"))?;
    let elements: HashMap<&str, Node<'_, '_>> =
        document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let element_of = |node: Node<'_, '_>| elements.get(node.attribute("bpmnElement")?).copied();
    let mut drawing = Drawing::default();
    for shape in plane.children().filter(is("BPMNShape")) {
        let (Some(element), Some(bounds)) = (element_of(shape), shape.children().find_map(bounds_of)) else { continue };
        drawing.shapes.push(Shape {
            id: element.attribute("id").unwrap_or_default().to_owned(),
            name: name_of(element),
            form: form_of(element, shape),
            bounds,
            label: label_of(shape),
        });
    }
    for edge in plane.children().filter(is("BPMNEdge")) {
        let points: Vec<_> = edge.children().filter(is("waypoint")).filter_map(point_of).collect();
        if points.len() > 1 {
            let name = element_of(edge).map(name_of).unwrap_or_default();
            drawing.lines.push(Line { name, points, label: label_of(edge) });
        }
    }
    // What lies in a frame is drawn after it.
    drawing.shapes.sort_by_key(|shape| shape.form != Form::Frame);
    (!drawing.shapes.is_empty()).then(|| drawing.moved_to_corner())
}

impl Drawing {
    fn moved_to_corner(mut self) -> Self {
        let places = || {
            let shapes = self.shapes.iter().flat_map(|shape| std::iter::once(&shape.bounds).chain(&shape.label));
            shapes.chain(self.lines.iter().filter_map(|line| line.label.as_ref()))
        };
        let bends = || self.lines.iter().flat_map(|line| &line.points);
        let left = places().map(|one| one.x).chain(bends().map(|bend| bend.0)).fold(f64::INFINITY, f64::min) - MARGIN;
        let top = places().map(|one| one.y).chain(bends().map(|bend| bend.1)).fold(f64::INFINITY, f64::min) - MARGIN;
        let right = places().map(|one| one.x + one.width).chain(bends().map(|bend| bend.0)).fold(left, f64::max);
        let bottom = places().map(|one| one.y + one.height).chain(bends().map(|bend| bend.1)).fold(top, f64::max);
        (self.width, self.height) = (right - left + MARGIN, bottom - top + MARGIN);
        let shift = |bounds: &mut Bounds| {
            bounds.x -= left;
            bounds.y -= top;
        };
        for shape in &mut self.shapes {
            shift(&mut shape.bounds);
            shape.label.iter_mut().for_each(shift);
        }
        for line in &mut self.lines {
            line.label.iter_mut().for_each(shift);
            for (x, y) in &mut line.points {
                *x -= left;
                *y -= top;
            }
        }
        self
    }
}

fn name_of(element: Node<'_, '_>) -> String {
    let name = element.attribute("name").or_else(|| element.children().find(|one| one.has_tag_name("text"))?.text());
    name.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a number; what can't be drawn is no number.
fn number(node: Node<'_, '_>, name: &str) -> Option<f64> {
    node.attribute(name)?.parse().ok().filter(|number: &f64| number.is_finite() && number.abs() < 1e6)
}

fn bounds_of(node: Node<'_, '_>) -> Option<Bounds> {
    if node.tag_name().name() != "Bounds" {
        return None;
    }
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(node, name));
    Some(Bounds { x: x?, y: y?, width: width?.max(0.0), height: height?.max(0.0) })
}

fn point_of(node: Node<'_, '_>) -> Option<(f64, f64)> {
    Some((number(node, "x")?, number(node, "y")?))
}

fn label_of(node: Node<'_, '_>) -> Option<Bounds> {
    node.children().find(|child| child.tag_name().name() == "BPMNLabel")?.children().find_map(bounds_of)
}

fn form_of(element: Node<'_, '_>, shape: Node<'_, '_>) -> Form {
    let tag = element.tag_name().name();
    if let Some(kind) = tag.strip_suffix("Gateway") {
        return Form::Gateway(kind.to_owned());
    }
    if let Some(kind) = tag.strip_suffix("Event") {
        let definition =
            |child: Node<'_, '_>| Some(child.tag_name().name().strip_suffix("EventDefinition")?.to_owned());
        let inside = element.children().find_map(definition).unwrap_or_default();
        let edge = match kind {
            "start" => Edge::Thin,
            "end" => Edge::Thick,
            _ => Edge::Double,
        };
        return Form::Event { edge, inside };
    }
    match tag {
        "participant" | "lane" | "group" => Form::Frame,
        "subProcess" | "transaction" | "adHocSubProcess" if shape.attribute("isExpanded") != Some("false") => {
            Form::Frame
        }
        "textAnnotation" | "dataObjectReference" | "dataStoreReference" => Form::Note,
        _ => Form::Task,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="d" xmlns:dc="c" xmlns:w="w">
      <process id="p"><subProcess id="Deel"><task id="Taak" name="Doe&#10;dit"/></subProcess><exclusiveGateway id="Of" name="Ja?"/>
        <endEvent id="Einde"><terminateEventDefinition/></endEvent><sequenceFlow id="Lijn" name="Nee"/></process>
      <di:BPMNDiagram><di:BPMNPlane bpmnElement="p">
        <di:BPMNShape bpmnElement="Taak"><dc:Bounds x="120" y="110" width="100" height="80"/></di:BPMNShape>
        <di:BPMNShape bpmnElement="Deel"><dc:Bounds x="100" y="100" width="200" height="120"/></di:BPMNShape>
        <di:BPMNShape bpmnElement="Of"><dc:Bounds x="350" y="125" width="50" height="50"/>
          <di:BPMNLabel><dc:Bounds x="360" y="90" width="30" height="14"/></di:BPMNLabel></di:BPMNShape>
        <di:BPMNShape bpmnElement="Einde"><dc:Bounds x="500" y="132" width="36" height="36"/></di:BPMNShape>
        <di:BPMNShape bpmnElement="Weg"><dc:Bounds x="0" y="0" width="36" height="36"/></di:BPMNShape>
        <di:BPMNShape bpmnElement="Taak"><dc:Bounds x="NaN" y="0" width="36" height="36"/></di:BPMNShape>
        <di:BPMNEdge bpmnElement="Lijn"><w:waypoint x="400" y="150"/><w:waypoint x="500" y="150"/></di:BPMNEdge>
      </di:BPMNPlane></di:BPMNDiagram></definitions>"#;

    #[test]
    fn a_picture_is_read_with_its_corner_at_nought() {
        let drawing = drawing(XML).unwrap();
        let shapes: Vec<_> =
            drawing.shapes.iter().map(|shape| (shape.id.as_str(), shape.bounds.x, shape.bounds.y)).collect();
        assert_eq!(shapes, [("Deel", 40.0, 50.0), ("Taak", 60.0, 60.0), ("Of", 290.0, 75.0), ("Einde", 440.0, 82.0)]);
        assert_eq!((drawing.width, drawing.height), (516.0, 210.0));
        assert_eq!(drawing.shapes[1].name, "Doe dit");
        assert_eq!(drawing.shapes[2].form, Form::Gateway("exclusive".to_owned()));
        assert_eq!(drawing.shapes[2].label.map(|label| (label.x, label.y)), Some((300.0, 40.0)));
        assert_eq!(drawing.shapes[3].form, Form::Event { edge: Edge::Thick, inside: "terminate".to_owned() });
        assert_eq!(drawing.lines[0].points, [(340.0, 100.0), (440.0, 100.0)]);
        assert_eq!(drawing.lines[0].name, "Nee");
    }

    #[test]
    fn what_has_no_picture_is_no_picture() {
        assert_eq!(super::drawing("<definitions/>"), None);
        assert_eq!(super::drawing("geen xml"), None);
    }
}
