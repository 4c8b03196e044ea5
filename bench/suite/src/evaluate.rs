//! Measures retrieval and the answer gate in every detail, and fits the gate's weights: what `crates/ai/MEASURED.md` tells.
//!
//! From the root of the repository, with the folder of the measuring sets. The fitted weights of the gate come from the rows
//! of `dump`; `fit` is a quick check.
#![allow(
    missing_debug_implementations,
    clippy::string_slice,
    unreachable_pub,
    reason = "a developer's tool"
)]

pub(crate) mod data;
mod fit;
pub(crate) mod house;
pub(crate) mod metrics;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::figure::Times;
use anyhow::Result;
use baton_ai::gate::{Evidence, confidence, features};
use baton_ai::index::{Hit, Index};
use baton_ai::query::Query;
use data::{Doc, Question};
use uuid::Uuid;

/// What to evaluate.
#[derive(clap::Args, Debug)]
pub(crate) struct Wish {
    /// The folder with `scifact` and `clinc150`.
    #[arg(long)]
    datasets: PathBuf,
    /// `scifact`, `demo`, `gate`, `fit`, `latency` or `dump`; all but the last where nothing is said.
    wanted: Vec<String>,
}

/// Evaluates.
pub(crate) fn run(wish: Wish) -> Result<()> {
    let (folder, wanted) = (wish.datasets, wish.wanted);
    let all = wanted.is_empty();
    let wants = |name: &str| all || wanted.iter().any(|wanted| wanted == name);
    if wants("scifact") {
        scifact(&folder)?;
    }
    if wants("demo") {
        house::report(&house::ask_all(Path::new("demo"))?, false);
    }
    if wants("gate") || wants("fit") {
        gate(&folder, wants("fit"))?;
    }
    if wanted.iter().any(|wanted| wanted == "dump") {
        for set in [
            clinc_utterances(&folder)?,
            clinc_intents(&folder)?,
            scifact_halves(&folder)?,
            demo()?,
        ] {
            for (split, rows) in [("fit", &set.fitted_on), ("test", &set.measured_on)] {
                for (evidence, answerable) in rows {
                    println!(
                        "{}\t{split}\t{}\t{:?}",
                        set.name,
                        u8::from(*answerable),
                        features(evidence)
                    );
                }
            }
        }
    }
    if wants("latency") {
        latency(&folder)?;
    }
    Ok(())
}

/// nDCG@10 of the whole search over the questions of the set's test half.
pub(crate) fn ndcg(set: &data::Scifact, index: &Index) -> f64 {
    let gained = set.test.iter().map(|question| {
        let hits = index.search(&Query::from(question.text.as_str()), 100).hits;
        let ranked: Vec<Uuid> = hits.iter().map(|hit| hit.chunk_id).collect();
        metrics::ndcg_at_10(&ranked, &question.relevant)
    });
    gained.sum::<f64>() / set.test.len() as f64
}

fn scifact(folder: &Path) -> Result<()> {
    let set = data::scifact(folder)?;
    let start = Instant::now();
    let index = data::index(&set.docs);
    println!(
        "scifact: {} documents in {:?}, {} KiB",
        index.len(),
        start.elapsed(),
        index.bytes() / 1024
    );
    let runs: [(&str, Search<'_>); 3] = [
        ("words", &|query| index.search_words(query, 100)),
        ("characters", &|query| index.search_characters(query, 100)),
        ("fused", &|query| index.search(query, 100).hits),
    ];
    for (name, run) in runs {
        for (split, questions) in [("test", &set.test), ("train", &set.train)] {
            let (mut ndcg, mut recall_10, mut recall_100) = (0.0, 0.0, 0.0);
            for question in questions {
                let hits = run(&Query::from(question.text.as_str()));
                let ranked: Vec<Uuid> = hits.iter().map(|hit| hit.chunk_id).collect();
                ndcg += metrics::ndcg_at_10(&ranked, &question.relevant);
                recall_10 += metrics::recall(&ranked, &question.relevant, 10);
                recall_100 += metrics::recall(&ranked, &question.relevant, 100);
            }
            let count = questions.len() as f64;
            println!(
                "  {name:<11}{split:<6} nDCG@10 {:.4}  R@10 {:.3}  R@100 {:.3}",
                ndcg / count,
                recall_10 / count,
                recall_100 / count
            );
        }
    }
    Ok(())
}

/// Something that scores evidence.
type Score<'a> = &'a dyn Fn(&Evidence) -> f32;
/// Something that searches.
type Search<'a> = &'a dyn Fn(&Query) -> Vec<Hit>;

/// Evidence of questions, and whether the knowledge answers them.
pub(crate) struct Judged {
    name: &'static str,
    fitted_on: Vec<(Evidence, bool)>,
    pub(crate) measured_on: Vec<(Evidence, bool)>,
}

fn evidence(index: &Index, text: &str) -> Evidence {
    index.search(&Query::from(text), 8).evidence
}

pub(crate) fn clinc_utterances(folder: &Path) -> Result<Judged> {
    let sets = data::clinc(folder)?;
    let index = data::index(&data::utterance_docs(&sets["train"]));
    let judge = |inside: &str, outside: &[&str]| {
        let answerable = sets[inside]
            .iter()
            .map(|(text, _)| (evidence(&index, text), true));
        let not = outside
            .iter()
            .flat_map(|name| &sets[*name])
            .map(|(text, _)| (evidence(&index, text), false));
        answerable.chain(not).collect()
    };
    Ok(Judged {
        name: "clinc150 utterances",
        fitted_on: judge("val", &["oos_val", "oos_train"]),
        measured_on: judge("test", &["oos_test"]),
    })
}

/// Half of the intents are left out of the knowledge.
fn clinc_intents(folder: &Path) -> Result<Judged> {
    let sets = data::clinc(folder)?;
    let docs = data::intent_docs(&sets["train"], 8);
    let kept = |odd: bool| -> Vec<&(String, Doc)> {
        docs.iter()
            .enumerate()
            .filter(|(at, _)| (at % 2 == 1) == odd)
            .map(|(_, doc)| doc)
            .collect()
    };
    let judge = |odd: bool, set: &str| {
        let kept = kept(odd);
        let index = data::index(kept.iter().map(|(_, doc)| doc));
        sets[set]
            .iter()
            .step_by(3)
            .map(|(text, intent)| {
                (
                    evidence(&index, text),
                    kept.iter().any(|(known, _)| known == intent),
                )
            })
            .collect()
    };
    Ok(Judged {
        name: "clinc150 half of the intents",
        fitted_on: judge(false, "val"),
        measured_on: judge(true, "test"),
    })
}

/// The documents of every second question are left out.
fn scifact_halves(folder: &Path) -> Result<Judged> {
    let set = data::scifact(folder)?;
    let judge = |questions: &[Question]| {
        let removed: HashSet<Uuid> = questions
            .iter()
            .step_by(2)
            .flat_map(|question| question.relevant.iter().copied())
            .collect();
        let index = data::index(set.docs.iter().filter(|doc| !removed.contains(&doc.id)));
        questions
            .iter()
            .map(|question| {
                let answerable = question.relevant.iter().any(|id| !removed.contains(id));
                (evidence(&index, &question.text), answerable)
            })
            .collect()
    };
    Ok(Judged {
        name: "scifact half of the answers",
        fitted_on: judge(&set.train),
        measured_on: judge(&set.test),
    })
}

/// Every second question of the demo workspace to fit, the others to measure.
fn demo() -> Result<Judged> {
    let outcomes = house::ask_all(Path::new("demo"))?;
    let part = |odd: usize| {
        let part = outcomes.iter().skip(odd).step_by(2);
        part.map(|outcome| (outcome.evidence, outcome.is_answerable()))
            .collect()
    };
    Ok(Judged {
        name: "demo workspace",
        fitted_on: part(0),
        measured_on: part(1),
    })
}

fn gate(folder: &Path, refit: bool) -> Result<()> {
    let sets = [
        clinc_utterances(folder)?,
        clinc_intents(folder)?,
        scifact_halves(folder)?,
        demo()?,
    ];
    for set in &sets {
        let of = |score: &dyn Fn(&Evidence) -> f32| {
            let scored: Vec<(f32, bool)> = set
                .measured_on
                .iter()
                .map(|(evidence, answerable)| (score(evidence), *answerable))
                .collect();
            scored
        };
        println!("{}: {} questions", set.name, set.measured_on.len());
        let singles: [(&str, Score<'_>); 5] = [
            ("coverage", &|e| e.coverage),
            ("soft coverage", &|e| e.soft_coverage),
            ("strength", &|e| e.strength),
            ("cosine", &|e| e.cosine),
            ("confidence", &confidence),
        ];
        for (name, score) in singles {
            println!("  {name:<14} AUROC {:.4}", metrics::auroc(&of(score)));
        }
        for threshold in [0.3, 0.4, 0.5, 0.6, 0.7] {
            let (right, wrong) = metrics::answered(&of(&confidence), threshold);
            println!(
                "  at {threshold}: answers {right:.3} of the answerable, {wrong:.3} of the others"
            );
        }
    }
    if refit {
        refit_on(&sets);
    }
    Ok(())
}

fn refit_on(sets: &[Judged]) {
    let row = |evidence: &Evidence| {
        features(evidence)
            .iter()
            .map(|f| f64::from(*f))
            .collect::<Vec<f64>>()
    };
    let mut rows: Vec<fit::Row> = Vec::new();
    for set in sets {
        for of in [true, false] {
            let part: Vec<_> = set
                .fitted_on
                .iter()
                .filter(|(_, answerable)| *answerable == of)
                .collect();
            let weight = 1.0 / part.len() as f64;
            rows.extend(part.iter().map(|(evidence, _)| (row(evidence), of, weight)));
        }
    }
    let weights = fit::fit(&rows);
    println!("weights {weights:.3?}");
    for set in sets {
        let scored: Vec<(f32, bool)> = set
            .measured_on
            .iter()
            .map(|(e, of)| (fit::predict(&weights, &row(e)) as f32, *of))
            .collect();
        println!(
            "  {:<30} AUROC {:.4} at .5: {:.3?}",
            set.name,
            metrics::auroc(&scored),
            metrics::answered(&scored, 0.5)
        );
    }
}

/// Chunks of about eighty words, made of the abstracts' sentences.
pub(crate) fn many_chunks(set: &data::Scifact, size: usize) -> Index {
    let sentences: Vec<&str> = set
        .docs
        .iter()
        .flat_map(|doc| doc.text.split(". "))
        .collect();
    let mut builder = baton_ai::index::IndexBuilder::default();
    for number in 0..size {
        let pick =
            |n: usize| sentences[(number * 7919 + n * 104_729 + number / 97) % sentences.len()];
        let doc = Doc {
            id: Uuid::from_u128(number as u128 + 1),
            title: set.docs[number % set.docs.len()].title.clone(),
            text: (0..4).map(pick).collect::<Vec<_>>().join(". "),
        };
        builder.add(doc.id, &data::chunk(&doc));
    }
    builder.build()
}

/// How long each question of the set takes, cut to so many words.
pub(crate) fn search_times(set: &data::Scifact, index: &Index, words: usize) -> Times {
    let mut times = Times::default();
    for question in set.test.iter().chain(&set.train) {
        let text: Vec<&str> = question.text.split(' ').take(words).collect();
        let query = Query::from(text.join(" ").as_str());
        let start = Instant::now();
        std::hint::black_box(index.search(&query, 8));
        times.add(start.elapsed());
    }
    times
}

fn latency(folder: &Path) -> Result<()> {
    let set = data::scifact(folder)?;
    for size in [5_000_usize, 100_000] {
        let start = Instant::now();
        let index = many_chunks(&set, size);
        let built = start.elapsed();
        for (name, words) in [("8 words", 8), ("whole claims", 100)] {
            let mut times = search_times(&set, &index, words);
            println!(
                "{size} chunks, {name}: p50 {} ms, p95 {} ms, p99 {} ms, worst {} ms; built in {built:?}, {} MiB",
                times.within(0.5),
                times.within(0.95),
                times.within(0.99),
                times.within(1.0),
                index.bytes() >> 20
            );
        }
    }
    Ok(())
}
