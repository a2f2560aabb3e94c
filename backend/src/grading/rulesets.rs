//! The sets of rules, read from `backend/data/grading` and checked: a set with a hole is never used.
use super::rules::{Fact, Ruleset};
use entities::device::DeviceKind;
use std::{collections::BTreeSet, sync::LazyLock};

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

static RULESETS: LazyLock<Vec<Ruleset>> = LazyLock::new(|| {
    let sets = FILES.iter().map(|(_, text)| read(text));
    sets.collect::<Result<_, _>>()
        .expect("the files are part of the program, and a test validates them")
});

/// The sets that judge a kind of device.
pub fn for_kind(kind: DeviceKind) -> impl Iterator<Item = &'static Ruleset> {
    RULESETS.iter().filter(move |set| set.kinds.contains(&kind))
}

#[must_use]
pub fn by_key(key: &str) -> Option<&'static Ruleset> {
    RULESETS.iter().find(|set| set.key == key)
}

/// Every category of any set, by its key and the name its authors gave it, for the filter of the stock.
#[must_use]
pub fn categories() -> Vec<(&'static str, &'static str)> {
    let mut seen = BTreeSet::new();
    let all = RULESETS.iter().flat_map(|set| &set.category);
    all.filter(|category| seen.insert(&category.key))
        .map(|category| (category.key.as_str(), category.name.as_str()))
        .collect()
}

/// A category as people write it; its key where no set knows it any more.
#[must_use]
pub fn category_name(key: &str) -> String {
    let known = categories().into_iter().find(|(known, _)| *known == key);
    known.map_or_else(|| key.to_owned(), |(_, name)| name.to_owned())
}

/// Everything that is wrong with the files.
///
/// # Errors
/// One sentence per fault, with the file it is in.
pub fn validate() -> Result<usize, Vec<String>> {
    let mut faults = Vec::new();
    let mut keys = BTreeSet::new();
    for (file, text) in FILES {
        match read(text) {
            Ok(set) if !keys.insert(set.key.clone()) => {
                faults.push(format!("{file}: another set is called {}", set.key));
            }
            Ok(_) => {}
            Err(wrong) => faults.extend(wrong.into_iter().map(|fault| format!("{file}: {fault}"))),
        }
    }
    if faults.is_empty() {
        Ok(FILES.len())
    } else {
        Err(faults)
    }
}

/// Reads one set.
///
/// # Errors
/// Everything that is wrong with it: a word that is none, or a hole that a device would fall through.
pub fn read(text: &str) -> Result<Ruleset, Vec<String>> {
    let set: Ruleset = toml::from_str(text).map_err(|error| vec![error.message().to_owned()])?;
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
        assert_eq!(validate(), Ok(3));
        for kind in [
            DeviceKind::Laptop,
            DeviceKind::Desktop,
            DeviceKind::Tablet,
            DeviceKind::Phone,
        ] {
            let usual = for_kind(kind).next().map(|set| set.key.as_str());
            assert!(usual.is_some_and(|key| key.starts_with("emmaus-connect")));
        }
        assert_eq!(for_kind(DeviceKind::Screen).count(), 0);
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
