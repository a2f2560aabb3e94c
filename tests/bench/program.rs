//! The program under measure, as its users start it.
use super::load::Request;
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

pub struct Program {
    url: String,
    folder: PathBuf,
}

/// A form that a device kept: its id, where it is sent, its fields.
pub struct Queued {
    pub id: String,
    pub path: String,
    pub form: String,
}

/// A connection of a bench where somebody is signed in.
pub struct Bench {
    reader: BufReader<TcpStream>,
    writer: TcpStream,
    host: String,
    account: i32,
    cookie: String,
}

/// What a bench is told.
pub struct Answer {
    pub seconds: f64,
    pub status: u16,
    pub body: String,
}

pub struct Server {
    child: Child,
    pub address: String,
    pub ready_after: Duration,
}

impl Program {
    pub fn new(folder: &Path, url: &str) -> Self {
        Self {
            url: url.to_owned(),
            folder: folder.to_owned(),
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_passe-relais"));
        command
            .env("PASSE_RELAIS_DATABASE_URL", &self.url)
            .env("PASSE_RELAIS_DATABASE_CONNECTIONS", "16")
            .env("PASSE_RELAIS_SECRET_KEY", super::seed::SECRET_KEY)
            .env("PASSE_RELAIS_FILES_DIR", self.folder.join("files"))
            .env("PASSE_RELAIS_MAIL_DIR", self.folder.join("mail"))
            .env(
                "PASSE_RELAIS_LABEL_TEMPLATES",
                concat!(env!("CARGO_MANIFEST_DIR"), "/../label-templates"),
            )
            .env("PASSE_RELAIS_LOG", "warn");
        command
    }

    /// Runs one command to its end and gives what it printed.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = self
            .command()
            .args(arguments)
            .stderr(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?} failed");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts the server and waits for its first answer.
    pub fn serve(&self) -> Server {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let child = self
            .command()
            .arg("serve")
            .env("PASSE_RELAIS_LISTEN", &address)
            .spawn()
            .unwrap();
        while TcpStream::connect(&address).is_err() {
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "the server did not start"
            );
            std::thread::sleep(Duration::from_millis(2));
        }
        let server = Server {
            child,
            address,
            ready_after: Duration::ZERO,
        };
        server.fetch_seconds("/readyz", "");
        Server {
            ready_after: begun.elapsed(),
            ..server
        }
    }
}

impl Server {
    /// Fetches one page to its end.
    pub fn fetch_seconds(&self, path: &str, cookie: &str) -> f64 {
        let output = Command::new("curl")
            .args([
                "-sf",
                "-o",
                "/dev/null",
                "-w",
                "%{time_total}",
                "-b",
                cookie,
            ])
            .arg(format!("http://{}{path}", self.address))
            .output()
            .unwrap();
        assert!(output.status.success(), "{path} was not answered well");
        String::from_utf8(output.stdout).unwrap().parse().unwrap()
    }

    /// A page as text.
    pub fn fetch(&self, path: &str, cookie: &str) -> String {
        let output = Command::new("curl")
            .args(["-sf", "-b", cookie])
            .arg(format!("http://{}{path}", self.address))
            .output()
            .unwrap();
        assert!(output.status.success(), "{path} was not answered well");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Sends these forms as a device's queue does, one after the other on one connection, and sees that each
    /// is answered by a receipt with its id. Gives the time each took.
    pub fn replay(&self, account: i32, cookie: &str, forms: &[Queued]) -> Vec<f64> {
        let mut bench = self.bench(account, cookie);
        let mut took = Vec::with_capacity(forms.len());
        for form in forms {
            let answer = bench.send(form);
            took.push(answer.seconds);
            let Queued { id, path, .. } = form;
            assert!(
                answer.body.contains(&format!("\"id\":\"{id}\"")),
                "{path}: {}",
                answer.body
            );
        }
        took
    }

    /// Somebody at a bench, on a connection of their own.
    pub fn bench(&self, account: i32, cookie: &str) -> Bench {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_nodelay(true).unwrap();
        Bench {
            reader: BufReader::new(stream.try_clone().unwrap()),
            writer: stream,
            host: self.address.clone(),
            account,
            cookie: cookie.to_owned(),
        }
    }

    pub fn resident_mb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS"))
            .unwrap();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
            / 1024
    }

    pub fn stop(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Bench {
    /// Sends one form and waits for its answer.
    pub fn send(&mut self, Queued { id, path, form }: &Queued) -> Answer {
        let begun = Instant::now();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nX-Queue: 1\r\nX-Kept: {}:{id}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.host,
            self.cookie,
            self.account,
            form.len()
        );
        self.writer.write_all(request.as_bytes()).unwrap();
        let (status, body) = read_answer(&mut self.reader);
        Answer {
            seconds: begun.elapsed().as_secs_f64(),
            status,
            body,
        }
    }
}

/// One answer: its status and its body, with a length or in chunks.
fn read_answer(reader: &mut impl BufRead) -> (u16, String) {
    let (mut head, mut length) = (String::new(), None);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse().unwrap());
        }
        head.push_str(&line);
        if line.trim().is_empty() {
            break;
        }
    }
    let status = head.split_whitespace().nth(1).map(str::parse::<u16>);
    let status = status.unwrap_or_else(|| panic!("no answer: {head}"));
    let mut body = Vec::new();
    match length {
        Some(length) => read_some(reader, length, &mut body),
        None => loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            let length = usize::from_str_radix(line.trim(), 16).unwrap();
            read_some(reader, length, &mut body);
            reader.read_line(&mut line).unwrap();
            if length == 0 {
                break;
            }
        },
    }
    (status.unwrap(), String::from_utf8(body).unwrap())
}

fn read_some(reader: &mut impl BufRead, length: usize, body: &mut Vec<u8>) {
    let begin = body.len();
    body.resize(begin + length, 0);
    reader.read_exact(&mut body[begin..]).unwrap();
}

pub fn get(path: &str, cookie: &str) -> Request {
    Request {
        path: path.to_owned(),
        cookie: cookie.to_owned(),
        form: None,
    }
}

pub fn post(path: &str, cookie: &str, form: &str) -> Request {
    Request {
        path: path.to_owned(),
        cookie: cookie.to_owned(),
        form: Some(form.to_owned()),
    }
}

/// How long something took, and what it gave.
pub fn seconds_of<T>(what: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let given = what();
    (begun.elapsed().as_secs_f64(), given)
}
