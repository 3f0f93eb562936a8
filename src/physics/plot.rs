//! Figures as SVG: theory as lines, the simulator's answers as dots over them.
//!
//! The same figure gives the same bytes.

use super::law::{Figure, Line, Mark};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Units of a drawing to a pixel: places are whole units, and curves drawn in whole pixels waver.
const FINE: i32 = 8;
/// Size of a drawing.
const WIDTH: i32 = 1080 * FINE;
const HEIGHT: i32 = 640 * FINE;
/// Room around the axes: for the title, beside the drawing, for the labels of y and of x.
const ABOVE: i32 = 60 * FINE;
const BESIDE: i32 = 20 * FINE;
const LEFT: i32 = 76 * FINE;
const BELOW: i32 = 60 * FINE;
/// Heights of letters.
const TITLE: i32 = 22 * FINE;
const LABEL: i32 = 17 * FINE;
const VALUE: i32 = 14 * FINE;
/// Room for a letter of the legend, for its sample, and between its lines.
const LETTER: i32 = 8 * FINE;
const SAMPLE: i32 = 44 * FINE;
const SPACING: i32 = 26 * FINE;
/// Thickness of curves, of axes and of the mesh; radius of dots; length of marks.
const CURVE: u32 = 2 * FINE as u32;
const AXIS: u32 = FINE as u32;
const DOT: i32 = 4 * FINE;
const MARK: i32 = 5 * FINE;
/// Fewest intervals between marks of an axis.
const INTERVALS: f64 = 5.0;
/// Half the width of a bar, bars being 1 apart.
const BAR: f64 = 0.35;
/// Most dots of one curve: more would hide the line beneath.
const MOST_DOTS: usize = 120;
/// Share of its extent by which a linear axis goes beyond what is drawn.
const MARGIN: f64 = 0.05;
/// Name of dots that belong to the theory drawn before them.
const SIMULATED: &str = "simulated";

/// Colours that stay apart for the colour-blind (Okabe & Ito 2008).
const COLOURS: [RGBColor; 5] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 80, 72),
];
const INK: RGBColor = RGBColor(34, 34, 34);
const MESH: RGBColor = RGBColor(228, 228, 228);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn std::error::Error>>;

/// `figure` as the text of an SVG file; `Err` says what could not be drawn.
pub fn svg(figure: &Figure) -> Result<String, String> {
    let mut text = String::new();
    let size = (WIDTH as u32, HEIGHT as u32);
    let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
    draw(&area, figure).map_err(|error| error.to_string())?;
    area.present().map_err(|error| error.to_string())?;
    drop(area);
    let fine = format!("width=\"{WIDTH}\" height=\"{HEIGHT}\"");
    let shown = format!("width=\"{}\" height=\"{}\"", WIDTH / FINE, HEIGHT / FINE);
    // The first is the drawing's own; its view box keeps the fine units.
    Ok(text.replacen(&fine, &shown, 1))
}

fn draw(area: &Area, figure: &Figure) -> Drawn {
    area.fill(&WHITE)?;
    let legend = entries(figure);
    let longest = legend.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0) as i32;
    let (plot, beside) = area.split_horizontally(WIDTH - SAMPLE - LETTER * longest - BESIDE);
    let (width, height) = plot.dim_in_pixel();
    let room = (width as i32 - LEFT - 2 * BESIDE, height as i32 - ABOVE - BELOW);
    let (mut x, mut y) = (extent(figure, |p| p.0), extent(figure, |p| p.1));
    let axis = if figure.logarithmic { Axis::logarithmic } else { Axis::linear };
    let bars = figure.lines.iter().any(|line| line.mark == Mark::Bar);
    if figure.lines.iter().any(|line| matches!(line.mark, Mark::Bar | Mark::Trace)) {
        y = (y.0.min(0.0), y.1.max(0.0));
    }
    if !figure.logarithmic {
        x = widened(x, MARGIN * (x.1 - x.0));
        y = widened(y, MARGIN * (y.1 - y.0));
    }
    if bars {
        x = widened(x, BAR);
        y.0 = y.0.max(0.0);
    }
    if figure.equal_scales {
        let (across, up) = ((x.1 - x.0) / f64::from(room.0), (y.1 - y.0) / f64::from(room.1));
        x = widened(x, 0.5 * (up.max(across) - across) * f64::from(room.0));
        y = widened(y, 0.5 * (up.max(across) - up) * f64::from(room.1));
    }
    let mut across = axis(x);
    if bars {
        across.marks.clear();
    }
    chart(&plot, figure, across, axis(y))?;
    let centre = Pos::new(HPos::Center, VPos::Top);
    let style = ("sans-serif", TITLE).into_font().color(&INK).pos(centre);
    plot.draw(&Text::new(figure.title.clone(), (BESIDE + LEFT + room.0 / 2, BESIDE), style))?;
    draw_legend(&beside, &legend)
}

/// The axes with their labels and everything between them.
fn chart(area: &Area, figure: &Figure, x: Axis, y: Axis) -> Drawn {
    let mut chart = ChartBuilder::on(area)
        .margin_top(ABOVE)
        .margin_left(BESIDE)
        .margin_right(BESIDE)
        .set_label_area_size(LabelAreaPosition::Left, LEFT)
        .set_label_area_size(LabelAreaPosition::Bottom, BELOW)
        .build_cartesian_2d(x, y)?;
    chart
        .configure_mesh()
        .bold_line_style(MESH.stroke_width(AXIS))
        .light_line_style(TRANSPARENT)
        .axis_style(INK.stroke_width(AXIS))
        .set_all_tick_mark_size(MARK)
        .x_desc(&figure.x)
        .y_desc(&figure.y)
        .axis_desc_style(("sans-serif", LABEL).into_font().color(&INK))
        .label_style(("sans-serif", VALUE).into_font().color(&INK))
        .draw()?;
    for (line, colour) in coloured(figure) {
        match line.mark {
            Mark::Theory | Mark::Trace => {
                let points = line.points.iter().copied();
                chart.draw_series(LineSeries::new(points, colour.stroke_width(CURVE)))?;
            }
            Mark::Bar => {
                let bar = |&(at, height): &(f64, f64)| {
                    let corners = [(at - BAR, 0.0), (at + BAR, height)];
                    Rectangle::new(corners, colour.filled())
                };
                chart.draw_series(line.points.iter().map(bar))?;
            }
            Mark::Simulated => {
                let dots =
                    line.points.iter().copied().filter(|p| p.0.is_finite() && p.1.is_finite());
                let dots: Vec<_> = dots.step_by(1 + line.points.len() / MOST_DOTS).collect();
                let fill = |&at: &(f64, f64)| Circle::new(at, DOT, WHITE.filled());
                let rim = |&at: &(f64, f64)| Circle::new(at, DOT, colour.stroke_width(CURVE));
                chart.draw_series(dots.iter().map(fill))?;
                chart.draw_series(dots.iter().map(rim))?;
            }
        }
    }
    Ok(())
}

/// Each line with its colour: lines of one name share it, and dots called [`SIMULATED`] have that
/// of the theory before them.
fn coloured(figure: &Figure) -> Vec<(&Line, RGBColor)> {
    let mut next = 0;
    let mut colour = INK;
    let mut before: Vec<(&str, RGBColor)> = Vec::new();
    let each = figure.lines.iter().map(|line| {
        let same = before.iter().find(|(name, _)| *name == line.name);
        if let Some((_, known)) = same {
            colour = *known;
        } else if line.name != SIMULATED {
            colour = COLOURS[next % COLOURS.len()];
            next += 1;
            before.push((&line.name, colour));
        }
        (line, colour)
    });
    each.collect()
}

/// Names for the legend with their mark and colour, each name once.
fn entries(figure: &Figure) -> Vec<(&str, Mark, RGBColor)> {
    let mut entries: Vec<(&str, Mark, RGBColor)> = Vec::new();
    for (line, colour) in coloured(figure) {
        let named = |entry: &(&str, Mark, RGBColor)| entry.0 == line.name;
        if line.name != SIMULATED && !entries.iter().any(named) {
            entries.push((&line.name, line.mark, colour));
        }
    }
    if figure.lines.iter().any(|line| line.name == SIMULATED) {
        entries.push((SIMULATED, Mark::Simulated, INK));
    }
    entries
}

fn draw_legend(area: &Area, entries: &[(&str, Mark, RGBColor)]) -> Drawn {
    for (i, (name, mark, colour)) in entries.iter().enumerate() {
        let y = ABOVE + SPACING * (2 * i as i32 + 1) / 2;
        match mark {
            Mark::Theory | Mark::Trace => {
                area.draw(&PathElement::new(
                    [(0, y), (SAMPLE - LETTER, y)],
                    colour.stroke_width(CURVE),
                ))?;
            }
            Mark::Bar => area.draw(&Rectangle::new(
                [(LETTER, y - LETTER), (SAMPLE - 2 * LETTER, y + LETTER)],
                colour.filled(),
            ))?,
            Mark::Simulated => area.draw(&Circle::new(
                ((SAMPLE - LETTER) / 2, y),
                DOT,
                colour.stroke_width(CURVE),
            ))?,
        }
        let middle = Pos::new(HPos::Left, VPos::Center);
        let style = ("sans-serif", VALUE).into_font().color(&INK).pos(middle);
        area.draw(&Text::new((*name).to_owned(), (SAMPLE, y), style))?;
    }
    Ok(())
}

/// Least and largest of a coordinate over all finite points; 0 and 1 if there are none.
fn extent(figure: &Figure, of: impl Fn(&(f64, f64)) -> f64) -> (f64, f64) {
    let values = figure.lines.iter().flat_map(|line| &line.points).map(of);
    let (least, largest) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), value| (a.min(value), b.max(value)));
    if least > largest {
        (0.0, 1.0)
    } else if least == largest {
        (least - 1.0, largest + 1.0)
    } else {
        (least, largest)
    }
}

fn widened(range: (f64, f64), by: f64) -> (f64, f64) {
    (range.0 - by, range.1 + by)
}

/// Where an axis starts and ends, and the values marked on it.
struct Axis {
    from: f64,
    to: f64,
    marks: Vec<f64>,
    logarithmic: bool,
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let place = |value: f64| if self.logarithmic { libm::log(value) } else { value };
        let (from, to) = (place(self.from), place(self.to));
        let part = (place(value.max(self.from)) - from) / (to - from);
        limit.0 + libm::round(part * f64::from(limit.1 - limit.0)) as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        self.marks.clone()
    }

    fn range(&self) -> core::ops::Range<f64> {
        self.from..self.to
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, value: &f64) -> String {
        if self.logarithmic { power(*value) } else { plain(*value) }
    }
}

impl Axis {
    /// Marks at 1, 2 or 5 times a power of ten.
    fn linear((from, to): (f64, f64)) -> Self {
        let rough = (to - from) / INTERVALS;
        let decade = libm::pow(10.0, libm::floor(libm::log10(rough)));
        let step = [5.0, 2.0, 1.0].map(|part| part * decade).into_iter().find(|s| *s <= rough);
        let step = step.unwrap_or(decade);
        let (first, last) = (libm::ceil(from / step) as i64, libm::floor(to / step) as i64);
        // A decimal's nearest double prints as the decimal.
        let digits = (-libm::floor(libm::log10(step))).max(0.0) as i32;
        let tens = libm::pow(10.0, f64::from(digits));
        let mark = |i: i64| libm::round(i as f64 * step * tens) / tens;
        Self { from, to, marks: (first..=last).map(mark).collect(), logarithmic: false }
    }

    /// Marks at every power of ten and, over few of these, at 2 and 5 times as well.
    fn logarithmic((from, to): (f64, f64)) -> Self {
        let (from, to) = (from.max(f64::MIN_POSITIVE), to.max(f64::MIN_POSITIVE));
        let (from, to) = (from / 1.2, to * 1.2);
        let decades = libm::floor(libm::log10(from)) as i32..=libm::ceil(libm::log10(to)) as i32;
        let few = libm::log10(to / from) < 3.5;
        let parts: &[f64] = if few { &[1.0, 2.0, 5.0] } else { &[1.0] };
        let marks = decades
            .flat_map(|decade| {
                parts.iter().map(move |part| part * libm::pow(10.0, f64::from(decade)))
            })
            .filter(|mark| (from..=to).contains(mark))
            .collect();
        Self { from, to, marks, logarithmic: true }
    }
}

/// A value of a linear axis; minus zero is zero.
fn plain(value: f64) -> String {
    if value != 0.0 && !(1e-3..1e5).contains(&value.abs()) {
        return power(value);
    }
    format!("{}", value + 0.0).replace('-', "−")
}

/// A value of a logarithmic axis: plain near one, else with its power of ten.
fn power(value: f64) -> String {
    let exponent = libm::floor(libm::log10(value.abs()) + 1e-9) as i32;
    let mantissa = libm::round(value / libm::pow(10.0, f64::from(exponent)) * 10.0) / 10.0;
    if (-2..4).contains(&exponent) {
        let tens = libm::pow(10.0, 4.0);
        return format!("{}", libm::round(value * tens) / tens);
    }
    let digits: String = exponent.to_string().chars().map(superscript).collect();
    if mantissa == 1.0 {
        format!("10{digits}")
    } else {
        format!("{mantissa}·10{digits}").replace('-', "−")
    }
}

fn superscript(digit: char) -> char {
    match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(logarithmic: bool) -> Figure {
        Figure {
            name: "figure".into(),
            title: "A figure".into(),
            x: "time, s".into(),
            y: "force, N".into(),
            equal_scales: false,
            logarithmic,
            lines: vec![
                Line::theory("theory", vec![(1.0, 1.0), (100.0, 1e-4)]),
                Line::simulated("simulated", vec![(1.0, 1.1), (10.0, f64::NAN), (100.0, 1e-4)]),
            ],
        }
    }

    #[test]
    fn a_drawing_has_title_labels_legend_and_every_finite_dot_and_is_the_same_each_time() {
        for logarithmic in [false, true] {
            let text = svg(&figure(logarithmic)).unwrap();
            for piece in ["A figure", "time, s", "force, N", "theory", "simulated", "<polyline"] {
                assert!(text.contains(piece), "no {piece:?} in\n{text}");
            }
            // Two dots, each a disc and its rim, and the legend's.
            assert_eq!(text.matches("<circle").count(), 5);
            assert_eq!(text, svg(&figure(logarithmic)).unwrap());
        }
    }

    #[test]
    fn linear_axes_are_marked_at_round_values() {
        assert_eq!(Axis::linear((-0.05, 1.05)).marks, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(plain(0.6), "0.6");
        assert_eq!(plain(-20.0), "−20");
    }

    #[test]
    fn logarithmic_axes_are_marked_at_powers_of_ten() {
        assert_eq!(Axis::logarithmic((10.0, 80.0)).marks, [10.0, 20.0, 50.0]);
        assert_eq!(power(2e-5), "2·10⁻⁵");
        assert_eq!(power(1e-6), "10⁻⁶");
        assert_eq!(power(20.0), "20");
    }
}
