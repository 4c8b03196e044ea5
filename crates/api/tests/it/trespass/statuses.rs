//! Every cell of the table, against the real router.

use super::{
    table::{self, Line, PRINCIPALS, Principal, Target},
    world::World,
};
use baton_testkit::{Answer, TestDb};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What came back, but for what differs with each request.
fn told(answer: &Answer) -> (u16, String) {
    let mut json = answer.json.clone();
    if let Some(results) = json.get_mut("results").and_then(Value::as_array_mut) {
        // Each result repeats the id that was asked for.
        for one in results.iter_mut().filter_map(Value::as_object_mut) {
            one.remove("id");
            if let Some(problem) = one.get_mut("problem").and_then(Value::as_object_mut) {
                problem.remove("request_id");
            }
        }
        return (answer.status, json.to_string());
    }
    let Some(problem) = json.as_object_mut().filter(|_| answer.status >= 400) else {
        return (answer.status, answer.text.clone());
    };
    problem.remove("request_id");
    (answer.status, Value::from(problem.clone()).to_string())
}

/// What each target of a route is answered, for one principal.
type Told = BTreeMap<Target, Vec<(u16, String)>>;

/// Whatever a thing of others answers, an id that nothing has answers the same: not only the same status.
fn tells_nothing_apart(route: &str, who: Principal, told: &Told, wrong: &mut BTreeSet<String>) {
    let (Some(foreign), Some(unknown)) = (told.get(&Target::Foreign), told.get(&Target::Unknown))
    else {
        return;
    };
    if foreign != unknown {
        wrong.insert(format!(
            "{route}: {who:?} tells {foreign:?} from {unknown:?}"
        ));
    }
    let malformed = told.get(&Target::Malformed).into_iter().flatten();
    for answer in malformed {
        let is_gone = unknown.iter().all(|(status, _)| *status == 404);
        if is_gone && answer.0 == 404 && Some(answer) != unknown.first() {
            wrong.insert(format!(
                "{route}: {who:?} tells {answer:?} from {unknown:?}"
            ));
        }
    }
}

async fn answers(
    world: &World,
    lines: &[Line],
    who: Principal,
    at: usize,
    wrong: &mut BTreeSet<String>,
) -> Told {
    let mut told_all = Told::new();
    for line in lines {
        for &target in &line.targets {
            let answers = world.call(&line.route, who, target).await;
            for answer in &answers {
                if !line.statuses[at].contains(&answer.status) {
                    let (wanted, code) = (&line.statuses[at], &answer.json["code"]);
                    wrong.insert(format!(
                        "{} {target:?}: {who:?} is to get {wanted:?}, gets {} {code}",
                        line.route, answer.status
                    ));
                }
            }
            told_all.insert(target, answers.iter().map(told).collect());
        }
    }
    told_all
}

baton_testkit::both_databases! {
    /// R068, R092: every route, as every role and as a stranger, with ids of one's own, of others and of nobody: what belongs to
    /// another workspace does not exist.
    async fn every_cell_of_the_table_is_what_the_router_answers(db: TestDb) {
        let world = World::new(db).await;
        let mut routes: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for line in table::lines() {
            routes.entry(line.route.to_string()).or_default().push(line);
        }
        let mut wrong = BTreeSet::new();
        for (route, lines) in &routes {
            for (at, (who, _)) in PRINCIPALS.iter().enumerate() {
                let told = answers(&world, lines, *who, at, &mut wrong).await;
                tells_nothing_apart(route, *who, &told, &mut wrong);
            }
        }
        assert!(wrong.is_empty(), "{} cells are wrong: {:#?}", wrong.len(), Vec::from_iter(&wrong));
    }
}
