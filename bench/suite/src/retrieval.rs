//! Retrieval in figures: how fast, how large, how good. The details are told by `evaluate`.

use crate::{
    evaluate::{self, data, metrics},
    figure::{Figure, rounded},
};
use anyhow::Result;
use baton_ai::gate::confidence;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How many chunks the speed is measured on.
const CHUNKS: usize = 100_000;

/// Where the measuring sets are.
#[derive(clap::Args, Debug)]
pub(crate) struct Wish {
    /// The folder with `scifact` and `clinc150`.
    #[arg(long)]
    datasets: PathBuf,
}

/// Measures what there are sets for.
pub(crate) fn run(wish: &Wish) -> Result<()> {
    if is_there(&wish.datasets, "scifact/corpus.jsonl") {
        scifact(&wish.datasets)?;
    }
    if is_there(&wish.datasets, "clinc150/data_full.json") {
        clinc(&wish.datasets)?;
    }
    Ok(())
}

fn is_there(datasets: &Path, file: &str) -> bool {
    let found = datasets.join(file).is_file();
    if !found {
        eprintln!("SKIPPED: there is no {file} in {}", datasets.display());
    }
    found
}

fn scifact(datasets: &Path) -> Result<()> {
    let set = data::scifact(datasets)?;
    let index = data::index(&set.docs);
    let ndcg = evaluate::ndcg(&set, &index);
    let workload = format!(
        "{} abstracts, {} claims of the test half",
        set.docs.len(),
        set.test.len()
    );
    print(
        "retrieval.scifact.ndcg",
        (ndcg, "nDCG@10"),
        workload,
        Value::Null,
    );
    let index = evaluate::many_chunks(&set, CHUNKS);
    let mut times = evaluate::search_times(&set, &index, 8);
    let detail = json!({
        "p50_ms": times.within(0.5), "p95_ms": times.within(0.95), "max_ms": times.within(1.0),
        "index_mib": index.bytes() >> 20, "questions": times.count(),
    });
    let workload = format!("p99, {CHUNKS} chunks of about 80 words, questions of 8 words, best 8");
    print(
        "retrieval.p99",
        (times.within(0.99), "ms"),
        workload,
        detail,
    );
    Ok(())
}

fn clinc(datasets: &Path) -> Result<()> {
    let judged = evaluate::clinc_utterances(datasets)?.measured_on;
    let scored: Vec<(f32, bool)> = judged
        .iter()
        .map(|(evidence, answerable)| (confidence(evidence), *answerable))
        .collect();
    let auroc = metrics::auroc(&scored);
    let workload = format!("CLINC150, {} utterances, in and out of scope", scored.len());
    print(
        "retrieval.clinc.auroc",
        (auroc, "AUROC"),
        workload,
        Value::Null,
    );
    Ok(())
}

fn print(figure: &str, (value, unit): (f64, &'static str), workload: String, detail: Value) {
    let (name, value) = (figure.to_owned(), rounded(value));
    Figure {
        name,
        value,
        unit,
        workload,
        detail,
    }
    .print();
}
