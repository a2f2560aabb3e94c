//! The flow as small plots, one per step and all to one scale: where each bar stands in a drawing of 224 by 96.
use super::flow::Series;

const WIDTH: i64 = 224;
const TOP: i64 = 16;
/// The line the bars stand on; the days are written below it.
pub const FLOOR: i64 = 78;

/// A bar and what is written over and under it.
#[derive(Debug, PartialEq, Eq)]
pub struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    pub middle: i64,
    pub figure_y: i64,
    pub count: i64,
    pub label: String,
}

/// A plot of one step.
pub struct Plot {
    /// Word key of the step, and the name its parts have in the page.
    pub key: &'static str,
    pub total: i64,
    pub bars: Vec<Bar>,
}

/// The plots of all steps; `labels` names the spans.
pub fn plots(flow: &[Series], labels: &[String]) -> Vec<Plot> {
    let highest = flow
        .iter()
        .flat_map(|series| series.counts.iter().copied())
        .max()
        .unwrap_or_default()
        .max(1);
    let plot = |series: &Series| Plot {
        key: series.passage.key(),
        total: series.counts.iter().sum(),
        bars: bars(&series.counts, highest, labels),
    };
    flow.iter().map(plot).collect()
}

fn bars(counts: &[i64], highest: i64, labels: &[String]) -> Vec<Bar> {
    let room = WIDTH / i64::try_from(counts.len().max(1)).unwrap_or(WIDTH);
    let width = room * 6 / 10;
    let bar = |(place, (count, label)): (i64, (&i64, &String))| {
        let x = place * room + (room - width) / 2;
        // The least count is seen, none is not.
        let height = ((FLOOR - TOP) * count / highest).max(i64::from(*count > 0) * 2);
        Bar {
            x,
            y: FLOOR - height,
            width,
            height,
            middle: x + width / 2,
            figure_y: FLOOR - height - 3,
            count: *count,
            label: label.clone(),
        }
    };
    (0..).zip(counts.iter().zip(labels)).map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::rules::Passage;

    #[test]
    fn all_plots_have_one_scale_and_the_least_count_is_seen() {
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
        assert_eq!(heights, [[0, 2, 62], [31, 0, 0]]);
        let within = |bar: &Bar| bar.x >= 0 && bar.x + bar.width <= WIDTH && bar.figure_y > 0;
        assert!(plots.iter().flat_map(|plot| &plot.bars).all(within));
        assert_eq!(plots[0].total, 1001);
    }
}
