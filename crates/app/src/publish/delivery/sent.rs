//! What leaves by itself: mail, webhooks, pushes to browsers.

use super::{Finding, remedies, through::path};
use crate::{App, Caller, error::Result, webhooks::sign};
use baton_outbound::{
    Policy, Post, Poster, Refused,
    mail::Mode,
    push::{Pushed, Subscription},
};
use baton_store::leads::push_subscriptions as subscriptions;
use futures_util::future::join_all;
use serde_json::json;
use std::time::Duration;
use url::Url;

/// Longest time for a webhook.
const PATIENCE: Duration = Duration::from_secs(15);

impl App {
    pub(super) async fn test_mail_delivery(&self, caller: &Caller) -> Result<Finding> {
        if self.mailer.mode() != Mode::Smtp {
            let says = "No mail server is set: mail is written to the log, and nobody gets it.";
            return Ok(Finding::doubtful(says).mended_by(remedies::mail()));
        }
        Ok(match self.test_mail(caller).await? {
            None => Finding::sound("The mail server took a mail to you. Look whether it arrives."),
            Some(reason) => {
                Finding::broken(format!("The mail server did not take a mail: {reason}."))
                    .mended_by(remedies::mail())
            }
        })
    }

    /// A webhook to this installation itself: it goes out and comes in again, and its signature has to fit.
    pub(super) async fn test_webhook(&self, caller: &Caller) -> Result<Finding> {
        let token = self.probe_token();
        let body = json!({"type": "ping", "data": {}}).to_string();
        let id = format!("msg_{}", self.ids.next::<uuid::Uuid>().simple());
        let secrets = [self.probe_secret(&token)];
        let headers = sign::headers(&secrets, id, &body, self.clock.now());
        let url = format!("{}{}", self.public_origin, path(&token));
        let posted = async {
            let public = Url::parse(&url).map_err(|error| Refused::NotAUrl(error.to_string()))?;
            let post = Post {
                url: &url,
                headers: &headers,
                body: &body,
                time: PATIENCE,
            };
            Poster::new(Policy::allowing(&public))?.post(post).await
        };
        let reply = match posted.await {
            Ok(reply) => reply,
            Err(refused) => return Ok(self.unreachable(&refused)),
        };
        let Some(echo) = self.own_echo(&token, (reply.status, &reply.body)) else {
            // Where nothing arrives, that is what has to be mended first.
            if let Err(finding) = self.look_at_address().await {
                return Ok(finding);
            }
            return Ok(Finding::broken(format!(
                "A webhook to {} did not reach Baton (status {}): something in between lets no POST through.",
                self.public_origin, reply.status
            ))
            .mended_by(remedies::pass_all()));
        };
        if !echo.seen.is_signed {
            let says = "A webhook arrives, and its signature does not fit: something in between changes the body or the headers.";
            return Ok(Finding::broken(says));
        }
        self.look_at_endpoints(caller).await
    }

    async fn look_at_endpoints(&self, caller: &Caller) -> Result<Finding> {
        let arrives = "A webhook goes out, arrives and its signature fits.";
        let endpoints = self.endpoints(caller).await?;
        let off = endpoints
            .iter()
            .filter(|endpoint| !endpoint.enabled)
            .count();
        Ok(match (endpoints.len(), off) {
            (0, _) => Finding::sound(format!("{arrives} No endpoint is set up.")),
            (all, 0) => Finding::sound(format!(
                "{arrives} Endpoints that are told of events: {all}."
            )),
            (all, off) => Finding::doubtful(format!(
                "{arrives} But {off} of {all} endpoints are turned off: see Settings, Webhooks."
            )),
        })
    }

    pub(super) async fn test_push(&self, caller: &Caller) -> Result<Finding> {
        let (user, now) = (caller.person.id, self.clock.now());
        let read = async move |conn: &mut baton_db::Conn<'_>| {
            subscriptions::of_user(conn, user, now).await
        };
        let browsers = self.db.read(read).await?;
        let all = browsers.len();
        if all == 0 {
            return Ok(Finding::skipped(
                "None of your browsers takes pushes. Switch them on in Settings, Alerts.",
            ));
        }
        let notice = json!({
            "tag": "delivery-test",
            "title": "A push of the delivery test",
            "body": "It arrived. You may close this.",
            "url": "/app/settings/delivery",
        });
        let (pusher, now_s) = (self.pusher()?, now.ms().div_euclid(1_000));
        let notice = notice.to_string();
        // Beside each other: all together they take no longer than the slowest.
        let pushed = join_all(browsers.into_iter().map(async |kept| {
            let to = Subscription {
                endpoint: kept.endpoint,
                p256dh: kept.p256dh,
                auth: kept.auth,
            };
            pusher.send(&to, &notice, now_s).await
        }));
        let (mut taken, mut reasons) = (0, Vec::new());
        for pushed in pushed.await {
            match pushed {
                Pushed::Taken => taken += 1,
                Pushed::Gone => reasons.push("the browser takes no pushes any more".to_owned()),
                Pushed::Later(reason) | Pushed::Never(reason) => reasons.push(reason),
            }
        }
        Ok(match reasons.first() {
            None => Finding::sound(format!(
                "The push services took a push to {all} of your browsers. Look whether it shows."
            )),
            Some(reason) if taken == 0 => {
                Finding::broken(format!("No push service took a push: {reason}."))
            }
            Some(reason) => Finding::doubtful(format!(
                "{taken} of {all} of your browsers get pushes; the others: {reason}."
            )),
        })
    }
}
