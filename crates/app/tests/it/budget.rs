//! A workspace that floods is refused, and nobody else waits for it.

use baton_app::{AppError, budget::Budget, conversations::reply::Posted};
use baton_core::trace::Outcome;
use baton_testkit::{TestApp, TestDb, Visitor, app::Made};
use futures_util::future::join_all;

const SHARE: usize = 4;
const FLOOD: usize = 20;

/// So many messages at once, each begun before the first is done.
async fn flood(app: &TestApp, visitor: Visitor, round: &str) -> Vec<Result<Posted, AppError>> {
    let ids: Vec<_> = (0..FLOOD).map(|n| format!("{round}{n}")).collect();
    join_all(ids.iter().map(|id| app.receive(visitor, id, "Hello?"))).await
}

baton_testkit::both_databases! {
    async fn a_workspace_writes_so_much_at_once_and_no_more(db: TestDb) {
        let app = TestApp::made(db, Made { budget: Budget::new(SHARE), ..Made::default() }).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let (loud, quiet) = (ours.visitor(&app).await, theirs.visitor(&app).await);
        let (flooded, other) = tokio::join!(flood(&app, loud, "a"), app.receive(quiet, "1", "Hello?"));
        other.unwrap();
        let (stored, refused): (Vec<_>, Vec<_>) = flooded.into_iter().partition(Result::is_ok);
        assert!((SHARE..FLOOD).contains(&stored.len()), "{} of {FLOOD}", stored.len());
        for error in refused.into_iter().map(Result::unwrap_err) {
            assert!(matches!(error, AppError::RateLimited { retry_after_s: 1 }), "{error}");
        }
        // Nothing of the share is lost: what was refused before is taken now.
        for n in 0..FLOOD {
            app.receive(loud, &format!("b{n}"), "Hello?").await.unwrap();
        }
    }

    async fn a_flood_keeps_no_answer_from_its_end(db: TestDb) {
        let app = TestApp::made(db, Made { budget: Budget::new(1), ..Made::default() }).await;
        let tenant = app.tenant("Ours").await;
        let (asking, loud) = (tenant.visitor(&app).await, tenant.visitor(&app).await);
        for n in 0..5 {
            app.receive(asking, &n.to_string(), "How long may I send boots back?").await.unwrap();
            let flooding = async {
                for round in 0..20 {
                    flood(&app, loud, &format!("{n} {round} ")).await;
                }
            };
            let ((), ran) = tokio::join!(flooding, app.drain_jobs());
            assert!(ran.unwrap() > 0);
        }
        let meters = app.meters();
        assert!(meters.turns_started.get() > 0);
        assert_eq!(meters.ended(Outcome::Failed).unwrap().get(), 0);
    }
}
