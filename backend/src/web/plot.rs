//! Small plots, drawn without a script: columns side by side, and bars one under the other. Each stands beside a table that
//! says the same; `components/plot.html` draws them.

/// How wide a drawing of columns is.
const WIDTH: i64 = 224;
/// Above it stand the name of the plot and the highest figure.
const TOP: i64 = 26;
/// The line the columns stand on; what each is stands below it.
pub const FLOOR: i64 = 78;

/// What is drawn of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub label: String,
    pub size: i64,
    /// As it is written at the drawing; empty: neither drawn nor written.
    pub figure: String,
}

impl Value {
    /// A count of things, left out where there is none.
    #[must_use]
    pub fn count(label: impl Into<String>, count: i64) -> Self {
        Self {
            label: label.into(),
            size: count,
            figure: if count == 0 {
                String::new()
            } else {
                count.to_string()
            },
        }
    }
}

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

/// The largest of these, by which a plot, or several that compare, are scaled.
#[must_use]
pub fn highest<'v>(values: impl IntoIterator<Item = &'v Value>) -> i64 {
    let sizes = values.into_iter().map(|value| value.size);
    sizes.max().unwrap_or_default().max(1)
}

/// Columns side by side. The least is seen, none is not.
#[must_use]
pub fn columns(values: &[Value], highest: i64) -> Vec<Bar> {
    let room = WIDTH / i64::try_from(values.len().max(1)).unwrap_or(WIDTH);
    let width = room * 6 / 10;
    let bar = |(place, value): (i64, &Value)| {
        let x = place * room + (room - width) / 2;
        let height = ((FLOOR - TOP) * value.size / highest).max(i64::from(value.size > 0) * 2);
        Bar {
            x,
            y: FLOOR - height,
            width,
            height,
            middle: x + width / 2,
            figure_y: FLOOR - height - 3,
            label_y: 90,
            figure: value.figure.clone(),
            label: value.label.clone(),
        }
    };
    (0..).zip(values).map(bar).collect()
}

/// How much one bar of a list takes.
const LINE: i64 = 26;
/// Where a bar ends at most, so that its figure stands beside it.
const LONGEST: i64 = 180;

/// Bars one under the other, as they were given.
#[derive(Debug, PartialEq, Eq)]
pub struct Bars {
    pub height: i64,
    pub bars: Vec<Bar>,
}

#[must_use]
pub fn bars(values: &[Value]) -> Bars {
    let highest = highest(values);
    let bar = |(place, value): (i64, &Value)| {
        let width = (LONGEST * value.size / highest).max(i64::from(value.size > 0));
        Bar {
            x: 4,
            y: place * LINE + 14,
            width,
            height: 8,
            middle: width + 16,
            figure_y: place * LINE + 21,
            label_y: place * LINE + 11,
            figure: value.figure.clone(),
            label: value.label.clone(),
        }
    };
    let bars: Vec<Bar> = (0..).zip(values).map(bar).collect();
    Bars {
        height: i64::try_from(bars.len()).unwrap_or_default() * LINE + 4,
        bars,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(sizes: &[i64]) -> Vec<Value> {
        sizes.iter().map(|size| Value::count("", *size)).collect()
    }

    #[test]
    fn columns_stand_on_the_floor_to_one_scale_and_the_least_is_seen() {
        let drawn = columns(&values(&[0, 1, 500, 1000]), 1000);
        let heights: Vec<i64> = drawn.iter().map(|bar| bar.height).collect();
        assert_eq!(heights, [0, 2, 26, 52]);
        let within = |bar: &Bar| bar.x >= 0 && bar.x + bar.width <= WIDTH && bar.figure_y > 10;
        assert!(drawn.iter().all(within));
        assert_eq!(highest(&values(&[3, 7])), 7);
        assert_eq!(highest(&[]), 1);
    }

    #[test]
    fn bars_are_as_long_as_they_are_large() {
        let drawn = bars(&values(&[10, 5, 0]));
        let widths: Vec<i64> = drawn.bars.iter().map(|bar| bar.width).collect();
        assert_eq!(widths, [180, 90, 0]);
        assert_eq!(drawn.height, 82);
        assert_eq!(bars(&[]).height, 4);
    }
}
