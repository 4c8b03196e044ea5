//! What was measured must not get worse. Needs the measuring sets: set `BATON_EVAL_DATA` to their folder.

#[expect(
    dead_code,
    unreachable_pub,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "shared with the measuring tool, which uses all of it"
)]
#[path = "../../../../bench/suite/src/evaluate/data.rs"]
mod data;
#[expect(
    dead_code,
    unreachable_pub,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "shared with the measuring tool, which uses all of it"
)]
#[path = "../../../../bench/suite/src/evaluate/metrics.rs"]
mod metrics;

use std::path::PathBuf;

use baton_ai::gate::confidence;
use baton_ai::index::{Hit, Index};
use baton_ai::query::Query;
use data::Question;

fn folder() -> Option<PathBuf> {
    std::env::var_os("BATON_EVAL_DATA").map(PathBuf::from)
}

fn ndcg(questions: &[Question], run: impl Fn(&Query) -> Vec<Hit>) -> f64 {
    let sum: f64 = questions
        .iter()
        .map(|question| {
            let hits = run(&Query::from(question.text.as_str()));
            let ranked: Vec<_> = hits.iter().map(|hit| hit.chunk_id).collect();
            metrics::ndcg_at_10(&ranked, &question.relevant)
        })
        .sum();
    sum / f64::from(u32::try_from(questions.len()).unwrap())
}

#[test]
fn scientific_claims_find_their_abstracts() {
    let Some(folder) = folder() else { return };
    let set = data::scifact(&folder).unwrap();
    let index = data::index(&set.docs);
    let words = ndcg(&set.test, |query| index.search_words(query, 10));
    let fused = ndcg(&set.test, |query| index.search(query, 10).hits);
    assert!(words >= 0.67, "words alone: {words}");
    assert!(fused >= 0.69, "fused: {fused}");
}

#[test]
fn questions_out_of_scope_are_told_apart() {
    let Some(folder) = folder() else { return };
    let sets = data::clinc(&folder).unwrap();
    let index: Index = data::index(&data::utterance_docs(&sets["train"]));
    let score = |(text, _): &(String, String)| {
        confidence(&index.search(&Query::from(text.as_str()), 8).evidence)
    };
    let inside = sets["test"].iter().map(|asked| (score(asked), true));
    let outside = sets["oos_test"].iter().map(|asked| (score(asked), false));
    let auroc = metrics::auroc(&inside.chain(outside).collect::<Vec<_>>());
    assert!(auroc >= 0.90, "{auroc}");
}
