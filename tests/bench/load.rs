//! A load: wrk, with a script that sends each request in turn.
use std::{fmt, fmt::Write, process::Command};

pub struct Request {
    pub path: String,
    pub cookie: String,
    /// The form of a POST.
    pub form: Option<String>,
}

/// What wrk measured.
pub struct Load {
    pub per_second: f64,
    /// Milliseconds.
    pub p50: f64,
    pub p99: f64,
}

impl Load {
    /// Sends these requests, each in turn and over again, for so many seconds. Posts must be many
    /// enough to be sent once each.
    pub fn run(address: &str, requests: &[Request], connections: usize, seconds: u32) -> Self {
        let script = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(script.path(), script_of(requests)).unwrap();
        let threads = connections.min(2);
        let output = Command::new("wrk")
            .args([
                &format!("-t{threads}"),
                &format!("-c{connections}"),
                &format!("-d{seconds}s"),
                "--latency",
                "-s",
            ])
            .arg(script.path())
            .arg(format!("http://{address}"))
            .output()
            .expect("wrk is installed (make bench does it)");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            !text.contains("Non-2xx"),
            "{} was not answered well:\n{text}",
            requests[0].path
        );
        let after = |label: &str| {
            let line = text
                .lines()
                .find(|line| line.trim_start().starts_with(label))
                .expect("wrk prints its figures");
            line.split_whitespace().nth(1).unwrap().to_owned()
        };
        let sent = text
            .lines()
            .find_map(|line| line.split_once(" requests in "))
            .expect("wrk counts")
            .0;
        let once =
            requests[0].form.is_none() || sent.trim().parse::<usize>().unwrap() <= requests.len();
        assert!(
            once,
            "some of these were sent twice: seed more, or measure for less long"
        );
        Self {
            per_second: after("Requests/sec:").parse().unwrap(),
            p50: millis(&after("50%")),
            p99: millis(&after("99%")),
        }
    }
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.0}/s, p50 {:.2} ms, p99 {:.2} ms",
            self.per_second, self.p50, self.p99
        )
    }
}

/// Each of wrk's threads takes every second request, so that no POST is sent twice.
fn script_of(requests: &[Request]) -> String {
    let mut script = String::from("local requests = {\n");
    for request in requests {
        let form = request.form.as_deref().unwrap_or_default();
        writeln!(script, "{{{:?}, {form:?}}},", request.path).unwrap();
    }
    let cookie = &requests[0].cookie;
    write!(
        script,
        r#"}}
local threads = 0
function setup(thread) thread:set("first", threads) threads = threads + 1 end
local step, number = 2, nil
function request()
  number = number and number + step or first
  local next = requests[number % #requests + 1]
  local headers = {{ Cookie = {cookie:?} }}
  if next[2] == "" then return wrk.format("GET", next[1], headers) end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  return wrk.format("POST", next[1], headers, next[2])
end
"#
    )
    .unwrap();
    script
}

/// `812.00us`, `3.40ms` or `1.02s`, in milliseconds.
fn millis(text: &str) -> f64 {
    let (figure, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic()).unwrap());
    let factor = match unit {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1000.0,
        other => panic!("wrk speaks of {other}"),
    };
    figure.parse::<f64>().unwrap() * factor
}
