//! The demo workspace's own questions: the whole way from the files to the quote.

use std::path::{Path, PathBuf};

use anyhow::Result;
use baton_ai::answer::{AnswerKind, Passage, Turn};
use baton_ai::chunk::{Chunk, split};
use baton_ai::extractive::answer;
use baton_ai::gate::{Evidence, confidence};
use baton_ai::index::Index;
use baton_ai::ingest::{Format, Raw, read};
use baton_ai::query::{Asked, Query, Said};
use serde::Deserialize;
use uuid::Uuid;

/// A line of `questions.jsonl`.
#[derive(Debug, Deserialize)]
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
    /// What the built-in answerer says at a threshold of one half.
    pub said: String,
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

    fn has_quote(&self) -> bool {
        let plain = |text: &str| {
            text.replace(['*', '|', '`'], " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let quote = self.asking.quote.as_deref().unwrap_or("-");
        // A row of a table is quoted with the names of its columns: its cells count.
        let said = plain(&self.said);
        quote
            .split('|')
            .map(plain)
            .filter(|cell| !cell.is_empty())
            .all(|cell| said.contains(&cell))
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
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

/// Asks every question of `folder/questions.jsonl` against `folder/knowledge`.
pub fn ask_all(folder: &Path) -> Result<Vec<Outcome>> {
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
    let ask = |line: &str| -> Result<Outcome> {
        let asking: Asking = serde_json::from_str(line)?;
        let before: Vec<Said<'_>> = asking
            .history
            .iter()
            .enumerate()
            .map(|(at, text)| Said {
                by_visitor: at % 2 == 0,
                text,
            })
            .collect();
        let query = Query::build(&Asked {
            question: &asking.question,
            before: &before,
            ..Asked::default()
        });
        let found = index.search(&query, 8);
        let chunk = |id: &Uuid| &chunks[id.as_u128() as usize].1;
        let passages: Vec<Passage> = found
            .hits
            .iter()
            .map(|hit| {
                let chunk = chunk(&hit.chunk_id).clone();
                Passage {
                    title: chunk.title,
                    heading: chunk.heading_path.join(" › "),
                    question: chunk.question,
                    text: chunk.text,
                    ..Passage::default()
                }
            })
            .collect();
        let pages = found
            .hits
            .iter()
            .map(|hit| names[hit.document_id.as_u128() as usize - 1].clone())
            .collect();
        let confidence = confidence(&found.evidence);
        let turn = Turn {
            question: asking.question.clone(),
            language: query.language(),
            passages,
            confidence,
            threshold: 0.5,
            ..Turn::default()
        };
        let said = answer(&turn);
        let is_answered = said.kind == AnswerKind::Answer;
        Ok(Outcome {
            asking,
            evidence: found.evidence,
            confidence,
            pages,
            said: said.text,
            is_answered,
        })
    };
    std::fs::read_to_string(folder.join("questions.jsonl"))?
        .lines()
        .map(ask)
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
    share("false answers", &|o| !o.is_answerable(), &|o| o.is_answered);
    for outcome in outcomes {
        let is_good = if outcome.is_answerable() {
            outcome.is_first() && outcome.is_answered && outcome.has_quote()
        } else {
            !outcome.is_answered
        };
        if all || !is_good {
            println!(
                "  {:.2} {:<12} rank {:?} {:?}\n       want {:?} {:?}\n       said {:?}",
                outcome.confidence,
                outcome.asking.kind,
                outcome.rank(),
                outcome.asking.question,
                outcome.asking.expect,
                outcome.asking.quote,
                outcome.said
            );
        }
    }
}
