//! The lines below the header, read as they come: what is kept of each, and what is wrong with it.
use super::{
    columns::{Column, Header, Sheet, header},
    table::{HEADER_WITHIN, NotAnExport},
    values,
};
use crate::intake::list::read::Unreadable;
use chrono::NaiveDate;
use entities::coop_row::{CoopAge, CoopKind, CoopOccupation};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One participant's share of an activity: all that is kept of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub cra_id: String,
    pub participant: i32,
    pub participants: i32,
    pub held_on: NaiveDate,
    pub kind: CoopKind,
    pub minutes: i32,
    pub themes: BTreeSet<String>,
    pub insee_code: Option<String>,
    pub age: CoopAge,
    pub occupation: CoopOccupation,
}

/// People of an age and an occupation: all that is kept of the export of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    pub age: CoopAge,
    pub occupation: CoopOccupation,
    pub people: i32,
    pub activities: i32,
}

/// Something to say about one cell of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub line: u32,
    pub column: Column,
    pub what: What,
    pub typed: String,
    /// For a repeat in the file: the line that comes first.
    pub first_line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    BadCra,
    BadParticipant,
    BadDate,
    FutureDate,
    BadKind,
    BadMinutes,
    TwiceInFile,
    UnknownTheme,
    BadInsee,
    UnknownAge,
    UnknownOccupation,
}

impl What {
    /// Whether the line stays out; else it is kept without the value.
    #[must_use]
    pub fn refuses(self) -> bool {
        match self {
            Self::BadCra
            | Self::BadParticipant
            | Self::BadDate
            | Self::FutureDate
            | Self::BadKind
            | Self::BadMinutes
            | Self::TwiceInFile => true,
            Self::UnknownTheme | Self::BadInsee | Self::UnknownAge | Self::UnknownOccupation => {
                false
            }
        }
    }

    /// The word key; its sentence takes `$typed` and `$line`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::BadCra => "coop-finding-bad-cra",
            Self::BadParticipant => "coop-finding-bad-participant",
            Self::BadDate => "coop-finding-bad-date",
            Self::FutureDate => "coop-finding-future-date",
            Self::BadKind => "coop-finding-bad-kind",
            Self::BadMinutes => "coop-finding-bad-minutes",
            Self::TwiceInFile => "coop-finding-twice-in-file",
            Self::UnknownTheme => "coop-finding-unknown-theme",
            Self::BadInsee => "coop-finding-bad-insee",
            Self::UnknownAge => "coop-finding-unknown-age",
            Self::UnknownOccupation => "coop-finding-unknown-occupation",
        }
    }
}

/// More findings than anybody reads: the others are counted.
const TOLD: usize = 200;

/// An export as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub sheet: Sheet,
    pub rows: Vec<Row>,
    pub people: Vec<People>,
    /// Lines that stay out.
    pub refused: usize,
    pub findings: Vec<Finding>,
    /// Findings beyond those that are told.
    pub more: usize,
    /// Names of the columns that were not read.
    pub left_out: Vec<String>,
}

/// What has been read of a file so far.
pub struct Gathered {
    max_rows: usize,
    today: NaiveDate,
    header: Option<Header>,
    lines: usize,
    rows: Vec<Row>,
    people: BTreeMap<(CoopAge, CoopOccupation), (i32, i32)>,
    /// The line each participant of each activity first stands on.
    seen: HashMap<(String, i32), u32>,
    refused: usize,
    findings: Vec<Finding>,
    more: usize,
}

impl Gathered {
    #[must_use]
    pub fn new(max_rows: usize, today: NaiveDate) -> Self {
        Self {
            max_rows,
            today,
            header: None,
            lines: 0,
            rows: Vec::new(),
            people: BTreeMap::new(),
            seen: HashMap::new(),
            refused: 0,
            findings: Vec::new(),
            more: 0,
        }
    }

    /// Takes the next line of the file.
    ///
    /// # Errors
    /// When it shows that the file is no export, or is too long.
    pub fn take(&mut self, line: u32, cells: &[String]) -> Result<(), NotAnExport> {
        let Some(header) = &self.header else {
            self.header = header(cells);
            return match &self.header {
                Some(header) if !header.missing.is_empty() => {
                    Err(NotAnExport::Missing(header.missing.clone()))
                }
                None if line > HEADER_WITHIN => Err(NotAnExport::NoHeader),
                Some(_) | None => Ok(()),
            };
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        self.lines += 1;
        if self.lines > self.max_rows {
            return Err(NotAnExport::TooManyRows);
        }
        let sheet = header.sheet;
        let reader = Reader {
            line,
            cells: header
                .places
                .iter()
                .map(|(column, place)| (*column, cells.get(*place).map_or("", |cell| cell.trim())))
                .collect(),
            findings: Vec::new(),
        };
        match sheet {
            Sheet::Activities => self.activity(reader),
            Sheet::People => self.person(reader),
        }
        Ok(())
    }

    fn activity(&mut self, mut reader: Reader<'_>) {
        let row = reader.row(self.today);
        if let Some(row) = &row {
            let key = (row.cra_id.clone(), row.participant);
            match self.seen.get(&key) {
                Some(first) => {
                    let typed = row.cra_id.clone();
                    reader.find_first(Column::Cra, What::TwiceInFile, &typed, *first);
                }
                None => {
                    self.seen.insert(key, reader.line);
                }
            }
        }
        let refused = reader.findings.iter().any(|found| found.what.refuses());
        self.told(reader.findings);
        match row {
            Some(row) if !refused => self.rows.push(row),
            Some(_) | None => self.refused += 1,
        }
    }

    fn person(&mut self, mut reader: Reader<'_>) {
        let (age, occupation) = (reader.age(), reader.occupation());
        let activities = values::whole(reader.cell(Column::Activities)).unwrap_or(0);
        let count = self.people.entry((age, occupation)).or_default();
        count.0 += 1;
        count.1 = count.1.saturating_add(activities.clamp(0, 10_000));
        self.told(reader.findings);
    }

    fn told(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            if self.findings.len() < TOLD {
                self.findings.push(finding);
            } else {
                self.more += 1;
            }
        }
    }

    /// The file as a whole, once every line was taken.
    ///
    /// # Errors
    /// When it had no header, or no line below it.
    pub fn whole(self) -> Result<List, NotAnExport> {
        let header = self.header.ok_or(NotAnExport::NoHeader)?;
        if self.lines == 0 {
            return Err(NotAnExport::Unreadable(Unreadable::NoRows));
        }
        let people = self.people.into_iter();
        Ok(List {
            sheet: header.sheet,
            rows: self.rows,
            people: people
                .map(|((age, occupation), (people, activities))| People {
                    age,
                    occupation,
                    people,
                    activities,
                })
                .collect(),
            refused: self.refused,
            findings: self.findings,
            more: self.more,
            left_out: header.left_out,
        })
    }
}

/// One line, cell by cell.
struct Reader<'l> {
    line: u32,
    cells: Vec<(Column, &'l str)>,
    findings: Vec<Finding>,
}

impl<'l> Reader<'l> {
    fn row(&mut self, today: NaiveDate) -> Option<Row> {
        let cra_id = self.read(Column::Cra, What::BadCra, values::cra);
        let share = self.read(
            Column::Participant,
            What::BadParticipant,
            values::participant,
        );
        let held_on = self.read(Column::Date, What::BadDate, values::day);
        if held_on.is_some_and(|day| day > today) {
            self.find(Column::Date, What::FutureDate, self.cell(Column::Date));
        }
        let kind = self.read(Column::Kind, What::BadKind, values::kind);
        let minutes = self.read(Column::Minutes, What::BadMinutes, values::minutes);
        let themes = self.themes();
        let insee_code = match self.cell(Column::Insee) {
            "" => None,
            _ => self.read(Column::Insee, What::BadInsee, values::commune),
        };
        let (age, occupation) = (self.age(), self.occupation());
        let (participant, participants) = share?;
        Some(Row {
            cra_id: cra_id?,
            participant,
            participants,
            held_on: held_on?,
            kind: kind?,
            minutes: minutes?,
            themes,
            insee_code,
            age,
            occupation,
        })
    }

    fn themes(&mut self) -> BTreeSet<String> {
        let mut themes = BTreeSet::new();
        for name in self.cell(Column::Themes).split(['\n', ';', ',', '|']) {
            let name = name.trim();
            match values::theme(name) {
                Some(key) => {
                    themes.insert(key.to_owned());
                }
                None if name.is_empty() => {}
                None => self.find(Column::Themes, What::UnknownTheme, name),
            }
        }
        themes
    }

    fn age(&mut self) -> CoopAge {
        self.read(Column::Age, What::UnknownAge, values::age)
            .unwrap_or(CoopAge::NotSaid)
    }

    fn occupation(&mut self) -> CoopOccupation {
        self.read(
            Column::Occupation,
            What::UnknownOccupation,
            values::occupation,
        )
        .unwrap_or(CoopOccupation::NotSaid)
    }

    fn cell(&self, column: Column) -> &'l str {
        let found = self.cells.iter().find(|(known, _)| *known == column);
        found.map_or("", |(_, cell)| *cell)
    }

    fn read<T>(
        &mut self,
        column: Column,
        wrong: What,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = self.cell(column);
        let value = parse(typed);
        if value.is_none() {
            self.find(column, wrong, typed);
        }
        value
    }

    fn find(&mut self, column: Column, what: What, typed: &str) {
        self.find_first(column, what, typed, 0);
    }

    fn find_first(&mut self, column: Column, what: What, typed: &str, first_line: u32) {
        self.findings.push(Finding {
            line: self.line,
            column,
            what,
            typed: typed.chars().take(40).collect(),
            first_line,
        });
    }
}
