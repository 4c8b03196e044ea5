//! What is too old in the log of deliveries is forgotten, a little at a time.

use crate::{App, error::Result};
use baton_db::Conn;
use baton_store::webhooks::log;

/// Forgotten in one transaction: others wait for it.
const AT_ONCE: i64 = 500;

impl App {
    /// Forgets deliveries that were begun longer ago than they are kept, and answers how many.
    pub(crate) async fn sweep_webhook_log(&self) -> Result<u64> {
        let before = self.clock.now().plus_ms(-self.outgoing.keep_ms);
        let endpoints = self
            .db
            .read(async |conn: &mut Conn<'_>| log::all_endpoints(conn).await)
            .await?;
        let mut forgotten = 0;
        for (workspace, endpoint) in endpoints {
            let (workspace, endpoint) = (workspace.into(), endpoint.into());
            loop {
                let some = self
                    .db
                    .write(async move |conn: &mut Conn<'_>| {
                        let what = (before, AT_ONCE);
                        log::forget(conn, workspace, endpoint, what).await
                    })
                    .await?;
                forgotten += some;
                if some == 0 {
                    break;
                }
            }
        }
        Ok(forgotten)
    }
}
