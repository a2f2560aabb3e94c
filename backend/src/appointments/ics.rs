//! An appointment as a calendar reads it (RFC 5545): lines of 75 octets, times in UTC, and nothing about the person.
use chrono::{DateTime, Utc};

/// What stands in the calendar.
pub struct Entry<'e> {
    /// The same for as long as it is about the same request: a move then changes the entry that is there.
    pub uid: String,
    /// Grows with every change.
    pub sequence: i32,
    pub written_at: DateTime<Utc>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub summary: &'e str,
    pub description: &'e str,
    pub location: &'e str,
    pub cancelled: bool,
}

/// The most octets a line has, its end left out (§3.1).
const LINE: usize = 75;

/// The calendar with this one entry.
#[must_use]
pub fn calendar(entry: &Entry) -> String {
    let (method, status) = if entry.cancelled {
        ("CANCEL", "CANCELLED")
    } else {
        ("PUBLISH", "CONFIRMED")
    };
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Passe-Relais//FR".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("METHOD:{method}"),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", text(&entry.uid)),
        format!("SEQUENCE:{}", entry.sequence),
        format!("DTSTAMP:{}", utc(entry.written_at)),
        format!("DTSTART:{}", utc(entry.starts_at)),
        format!("DTEND:{}", utc(entry.ends_at)),
        format!("SUMMARY:{}", text(entry.summary)),
        format!("DESCRIPTION:{}", text(entry.description)),
        format!("LOCATION:{}", text(entry.location)),
        format!("STATUS:{status}"),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    let mut calendar = String::new();
    for line in lines {
        fold(&mut calendar, &line);
    }
    calendar
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A value of text (§3.3.11); what no line may hold is left out.
fn text(value: &str) -> String {
    let mut escaped = String::new();
    for letter in value.chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, in pieces where it is long: each begins with a space, and no letter is cut in two.
fn fold(calendar: &mut String, line: &str) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LINE {
            calendar.push_str("\r\n ");
            octets = 1;
        }
        calendar.push(letter);
        octets += letter.len_utf8();
    }
    calendar.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str) -> String {
        calendar(&Entry {
            uid: "request-12@exemple.fr".to_owned(),
            sequence: 3,
            written_at: "2026-03-20T08:00:00Z".parse().unwrap(),
            starts_at: "2026-03-30T07:00:00Z".parse().unwrap(),
            ends_at: "2026-03-30T08:00:00Z".parse().unwrap(),
            summary,
            description: "04 50 00 00 00",
            location: "France Services, 1 rue de la Paix, 74000 Annecy",
            cancelled: false,
        })
    }

    #[test]
    fn a_calendar_has_one_entry_in_the_order_readers_expect() {
        assert_eq!(
            entry("Rendez-vous"),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Passe-Relais//FR\r\nCALSCALE:GREGORIAN\r\n\
             METHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:request-12@exemple.fr\r\nSEQUENCE:3\r\n\
             DTSTAMP:20260320T080000Z\r\nDTSTART:20260330T070000Z\r\nDTEND:20260330T080000Z\r\n\
             SUMMARY:Rendez-vous\r\nDESCRIPTION:04 50 00 00 00\r\n\
             LOCATION:France Services\\, 1 rue de la Paix\\, 74000 Annecy\r\nSTATUS:CONFIRMED\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolded_it_says_the_same() {
        for length in [1, 60, 66, 67, 68, 75, 140, 300] {
            for letter in ["a", "é", "—", "🎉"] {
                let summary = letter.repeat(length);
                let calendar = entry(&summary);
                for line in calendar.split("\r\n") {
                    assert!(line.len() <= LINE, "{line}");
                }
                assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']));
                let unfolded = calendar.replace("\r\n ", "");
                assert!(unfolded.contains(&format!("\r\nSUMMARY:{summary}\r\n")));
            }
        }
    }

    #[test]
    fn nothing_typed_begins_a_line_of_its_own() {
        let hostile = "a\r\nATTENDEE:mailto:x@y.fr\nb;c,d\\e\u{7}";
        let calendar = entry(hostile);
        assert!(!calendar.contains("\r\nATTENDEE"));
        assert!(
            calendar.contains("SUMMARY:a\\nATTENDEE:mailto:x@y.fr\\nb\\;c\\,d\\\\e\r\n"),
            "{calendar}"
        );
    }

    #[test]
    fn what_is_cancelled_says_so() {
        let calendar = calendar(&Entry {
            uid: "u".to_owned(),
            sequence: 0,
            written_at: DateTime::UNIX_EPOCH,
            starts_at: DateTime::UNIX_EPOCH,
            ends_at: DateTime::UNIX_EPOCH,
            summary: "s",
            description: "d",
            location: "l",
            cancelled: true,
        });
        assert!(calendar.contains("\r\nMETHOD:CANCEL\r\n"));
        assert!(calendar.contains("\r\nSTATUS:CANCELLED\r\n"));
    }
}
