//! A neighbour with a canary in every text, and a watch over everything that comes out while others work: answers, frames,
//! the log, requests to the model and to other machines.

use super::{
    table::{self, PRINCIPALS, Principal, Target},
    world::{Side, World, site},
};
use crate::socket::Socket;
use baton_core::signal::Signal;
use baton_testkit::{
    Client, TestApp, TestDb,
    app::Made,
    canary::{Neighbour, Sink, Watch, logs},
    fake_model::FakeModel,
};
use serde_json::json;
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

/// Another machine that is asked for pages, and remembers how.
struct Elsewhere {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    async fn listening() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        #[expect(
            clippy::disallowed_methods,
            reason = "it ends with the runtime of the test"
        )]
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut request = vec![0; 8192];
                let read = socket.read(&mut request).await.unwrap_or_default();
                let text = String::from_utf8_lossy(&request[..read]).into_owned();
                kept.lock().unwrap().push(text);
                let page = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nBoots last.";
                drop(socket.write_all(page.as_bytes()).await);
            }
        });
        Self { port, asked }
    }
}

/// What is tried, and where it comes out.
struct Try {
    world: World,
    neighbour: Neighbour,
    model: FakeModel,
    elsewhere: Elsewhere,
    sockets: Vec<(&'static str, Socket)>,
}

impl Try {
    async fn begin(db: TestDb, run: &str) -> Self {
        let (model, elsewhere) = (FakeModel::start().await, Elsewhere::listening().await);
        let made = Made::asking(&model).fetching_from("127.0.0.1");
        let site = site(TestApp::made(db, made).await).await;
        let neighbour = Neighbour::move_in(&site.app, run, site.tenant.workspace).await;
        let id = |table: &str| neighbour.ids[table].to_string();
        let theirs = Side {
            tenant: neighbour.tenant.clone(),
            visitor: neighbour.visitor,
            turn: neighbour.turn,
            lead: id("leads"),
            source: id("knowledge_sources"),
            api_token: id("api_tokens"),
            canned: id("canned_replies"),
            saved_view: id("saved_views"),
            file: id("attachments"),
            invitation: id("invitations"),
            session: site.app.ids.next::<uuid::Uuid>().to_string(),
            endpoint: id("webhook_endpoints"),
            told: id("events"),
            mail: id("jobs"),
            order: id("standing_orders"),
            held: id("held_answers"),
            // As the shapes of canaries have it.
            rule: "00000000-0000-7000-8000-000000000002".to_owned(),
        };
        let world = World::beside(site, theirs).await;
        Self {
            world,
            neighbour,
            model,
            elsewhere,
            sockets: Vec::new(),
        }
    }

    /// Everybody of ours connects, hears all that they may, and tries to hear the neighbour.
    async fn connect(&mut self) {
        let theirs = self.neighbour.visitor.conversation;
        let foreign = [
            format!("private-conversation.{theirs}"),
            format!("private-conversation.{theirs}.team"),
            format!("presence-conversation.{theirs}"),
            format!("private-workspace.{}", self.neighbour.tenant.workspace),
            format!("presence-workspace.{}", self.neighbour.tenant.workspace),
        ];
        for (who, name) in [
            (Principal::Nobody, "nobody"),
            (Principal::Visitor, "visitor"),
            (Principal::Viewer, "viewer"),
            (Principal::Owner, "owner"),
            (Principal::Token, "token"),
        ] {
            let (client, visitor) = self.world.come(who).await;
            let mut socket = Socket::open(&self.world.site, "/realtime/app").await;
            let (own, workspace) = (visitor.conversation, self.world.ours.tenant.workspace);
            let own = [
                format!("private-conversation.{own}"),
                format!("private-conversation.{own}.team"),
                format!("presence-conversation.{own}"),
                format!("private-workspace.{workspace}"),
                format!("presence-workspace.{workspace}"),
            ];
            let mut granted = 0;
            for channel in own {
                granted += usize::from(socket.join(&client, &channel).await == 200);
            }
            let wanted = match who {
                Principal::Nobody => 0,
                Principal::Visitor => 1,
                _ => 5,
            };
            assert_eq!(granted, wanted, "{name}");
            for channel in &foreign {
                let status = socket.join(&client, channel).await;
                assert!([401, 403].contains(&status), "{name} hears {channel}");
                let data = json!({"channel": channel, "auth": "", "channel_data": "{}"});
                socket
                    .say(&json!({"event": "pusher:subscribe", "data": data}))
                    .await;
            }
            self.sockets.push((name, socket));
        }
    }

    /// The neighbour works while others listen.
    async fn neighbour_works(&mut self) {
        let app = self.world.site.app.app.clone();
        let (visitor, owner) = (self.neighbour.visitor, self.neighbour.tenant.owner.clone());
        let (id, workspace) = (visitor.conversation, visitor.workspace);
        let said = self.neighbour.say("a visitor's message");
        app.receive(visitor, "live-1", &said).await.unwrap();
        let said = self.neighbour.say("a teammate's reply");
        app.reply(&owner, id, "live-2", &said).await.unwrap();
        app.typing(&owner, id, true).await.unwrap();
        let tag = self.neighbour.say("a tag");
        app.tag(&owner, id, &tag).await.unwrap();
        let signal = Signal::Presence {
            contact_id: visitor.contact,
            online: true,
        };
        app.publish_signal(workspace, Some(id), &signal);
        // Somebody new, whom the assistant answers: from the neighbour's knowledge, with the neighbour's words.
        let asking = self.neighbour.tenant.visitor(&app).await;
        let said = self.neighbour.say("a question to the assistant");
        app.receive(asking, "live-3", &said).await.unwrap();
        app.drain_jobs().await.unwrap();
        app.claim(&owner, asking.conversation, false).await.unwrap();
        app.resolve(&owner, id).await.unwrap();
    }

    /// Every call of the table by everybody of ours, at their own things and at the neighbour's.
    async fn call_everything(&self, watch: &mut Watch) {
        for line in table::lines() {
            for (who, name) in PRINCIPALS {
                let is_theirs = matches!(who, Principal::Visitor2 | Principal::Owner2);
                // What only tells people apart by their session was tried with one of them.
                if is_theirs
                    || matches!(who, Principal::Expired | Principal::Admin | Principal::Evil)
                {
                    continue;
                }
                for target in line
                    .targets
                    .iter()
                    .copied()
                    .filter(|t| *t != Target::Malformed)
                {
                    for answer in self.world.call(&line.route, who, target).await {
                        let at = format!("{} {target:?} by {name}", line.route);
                        let headers = format!("{:?}", answer.headers);
                        watch.look(Sink::Response, &at, &headers);
                        watch.look(Sink::Response, &at, &answer.text);
                        assert!(answer.status < 500, "{at}: {}", answer.text);
                    }
                }
            }
        }
    }

    /// The neighbour's words are searched for.
    async fn search(&self, owner: &Client, watch: &mut Watch) {
        let places = [
            "messages.body",
            "a visitor's message",
            "a teammate's reply",
            "a question to the assistant",
            "a tag",
            "contacts.name",
            "contacts.email",
            "leads.email",
            "leads.wants",
            "conversation_tags.name",
        ];
        for mark in places.map(|place| self.neighbour.mark(place)) {
            for path in ["/api/v1/conversations?engaged=false&q=", "/api/v1/leads?q="] {
                for q in [mark, mark.trim_end_matches('x'), "refund%20policy"] {
                    let answer = owner.get(&format!("{path}{q}")).await;
                    assert_eq!(answer.status, 200, "{path}{q}: {}", answer.text);
                    watch.look(Sink::Response, &format!("{path}{q}"), &answer.text);
                }
            }
        }
    }

    /// Ours work as well: a visitor asks what only the neighbour knows, a page is imported.
    async fn we_work(&self, owner: &Client, path: &str) {
        let app = &self.world.site.app;
        let tenant = &self.world.ours.tenant;
        let visitor = tenant.visitor(app).await;
        let question = "What is your refund policy?";
        let known = json!({"assistant_id": tenant.assistant.id, "title": "Refund policy", "text": "Our refund policy: thirty days for everything."});
        assert_eq!(
            owner.post("/api/v1/knowledge/sources", known).await.status,
            202
        );
        app.drain_jobs().await.unwrap();
        app.receive(visitor, "w-1", question).await.unwrap();
        let url = format!("http://127.0.0.1:{}/{path}", self.elsewhere.port);
        let told = json!({"url": url});
        let made = owner.post("/api/v1/webhook-endpoints", told).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let new = json!({"assistant_id": tenant.assistant.id, "url": url});
        assert_eq!(
            owner.post("/api/v1/knowledge/sources", new).await.status,
            202
        );
        let ask = json!({"assistant_id": tenant.assistant.id, "question": question});
        assert_eq!(owner.post("/api/v1/knowledge/ask", ask).await.status, 200);
        app.drain_jobs().await.unwrap();
    }

    /// Looks at what was sent besides answers: `asked` is how often the model was asked by the neighbour.
    async fn look_around(&mut self, asked: usize, watch: &mut Watch) {
        for (name, socket) in &mut self.sockets {
            for frame in socket.heard().await {
                // What a client asked for is told to it again; nothing else of a refusal is.
                watch.look(Sink::Frame, name, &frame.to_string());
            }
        }
        for request in self.model.requests().iter().skip(asked) {
            watch.look(Sink::Model, "a turn of ours", &request.body.to_string());
        }
        for request in self.elsewhere.asked.lock().unwrap().iter() {
            watch.look(Sink::Outbound, "a page", request);
        }
        for line in logs().text().lines() {
            watch.look(Sink::Log, "the log", line);
        }
    }
}

baton_testkit::both_databases! {
    /// R092
    async fn nothing_of_a_neighbour_comes_out_anywhere(db: TestDb) {
        let _logs = logs();
        let mut all = Try::begin(db, "scan").await;
        all.connect().await;
        all.neighbour_works().await;
        let asked = all.model.requests().len();
        assert!(asked > 0, "the neighbour's assistant was asked");
        let mut watch = Watch::over(&all.neighbour);
        let owner = all.world.site.browser(&all.world.ours.tenant.owner).await;
        all.we_work(&owner, "page").await;
        all.call_everything(&mut watch).await;
        all.search(&owner, &mut watch).await;
        all.look_around(asked, &mut watch).await;
        assert!(watch.found.is_empty(), "{:#?}", watch.found);
        for sink in Sink::ALL {
            assert!(watch.looked.contains_key(&sink), "nothing came out at {sink:?}: {:?}", watch.looked);
        }
        assert!(watch.looked[&Sink::Response] > 1_500, "{:?}", watch.looked);
        assert!(watch.looked[&Sink::Frame] > 50, "{:?}", watch.looked);
    }
}

/// The watch sees: a canary that gets into our own things comes out everywhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_planted_leak_is_found_in_every_sink() {
    let _logs = logs();
    let mut all = Try::begin(TestDb::sqlite().await, "control").await;
    all.connect().await;
    let mark = all.neighbour.mark("messages.body").to_owned();
    let owner = all.world.site.browser(&all.world.ours.tenant.owner).await;
    all.we_work(&owner, &format!("page?{mark}")).await;
    let app = &all.world.site.app;
    let leaking = all.world.ours.tenant.visitor(app).await;
    let said = format!("What is your refund policy? {}", mark.to_uppercase());
    app.receive(leaking, "leak", &said).await.unwrap();
    app.drain_jobs().await.unwrap();
    tracing::info!(target: "baton_app", %mark, "a careless line");
    let mut watch = Watch::over(&all.neighbour);
    let read = owner
        .get(&format!(
            "/api/v1/conversations/{}/messages",
            leaking.conversation
        ))
        .await;
    watch.look(Sink::Response, "the messages", &read.text);
    all.look_around(0, &mut watch).await;
    let found: Vec<_> = watch.found.keys().copied().collect();
    assert_eq!(found, Sink::ALL, "{:#?}", watch.found);
    let places = watch.found.values().flatten();
    assert!(
        places
            .into_iter()
            .all(|words| words.starts_with("messages.body")),
        "{:#?}",
        watch.found
    );
}
