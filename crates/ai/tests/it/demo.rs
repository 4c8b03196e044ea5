//! The demo's questions, from its pages to the quote.

#[expect(
    dead_code,
    unreachable_pub,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "shared with the measuring tool, which uses all of it"
)]
#[path = "../../../../bench/suite/src/evaluate/house.rs"]
mod house;

use std::path::Path;

use house::{Asking, House, Outcome, ask_all};

fn demo() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo"))
}

#[test]
fn everyday_questions_are_quoted_from_the_right_page() {
    let house = House::open(demo()).unwrap();
    for (question, pages, words) in [
        (
            "Do Talus Mid boots run small?",
            &["guides/talus-mid-fit.md", "products/talus-mid.html"][..],
            "The Talus Mid runs half a size small",
        ),
        (
            "Do you resole boots?",
            &["repairs/resoling.md"],
            "We resole our own boots",
        ),
        (
            "How much does the Storm Shell cost?",
            &["products/storm-shell.html"],
            "Price: €289",
        ),
        (
            "What are the opening hours in Bergen?",
            &["stores/bergen.html"],
            "Monday to Friday, Hours: 09:00–18:00",
        ),
        (
            "do you ship to germany",
            &["orders/shipping.html"],
            "such as Germany",
        ),
        (
            "How long can I return boots?",
            &["returns/returns-and-exchanges.html"],
            "for 60 days from the day of delivery",
        ),
        (
            "How long can I return things?",
            &["returns/returns-and-exchanges.html"],
            "for 60 days from the day of delivery",
        ),
        (
            "Can I hire a tent?",
            &["hire/how-hire-works.html"],
            "You can hire a tent",
        ),
        (
            "how heavy is the larch 2",
            &["products/larch-2.html"],
            "1.4 kg",
        ),
        (
            "Wie lange kann ich Schuhe zurückgeben?",
            &["de/rueckgabe.md"],
            "60 Tage lang zurückgeben",
        ),
    ] {
        let outcome = house.ask(Asking {
            question: question.to_owned(),
            ..Asking::default()
        });
        let quoted = &outcome.quoted;
        assert!(quoted.contains(words), "{question}: {quoted}");
        let is_right = |page: &String| pages.contains(&page.as_str());
        assert!(
            outcome.cited.len() == 1 && outcome.cited.iter().all(is_right),
            "{question}: {:?}",
            outcome.cited
        );
        assert!(quoted.split_whitespace().count() <= 95, "{quoted}");
    }
}

#[test]
fn prices_are_not_matched() {
    let house = House::open(demo()).unwrap();
    let outcome = house.ask(Asking {
        question: "Do you price match competitors?".to_owned(),
        ..Asking::default()
    });
    assert!(!outcome.is_answered, "{}", outcome.confidence);
}

#[test]
fn most_questions_of_the_demo_are_quoted_right() {
    let outcomes = ask_all(demo()).unwrap();
    let asked: Vec<&Outcome> = outcomes.iter().filter(|one| one.is_answerable()).collect();
    let percent = |is: &dyn Fn(&Outcome) -> bool| {
        100 * asked.iter().filter(|one| is(one)).count() / asked.len()
    };
    let (page, only, words) = (
        percent(&Outcome::cites_expected_first),
        percent(&Outcome::cites_only_expected),
        percent(&Outcome::has_quote),
    );
    assert!(
        page >= 86 && only >= 85 && words >= 64,
        "{page} {only} {words}"
    );
}
