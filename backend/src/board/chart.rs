//! The flow as small plots, one per step and all to one scale.
use super::flow::Series;
use crate::web::plot::{Bar, Value, columns, highest};

/// A plot of one step.
pub struct Plot {
    /// Word key of the step, and the name its parts have in the page.
    pub key: &'static str,
    pub total: i64,
    pub counts: Vec<i64>,
    pub bars: Vec<Bar>,
}

/// The plots of all steps; `labels` names the spans.
pub fn plots(flow: &[Series], labels: &[String]) -> Vec<Plot> {
    let values = |series: &Series| -> Vec<Value> {
        let counts = series.counts.iter().zip(labels);
        counts
            .map(|(count, label)| Value::count(label.as_str(), *count))
            .collect()
    };
    let drawn: Vec<Vec<Value>> = flow.iter().map(values).collect();
    let highest = highest(drawn.iter().flatten());
    let plot = |(series, values): (&Series, &Vec<Value>)| Plot {
        key: series.passage.key(),
        total: series.counts.iter().sum(),
        counts: series.counts.clone(),
        bars: columns(values, highest),
    };
    flow.iter().zip(&drawn).map(plot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::rules::Passage;

    #[test]
    fn all_plots_have_one_scale() {
        let series = |passage, counts: [i64; 3]| Series {
            passage,
            counts: counts.to_vec(),
        };
        let labels = ["a", "b", "c"].map(ToOwned::to_owned);
        let plots = plots(
            &[
                series(Passage::Received, [0, 1, 1000]),
                series(Passage::Ready, [500, 0, 0]),
            ],
            &labels,
        );
        let heights: Vec<Vec<i64>> = plots
            .iter()
            .map(|plot| plot.bars.iter().map(|bar| bar.height).collect())
            .collect();
        assert_eq!(heights, [[0, 2, 52], [26, 0, 0]]);
        assert_eq!(plots[0].total, 1001);
    }
}
