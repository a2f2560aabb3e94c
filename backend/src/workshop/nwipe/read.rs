//! From the bytes of a log to what it says, without judging it. Nothing here can fail: what is not understood is left out.

use super::{Drive, DriveKind, Host, Serial, Status, Verification, lines::Line};
use crate::identifiers::is_placeholder_serial;
use chrono::NaiveDateTime;

/// A real log has a few kilobytes; a bench that appends every run of a year to one file stays under this.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
const MAX_LINE_BYTES: usize = 1024;
/// Drives of one machine, and of a whole file: what a line costs grows with the first.
const MAX_DRIVES_OF_A_RUN: usize = 512;
const MAX_DRIVE_ENTRIES: usize = 16_384;
const MAX_RUNS: usize = 8_192;
const MAX_FIELD_CHARS: usize = 64;

/// One start of the program. A file holds several when nwipe appended to it.
#[derive(Debug, Default)]
pub struct Run {
    pub tool: Option<String>,
    pub host: Host,
    pub drives: Vec<Drive>,
    rounds: Option<u32>,
    verification: Option<Verification>,
    verification_line: Option<Line>,
    host_line: Option<Line>,
    options_seen: bool,
    ended: bool,
}

#[derive(Debug, Default)]
pub struct Log {
    pub runs: Vec<Run>,
    /// The log has more bytes, runs or drives than any honest one: it was not read to its end.
    pub too_large: bool,
}

#[derive(Clone, Copy, Default)]
enum Table {
    #[default]
    None,
    Errors,
    Bytes,
    Status,
}

#[must_use]
pub fn read(bytes: &[u8]) -> Log {
    if bytes.len() > MAX_BYTES {
        return Log {
            too_large: true,
            ..Log::default()
        };
    }
    let mut reader = Reader::default();
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = &line[..line.len().min(MAX_LINE_BYTES)];
        reader.number += 1;
        reader.line(String::from_utf8_lossy(line).trim_end());
    }
    for run in &mut reader.log.runs {
        for drive in &mut run.drives {
            drive.kind = kind(drive);
            if drive.status != Status::NotStarted {
                drive.verification = run.verification;
                drive.rounds = drive.rounds.or(run.rounds);
                drive.lines.verification.clone_from(&run.verification_line);
            }
            drive.lines.host.clone_from(&run.host_line);
        }
    }
    reader.log
}

#[derive(Default)]
struct Reader {
    log: Log,
    table: Table,
    /// Of the line being read, counted from 1.
    number: u32,
    /// Drives of all runs so far.
    entries: usize,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if let Some((at, message)) = timestamped(line) {
            self.message(at, message);
        } else if line.starts_with("***") {
            self.table = match line.trim_matches(['*', ' ']) {
                "Error Summary" => Table::Errors,
                "Erasure Summary" => Table::Bytes,
                "Drive Status" => Table::Status,
                _ => Table::None,
            };
        } else if line.contains('|') {
            self.row(line);
        }
    }

    fn message(&mut self, at: Option<NaiveDateTime>, message: &str) {
        self.open_run(message);
        let line = self.number;
        if message.starts_with("Found /dev/") {
            self.found(message);
        } else if HIDDEN.iter().any(|sign| message.contains(sign)) {
            if let Some(drive) = device_in(message).and_then(|device| self.drive(device)) {
                drive.hidden_sectors = true;
                drive.lines.hidden = Some(Line::of(line, message));
            }
        } else if message.starts_with("Total Throughput") {
            self.closing_line(message);
        } else if ENDINGS.iter().any(|ending| message.starts_with(ending)) {
            self.run().ended = true;
        } else if let Some((name, value)) = message.split_once(" = ") {
            self.setting(name.trim(), value.trim());
        } else {
            self.progress(at, message);
        }
    }

    /// Starts a new run where the line can only be the beginning of one.
    fn open_run(&mut self, message: &str) {
        let found = message.starts_with("Found /dev/");
        let options = message.starts_with("Program options are set");
        let host = message.starts_with("system-") || message.starts_with("bios-");
        let run = self.run();
        if (run.ended && (found || options || host)) || (run.options_seen && (found || options)) {
            if self.log.runs.len() >= MAX_RUNS {
                self.log.too_large = true;
            } else {
                self.log.runs.push(Run::default());
            }
            self.table = Table::None;
        }
        if options {
            self.run().options_seen = true;
        }
    }

    /// The run being read.
    fn run(&mut self) -> &mut Run {
        if self.log.runs.is_empty() {
            self.log.runs.push(Run::default());
        }
        self.log
            .runs
            .last_mut()
            .expect("pushed when there was none")
    }

    /// The drive of that name in the run being read.
    fn drive(&mut self, device: &str) -> Option<&mut Drive> {
        self.run()
            .drives
            .iter_mut()
            .find(|drive| drive.device == device)
    }

    fn drive_or_new(&mut self, device: &str) -> Option<&mut Drive> {
        let device = clean(device);
        if !device.starts_with("/dev/") {
            return None;
        }
        if self.drive(&device).is_none() {
            if self.entries >= MAX_DRIVE_ENTRIES || self.run().drives.len() >= MAX_DRIVES_OF_A_RUN {
                self.log.too_large = true;
                return None;
            }
            self.entries += 1;
            self.run().drives.push(Drive {
                device: device.clone(),
                ..Drive::default()
            });
        }
        self.drive(&device)
    }

    /// `Found /dev/sda, ATA, MODEL, 320 GB, S/N=…`; the model may hold commas.
    fn found(&mut self, message: &str) {
        let (description, serial) = message.split_once(", S/N=").unwrap_or((message, ""));
        let mut parts = description.trim_start_matches("Found ").splitn(3, ',');
        let device = parts.next().unwrap_or_default().trim();
        let bus = parts.next().unwrap_or_default().trim();
        let rest = parts.next().unwrap_or_default();
        let model = rest
            .rsplit_once(',')
            .map_or(rest, |(model, _size)| model)
            .trim();
        let line = Line::of(self.number, message);
        if let Some(drive) = self.drive_or_new(device) {
            drive.lines.found = Some(line);
            drive.bus = clean(bus);
            drive.model = clean(model);
            drive.serial = read_serial(serial);
        }
    }

    fn setting(&mut self, name: &str, value: &str) {
        let line = self.number;
        let run = self.run();
        match name {
            "banner" => run.tool = Some(clean(value)),
            "rounds" => run.rounds = value.parse().ok(),
            "verify" => {
                run.verification_line = Some(Line::of(line, &format!("{name} = {value}")));
                run.verification = match value.split_whitespace().next() {
                    Some("0") => Some(Verification::Off),
                    Some("1") => Some(Verification::LastPass),
                    Some("2") => Some(Verification::AllPasses),
                    _ => None,
                }
            }
            "system-manufacturer" => run.host.manufacturer = host_field(value),
            "system-product-name" => run.host.product = host_field(value),
            "system-serial-number" => {
                run.host.serial = host_field(value);
                run.host_line = Some(Line::of(line, &format!("{name} = {value}")));
            }
            _ => {}
        }
    }

    /// What nwipe says while it works on a drive.
    fn progress(&mut self, at: Option<NaiveDateTime>, message: &str) {
        let line = self.number;
        if let Some((device, serial)) = message.split_once(" has serial number") {
            if let Some(drive) = self
                .drive_or_new(device)
                .filter(|drive| drive.serial == Serial::Missing)
            {
                drive.serial = read_serial(serial);
            }
        } else if let Some((device, sizes)) = message.split_once(", sect/blk/dev ") {
            let size = sizes
                .rsplit('/')
                .next()
                .and_then(|size| size.trim().parse().ok());
            if let Some(drive) = self.drive_or_new(device) {
                drive.size_bytes = size;
            }
        } else if let Some(rest) = message.strip_prefix("Invoking method '") {
            let Some((method, device)) = rest.split_once("' on ") else {
                return;
            };
            if let Some(drive) = self.drive_or_new(device) {
                drive.method = Some(clean(method));
                drive.lines.method = Some(Line::of(line, message));
                drive.status = Status::NotFinished;
                drive.started_at = at;
                drive.verified = false;
                drive.bytes_written = None;
                drive.bytes_read = None;
            }
        } else if let Some((count, device)) = message.split_once(" bytes written to ") {
            self.count(device, (count, message), |drive| &mut drive.bytes_written);
        } else if let Some((count, device)) = message.split_once(" bytes read from ") {
            self.count(device, (count, message), |drive| &mut drive.bytes_read);
        } else if let Some(drive) = device_in(message).and_then(|device| self.drive(device)) {
            let begins = |starts: &[&str]| starts.iter().any(|start| message.starts_with(start));
            if begins(&["[FAILURE]"]) {
                drive.errors.verification = drive.errors.verification.max(1);
                drive.lines.failure = Some(Line::of(line, message));
            } else if begins(&["[SUCCESS] Verified that ", "Verified pass "]) {
                drive.verified = true;
                drive.lines.verified = Some(Line::of(line, message));
                drive.finished_at = at;
            } else if begins(&["Finished final round ", "[SUCCESS] Blanked device "]) {
                drive.finished_at = at;
            }
        }
    }

    /// Keeps the smallest count: one short pass is enough to leave data behind.
    fn count(
        &mut self,
        device: &str,
        (count, message): (&str, &str),
        field: fn(&mut Drive) -> &mut Option<u64>,
    ) {
        let line = self.number;
        if let (Ok(count), Some(drive)) = (count.trim().parse::<u64>(), self.drive(device)) {
            let field = field(drive);
            if field.is_none_or(|least| count < least) {
                *field = Some(count);
                drive.lines.bytes = Some(Line::of(line, message));
            }
        }
    }

    /// `Total Throughput …, PRNG Stream, 1R+B+VL`: the options as they were in the end, which an operator may have
    /// changed on screen after the list of options was logged.
    fn closing_line(&mut self, message: &str) {
        let line = self.number;
        let run = self.run();
        let options = message.rsplit(',').next().unwrap_or_default().trim();
        for option in options.split('+') {
            match option {
                "NV" => {
                    run.verification = Some(Verification::Off);
                    run.verification_line = Some(Line::of(line, message));
                }
                "VL" => run.verification = Some(Verification::LastPass),
                "VA" => run.verification = Some(Verification::AllPasses),
                _ => {
                    if let Some(rounds) = option
                        .strip_suffix('R')
                        .and_then(|rounds| rounds.parse().ok())
                    {
                        run.rounds = Some(rounds);
                    }
                }
            }
        }
        run.ended = true;
    }

    fn row(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let name = cells[0].trim_start_matches('!').trim();
        let table = self.table;
        let line = Line::of(self.number, line);
        let Some(drive) = drive_of_row(&mut self.run().drives, name) else {
            return;
        };
        let number = |rank: usize| cells.get(rank).and_then(|cell| cell.parse::<u64>().ok());
        match table {
            Table::None => {}
            Table::Errors => {
                drive.errors.write = drive.errors.write.max(number(1).unwrap_or_default());
                drive.errors.verification =
                    drive.errors.verification.max(number(2).unwrap_or_default());
                drive.errors.flush = drive.errors.flush.max(number(3).unwrap_or_default());
                drive.lines.errors = Some(line);
            }
            Table::Bytes => {
                drive.size_bytes = drive.size_bytes.or(number(2));
                if let Some(erased) = number(1)
                    && drive.bytes_written.is_none_or(|least| erased < least)
                {
                    drive.bytes_written = Some(erased);
                    drive.lines.bytes = Some(line);
                }
            }
            Table::Status => {
                drive.lines.status = Some(line);
                drive.status = match cells.get(1).copied().unwrap_or_default() {
                    "Erased" => Status::Erased,
                    "UABORTED" => Status::Aborted,
                    "-FAILED-" | "INSANITY" => Status::Failed,
                    _ => Status::NotFinished,
                }
            }
        }
    }
}

/// How nwipe 0.35 and later say that the drive keeps sectors (HPA, DCO) from whoever writes to it.
const HIDDEN: [&str; 2] = [
    "HIDDEN SECTORS DETECTED",
    "[BAD]The host protected area is enabled",
];

const ENDINGS: [&str; 3] = [
    "Nwipe successfully completed",
    "Nwipe exited with errors, check",
    "Nwipe was aborted",
];

/// Tables name a drive without its folder, and cut long names at their left.
fn drive_of_row<'a>(drives: &'a mut [Drive], name: &str) -> Option<&'a mut Drive> {
    if name.is_empty() {
        return None;
    }
    let short = |drive: &Drive| drive.device.trim_start_matches("/dev/").to_owned();
    let exact = drives.iter().position(|drive| short(drive) == name);
    let mut cut =
        (0..drives.len()).filter(|rank| name.len() >= 6 && short(&drives[*rank]).ends_with(name));
    let rank = exact.or_else(|| cut.next().filter(|_| cut.next().is_none()))?;
    drives.get_mut(rank)
}

/// `[2026/11/21 20:18:08]  notice: message` into its time and message.
fn timestamped(line: &str) -> Option<(Option<NaiveDateTime>, &str)> {
    let (stamp, rest) = line.strip_prefix('[')?.split_once(']')?;
    let at = NaiveDateTime::parse_from_str(stamp, "%Y/%m/%d %H:%M:%S").ok();
    let rest = rest.trim_start();
    let message = rest
        .split_once(": ")
        .filter(|(level, _)| LEVELS.contains(level))
        .map_or(rest, |(_, message)| message.trim_start());
    Some((at, message))
}

const LEVELS: [&str; 6] = ["debug", "info", "notice", "warning", "error", "fatal"];

/// The device path inside a sentence, without its quotes and full stop.
fn device_in(message: &str) -> Option<&str> {
    message
        .split_whitespace()
        .map(|word| word.trim_matches(['\'', '.', ',']))
        .find(|word| word.starts_with("/dev/"))
}

/// A field fit to be stored and shown: no control characters, bounded.
fn clean(text: &str) -> String {
    let shown: String = text
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(MAX_FIELD_CHARS)
        .collect();
    shown.trim().to_owned()
}

fn host_field(value: &str) -> Option<String> {
    let value = clean(value);
    (!value.is_empty() && !is_placeholder_serial(&value)).then_some(value)
}

fn read_serial(text: &str) -> Serial {
    let text = text.trim();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || " -_./:+".contains(letter);
    if text.is_empty() {
        Serial::Missing
    } else if text.len() >= 5 && text.bytes().all(|byte| byte == b'X') {
        Serial::Masked
    } else if (4..=MAX_FIELD_CHARS).contains(&text.len())
        && text.chars().all(plain)
        && !is_placeholder_serial(text)
    {
        Serial::Read(text.to_owned())
    } else {
        Serial::Unreadable
    }
}

/// nwipe marks flash with `-SSD` where the kernel knows it; some models say it in their name.
fn kind(drive: &Drive) -> DriveKind {
    let bus = drive.bus.to_ascii_uppercase();
    if bus.contains("NVME") || drive.device.starts_with("/dev/nvme") {
        DriveKind::Nvme
    } else if bus.contains("SSD")
        || drive.model.to_ascii_uppercase().contains("SSD")
        || drive.device.starts_with("/dev/mmcblk")
    {
        DriveKind::Ssd
    } else if matches!(bus.as_str(), "ATA" | "IDE" | "SAS" | "SCSI") {
        DriveKind::Hdd
    } else {
        DriveKind::Unknown
    }
}
