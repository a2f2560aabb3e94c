//! What every line of a list of organisations would add, and what is wrong with it.
use super::columns::{Column, Line, List};
use crate::{
    auth::territory,
    identifiers::{CommuneCode, Siren, Siret, Uai, fold},
    people::organisations::{
        actions::{Details, Place},
        form::{LONGEST, is_phone, is_postcode},
        kinds::kind_written,
    },
};
use entities::organisation::OrganisationKind;
use std::collections::{HashMap, HashSet};

/// What the database has already.
#[derive(Debug, Default)]
pub struct Known {
    pub names: HashSet<(OrganisationKind, String)>,
    pub uais: HashSet<String>,
    pub sirets: HashSet<String>,
}

/// Something to say about one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub what: What,
    pub typed: String,
    /// For a repeat in the file: the line that comes first.
    pub first_line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Ragged,
    Formula,
    TooLong,
    NoName,
    NoKind,
    UnknownKind,
    OutsideTerritory,
    TwiceInFile,
    Known,
    BadSiret,
    BadUai,
    BadEpci,
    BadPhone,
    BadPostcode,
    BadInsee,
    BadFlag,
}

impl What {
    /// Whether the line stays out; else it comes in without the doubtful value, if the person agrees.
    #[must_use]
    pub fn refuses(self) -> bool {
        matches!(
            self,
            Self::Ragged
                | Self::Formula
                | Self::TooLong
                | Self::NoName
                | Self::NoKind
                | Self::UnknownKind
                | Self::OutsideTerritory
                | Self::TwiceInFile
                | Self::Known
        )
    }

    /// The word key; its sentence may take `$typed` and `$line`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Ragged => "import-finding-ragged",
            Self::Formula => "import-finding-formula",
            Self::TooLong => "import-finding-too-long",
            Self::NoName => "import-finding-no-name",
            Self::NoKind => "import-finding-no-kind",
            Self::UnknownKind => "import-finding-unknown-kind",
            Self::OutsideTerritory => "import-finding-outside-territory",
            Self::TwiceInFile => "import-finding-twice-in-file",
            Self::Known => "import-finding-known",
            Self::BadSiret => "import-finding-bad-siret",
            Self::BadUai => "import-finding-bad-uai",
            Self::BadEpci => "import-finding-bad-epci",
            Self::BadPhone => "import-finding-bad-phone",
            Self::BadPostcode => "import-finding-bad-postcode",
            Self::BadInsee => "import-finding-bad-insee",
            Self::BadFlag => "import-finding-bad-flag",
        }
    }
}

/// One line, checked.
#[derive(Debug)]
pub struct Checked {
    pub number: u32,
    pub name: String,
    /// What would be added; nothing when the line cannot be read so far.
    pub adds: Option<(Details, Option<Place>)>,
    pub findings: Vec<Finding>,
}

impl Checked {
    #[must_use]
    pub fn refused(&self) -> bool {
        self.adds.is_none() || self.findings.iter().any(|finding| finding.what.refuses())
    }

    #[must_use]
    pub fn doubtful(&self) -> bool {
        !self.refused() && !self.findings.is_empty()
    }
}

/// Checks every line, in the order of the file. `kind` is for the lines that say none.
#[must_use]
pub fn check(
    list: &List,
    kind: Option<OrganisationKind>,
    known: &Known,
    territories: &[String],
) -> Vec<Checked> {
    let mut seen = Seen::default();
    let mut lines: Vec<_> = list
        .lines
        .iter()
        .map(|line| {
            let mut checked = Reader::new(line).read(kind, territories);
            if let Some((details, _)) = &checked.adds {
                seen.find_repeats(line.number, details, known, &mut checked.findings);
            }
            checked
        })
        .collect();
    lines.extend(list.ragged.iter().map(|number| Checked {
        number: *number,
        name: String::new(),
        adds: None,
        findings: vec![Finding {
            what: What::Ragged,
            typed: String::new(),
            first_line: 0,
        }],
    }));
    lines.sort_by_key(|line| line.number);
    lines
}

/// The line each name, UAI and SIRET first stands on.
#[derive(Default)]
struct Seen {
    names: HashMap<(OrganisationKind, String), u32>,
    uais: HashMap<String, u32>,
    sirets: HashMap<String, u32>,
}

impl Seen {
    fn find_repeats(
        &mut self,
        number: u32,
        details: &Details,
        known: &Known,
        findings: &mut Vec<Finding>,
    ) {
        let name = (details.kind, fold(&details.name));
        let mut first = known.names.contains(&name).then_some(0);
        first = first.or(self.names.get(&name).copied());
        let mut typed = details.name.clone();
        for (code, ours, theirs) in [
            (&details.uai, &mut self.uais, &known.uais),
            (&details.siret, &mut self.sirets, &known.sirets),
        ] {
            let Some(code) = code else { continue };
            if first.is_none() {
                first = theirs.contains(code).then_some(0);
                first = first.or(ours.get(code).copied());
                typed.clone_from(code);
            }
            ours.entry(code.clone()).or_insert(number);
        }
        self.names.entry(name).or_insert(number);
        if let Some(first_line) = first {
            findings.push(Finding {
                what: if first_line == 0 {
                    What::Known
                } else {
                    What::TwiceInFile
                },
                typed,
                first_line,
            });
        }
    }
}

struct Reader<'a> {
    line: &'a Line,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn new(line: &'a Line) -> Self {
        Self {
            line,
            findings: Vec::new(),
        }
    }

    fn read(mut self, kind: Option<OrganisationKind>, territories: &[String]) -> Checked {
        for (column, cell) in &self.line.cells {
            // A spreadsheet runs a cell that begins so; a phone number may honestly begin with +.
            let runs = cell.starts_with(['=', '@', '-', '+'])
                && !(*column == Column::Phone && is_phone(cell));
            if runs {
                self.find(What::Formula, cell);
            } else if cell.chars().count() > LONGEST {
                self.find(What::TooLong, &cell.chars().take(40).collect::<String>());
            }
        }
        let name = self.cell(Column::Name).to_owned();
        if name.is_empty() {
            self.find(What::NoName, "");
        }
        let written = self.cell(Column::Kind).to_owned();
        let kind = if written.is_empty() {
            if kind.is_none() {
                self.find(What::NoKind, "");
            }
            kind
        } else {
            let understood = kind_written(&written);
            if understood.is_none() {
                self.find(What::UnknownKind, &written);
            }
            understood
        };
        let epci_code = self.code(Column::Epci, What::BadEpci, |text| {
            Siren::parse(text).ok().map(|code| code.as_str().to_owned())
        });
        if !territory::within(territories, epci_code.as_deref()) {
            let typed = self.cell(Column::Epci).to_owned();
            self.find(What::OutsideTerritory, &typed);
        }
        let siret = self.code(Column::Siret, What::BadSiret, |text| {
            Siret::parse(text).ok().map(|code| code.as_str().to_owned())
        });
        let uai = self.code(Column::Uai, What::BadUai, |text| {
            Uai::parse(text).ok().map(|code| code.as_str().to_owned())
        });
        let phone = self.code(Column::Phone, What::BadPhone, |text| {
            is_phone(text).then(|| text.to_owned())
        });
        let place = self.place(&name, epci_code.as_ref());
        let adds = kind.filter(|_| !name.is_empty()).map(|kind| {
            let details = Details {
                kind,
                name: name.clone(),
                siret,
                uai,
                epci_code,
                phone,
            };
            (details, place)
        });
        Checked {
            number: self.line.number,
            name,
            adds,
            findings: self.findings,
        }
    }

    /// The site, when the line says anything of one.
    fn place(&mut self, organisation: &str, epci_code: Option<&String>) -> Option<Place> {
        let says_any = [
            Column::Site,
            Column::Address,
            Column::Postcode,
            Column::City,
            Column::Insee,
            Column::Workshop,
            Column::Pickup,
            Column::Training,
        ]
        .iter()
        .any(|column| self.line.cells.contains_key(column));
        if !says_any {
            return None;
        }
        let name = match self.cell(Column::Site) {
            "" => organisation,
            name => name,
        }
        .to_owned();
        let postcode = self.code(Column::Postcode, What::BadPostcode, |text| {
            // A spreadsheet drops the zero in front of 01000.
            let padded = format!("{text:0>5}");
            is_postcode(&padded).then_some(padded)
        });
        let insee_code = self.code(Column::Insee, What::BadInsee, |text| {
            CommuneCode::parse(&format!("{text:0>5}"))
                .ok()
                .map(|code| code.as_str().to_owned())
        });
        Some(Place {
            name,
            address: self.cell(Column::Address).to_owned(),
            postcode: postcode.unwrap_or_default(),
            city: self.cell(Column::City).to_owned(),
            insee_code,
            epci_code: epci_code.cloned(),
            phone: None,
            is_workshop: self.flag(Column::Workshop),
            is_pickup: self.flag(Column::Pickup),
            is_training: self.flag(Column::Training),
        })
    }

    fn cell(&self, column: Column) -> &'a str {
        self.line.cells.get(&column).map_or("", String::as_str)
    }

    fn code(
        &mut self,
        column: Column,
        bad: What,
        parse: impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let typed = self.cell(column);
        if typed.is_empty() {
            return None;
        }
        let code = parse(typed);
        if code.is_none() {
            self.find(bad, typed);
        }
        code
    }

    fn flag(&mut self, column: Column) -> bool {
        let typed = self.cell(column);
        match fold(typed).as_str() {
            "oui" | "yes" | "x" | "1" | "true" | "vrai" | "o" | "y" => true,
            "" | "non" | "no" | "0" | "false" | "faux" | "n" => false,
            _ => {
                self.find(What::BadFlag, typed);
                false
            }
        }
    }

    fn find(&mut self, what: What, typed: &str) {
        self.findings.push(Finding {
            what,
            typed: typed.to_owned(),
            first_line: 0,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::organisations::import::columns::read;
    use std::fmt::Write;

    fn told(file: &str, kind: Option<OrganisationKind>, known: &Known, own: &[String]) -> String {
        let list = read(file.as_bytes()).unwrap();
        let mut told = String::new();
        for line in check(&list, kind, known, own) {
            let weight = match (line.refused(), line.doubtful()) {
                (true, _) => "refused",
                (_, true) => "doubtful",
                _ => "accepted",
            };
            let findings: Vec<_> = line
                .findings
                .iter()
                .map(|found| format!("{:?} {:?} {}", found.what, found.typed, found.first_line))
                .collect();
            writeln!(told, "{} {weight} {}", line.number, findings.join(", ")).unwrap();
        }
        told
    }

    #[test]
    fn every_fault_of_a_list_is_told_with_its_line() {
        let known = Known {
            names: HashSet::from([(OrganisationKind::College, "college connu".to_owned())]),
            uais: HashSet::from(["0740137X".to_owned()]),
            ..Known::default()
        };
        let file = "Type;Nom;UAI;SIRET;EPCI;Téléphone;Code postal;CodeInsee;Atelier\n\
            Collège;Collège A;0740100G;12345678200010;200066793;+33 4 50 00 00 00;74000;74010;non\n\
            Collège;COLLEGE A;;;;;;;\n\
            Collège;Collège connu;;;;;;;\n\
            Collège;Collège B;0740137X;;;;;;\n\
            Collège;Collège C;0740137A;12345678200012;123;abc;7400;20004;peut-être\n\
            Lycée;Lycée D;;;;;;;\n\
            Collège;;;;;;;;\n\
            Collège;=1+1;;;;;;;\n\
            ;Sans type;;;;;;;\n\
            Collège;trop;de;cellules;dans;cette;ligne;pour;la;lire\n\
            Collège;Collège E;0740100G;;;;1000;1001;x\n";
        insta::assert_snapshot!(told(file, None, &known, &[]));
    }

    #[test]
    fn the_kind_is_chosen_once_for_a_list_that_says_none() {
        let file = "UAI,Nom,Commune,CodeInsee\n0740100G,Collège Les Aravis,Thônes,74280\n";
        let college = Some(OrganisationKind::College);
        assert_eq!(told(file, college, &Known::default(), &[]), "2 accepted \n");
        let list = read(file.as_bytes()).unwrap();
        let lines = check(&list, college, &Known::default(), &[]);
        let (details, place) = lines[0].adds.as_ref().unwrap();
        assert_eq!(details.uai.as_deref(), Some("0740100G"));
        let place = place.as_ref().unwrap();
        assert_eq!(
            (place.name.as_str(), place.city.as_str()),
            ("Collège Les Aravis", "Thônes")
        );
    }

    #[test]
    fn a_limited_coordinator_adds_only_within_the_territory() {
        let own = ["200066793".to_owned()];
        let file = "Nom,EPCI\nA,200066793\nB,200000172\nC,\n";
        let college = Some(OrganisationKind::College);
        let told = told(file, college, &Known::default(), &own);
        assert_eq!(
            told,
            "2 accepted \n3 refused OutsideTerritory \"200000172\" 0\n4 refused OutsideTerritory \"\" 0\n"
        );
    }
}
