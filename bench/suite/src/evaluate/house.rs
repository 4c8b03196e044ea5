//! The demo workspace's own questions: the whole way from the files to the quote.

use std::path::{Path, PathBuf};

use anyhow::Result;
use baton_ai::answer::{AnswerKind, Line, Passage, Speaker, Turn};
use baton_ai::chunk::{Chunk, split};
use baton_ai::extractive::answer;
use baton_ai::gate::Evidence;
use baton_ai::index::{Hit, Index};
use baton_ai::ingest::{Format, Raw, read};
use baton_ai::query::{Asked, Said};
use baton_ai::search::{Searched, search};
use serde::Deserialize;
use uuid::Uuid;

/// The threshold of a new assistant (`baton_core::assistant::DEFAULT_THRESHOLD`).
const THRESHOLD: f32 = 0.55;

/// A line of `questions.jsonl`.
#[derive(Debug, Default, Deserialize)]
pub struct Asking {
    pub question: String,
    pub kind: String,
    pub expect: Option<String>,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub history: Vec<String>,
    pub quote: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    pub asking: Asking,
    pub evidence: Evidence,
    pub confidence: f32,
    /// Paths of the pages found, best first.
    pub pages: Vec<String>,
    /// Paths of the pages that the quotes are from, whatever the gate says.
    pub cited: Vec<String>,
    /// The quotes, whatever the gate says.
    pub quoted: String,
    /// Whether it is answered at the threshold of a new assistant.
    pub is_answered: bool,
}

impl Outcome {
    fn rank(&self) -> Option<usize> {
        let expected = self.asking.expect.iter().chain(&self.asking.also);
        expected
            .filter_map(|page| self.pages.iter().position(|found| found == page))
            .min()
    }

    pub fn is_answerable(&self) -> bool {
        self.asking.expect.is_some()
    }

    pub fn is_first(&self) -> bool {
        self.rank() == Some(0)
    }

    /// Whether every quote is from a page that is expected.
    pub fn cites_only_expected(&self) -> bool {
        !self.cited.is_empty() && self.cited.iter().all(|page| self.is_expected(page))
    }

    /// Whether the first quote is from a page that is expected.
    pub fn cites_expected_first(&self) -> bool {
        self.cited
            .first()
            .is_some_and(|page| self.is_expected(page))
    }

    fn is_expected(&self, page: &String) -> bool {
        self.asking
            .expect
            .iter()
            .chain(&self.asking.also)
            .any(|expected| expected == page)
    }

    /// Whether the quotes have the words that answer.
    pub fn has_quote(&self) -> bool {
        let plain = |text: &str| {
            text.replace(['*', '|', '`'], " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let quote = self.asking.quote.as_deref().unwrap_or("-");
        // A row of a table is quoted with the names of its columns: its cells count.
        let said = plain(&self.quoted);
        quote
            .split('|')
            .map(plain)
            .filter(|cell| !cell.is_empty())
            .all(|cell| said.contains(&cell))
    }
}

/// Every file below `folder`.
pub fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// The pages of the demo, indexed.
pub struct House {
    names: Vec<String>,
    chunks: Vec<(Uuid, Chunk)>,
    index: Index,
}

impl House {
    /// Reads `folder/knowledge`.
    pub fn open(folder: &Path) -> Result<Self> {
        let root = folder.join("knowledge");
        let mut paths = Vec::new();
        files(&root, &mut paths)?;
        paths.sort();
        let mut chunks: Vec<(Uuid, Chunk)> = Vec::new();
        let mut names = Vec::new();
        for path in &paths {
            let name = path.strip_prefix(&root)?.display().to_string();
            let format = if path.extension().is_some_and(|end| end == "html") {
                Format::Html
            } else {
                Format::Markdown
            };
            let content = std::fs::read_to_string(path)?;
            let document = read(Raw {
                format,
                name: &name,
                url: None,
                content: &content,
            })?;
            names.push(name);
            for chunk in split(Uuid::from_u128(names.len() as u128), &document) {
                chunks.push((Uuid::from_u128(chunks.len() as u128), chunk));
            }
        }
        let index = Index::of(chunks.iter().map(|(id, chunk)| (*id, chunk)));
        Ok(Self {
            names,
            chunks,
            index,
        })
    }

    /// Asks one question.
    pub fn ask(&self, asking: Asking) -> Outcome {
        let before: Vec<Said<'_>> = asking
            .history
            .iter()
            .enumerate()
            .map(|(at, text)| Said {
                by_visitor: at % 2 == 0,
                text,
            })
            .collect();
        let asked = Asked {
            question: &asking.question,
            before: &before,
            ..Asked::default()
        };
        let Searched {
            query,
            found,
            confidence,
        } = search(&self.index, &asked, 8);
        let passage = |hit: &Hit| {
            let chunk = self.chunks[hit.chunk_id.as_u128() as usize].1.clone();
            Passage {
                document_id: hit.document_id,
                title: chunk.title,
                heading: chunk.heading_path.join(" › "),
                question: chunk.question,
                text: chunk.text,
                score: hit.score,
                ..Passage::default()
            }
        };
        let passages: Vec<Passage> = found.hits.iter().map(passage).collect();
        let name = |id: Uuid| self.names[id.as_u128() as usize - 1].clone();
        let pages: Vec<String> = found.hits.iter().map(|hit| name(hit.document_id)).collect();
        let turn = Turn {
            question: asking.question.clone(),
            history: before
                .iter()
                .map(|said| Line {
                    speaker: if said.by_visitor {
                        Speaker::Visitor
                    } else {
                        Speaker::Assistant
                    },
                    text: said.text.to_owned(),
                })
                .collect(),
            language: query.language(),
            passages,
            confidence,
            threshold: THRESHOLD,
            ..Turn::default()
        };
        let said = answer(&turn);
        // What would be quoted if the gate let everything through.
        let quoted = answer(&Turn {
            threshold: 0.0,
            ..turn
        });
        let cited = quoted.citations.iter();
        Outcome {
            asking,
            evidence: found.evidence,
            confidence,
            cited: cited.map(|cited| pages[cited.passage].clone()).collect(),
            pages,
            quoted: quoted.text,
            is_answered: said.kind == AnswerKind::Answer,
        }
    }
}

/// Asks every question of `folder/questions.jsonl` against `folder/knowledge`.
pub fn ask_all(folder: &Path) -> Result<Vec<Outcome>> {
    let house = House::open(folder)?;
    std::fs::read_to_string(folder.join("questions.jsonl"))?
        .lines()
        .map(|line| Ok(house.ask(serde_json::from_str(line)?)))
        .collect()
}

/// Prints what came of the questions; every one of them with `all`.
pub fn report(outcomes: &[Outcome], all: bool) {
    let share = |name: &str, of: &dyn Fn(&&Outcome) -> bool, hit: &dyn Fn(&&Outcome) -> bool| {
        let asked: Vec<&Outcome> = outcomes.iter().filter(of).collect();
        let hits = asked.iter().filter(|outcome| hit(outcome)).count();
        println!(
            "  {name:<34}{:.3} of {}",
            hits as f64 / asked.len().max(1) as f64,
            asked.len()
        );
    };
    let kind = |kind: &'static str| move |outcome: &&Outcome| outcome.asking.kind == kind;
    println!("demo workspace");
    share("recall@1", &|o| o.is_answerable(), &|o| o.is_first());
    share("recall@3", &|o| o.is_answerable(), &|o| {
        o.rank().is_some_and(|rank| rank < 3)
    });
    for name in ["plain", "typo", "paraphrase", "follow_up"] {
        share(&format!("recall@1 {name}"), &kind(name), &|o| o.is_first());
    }
    share("answered", &|o| o.is_answerable(), &|o| o.is_answered);
    share(
        "answered from the right page",
        &|o| o.is_answerable(),
        &|o| o.is_answered && o.is_first(),
    );
    share("answered with the quote", &|o| o.is_answerable(), &|o| {
        o.is_answered && o.has_quote()
    });
    share(
        "first quote from an expected page",
        &|o| o.is_answerable(),
        &|o| o.cites_expected_first(),
    );
    share(
        "every quote from an expected page",
        &|o| o.is_answerable(),
        &|o| o.cites_only_expected(),
    );
    share(
        "quotes have the expected words",
        &|o| o.is_answerable(),
        &|o| o.has_quote(),
    );
    share("two quotes", &|o| o.is_answerable(), &|o| o.cited.len() > 1);
    share("false answers", &|o| !o.is_answerable(), &|o| o.is_answered);
    for outcome in outcomes {
        let is_good = if outcome.is_answerable() {
            outcome.is_first() && outcome.is_answered && outcome.has_quote()
        } else {
            !outcome.is_answered
        };
        if all || !is_good {
            println!(
                "  {:.2} {:<12} rank {:?} {:?}\n       want {:?} {:?}\n       cites {:?}\n       said {:?}",
                outcome.confidence,
                outcome.asking.kind,
                outcome.rank(),
                outcome.asking.question,
                outcome.asking.expect,
                outcome.asking.quote,
                outcome.cited,
                outcome.quoted
            );
        }
    }
}
