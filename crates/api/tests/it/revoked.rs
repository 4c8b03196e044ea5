//! Whoever loses a right hears nothing more within a second, however the right was lost.

use crate::socket::Socket;
use baton_api::{Options, realtime::Limits};
use baton_app::{members::session::SESSION_MS, revocation::Revocation};
use baton_db::sql;
use baton_testkit::{Answer, Caller, Client, Nats, Site, TestApp, TestDb, app::Made};
use serde_json::{Value, json};
use std::time::Duration;

const SESSION: &str = "/api/v1/session";

/// A server that asks often whether rights still hold.
fn asking() -> Options {
    Options {
        sockets: Limits {
            ask_again: Duration::from_millis(50),
            ..Limits::default()
        },
        ..Options::default()
    }
}

/// Somebody's socket on the channel of their workspace.
async fn listening(site: &Site, who: &Client) -> Socket {
    let mut socket = Socket::open(site, "/app").await;
    assert_eq!(socket.join(who, &workspace(site)).await, 200);
    socket
}

fn workspace(site: &Site) -> String {
    format!("private-workspace.{}", site.tenant.workspace)
}

/// Within a second the right is gone, and what happens from then on is not heard.
async fn is_deaf(site: &Site, socket: &mut Socket) {
    let told = tokio::time::timeout(
        Duration::from_secs(1),
        socket.hear("pusher:subscription_error"),
    );
    let told = told.await.expect("within a second");
    let data: Value = serde_json::from_str(told["data"].as_str().unwrap()).unwrap();
    assert_eq!(data["status"], 403);
    site.tenant.arrive(&site.app).await;
    assert_eq!(socket.heard().await, Vec::<Value>::new());
}

/// As [`is_deaf`], where they may hear of it themselves before.
async fn told_and_deaf(site: &Site, socket: &mut Socket) {
    let told = tokio::time::timeout(
        Duration::from_secs(1),
        socket.hear("pusher:subscription_error"),
    );
    told.await.expect("within a second");
    site.tenant.arrive(&site.app).await;
    let heard = socket.heard().await;
    let created = heard
        .iter()
        .filter(|frame| frame["event"] == "conversation.created");
    assert_eq!(created.count(), 0, "{heard:?}");
}

/// What a browser carries after an answer.
fn cookie(answer: &Answer) -> String {
    let set = answer.headers["set-cookie"].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

async fn still_hears(site: &Site, socket: &mut Socket) {
    site.tenant.arrive(&site.app).await;
    socket.hear("conversation.created").await;
}

/// As another process does it, which has no way to tell.
async fn remove_unheard(app: &TestApp, who: &Caller) {
    let (workspace, user) = (who.workspace.uuid(), who.person.id.uuid());
    let removal = async move |conn: &mut baton_db::Conn<'_>| {
        conn.execute(sql!(
            "DELETE FROM workspace_users WHERE workspace_id = {} AND user_id = {}",
            workspace,
            user
        ))
        .await
    };
    app.db.write(removal).await.unwrap();
}

baton_testkit::both_databases! {
    async fn who_signs_out_hears_nothing_more_in_that_browser(db: TestDb) {
        let site = Site::new(db).await;
        let [here, there] = [site.browser(&site.tenant.maya).await, site.browser(&site.tenant.maya).await];
        let (mut ours, mut tab) = (listening(&site, &here).await, listening(&site, &here).await);
        let mut other = listening(&site, &there).await;
        assert_eq!(here.delete(SESSION).await.status, 204);
        is_deaf(&site, &mut ours).await;
        is_deaf(&site, &mut tab).await;
        still_hears(&site, &mut other).await;
        assert_eq!(ours.join(&here, &workspace(&site)).await, 401);
    }

    async fn what_was_signed_before_is_worth_nothing_after(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.browser(&site.tenant.maya).await;
        let mut socket = Socket::open(&site, "/app").await;
        let signed = socket.ask(&maya, &workspace(&site)).await;
        assert_eq!(signed.status, 200);
        assert_eq!(maya.delete(SESSION).await.status, 204);
        socket.subscribe(&signed, &workspace(&site)).await;
        let heard = socket.heard().await;
        assert_eq!(heard.iter().map(|frame| &frame["event"]).collect::<Vec<_>>(), ["pusher:subscription_error"]);
    }

    async fn a_new_sign_in_ends_what_the_session_before_it_heard(db: TestDb) {
        let site = Site::new(db).await;
        let maya = &site.tenant.maya;
        let token = site.app.open_session(maya.person.id, maya.workspace, None).await.unwrap();
        let browser = site.nobody().with("origin", &site.url).with("cookie", &format!("baton={token}"));
        let mut socket = listening(&site, &browser).await;
        site.app.open_session(maya.person.id, maya.workspace, Some(&token)).await.unwrap();
        is_deaf(&site, &mut socket).await;
    }

    async fn a_token_that_is_taken_back_hears_nothing_more(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.browser(&site.tenant.owner).await;
        let program = site.member(&site.tenant.owner).await;
        let (mut theirs, mut ours) = (listening(&site, &program).await, listening(&site, &owner).await);
        let list = owner.get("/api/v1/api-tokens").await.json;
        let id = list["items"][0]["id"].as_str().unwrap();
        assert_eq!(owner.delete(&format!("/api/v1/api-tokens/{id}")).await.status, 204);
        is_deaf(&site, &mut theirs).await;
        still_hears(&site, &mut ours).await;
    }

    async fn a_session_that_ran_out_is_found(db: TestDb) {
        let site = Site::with(db, None, asking()).await;
        let maya = site.browser(&site.tenant.maya).await;
        let mut early = listening(&site, &maya).await;
        site.app.clock.advance_ms(SESSION_MS - 1);
        let mut late = listening(&site, &site.browser(&site.tenant.maya).await).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        still_hears(&site, &mut early).await;
        site.app.clock.advance_ms(1);
        is_deaf(&site, &mut early).await;
        still_hears(&site, &mut late).await;
    }

    async fn who_is_no_member_any_more_is_found_though_nobody_told(db: TestDb) {
        let site = Site::with(db, None, asking()).await;
        let tenant = &site.tenant;
        let (browser, program) = (site.browser(&tenant.maya).await, site.member(&tenant.maya).await);
        let (mut one, mut two) = (listening(&site, &browser).await, listening(&site, &program).await);
        let mut tomas = listening(&site, &site.browser(&tenant.tomas).await).await;
        let mut token = listening(&site, &site.member(&tenant.tomas).await).await;
        remove_unheard(&site.app, &tenant.maya).await;
        is_deaf(&site, &mut one).await;
        is_deaf(&site, &mut two).await;
        still_hears(&site, &mut tomas).await;
        still_hears(&site, &mut token).await;
    }

    async fn a_person_or_a_member_loses_all_their_sockets(db: TestDb) {
        let site = Site::new(db).await;
        let Caller { workspace, ref person, .. } = site.tenant.maya;
        let mut tomas = listening(&site, &site.browser(&site.tenant.tomas).await).await;
        for revocation in [Revocation::User(person.id), Revocation::Member { workspace, user: person.id }] {
            let mut browser = listening(&site, &site.browser(&site.tenant.maya).await).await;
            let mut program = listening(&site, &site.member(&site.tenant.maya).await).await;
            site.app.revoke(revocation);
            is_deaf(&site, &mut browser).await;
            is_deaf(&site, &mut program).await;
        }
        still_hears(&site, &mut tomas).await;
        let elsewhere = site.app.tenant("Elsewhere").await.workspace;
        site.app.revoke(Revocation::Member { workspace: elsewhere, user: site.tenant.tomas.person.id });
        still_hears(&site, &mut tomas).await;
    }

    /// Sessions, API tokens and sockets end within a second, and come back only where they should.
    async fn who_is_suspended_or_removed_loses_everything_at_once(db: TestDb) {
        let site = Site::new(db).await;
        let tenant = &site.tenant;
        let owner = site.browser(&tenant.owner).await;
        for (method, path) in [("POST", "/suspend"), ("DELETE", "")] {
            let maya = site.browser(&tenant.maya).await;
            let program = site.member(&tenant.maya).await;
            let (mut browser, mut bridge) = (listening(&site, &maya).await, listening(&site, &program).await);
            let mut others = listening(&site, &owner).await;
            let at = format!("/api/v1/members/{}{path}", tenant.maya.person.id);
            let done = owner.call(method.parse().unwrap(), &at, None).await;
            assert!(done.status < 300, "{done:?}");
            told_and_deaf(&site, &mut browser).await;
            told_and_deaf(&site, &mut bridge).await;
            assert_eq!(others.hear("member.updated").await["event"], "member.updated");
            still_hears(&site, &mut others).await;
            for client in [&maya, &program] {
                assert_eq!(client.get(SESSION).await.status, 401);
                assert_eq!(client.get("/api/v1/conversations").await.status, 401);
                assert_eq!(browser.join(client, &workspace(&site)).await, 401);
            }
            if path == "/suspend" {
                let at = format!("/api/v1/members/{}/reactivate", tenant.maya.person.id);
                assert_eq!(owner.post(&at, json!({})).await.status, 200);
                assert_eq!(maya.get(SESSION).await.status, 401, "that session is over");
                assert_eq!(program.get(SESSION).await.status, 200, "the token was only void");
            }
        }
    }

    /// A role that changes ends nothing that is heard; what it no longer allows is refused from then on.
    async fn who_changes_their_role_goes_on_hearing(db: TestDb) {
        let site = Site::new(db).await;
        let tenant = &site.tenant;
        let (owner, maya) = (site.browser(&tenant.owner).await, site.browser(&tenant.maya).await);
        let mut socket = listening(&site, &maya).await;
        let at = format!("/api/v1/members/{}", tenant.maya.person.id);
        assert_eq!(owner.patch(&at, json!({"role": "viewer"})).await.status, 200);
        let told = socket.hear("member.updated").await;
        let data: Value = serde_json::from_str(told["data"].as_str().unwrap()).unwrap();
        assert_eq!((&data["data"]["member"]["role"], &data["data"]["member"]["state"]), (&json!("viewer"), &json!("active")));
        still_hears(&site, &mut socket).await;
        let visit = tenant.arrive(&site.app).await;
        let claim = format!("/api/v1/conversations/{}/claim", visit.conversation.id);
        assert_eq!(maya.post(&claim, json!({})).await.status, 403);
    }

    async fn a_new_password_ends_what_other_browsers_hear(db: TestDb) {
        let site = Site::new(db).await;
        let email = "nina@example.com";
        let sent = site.app.invite(&site.tenant.owner, email, baton_core::role::Role::Editor).await.unwrap();
        let token = sent.link.rsplit('/').next().unwrap();
        let body = json!({"token": token, "name": "Nina", "password": "correct horse battery"});
        let nobody = site.nobody().with("origin", &site.url);
        let joined = nobody.post("/api/v1/invitation/join", body).await;
        let here = nobody.with("cookie", &cookie(&joined));
        let again = site.nobody().with("origin", &site.url);
        let signed_in = again.post(SESSION, json!({"email": email, "password": "correct horse battery"})).await;
        let there = again.with("cookie", &cookie(&signed_in));
        let (mut ours, mut other) = (listening(&site, &here).await, listening(&site, &there).await);
        let change = json!({"current": "correct horse battery", "new": "battery staple correct"});
        assert_eq!(here.post("/api/v1/account/password", change).await.status, 204);
        is_deaf(&site, &mut other).await;
        still_hears(&site, &mut ours).await;
        assert_eq!((here.get(SESSION).await.status, there.get(SESSION).await.status), (200, 401));
    }

    async fn a_visitor_who_is_forgotten_hears_nothing_more_in_any_tab(db: TestDb) {
        let site = Site::new(db).await;
        let [started, other] = [site.tenant.arrive(&site.app).await, site.tenant.arrive(&site.app).await];
        let mut sockets = Vec::new();
        for visit in [&started, &started, &other] {
            let visitor = site.nobody().bearing(&visit.token).with("origin", "https://shop.example");
            let mut socket = Socket::open(&site, "/app").await;
            assert_eq!(socket.join(&visitor, &format!("private-conversation.{}", visit.conversation.id)).await, 200);
            sockets.push((socket, visitor));
        }
        assert_eq!(sockets[1].1.delete("/v1/widget/me").await.status, 204);
        for (socket, _) in &mut sockets[..2] {
            socket.hear("pusher:subscription_error").await;
        }
        let (socket, visitor) = &mut sockets[2];
        visitor.post("/v1/widget/messages", json!({"client_id": uuid::Uuid::new_v4(), "body": "Still there?"})).await;
        socket.hear("message.created").await;
    }

    async fn signing_out_at_one_node_ends_what_is_heard_at_another(db: TestDb) {
        let Some(nats) = Nats::start() else { return };
        let made = async || Made { bus: nats.bus().await, ..Made::default() };
        let app = TestApp::made(db, made().await).await;
        let another = app.another(43, made().await).await;
        let here = Site::of(app, None, Options::default()).await;
        let there = here.beside(another, Options::default()).await;
        Nats::listening().await;
        let maya = here.browser(&here.tenant.maya).await;
        let mut socket = Socket::open(&there, "/app").await;
        // What one node signed is good at the other.
        assert_eq!(socket.join(&maya, &workspace(&here)).await, 200);
        still_hears(&here, &mut socket).await;
        assert_eq!(maya.delete(SESSION).await.status, 204);
        is_deaf(&there, &mut socket).await;
    }
}
