//! Small plots: the quarters of a figure as columns, territories as bars. Each stands beside a table that says the same.
use super::rules::{Figure, publishing::Value};
use crate::web::plot::{self, Bar, Bars, columns, highest};

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
    let drawn: Vec<plot::Value> = values.iter().map(drawn).collect();
    Plot {
        figure,
        bars: columns(&drawn, highest(&drawn)),
    }
}

/// Territories drawn at most: the largest. The table has them all.
const MOST: usize = 15;

/// Territories as bars, the largest first; those that are hidden are in the table alone.
pub fn territories(mut values: Vec<(String, Value, String)>) -> Bars {
    values.retain(|(_, value, _)| size(*value) > 0);
    values.sort_by_key(|(_, value, _)| -size(*value));
    values.truncate(MOST);
    let drawn: Vec<plot::Value> = values.iter().map(drawn).collect();
    plot::bars(&drawn)
}

fn drawn((label, value, figure): &(String, Value, String)) -> plot::Value {
    plot::Value {
        label: label.clone(),
        size: size(*value),
        figure: figure.clone(),
    }
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
    fn a_figure_is_drawn_to_its_own_scale_and_what_is_hidden_is_not() {
        let plot = quarters(
            Figure::People,
            &values(&[Value::Hidden, Value::About(25), Value::About(50)]),
        );
        let heights: Vec<i64> = plot.bars.iter().map(|bar| bar.height).collect();
        assert_eq!(heights, [0, 26, 52]);
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
    }
}
