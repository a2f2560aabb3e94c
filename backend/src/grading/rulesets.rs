//! The sets of rules: those that come with the program (`backend/data/grading`), then those of the installation's own
//! folder. Each is checked when it is read: a set with a hole is never used.
use super::rules::{Fact, Ruleset};
use crate::{config::Config, identifiers::fold, keys::sha256_hex};
use entities::device::DeviceKind;
use std::{
    collections::{BTreeSet, HashMap},
    fs, io,
    path::{Path, PathBuf},
    sync::{LazyLock, PoisonError, RwLock},
};

/// In the order in which they are offered: the first that knows a kind is its usual one.
const FILES: [(&str, &str); 3] = [
    (
        "emmaus-connect-computers.toml",
        include_str!("../../data/grading/emmaus-connect-computers.toml"),
    ),
    (
        "emmaus-connect-mobiles.toml",
        include_str!("../../data/grading/emmaus-connect-mobiles.toml"),
    ),
    (
        "battery.toml",
        include_str!("../../data/grading/battery.toml"),
    ),
];

static SHIPPED: LazyLock<Rulesets> = LazyLock::new(|| {
    let files = FILES.map(|(name, text)| (name.to_owned(), Ok(text.to_owned())));
    Rulesets::default().with(files)
});

/// The sets of each folder, read when they are first asked for, which is at start, and never again: what a category
/// means does not change between two devices.
static READ: LazyLock<RwLock<HashMap<PathBuf, &'static Rulesets>>> = LazyLock::new(RwLock::default);

/// The sets in force at an installation, and what is wrong with the files that are not.
#[derive(Clone, Debug, Default)]
pub struct Rulesets {
    sets: Vec<Ruleset>,
    /// One sentence per fault, with the file it is in.
    pub refused: Vec<String>,
}

/// The sets that come with the program.
#[must_use]
pub fn shipped() -> &'static Rulesets {
    &SHIPPED
}

/// The sets of this installation.
#[must_use]
pub fn of(config: &Config) -> &'static Rulesets {
    let Some(folder) = &config.grading_rules else {
        return shipped();
    };
    if let Some(sets) = read_already(folder) {
        return sets;
    }
    let mut known = READ.write().unwrap_or_else(PoisonError::into_inner);
    known
        .entry(folder.clone())
        // Kept until the program ends.
        .or_insert_with(|| Box::leak(Box::new(read_folder(folder))))
}

fn read_already(folder: &Path) -> Option<&'static Rulesets> {
    let known = READ.read().unwrap_or_else(PoisonError::into_inner);
    known.get(folder).copied()
}

fn read_folder(folder: &Path) -> Rulesets {
    let mut sets = shipped().clone();
    match files_of(folder) {
        Ok(files) => sets.with(files),
        Err(error) => {
            let fault = format!("{} cannot be read: {error}", folder.display());
            sets.refused.push(fault);
            sets
        }
    }
}

/// Every `.toml` file of a folder, by name, with its text.
fn files_of(folder: &Path) -> io::Result<Vec<(String, io::Result<String>)>> {
    let mut files = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let files = files.into_iter().map(|file| file.path());
    let sets = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.into_owned(), fs::read_to_string(&path))
    };
    Ok(sets.map(read).collect())
}

impl Rulesets {
    /// These and those of the files: one that is wrong is left out and does not keep the others from being used.
    fn with(mut self, files: impl IntoIterator<Item = (String, io::Result<String>)>) -> Self {
        for (file, text) in files {
            let set = text
                .map_err(|error| vec![format!("it cannot be read: {error}")])
                .and_then(|text| read(&text))
                .and_then(|set| self.beside(set));
            match set {
                Ok(set) => self.sets.push(set),
                Err(faults) => {
                    let faults = faults.into_iter().map(|fault| format!("{file}: {fault}"));
                    self.refused.extend(faults);
                }
            }
        }
        self
    }

    /// What a record and the search of the stock say by a key, two sets must not mean differently.
    fn beside(&self, set: Ruleset) -> Result<Ruleset, Vec<String>> {
        let mut faults = Vec::new();
        if self.by_key(&set.key).is_some() {
            faults.push(format!("another set is called {}", set.key));
        }
        for category in &set.category {
            let other = self
                .categories()
                .into_iter()
                .find(|(key, name)| *key == category.key && fold(name) != fold(&category.name));
            if let Some((key, name)) = other {
                faults.push(format!(
                    "the category {key} is called {name} in another set, not {}",
                    category.name
                ));
            }
        }
        if faults.is_empty() {
            Ok(set)
        } else {
            Err(faults)
        }
    }

    /// The sets that judge a kind of device.
    pub fn for_kind(&self, kind: DeviceKind) -> impl Iterator<Item = &Ruleset> {
        self.sets
            .iter()
            .filter(move |set| set.kinds.contains(&kind))
    }

    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Ruleset> {
        self.sets.iter().find(|set| set.key == key)
    }

    /// Every category of any set, by its key and the name its authors gave it, for the filter of the stock.
    #[must_use]
    pub fn categories(&self) -> Vec<(&str, &str)> {
        let mut seen = BTreeSet::new();
        let all = self.sets.iter().flat_map(|set| &set.category);
        all.filter(|category| seen.insert(&category.key))
            .map(|category| (category.key.as_str(), category.name.as_str()))
            .collect()
    }

    /// How many sets there are.
    ///
    /// # Errors
    /// Everything that is wrong with the files.
    pub fn validate(&self) -> Result<usize, Vec<String>> {
        if self.refused.is_empty() {
            Ok(self.sets.len())
        } else {
            Err(self.refused.clone())
        }
    }

    fn name_of(&self, key: &str) -> Option<&str> {
        let categories = self.sets.iter().flat_map(|set| &set.category);
        let mut named = categories.filter(|category| category.key == key);
        named.next().map(|category| category.name.as_str())
    }
}

/// A category as people write it; its key where no set knows it any more.
#[must_use]
pub fn category_name(key: &str) -> String {
    let read = READ.read().unwrap_or_else(PoisonError::into_inner);
    let mut sets = std::iter::once(shipped()).chain(read.values().copied());
    let known = sets.find_map(|sets| sets.name_of(key));
    known.unwrap_or(key).to_owned()
}

/// Reads one set.
///
/// # Errors
/// Everything that is wrong with it: a word that is none, or a hole that a device would fall through.
pub fn read(text: &str) -> Result<Ruleset, Vec<String>> {
    let mut set: Ruleset =
        toml::from_str(text).map_err(|error| vec![error.message().to_owned()])?;
    set.sha256 = sha256_hex(text);
    let faults = faults_of(&set);
    if faults.is_empty() {
        Ok(set)
    } else {
        Err(faults)
    }
}

fn faults_of(set: &Ruleset) -> Vec<String> {
    let mut faults = Vec::new();
    let mut wrong = |fault: String| faults.push(fault);
    for (name, words) in [("key", &set.key), ("fr", &set.fr), ("en", &set.en)] {
        if words.trim().is_empty() {
            wrong(format!("{name} is empty"));
        }
    }
    // They stand in addresses.
    let plain = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-' || letter == '_'
    };
    let keys = set.category.iter().map(|category| &category.key);
    for key in std::iter::once(&set.key).chain(keys) {
        if !key.chars().all(plain) {
            wrong(format!(
                "the key {key} may have small letters without accents, digits and hyphens only"
            ));
        }
    }
    if set.kinds.is_empty() {
        wrong("it judges no kind of device".to_owned());
    }
    let mut facts: BTreeSet<Fact> = BTreeSet::new();
    for part in &set.part {
        let name = part.fact.field();
        if !facts.insert(part.fact) {
            wrong(format!("{name} is asked for twice"));
        }
        if !ascends(part.below.iter().map(|(threshold, _)| *threshold)) {
            wrong(format!("the thresholds of {name} do not ascend"));
        }
    }
    if let Some(drives) = &set.drives {
        for (name, scale) in [
            ("hdd", &drives.hdd),
            ("ssd", &drives.ssd),
            ("nvme", &drives.nvme),
        ] {
            if !ascends(scale.below.iter().map(|(threshold, _)| *threshold)) {
                wrong(format!("the thresholds of {name} do not ascend"));
            }
        }
    }
    if set.part.is_empty() && set.drives.is_none() {
        wrong("it asks for nothing".to_owned());
    }
    if !set.weightings.is_empty() && !set.weightings.contains(&0) {
        wrong("its weightings lack 0".to_owned());
    }
    if set.weightings.iter().any(|percent| *percent < -100) {
        wrong("a weighting takes off more than all".to_owned());
    }
    categories_of(set, &facts, &mut wrong);
    faults
}

fn categories_of(set: &Ruleset, facts: &BTreeSet<Fact>, wrong: &mut impl FnMut(String)) {
    let Some((best, lesser)) = set.category.split_last() else {
        wrong("it has no category".to_owned());
        return;
    };
    let keys: BTreeSet<&str> = set.category.iter().map(|one| one.key.as_str()).collect();
    if keys.len() < set.category.len() {
        wrong("two categories have one key".to_owned());
    }
    if best.below.is_some() {
        wrong(format!("no category is for totals beyond {}", best.name));
    }
    for category in lesser {
        if category.below.is_none() {
            wrong(format!("{} says no total it is below", category.name));
        }
    }
    if !ascends(lesser.iter().filter_map(|category| category.below)) {
        wrong("the totals of the categories do not ascend".to_owned());
    }
    for limit in &set.limit {
        if !keys.contains(limit.at_best.as_str()) {
            wrong(format!(
                "a limit names {}, which is no category",
                limit.at_best
            ));
        }
        if !facts.contains(&limit.fact) {
            wrong(format!(
                "a limit rests on {}, which no part asks for",
                limit.fact.field()
            ));
        }
        if set.drives.is_none() {
            wrong("a limit rests on drives, which nobody asks for".to_owned());
        }
    }
}

fn ascends(mut numbers: impl Iterator<Item = i32>) -> bool {
    let Some(mut before) = numbers.next() else {
        return true;
    };
    numbers.all(|number| std::mem::replace(&mut before, number) < number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_that_comes_with_the_program_is_whole() {
        assert_eq!(shipped().validate(), Ok(3));
        for kind in [
            DeviceKind::Laptop,
            DeviceKind::Desktop,
            DeviceKind::Tablet,
            DeviceKind::Phone,
        ] {
            let usual = shipped().for_kind(kind).next().map(|set| set.key.as_str());
            assert!(usual.is_some_and(|key| key.starts_with("emmaus-connect")));
        }
        assert_eq!(shipped().for_kind(DeviceKind::Screen).count(), 0);
    }

    #[test]
    fn the_example_for_who_writes_a_set_is_a_whole_one() {
        let page = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../docs/OPERATIONS.md"
        ));
        let (_, example) = page.split_once("```\nkey = ").unwrap();
        let (example, _) = example.split_once("```").unwrap();
        let set = read(&format!("key = {example}")).unwrap();
        assert_eq!(shipped().beside(set).map(|set| set.kinds.len()), Ok(3));
    }

    /// A set of an installation's own, with one place made otherwise.
    fn own(from: &str, to: &str) -> (String, io::Result<String>) {
        let (_, text) = FILES[2];
        assert!(text.contains(from), "{from} is not in the file");
        let text = text.replace("key = \"battery\"", "key = \"battery-here\"");
        ("own.toml".to_owned(), Ok(text.replacen(from, to, 1)))
    }

    #[test]
    fn a_set_of_ones_own_is_offered_after_the_others_and_known_by_its_hash() {
        let sets = shipped().clone().with([own("[91, 2]", "[95, 2]")]);
        assert_eq!(sets.validate(), Ok(4));
        let tablets: Vec<_> = sets.for_kind(DeviceKind::Tablet).collect();
        assert_eq!(tablets.last().unwrap().key, "battery-here");
        let shipped_one = shipped().by_key("battery").unwrap();
        assert_ne!(tablets.last().unwrap().sha256, shipped_one.sha256);
        assert_eq!(shipped_one.sha256, sha256_hex(FILES[2].1));
    }

    #[test]
    fn one_wrong_file_is_left_out_in_words_and_the_others_serve() {
        let gone = (
            "gone.toml".to_owned(),
            Err(io::Error::other("no such luck")),
        );
        let taken = ("taken.toml".to_owned(), Ok(FILES[0].1.to_owned()));
        let files = [
            own("beyond = 3", "beyond = 3\nsome = 1"),
            own("name = \"D\"", "name = \"Dernier choix\""),
            own("key = \"c\"", "key = \"C d'ici\""),
            gone,
            taken,
            own("[91, 2]", "[95, 2]"),
        ];
        let sets = shipped().clone().with(files);
        assert!(sets.by_key("battery-here").is_some());
        insta::assert_snapshot!(sets.validate().unwrap_err().join("\n"));
    }

    /// A whole set, with one place made wrong.
    fn broken(from: &str, to: &str) -> String {
        let (_, text) = FILES[0];
        assert!(text.contains(from), "{from} is not in the file");
        read(&text.replacen(from, to, 1)).unwrap_err().join("; ")
    }

    #[test]
    fn a_set_with_a_hole_or_an_unknown_word_is_refused() {
        let faults = [
            broken("fact = \"cpu_mark\"", "fact = \"cpu_speed\""),
            broken("kinds = [\"laptop\"", "kinds = [\"fridge\""),
            broken("at_most = 4", "at_most = 4\nsome = 1"),
            broken("beyond = 4\n", ""),
            broken("[4000, 2]", "[2000, 2]"),
            broken("[128, 2]", "[12, 2]"),
            broken("below = 8", "below = 5"),
            broken("below = 8\n", ""),
            broken("name = \"PREMIUM\"", "name = \"PREMIUM\"\nbelow = 14"),
            broken("key = \"hc\"", "key = \"c\""),
            broken("at_best = \"c\"", "at_best = \"d\""),
            broken("fact = \"ram_gb\"", "fact = \"cpu_mark\""),
            broken("kinds = [\"laptop\", \"desktop\"]", "kinds = []"),
            broken("kinds =", "weightings = [-110, 10]\nkinds ="),
            broken("fr = \"Emmaüs Connect, ordinateurs\"", "fr = \" \""),
            broken(
                "fact = \"cpu_mark\"\npoints_at_most",
                "fact = \"storage_gb\"\npoints_at_most",
            ),
        ];
        insta::assert_snapshot!(faults.join("\n"));
    }
}
