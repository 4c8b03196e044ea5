//! A source with bugs behind switches.

use super::{
    Mutant,
    lines::Lines,
    sites::{Site, Sites},
};
use anyhow::{Context as _, Result};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

/// What asks which bug is chosen; appended to the root of each package.
const SWITCH: &str = r#"
pub(crate) mod chosen_mutant {
    //! Which bug is chosen by the variable `BATON_MUTANT`.
    static CHOSEN: std::sync::LazyLock<Option<usize>> =
        std::sync::LazyLock::new(|| std::env::var("BATON_MUTANT").ok()?.parse().ok());
    /// Whether it is this one.
    pub(crate) fn is(number: usize) -> bool {
        *CHOSEN == Some(number)
    }
}
"#;

/// Adds what asks which bug is chosen to a package.
pub(super) fn add_switch(root: &Path, package: &str) -> Result<()> {
    let folder = package.trim_start_matches("baton-");
    let path = root.join("crates").join(folder).join("src/lib.rs");
    let text = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    fs::write(&path, text + SWITCH)?;
    Ok(())
}

/// One place that is written differently, for one or more bugs.
#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    site: Site,
    /// An arm is left out by its condition.
    is_arm: bool,
    /// The bugs, by number, and what each puts there.
    bugs: Vec<(usize, String)>,
}

/// A file and the bugs that go into it.
#[derive(Debug)]
pub(super) struct Source {
    /// Where it is, below the root.
    path: PathBuf,
    text: String,
    edits: Vec<Edit>,
    /// The bugs that have no place here.
    pub(super) apart: Vec<usize>,
}

impl Source {
    pub(super) fn read(root: &Path, path: &str, mutants: &[(usize, &Mutant)]) -> Result<Self> {
        let full = root.join(path);
        let text = fs::read_to_string(&full).with_context(|| format!("{}", full.display()))?;
        let sites = Sites::of(&text).with_context(|| path.to_owned())?;
        let lines = Lines::of(&text);
        let mut apart = Vec::new();
        let mut places: BTreeMap<(usize, &str), Edit> = BTreeMap::new();
        for (number, mutant) in mutants {
            let start = mutant.span.start;
            let at = lines.byte(start.line, start.column.saturating_sub(1));
            let found = at.and_then(|at| Some((at, sites.at(&mutant.genre, at)?)));
            let found = found.filter(|_| !mutant.is_another_type());
            let Some((at, site)) = found else {
                apart.push(*number);
                continue;
            };
            let edit = places.entry((at, &mutant.genre)).or_insert_with(|| Edit {
                range: reach(site),
                site: site.clone(),
                is_arm: mutant.genre == "MatchArm",
                bugs: Vec::new(),
            });
            edit.bugs.push((*number, mutant.replacement.clone()));
        }
        let mut edits: Vec<Edit> = places.into_values().collect();
        // What contains another comes first; a condition, before what it is.
        edits.sort_by_key(|edit| {
            let is_guard = matches!(edit.site, Site::Guard(_));
            (edit.range.start, usize::MAX - edit.range.end, !is_guard)
        });
        drop(lines);
        Ok(Self {
            path: PathBuf::from(path),
            text,
            edits,
            apart,
        })
    }

    /// Where it is, below the root.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The text with all bugs but those.
    pub(super) fn woven(&self, without: &BTreeSet<usize>) -> String {
        self.render(0..self.text.len(), 0, without)
    }

    /// A part of the text, with the edits from the one of that number on.
    fn render(&self, range: Range<usize>, from: usize, without: &BTreeSet<usize>) -> String {
        let mut out = String::new();
        let mut at = range.start;
        for (number, edit) in self.edits.iter().enumerate().skip(from) {
            if edit.range.start < at || edit.range.end > range.end {
                continue;
            }
            out += self.part(at..edit.range.start);
            out += &self.switched(number, edit, without);
            at = edit.range.end;
        }
        out + self.part(at..range.end)
    }

    fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    fn switched(&self, number: usize, edit: &Edit, without: &BTreeSet<usize>) -> String {
        let render = |range: &Range<usize>| self.render(range.clone(), number + 1, without);
        let bugs = edit.bugs.iter().filter(|bug| !without.contains(&bug.0));
        let bugs: Vec<&(usize, String)> = bugs.collect();
        match &edit.site {
            Site::Body(_) => each(&bugs, |bug, text| {
                format!(" if {} {{ return {}; }}", is(bug), marked(bug, text))
            }),
            Site::Arm(_) => each(&bugs, |bug, _| {
                format!(" if {}", marked(bug, &format!("!{}", is(bug))))
            }),
            Site::Guard(guard) if edit.is_arm => {
                let asked = each(&bugs, |bug, _| format!("!{} && ", is(bug)));
                format!("{asked}({})", render(guard))
            }
            Site::Guard(guard) => choice(&bugs, &render(guard), str::to_owned),
            Site::Unary { whole, operand } => {
                let operand = render(operand);
                let all = self.part(whole.clone());
                let sign = all.chars().next().unwrap_or_default();
                choice(&bugs, &format!("{sign}{operand}"), |text| {
                    format!("{text}{operand}")
                })
            }
            Site::Binary {
                left,
                operator,
                right,
            } => {
                let (left, right) = (render(left), render(right));
                let usual = format!("{left} {} {right}", self.part(operator.clone()));
                choice(&bugs, &usual, |text| format!("{left} {text} {right}"))
            }
        }
    }
}

/// What an edit writes anew.
fn reach(site: &Site) -> Range<usize> {
    match site {
        Site::Body(at) | Site::Arm(at) => *at..*at,
        Site::Binary { left, right, .. } => left.start..right.end,
        Site::Unary { whole, .. } => whole.clone(),
        Site::Guard(guard) => guard.clone(),
    }
}

/// One of the bugs if it is chosen, and else what is usual.
fn choice(bugs: &[&(usize, String)], usual: &str, buggy: impl Fn(&str) -> String) -> String {
    if bugs.is_empty() {
        return usual.to_owned();
    }
    let instead = each(bugs, |bug, text| {
        format!("if {} {{ {} }} else ", is(bug), marked(bug, &buggy(text)))
    });
    format!("({instead}{{ {usual} }})")
}

/// What is written for each of the bugs, one after the other.
fn each(bugs: &[&(usize, String)], write: impl Fn(usize, &str) -> String) -> String {
    let texts = bugs.iter().map(|(bug, text)| write(*bug, text));
    texts.collect()
}

fn is(bug: usize) -> String {
    format!("crate::chosen_mutant::is({bug})")
}

/// So that an error of the compiler can be traced to its bug.
fn marked(bug: usize, text: &str) -> String {
    format!("/*<{bug}*/{text}/*>{bug}*/")
}

/// The bug in whose text a byte lies: the innermost.
pub(super) fn bug_at(woven: &str, byte: usize) -> Option<usize> {
    let mut open = Vec::new();
    let before = woven.get(..byte)?;
    for (at, _) in before.match_indices("/*") {
        let rest = before.get(at + 2..)?;
        let number = |text: &str| text.split("*/").next()?.parse::<usize>().ok();
        if let Some(bug) = rest.strip_prefix('<').and_then(number) {
            open.push(bug);
        } else if let Some(bug) = rest.strip_prefix('>').and_then(number)
            && open.last() == Some(&bug)
        {
            open.pop();
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fn may(a: u8, b: bool) -> bool {
    match a {
        1 => !b,
        n if n < 3 => a == 2 && b,
        _ => false,
    }
}
const fn three() -> u8 {
    1 + 2
}
";

    fn woven(genre: &str, at: (usize, usize), replacement: &str) -> Option<String> {
        let root = std::env::temp_dir().join(format!("woven-{genre}-{}-{}", at.0, at.1));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("a.rs"), SOURCE).unwrap();
        let mutant: Mutant = serde_json::from_value(serde_json::json!({
            "name": "a bug", "package": "a", "file": "a.rs", "genre": genre, "replacement": replacement,
            "function": {"return_type": "-> bool"}, "span": {"start": {"line": at.0, "column": at.1}},
        }))
        .unwrap();
        let source = Source::read(&root, "a.rs", &[(7, &mutant)]).unwrap();
        fs::remove_dir_all(&root).unwrap();
        source
            .apart
            .is_empty()
            .then(|| source.woven(&BTreeSet::new()))
    }

    #[test]
    fn each_kind_of_bug_stands_behind_its_switch() {
        for (genre, at, replacement, expected) in [
            (
                "FnValue",
                (2, 5),
                "true",
                "{ if crate::chosen_mutant::is(7) { return /*<7*/true/*>7*/; }\n    match",
            ),
            (
                "BinaryOperator",
                (4, 30),
                "||",
                "(if crate::chosen_mutant::is(7) { /*<7*/a == 2 || b/*>7*/ } else { a == 2 && b })",
            ),
            (
                "UnaryOperator",
                (3, 14),
                "",
                "1 => (if crate::chosen_mutant::is(7) { /*<7*/b/*>7*/ } else { !b }),",
            ),
            (
                "MatchArmGuard",
                (4, 14),
                "true",
                "n if (if crate::chosen_mutant::is(7) { /*<7*/true/*>7*/ } else { n < 3 }) =>",
            ),
            (
                "MatchArm",
                (4, 9),
                "",
                "n if !crate::chosen_mutant::is(7) && (n < 3) =>",
            ),
            (
                "MatchArm",
                (3, 9),
                "",
                "1 if /*<7*/!crate::chosen_mutant::is(7)/*>7*/ =>",
            ),
        ] {
            let text = woven(genre, at, replacement).unwrap();
            assert!(text.contains(expected), "{genre}:\n{text}");
        }
    }

    #[test]
    fn no_switch_can_be_asked_in_a_constant() {
        assert_eq!(woven("BinaryOperator", (9, 7), "-"), None);
        assert_eq!(woven("FnValue", (9, 5), "0"), None);
    }

    #[test]
    fn an_error_is_traced_to_the_innermost_bug() {
        let text = "/*<1*/a /*<2*/b/*>2*/ c/*>1*/ d";
        let bug = |word| bug_at(text, text.find(word).unwrap());
        assert_eq!([bug("b"), bug(" c"), bug(" d")], [Some(2), Some(1), None]);
    }
}
