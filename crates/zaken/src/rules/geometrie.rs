//! Places: which GeoJSON is a geometry, and which lies within an area. Degrees of WGS 84, seen as a plane.

use serde_json::Value;

/// The box around a geometry, in ten-millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the side that its name says")]
pub struct Bounds {
    pub west: i64,
    pub zuid: i64,
    pub oost: i64,
    pub noord: i64,
}

type Point = (f64, f64);
type Ring = Vec<Point>;
type Polygon = Vec<Ring>;

/// How many points a geometry may have, so that nobody keeps the server busy with one: the border of a municipality in detail. It stands in each
/// answer that shows the zaak.
pub const POINTS_MAX: usize = 10_000;
/// How deep collections may be nested.
const DEPTH_MAX: usize = 5;

/// A geometry, taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Geometrie {
    points: Vec<Point>,
    lines: Vec<Vec<Point>>,
    polygons: Vec<Polygon>,
}

/// Why GeoJSON can't be kept or searched by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeometrieFault {
    /// It is no geometry in WGS 84.
    NoGeometry,
    /// It has more than [`POINTS_MAX`] points.
    TooManyPoints,
}

/// Reads GeoJSON.
///
/// # Errors
/// Why it is not taken.
pub fn read(value: &Value) -> Result<Geometrie, GeometrieFault> {
    let mut read = Geometrie::default();
    collect(value, &mut read, 0).ok_or(GeometrieFault::NoGeometry)?;
    match read.points.len() + read.rings().map(<[Point]>::len).sum::<usize>() {
        0 => Err(GeometrieFault::NoGeometry),
        1..=POINTS_MAX => Ok(read),
        _ => Err(GeometrieFault::TooManyPoints),
    }
}

/// Reads GeoJSON, none when it is not taken.
pub fn parse(value: &Value) -> Option<Geometrie> {
    read(value).ok()
}

fn collect(value: &Value, read: &mut Geometrie, depth: usize) -> Option<()> {
    let coordinates = || value.get("coordinates");
    match value.get("type")?.as_str()? {
        "Point" => read.points.push(point(coordinates()?)?),
        "MultiPoint" => read.points.extend(points(coordinates()?, 1)?),
        "LineString" => read.lines.push(points(coordinates()?, 2)?),
        "MultiLineString" => {
            for line in coordinates()?.as_array()? {
                read.lines.push(points(line, 2)?);
            }
        }
        "Polygon" => read.polygons.push(polygon(coordinates()?)?),
        "MultiPolygon" => {
            for one in coordinates()?.as_array()? {
                read.polygons.push(polygon(one)?);
            }
        }
        "GeometryCollection" if depth < DEPTH_MAX => {
            for one in value.get("geometries")?.as_array()? {
                collect(one, read, depth + 1)?;
            }
        }
        _ => return None,
    }
    Some(())
}

fn point(value: &Value) -> Option<Point> {
    let list = value.as_array().filter(|list| (2..=3).contains(&list.len()))?;
    let (x, y) = (list.first()?.as_f64()?, list.get(1)?.as_f64()?);
    ((-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y)).then_some((x, y))
}

fn points(value: &Value, min: usize) -> Option<Vec<Point>> {
    let list = value.as_array()?.iter().map(point).collect::<Option<Vec<_>>>()?;
    (list.len() >= min).then_some(list)
}

fn polygon(value: &Value) -> Option<Polygon> {
    let rings = value.as_array()?.iter().map(|ring| points(ring, 4)).collect::<Option<Vec<_>>>()?;
    let is_closed = |ring: &Ring| ring.first() == ring.last();
    (!rings.is_empty() && rings.iter().all(is_closed)).then_some(rings)
}

impl Geometrie {
    /// Decides whether it has a surface and nothing else: only in such an area something can lie.
    pub fn is_area(&self) -> bool {
        self.points.is_empty() && self.lines.is_empty() && !self.polygons.is_empty()
    }

    fn rings(&self) -> impl Iterator<Item = &[Point]> {
        self.lines.iter().map(Vec::as_slice).chain(self.polygons.iter().flatten().map(Vec::as_slice))
    }

    fn all_points(&self) -> impl Iterator<Item = Point> {
        self.points.iter().copied().chain(self.rings().flatten().copied())
    }

    /// Returns the box around it.
    pub fn bounds(&self) -> Option<Bounds> {
        let first = self.all_points().next()?;
        let (mut low, mut high) = (first, first);
        for (x, y) in self.all_points() {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        Some(Bounds { west: scaled(low.0), zuid: scaled(low.1), oost: scaled(high.0), noord: scaled(high.1) })
    }

    /// Returns about how many edges are looked at to decide whether it lies in the area.
    pub fn effort(&self, area: &Self) -> u64 {
        let count = |geometry: &Self| geometry.all_points().count() as u64;
        2 * count(self) * count(area)
    }

    /// Decides whether all of it lies in the area; its edge counts as inside.
    pub fn is_within(&self, area: &Self) -> bool {
        let is_inside = |point: Point| area.polygons.iter().any(|polygon| position(polygon, point) != Side::Outside);
        if !self.all_points().all(is_inside) {
            return false;
        }
        let crosses = self.rings().flat_map(segments).any(|own| {
            area.polygons.iter().flatten().flat_map(|ring| segments(ring)).any(|edge| is_crossing(own, edge))
        });
        // What is cut out of the area may not lie in the geometry.
        let holes = area.polygons.iter().flat_map(|polygon| polygon.iter().skip(1)).flatten();
        let covers_hole =
            || holes.clone().any(|point| self.polygons.iter().any(|polygon| position(polygon, *point) == Side::Inside));
        !crosses && !covers_hole()
    }
}

/// Returns the box around GeoJSON.
pub fn bounds(value: &Value) -> Option<Bounds> {
    parse(value)?.bounds()
}

#[expect(clippy::cast_possible_truncation, reason = "degrees times ten million fit")]
fn scaled(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Inside,
    Edge,
    Outside,
}

fn segments(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.windows(2).map(|pair| (pair[0], pair[1]))
}

fn position(polygon: &Polygon, point: Point) -> Side {
    let mut rings = polygon.iter();
    let outer = rings.next().map_or(Side::Outside, |ring| position_in_ring(ring, point));
    if outer != Side::Inside {
        return outer;
    }
    for hole in rings {
        match position_in_ring(hole, point) {
            Side::Inside => return Side::Outside,
            Side::Edge => return Side::Edge,
            Side::Outside => {}
        }
    }
    Side::Inside
}

/// Counts how often a ray to the east crosses the ring.
fn position_in_ring(ring: &[Point], (x, y): Point) -> Side {
    let mut is_inside = false;
    for (from, to) in segments(ring) {
        let turn = cross(from, to, (x, y));
        let between = |a: f64, b: f64, value: f64| a.min(b) <= value && value <= a.max(b);
        if turn == 0.0 && between(from.0, to.0, x) && between(from.1, to.1, y) {
            return Side::Edge;
        }
        if (from.1 > y) != (to.1 > y) && (turn > 0.0) == (to.1 > from.1) {
            is_inside = !is_inside;
        }
    }
    if is_inside { Side::Inside } else { Side::Outside }
}

/// Positive when the point lies left of the line.
fn cross(from: Point, to: Point, point: Point) -> f64 {
    (to.0 - from.0) * (point.1 - from.1) - (to.1 - from.1) * (point.0 - from.0)
}

/// Decides whether two lines cross at a point that is an end of neither.
fn is_crossing(one: (Point, Point), other: (Point, Point)) -> bool {
    let differs = |a: f64, b: f64| a * b < 0.0;
    differs(cross(one.0, one.1, other.0), cross(one.0, one.1, other.1))
        && differs(cross(other.0, other.1, one.0), cross(other.0, other.1, one.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_geometries_are_read() {
        let cases = [
            (json!({ "type": "Point", "coordinates": [4.9, 52.4] }), true),
            (json!({ "type": "Point", "coordinates": [52.4, 4.9, 3.0] }), true),
            (json!({ "type": "Point", "coordinates": [4.9] }), false),
            (json!({ "type": "Point", "coordinates": [121_000.0, 487_000.0] }), false),
            (json!({ "type": "LineString", "coordinates": [[4, 52]] }), false),
            (json!({ "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]] }), true),
            (json!({ "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]] }), false),
            (
                json!({ "type": "GeometryCollection", "geometries": [{ "type": "Point", "coordinates": [4, 52] }] }),
                true,
            ),
            (json!({ "type": "GeometryCollection", "geometries": [] }), false),
            (json!({ "type": "Feature", "geometry": {} }), false),
            (json!("POINT (4 52)"), false),
        ];
        for (value, expected) in cases {
            assert_eq!(parse(&value).is_some(), expected, "{value}");
        }
    }

    #[test]
    fn what_lies_within_an_area_is_found() {
        // A square with a hole in the middle, and a notch from the north.
        let area = json!({ "type": "Polygon", "coordinates": [
            [[0, 0], [10, 0], [10, 10], [6, 10], [5, 7], [4, 10], [0, 10], [0, 0]],
            [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]],
        ] });
        let area = parse(&area).unwrap();
        assert!(area.is_area());
        let square = |low: i32, high: i32| json!({ "type": "Polygon", "coordinates": [[[low, low], [high, low], [high, high], [low, high], [low, low]]] });
        let cases = [
            (json!({ "type": "Point", "coordinates": [1, 1] }), true),
            (json!({ "type": "Point", "coordinates": [0, 5] }), true),
            (json!({ "type": "Point", "coordinates": [5, 5] }), false),
            (json!({ "type": "Point", "coordinates": [5, 9] }), false),
            (json!({ "type": "Point", "coordinates": [11, 1] }), false),
            (json!({ "type": "MultiPoint", "coordinates": [[1, 1], [11, 1]] }), false),
            (json!({ "type": "LineString", "coordinates": [[1, 9], [9, 9]] }), false),
            (json!({ "type": "LineString", "coordinates": [[1, 1], [9, 1]] }), true),
            (square(1, 3), true),
            (square(3, 7), false),
            (square(-1, 3), false),
        ];
        for (value, expected) in cases {
            assert_eq!(parse(&value).unwrap().is_within(&area), expected, "{value}");
        }
        assert_eq!(parse(&square(1, 3)).unwrap().effort(&area), 2 * 5 * 13);
        let bounds = parse(&square(1, 3)).unwrap().bounds().unwrap();
        assert_eq!(bounds, Bounds { west: 10_000_000, zuid: 10_000_000, oost: 30_000_000, noord: 30_000_000 });
    }
}
