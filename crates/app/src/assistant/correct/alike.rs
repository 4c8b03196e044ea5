//! Which of the latest questions are answered again.

use baton_ai::alike::Likeness;
use baton_core::id::TurnId;
use baton_store::messages::asked::Asked as Earlier;
use std::collections::HashMap;

/// As many of those that are like the one that is answered are answered again.
const REPLAYED: usize = 20;

/// An earlier question, and in how many conversations it was asked in these words.
#[derive(Debug)]
pub(super) struct Again {
    pub(super) asked: Earlier,
    pub(super) times: usize,
}

/// Of earlier questions those that are like one, newest first, each wording once.
pub(super) fn alike(lately: Vec<Earlier>, question: &str, of: Option<TurnId>) -> Vec<Again> {
    let like = Likeness::to(question);
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut again: Vec<Again> = Vec::new();
    let (its, others): (Vec<_>, Vec<_>) = lately
        .into_iter()
        .partition(|asked| Some(asked.turn_id) == of);
    let others = others.into_iter().filter(|asked| like.has(&asked.question));
    for asked in its.into_iter().chain(others) {
        let words = asked.question.split_whitespace().collect::<Vec<_>>();
        let wording = words.join(" ").to_lowercase();
        if let Some(same) = known.get(&wording).and_then(|at| again.get_mut(*at)) {
            same.times += 1;
        } else if again.len() < REPLAYED {
            known.insert(wording, again.len());
            again.push(Again { asked, times: 1 });
        }
    }
    again
}
