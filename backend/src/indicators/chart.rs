//! Small plots: the quarters of a figure as columns, territories as bars. Each stands beside a table that says the same.
use super::rules::{Figure, publishing::Value};

const WIDTH: i64 = 224;
const TOP: i64 = 26;
/// The line the columns stand on; the quarters are written below it.
pub const FLOOR: i64 = 78;

/// A column or a bar, and what is written at it.
#[derive(Debug, PartialEq, Eq)]
pub struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    pub middle: i64,
    pub figure_y: i64,
    pub label_y: i64,
    pub figure: String,
    pub label: String,
}

/// The quarters of one figure.
pub struct Plot {
    pub figure: Figure,
    pub bars: Vec<Bar>,
}

impl Plot {
    /// What its parts are named by in the page.
    pub fn id(&self) -> &'static str {
        self.figure.definition().id
    }
}

/// One plot per figure, each to its own scale: people and places do not compare.
pub fn quarters(figure: Figure, values: &[(String, Value, String)]) -> Plot {
    let highest = highest(values);
    let room = WIDTH / i64::try_from(values.len().max(1)).unwrap_or(WIDTH);
    let width = room * 6 / 10;
    let bar = |(place, (label, value, figure)): (i64, &(String, Value, String))| {
        let x = place * room + (room - width) / 2;
        let height = (FLOOR - TOP) * size(*value) / highest;
        Bar {
            x,
            y: FLOOR - height,
            width,
            height,
            middle: x + width / 2,
            figure_y: FLOOR - height - 3,
            label_y: 90,
            figure: figure.clone(),
            label: label.clone(),
        }
    };
    Plot {
        figure,
        bars: (0..).zip(values).map(bar).collect(),
    }
}

/// How high the drawing of one territory is.
const LINE: i64 = 26;
/// Territories drawn at most: the largest. The table has them all.
const MOST: usize = 15;
/// Where a bar ends at most, so that its figure stands beside it.
const BAR: i64 = 180;

/// Territories as bars, the largest first; those that are hidden are in the table alone.
pub struct Territories {
    pub height: i64,
    pub bars: Vec<Bar>,
}

pub fn territories(mut values: Vec<(String, Value, String)>) -> Territories {
    values.retain(|(_, value, _)| size(*value) > 0);
    values.sort_by_key(|(_, value, _)| -size(*value));
    values.truncate(MOST);
    let highest = highest(&values);
    let bar = |(place, (label, value, figure)): (i64, &(String, Value, String))| {
        let width = (BAR * size(*value) / highest).max(1);
        Bar {
            x: 4,
            y: place * LINE + 14,
            width,
            height: 8,
            middle: width + 16,
            figure_y: place * LINE + 21,
            label_y: place * LINE + 11,
            figure: figure.clone(),
            label: label.clone(),
        }
    };
    let bars: Vec<Bar> = (0..).zip(&values).map(bar).collect();
    Territories {
        height: i64::try_from(bars.len()).unwrap_or_default() * LINE + 4,
        bars,
    }
}

fn highest(values: &[(String, Value, String)]) -> i64 {
    let sizes = values.iter().map(|(_, value, _)| size(*value));
    sizes.max().unwrap_or_default().max(1)
}

/// What is drawn of a value: nothing of what is hidden.
fn size(value: Value) -> i64 {
    match value {
        Value::Exactly(count) | Value::About(count) | Value::Tenths(count) => count,
        Value::Hidden | Value::Nothing => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(values: &[Value]) -> Vec<(String, Value, String)> {
        let one = |value: &Value| (String::new(), *value, String::new());
        values.iter().map(one).collect()
    }

    #[test]
    fn columns_stand_on_the_floor_to_one_scale() {
        let plot = quarters(Figure::People, &values(&[0, 25, 50].map(Value::About)));
        let heights: Vec<i64> = plot.bars.iter().map(|bar| bar.height).collect();
        assert_eq!(heights, [0, 26, 52]);
        let within = |bar: &Bar| bar.x >= 0 && bar.x + bar.width <= WIDTH && bar.figure_y > 10;
        assert!(plot.bars.iter().all(within));
    }

    #[test]
    fn of_territories_the_largest_come_first_and_none_that_is_hidden() {
        let drawn = territories(values(&[
            Value::Exactly(5),
            Value::Hidden,
            Value::Exactly(10),
            Value::Nothing,
        ]));
        let widths: Vec<i64> = drawn.bars.iter().map(|bar| bar.width).collect();
        assert_eq!(widths, [180, 90]);
        assert_eq!(drawn.height, 56);
        assert_eq!(territories(Vec::new()).height, 4);
    }
}
