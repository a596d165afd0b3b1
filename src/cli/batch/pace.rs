//! How far a batch is and how fast it goes: for people on the standard error, and as a file of timings.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use serde_json::{Value, json};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Where no bar can be drawn, so much time lies between two lines at least.
const LEAST_BETWEEN: Duration = Duration::from_secs(5);
/// And so much at most.
const MOST_BETWEEN: Duration = Duration::from_secs(60);

/// The pace of a batch.
pub(super) struct Pace {
    bar: ProgressBar,
    /// What is done with a report.
    done: &'static str,
    count: Option<usize>,
    seen: usize,
    started: Instant,
    first_pass: Duration,
    told: Duration,
    marks: Marks,
    making: Duration,
    writing: Duration,
    slowest: (String, Duration),
}

impl Pace {
    /// Of a batch of so many reports, when that is known, with each of which this is done.
    pub(super) fn of(done: &'static str, count: Option<usize>) -> Self {
        let (bar, form) = match count {
            Some(count) => (
                ProgressBar::new(count as u64),
                "{msg} {bar:30} {pos}/{len} 份，每秒{rate}份，还需{left}",
            ),
            None => (ProgressBar::no_length(), "{spinner} {msg} {pos} 份，每秒{rate}份"),
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                // A bar that cannot be written to shows nothing.
                let _ = write!(out, "{:.1}", state.per_sec());
            };
            let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _ = out.write_str(&in_words(state.eta()));
            };
            bar.set_style(style.with_key("rate", rate).with_key("left", left));
        }
        bar.set_message(done);
        bar.set_draw_target(if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        });
        Pace {
            bar,
            done,
            count,
            seen: 0,
            started: Instant::now(),
            first_pass: Duration::ZERO,
            told: Duration::ZERO,
            marks: Marks::default(),
            making: Duration::ZERO,
            writing: Duration::ZERO,
            slowest: (String::new(), Duration::ZERO),
        }
    }

    /// The same, after a first pass over all reports that took so long.
    pub(super) fn after(mut self, first_pass: Duration) -> Self {
        self.first_pass = first_pass;
        self
    }

    /// How many reports are done with.
    pub(super) fn seen(&self) -> usize {
        self.seen
    }

    /// Says something about a report, without tearing the bar.
    pub(super) fn tell(&self, text: &str) {
        if !text.is_empty() {
            self.bar.suspend(|| eprint!("{text}"));
        }
    }

    /// Time that a thread took to make a report.
    pub(super) fn made(&mut self, input: &str, took: Duration) {
        self.making += took;
        if took > self.slowest.1 {
            self.slowest = (input.to_owned(), took);
        }
    }

    /// Time that putting files in their places took.
    pub(super) fn wrote(&mut self, took: Duration) {
        self.writing += took;
    }

    /// One more report is done with.
    pub(super) fn step(&mut self) {
        let elapsed = self.started.elapsed();
        self.seen += 1;
        self.marks.mark(self.seen, elapsed);
        self.bar.inc(1);
        if self.bar.is_hidden() && elapsed >= self.told + between(elapsed) {
            self.told = elapsed;
            eprintln!("{} {}", self.done, line(self.seen, self.count, elapsed));
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// What `--timings` writes: the whole, the rate in each tenth of the reports, where the time of the threads went.
    pub(super) fn timings(&self) -> Value {
        let making = self.started.elapsed();
        let whole = self.first_pass + making;
        let rates: Vec<f64> = self.marks.tenths(self.seen, making);
        json!({
            "reports": self.seen,
            "seconds": whole.as_secs_f64(),
            "seconds_first_pass": self.first_pass.as_secs_f64(),
            "reports_per_second": rate(self.seen, whole),
            "reports_per_second_by_tenths": rates,
            "thread_seconds_making": self.making.as_secs_f64(),
            "seconds_placing": self.writing.as_secs_f64(),
            "slowest": { "input": self.slowest.0, "seconds": self.slowest.1.as_secs_f64() },
        })
    }
}

fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64().max(f64::EPSILON)
}

/// How long to be silent after so much time: a long batch needs no line every five seconds.
fn between(elapsed: Duration) -> Duration {
    (elapsed / 10).clamp(LEAST_BETWEEN, MOST_BETWEEN)
}

/// `1200/20000 份，每秒62.0份，还需5分3秒`.
fn line(seen: usize, count: Option<usize>, elapsed: Duration) -> String {
    let rate = rate(seen, elapsed);
    match count {
        Some(count) => {
            let left = Duration::try_from_secs_f64(count.saturating_sub(seen) as f64 / rate);
            let left = in_words(left.unwrap_or(Duration::MAX));
            format!("{seen}/{count} 份，每秒{rate:.1}份，还需{left}")
        }
        None => format!("{seen} 份，每秒{rate:.1}份"),
    }
}

/// `1小时5分`, `3分20秒`, `8秒`.
fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds}秒"),
        (0, minutes, seconds) => format!("{minutes}分{seconds}秒"),
        (hours, minutes, _) => format!("{hours}小时{minutes}分"),
    }
}

/// When reports were done: of a long batch only every n-th, so that it takes no more room than a short one.
struct Marks {
    stride: usize,
    times: Vec<Duration>,
}

impl Marks {
    const MOST: usize = 2000;

    fn mark(&mut self, count: usize, elapsed: Duration) {
        if !count.is_multiple_of(self.stride) {
            return;
        }
        self.times.push(elapsed);
        if self.times.len() == Marks::MOST {
            self.stride *= 2;
            self.times = self.times.iter().skip(1).step_by(2).copied().collect();
        }
    }

    /// The rate in each tenth; none of fewer than a hundred reports.
    fn tenths(&self, count: usize, whole: Duration) -> Vec<f64> {
        if count < 100 {
            return Vec::new();
        }
        let at = |count: usize| match count / self.stride {
            0 => Duration::ZERO,
            mark => self.times.get(mark - 1).copied().unwrap_or(whole),
        };
        let bounds: Vec<usize> = (0..=10)
            .map(|tenth| count * tenth / 10 / self.stride * self.stride)
            .collect();
        bounds
            .windows(2)
            .map(|pair| rate(pair[1] - pair[0], at(pair[1]).saturating_sub(at(pair[0]))))
            .collect()
    }
}

impl Default for Marks {
    fn default() -> Self {
        Marks {
            stride: 1,
            times: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_by_tenths_is_seen_whatever_the_length() {
        for count in [100, 1999, 2000, 2001, 54_321] {
            let mut marks = Marks::default();
            // The first half at a hundred a second, the second at fifty.
            let time =
                |at: usize| Duration::from_millis((at * 10 + at.saturating_sub(count / 2) * 10) as u64);
            (1..=count).for_each(|at| marks.mark(at, time(at)));
            assert!(marks.times.len() < Marks::MOST);
            let tenths = marks.tenths(count, time(count));
            let near = |rate: f64, expected: f64| (rate - expected).abs() < expected / 10.0;
            assert!(
                near(tenths[0], 100.0) && near(tenths[4], 100.0),
                "{count}: {tenths:?}"
            );
            assert!(
                near(tenths[5], 50.0) && near(tenths[9], 50.0),
                "{count}: {tenths:?}"
            );
        }
        assert!(Marks::default().tenths(99, Duration::ZERO).is_empty());
    }

    #[test]
    fn lines_tell_rate_and_rest() {
        let minute = Duration::from_secs(60);
        assert_eq!(
            line(1200, Some(20_000), minute),
            "1200/20000 份，每秒20.0份，还需15分40秒"
        );
        assert_eq!(line(30, None, minute), "30 份，每秒0.5份");
        assert_eq!(in_words(Duration::from_secs(7321)), "2小时2分");
        assert_eq!(between(Duration::ZERO), LEAST_BETWEEN);
        assert_eq!(between(Duration::from_secs(100)), Duration::from_secs(10));
        assert_eq!(between(Duration::from_secs(100_000)), MOST_BETWEEN);
    }
}
