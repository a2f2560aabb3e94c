//! Opening hours: read as `OpenStreetMap` writes them or with French days, kept in that standard's form, said in words.
//!
//! Of the standard, what a reception desk needs: days of the week and holidays, spans of hours, closed days. What is
//! not read here is refused, so that everything kept can be said in plain words.
use crate::{identifiers::fold, web::Words};

/// A day of the week, or a kind of holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
    PublicHolidays,
    SchoolHolidays,
}

/// The standard's word, what people write instead, and the key of the word on screen.
const DAYS: [(Day, &str, &[&str], &str); 9] = [
    (
        Day::Monday,
        "Mo",
        &["mo", "lu", "lun", "lundi"],
        "opening-monday",
    ),
    (
        Day::Tuesday,
        "Tu",
        &["tu", "ma", "mar", "mardi"],
        "opening-tuesday",
    ),
    (
        Day::Wednesday,
        "We",
        &["we", "me", "mer", "mercredi"],
        "opening-wednesday",
    ),
    (
        Day::Thursday,
        "Th",
        &["th", "je", "jeu", "jeudi"],
        "opening-thursday",
    ),
    (
        Day::Friday,
        "Fr",
        &["fr", "ve", "ven", "vendredi"],
        "opening-friday",
    ),
    (
        Day::Saturday,
        "Sa",
        &["sa", "sam", "samedi"],
        "opening-saturday",
    ),
    (
        Day::Sunday,
        "Su",
        &["su", "di", "dim", "dimanche"],
        "opening-sunday",
    ),
    (
        Day::PublicHolidays,
        "PH",
        &["ph", "jf", "feries"],
        "opening-public-holidays",
    ),
    (
        Day::SchoolHolidays,
        "SH",
        &["sh", "vacances"],
        "opening-school-holidays",
    ),
];

impl Day {
    fn row(self) -> &'static (Self, &'static str, &'static [&'static str], &'static str) {
        DAYS.iter()
            .find(|(day, ..)| *day == self)
            .expect("every day has its row")
    }

    fn named(text: &str) -> Option<Self> {
        DAYS.iter()
            .find(|(_, _, names, _)| names.contains(&text))
            .map(|(day, ..)| *day)
    }
}

/// From one time of day to a later one, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: u16,
    to: u16,
}

/// Some days, first to last, and the hours on them; no hours means closed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    days: Vec<(Day, Day)>,
    spans: Vec<Span>,
}

/// The hours of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours(Vec<Rule>);

/// The whole of a day.
const ALWAYS: Span = Span { from: 0, to: 1440 };

impl Hours {
    /// Nothing for what is not understood.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = tidy(text);
        let rules: Option<Vec<Rule>> = text
            .split(';')
            .map(str::trim)
            .filter(|rule| !rule.is_empty())
            .map(rule)
            .collect();
        rules.filter(|rules| !rules.is_empty()).map(Self)
    }

    /// As the standard writes it.
    #[must_use]
    pub fn standard(&self) -> String {
        let rules: Vec<String> = self.0.iter().map(Rule::standard).collect();
        rules.join("; ")
    }

    /// One line per rule, in words.
    #[must_use]
    pub fn say(&self, words: &Words) -> Vec<String> {
        self.0.iter().map(|rule| rule.say(words)).collect()
    }
}

/// Folded, without spaces around what joins.
fn tidy(text: &str) -> String {
    let mut folded = fold(&text.replace(['–', '—'], "-"));
    for joint in ["-", ",", ":"] {
        for spaced in [format!(" {joint}"), format!("{joint} ")] {
            while folded.contains(&spaced) {
                folded = folded.replace(&spaced, joint);
            }
        }
    }
    folded
}

fn rule(text: &str) -> Option<Rule> {
    if text == "24/7" {
        return Some(Rule {
            days: Vec::new(),
            spans: vec![ALWAYS],
        });
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    let (days, hours) = match parts.as_slice() {
        [hours] => ("", *hours),
        [days, hours] => (*days, *hours),
        _ => return None,
    };
    let days: Option<Vec<_>> = days
        .split(',')
        .filter(|part| !part.is_empty())
        .map(day_range)
        .collect();
    let spans: Option<Vec<_>> = match hours {
        "off" | "closed" | "ferme" => Some(Vec::new()),
        _ => hours.split(',').map(span).collect(),
    };
    Some(Rule {
        days: days?,
        spans: spans?,
    })
}

fn day_range(text: &str) -> Option<(Day, Day)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((Day::named(first)?, Day::named(last)?))
}

fn span(text: &str) -> Option<Span> {
    let (from, to) = text.split_once('-')?;
    let span = Span {
        from: minutes(from)?,
        to: minutes(to)?,
    };
    (span.from < span.to).then_some(span)
}

/// `9:00`, `09:30`, `9h`, `9h30`.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once([':', 'h'])?;
    let part = |text: &str, empty: Option<u16>| {
        if text.is_empty() {
            empty
        } else {
            (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse().ok())
                .flatten()
        }
    };
    let minute = part(minute, text.contains('h').then_some(0))?;
    let at = part(hour, None)? * 60 + minute;
    (minute < 60 && at <= 1440).then_some(at)
}

impl Rule {
    fn standard(&self) -> String {
        if self.days.is_empty() && self.spans == [ALWAYS] {
            return "24/7".to_owned();
        }
        let days: Vec<String> = self
            .days
            .iter()
            .map(|(first, last)| {
                if first == last {
                    first.row().1.to_owned()
                } else {
                    format!("{}-{}", first.row().1, last.row().1)
                }
            })
            .collect();
        let hours = if self.spans.is_empty() {
            "off".to_owned()
        } else {
            let clock = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
            let spans: Vec<String> = self
                .spans
                .iter()
                .map(|span| format!("{}-{}", clock(span.from), clock(span.to)))
                .collect();
            spans.join(",")
        };
        let days = days.join(",");
        format!("{days} {hours}").trim().to_owned()
    }

    fn say(&self, words: &Words) -> String {
        let days: Vec<String> = self
            .days
            .iter()
            .map(|(first, last)| {
                let named = |day: &Day| words.say(day.row().3);
                if first == last {
                    named(first)
                } else {
                    words
                        .with("first", named(first))
                        .with("last", named(last))
                        .say("opening-days")
                }
            })
            .collect();
        let days = if days.is_empty() {
            words.say("opening-every-day")
        } else {
            days.join(", ")
        };
        if self.spans.is_empty() {
            return words.with("days", days).say("opening-closed");
        }
        let spans: Vec<String> = self
            .spans
            .iter()
            .map(|span| {
                words
                    .with("from", clock(words, span.from))
                    .with("to", clock(words, span.to))
                    .say("opening-span")
            })
            .collect();
        words
            .with("days", days)
            .with("hours", spans.join(", "))
            .say("opening-open")
    }
}

/// `8 h 30` or `8:30`.
fn clock(words: &Words, at: u16) -> String {
    words
        .with("hour", (at / 60).to_string())
        .with("minute", format!("{:02}", at % 60))
        .say("opening-clock")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn hours_are_kept_as_the_standard_writes_them() {
        for (typed, kept) in [
            ("Mo-Fr 08:30-12:30; PH off", "Mo-Fr 08:30-12:30; PH off"),
            (
                "Lu-Ve 9h-12h, 14h – 17h30 ; Sa fermé",
                "Mo-Fr 09:00-12:00,14:00-17:30; Sa off",
            ),
            ("mardi,jeudi 9:00-12:00", "Tu,Th 09:00-12:00"),
            ("24/7", "24/7"),
            ("08:00-20:00", "08:00-20:00"),
            ("Mo-We,Fr 08:00-24:00;", "Mo-We,Fr 08:00-24:00"),
            ("SH off", "SH off"),
        ] {
            let read = Hours::read(typed).map(|hours| hours.standard());
            assert_eq!(read.as_deref(), Some(kept), "{typed}");
            assert_eq!(Hours::read(kept), Hours::read(typed));
        }
        for wrong in [
            "",
            ";",
            "ouvert le matin",
            "Mo-Fr",
            "Mo 9-12",
            "Mo 12:00-09:00",
            "Mo 08:61-12:00",
            "Mo 25:00-26:00",
            "Xx 08:00-12:00",
            "Mo 08:00",
            "Mo: 08:00-12:00 sur rendez-vous",
            "Mo 008:00-12:00",
        ] {
            assert_eq!(Hours::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn hours_are_said_in_both_languages() {
        let hours = Hours::read("Mo-Fr 08:30-12:30,13:30-17:00; PH off").unwrap();
        assert_eq!(
            hours.say(&Words::new(Lang::Fr)),
            [
                "lundi à vendredi\u{a0}: de 8 h 30 à 12 h 30, de 13 h 30 à 17 h 00",
                "jours fériés\u{a0}: fermé"
            ]
        );
        assert_eq!(
            hours.say(&Words::new(Lang::En)),
            [
                "Monday to Friday: 8:30 to 12:30, 13:30 to 17:00",
                "public holidays: closed"
            ]
        );
    }
}
