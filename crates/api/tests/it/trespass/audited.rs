//! The audit log against the table of rights: every privileged act leaves its line, accepted or refused, with who, what, to
//! what, when and from where. A route that changes something and is not in `audited.txt` fails.

use super::{
    table::{self, Line, PRINCIPALS, Principal, Route, Target},
    world::{PASSWORD, World},
};
use baton_core::role::Role;
use baton_testkit::{Client, TestDb};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is written of a route.
struct Rule {
    route: Route,
    act: &'static str,
    accepted: &'static str,
    refused: &'static str,
    reason: String,
}

fn rules() -> Vec<Rule> {
    let rows = include_str!("audited.txt")
        .lines()
        .filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let words: Vec<_> = row.split_whitespace().collect();
        let [method, path, act, accepted, refused, reason @ ..] = words.as_slice() else {
            panic!("{row} is too short");
        };
        Rule {
            route: Route::new(method, path),
            act,
            accepted,
            refused,
            reason: reason.join(" "),
        }
    })
    .collect()
}

/// The line of the table of rights in which a route is called as it is meant.
fn as_meant(lines: &[Line], route: &Route) -> Option<(Line, Target)> {
    let fits = |line: &&Line| line.route.bare() == *route;
    let all: Vec<_> = lines.iter().filter(fits).collect();
    for wanted in [Target::Own, Target::None] {
        if let Some(line) = all.iter().find(|line| line.targets.contains(&wanted)) {
            return Some(((*line).clone(), wanted));
        }
    }
    None
}

fn answered(line: &Line, who: Principal) -> &[u16] {
    let at = PRINCIPALS.iter().position(|(each, _)| *each == who);
    &line.statuses[at.unwrap()]
}

/// Lines that no route makes.
const ELSEWHERE: [&str; 8] = [
    "api_token.exceed",
    "audit.begin",
    "conversation.lapse",
    "conversation.park",
    "member.add",
    "standing_order.leave",
    "webhook.disable",
    "workspace.decline",
];

/// The page under Settings says each act in words.
#[test]
fn every_act_has_its_words() {
    let words = include_str!("../../../../../console/src/lib/i18n/en/settings/audit.ts");
    let rules = rules();
    let acts = rules.iter().map(|rule| rule.act).filter(|act| *act != "-");
    for act in acts.chain(ELSEWHERE) {
        let key = format!("'audit.act.{act}': '");
        assert!(words.contains(&key), "{act} has no words");
    }
}

#[test]
fn what_changes_something_or_is_not_for_all_is_written_down_or_says_why_not() {
    let lines = table::lines();
    let mut rules: BTreeMap<Route, Rule> = rules()
        .into_iter()
        .map(|rule| (rule.route.clone(), rule))
        .collect();
    let mut routes: Vec<_> = lines.iter().map(|line| line.route.bare()).collect();
    routes.sort();
    routes.dedup();
    let mut wrong = Vec::new();
    for route in routes {
        let (line, _) = as_meant(&lines, &route).expect("each route is called as it is meant");
        let is_gated = answered(&line, Principal::Viewer) == [403];
        let rule = rules.remove(&route);
        match rule {
            None if route.method != "GET" || is_gated => wrong.push(format!("{route} is missing")),
            Some(rule) => {
                let is_silent = rule.accepted == "-" || (is_gated && rule.refused == "-");
                if is_silent && rule.reason.is_empty() {
                    wrong.push(format!("{route} does not say why not"));
                }
            }
            None => {}
        }
    }
    wrong.extend(rules.keys().map(|route| format!("{route} is not routed")));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is read and written while it is looked for lines.
struct Watch<'a> {
    world: &'a World,
    reader: Client,
    wrong: Vec<String>,
}

/// How a line should look.
struct Wanted<'a> {
    who: Principal,
    act: &'a str,
    outcome: &'a str,
    target: &'a str,
}

impl Watch<'_> {
    /// The lines, newest first.
    async fn lines(&self) -> Vec<Value> {
        let page = self.reader.get("/api/v1/audit?limit=20").await;
        assert_eq!(page.status, 200, "{}", page.text);
        page.json["items"].as_array().unwrap().clone()
    }

    async fn newest(&self) -> i64 {
        let lines = self.lines().await;
        // What comes now is newer than all of it.
        self.world.site.app.clock.advance_ms(1);
        let numbers = lines.iter().filter_map(|line| line["seq"].as_i64());
        numbers.max().unwrap_or_default()
    }

    /// Lines like this one that came after the one with the number `since`.
    async fn look(&mut self, at: &str, since: i64, wanted: &Wanted<'_>) {
        let lines = self.lines().await;
        let lines = lines
            .into_iter()
            .filter(|line| line["seq"].as_i64() > Some(since));
        let of_act: Vec<_> = lines
            .filter(|line| line["action"] == wanted.act && line["outcome"] == wanted.outcome)
            .collect();
        let [line, ..] = of_act.as_slice() else {
            self.wrong
                .push(format!("{at}: no {} {}", wanted.outcome, wanted.act));
            return;
        };
        let now = self.world.site.app.clock.now();
        let seen = (
            &line["target_kind"],
            line["target_id"].is_string(),
            &line["actor"]["id"],
            &line["address"],
            &line["at"],
        );
        let who = self.world.actor(wanted.who);
        let should = (
            &json!(wanted.target),
            true,
            &json!(who),
            &json!("127.0.0.1"),
            &json!(now.to_string()),
        );
        // Who is a visitor anew with each call has an id that nobody knows here.
        let is_right = if wanted.who == Principal::Visitor {
            line["actor"]["kind"] == "visitor" && seen.0 == should.0 && seen.3 == should.3
        } else {
            seen == should
        };
        if !is_right {
            self.wrong.push(format!("{at}: {seen:?}, not {should:?}"));
        }
    }

    async fn refused(&mut self, rule: &Rule, (line, target): (&Line, Target)) {
        for who in [Principal::Viewer, Principal::Editor, Principal::Token] {
            if answered(line, who) != [403] {
                continue;
            }
            let at = format!("{} by {who:?}", line.route);
            let since = self.newest().await;
            let answers = self.world.call(&line.route, who, target).await;
            assert!(answers.iter().all(|answer| answer.status == 403), "{at}");
            // Where only a browser is let in, the token itself is what was refused.
            let by_token = who == Principal::Token && answers[0].text.contains("no session");
            let (act, target) = if by_token {
                ("api_token.exceed", "api_token")
            } else {
                (rule.act, rule.refused)
            };
            let outcome = "refused";
            let wanted = Wanted {
                who,
                act,
                outcome,
                target,
            };
            self.look(&at, since, &wanted).await;
        }
    }

    async fn accepted(&mut self, rule: &Rule, (line, target): (&Line, Target)) {
        let who = if line.route.path.starts_with("/v1/widget/") {
            Principal::Visitor
        } else {
            Principal::Owner
        };
        let at = format!("{} by {who:?}", line.route);
        let since = self.newest().await;
        for answer in self.world.call(&line.route, who, target).await {
            assert!(
                answer.status < 300,
                "{at}: {} {}",
                answer.status,
                answer.text
            );
        }
        let (act, outcome, target) = (rule.act, "accepted", rule.accepted);
        let wanted = Wanted {
            who,
            act,
            outcome,
            target,
        };
        self.look(&at, since, &wanted).await;
    }

    /// A call outside of the table.
    async fn step(
        &mut self,
        client: &Client,
        (method, path, body): (&str, &str, Value),
        wanted: Wanted<'_>,
    ) {
        let since = self.newest().await;
        let at = format!("{method} {path}");
        let answer = client.call(method.parse().unwrap(), path, Some(body)).await;
        assert!(
            answer.status < 300,
            "{at}: {} {}",
            answer.status,
            answer.text
        );
        self.look(&at, since, &wanted).await;
    }

    /// What takes more than one call.
    async fn walk(&mut self) {
        let by = |who, act, target| Wanted {
            who,
            act,
            outcome: "accepted",
            target,
        };
        let (owner, _) = self.world.come(Principal::Owner).await;
        let (admin, _) = self.world.come(Principal::Admin).await;
        let tomas = self.world.ours.tenant.tomas.person.id;
        let ada = self.world.actor(Principal::Admin);
        let app = &self.world.site.app;

        let talk = self.world.ours.tenant.visitor(app).await.conversation;
        let assign = format!("/api/v1/conversations/{talk}/assign");
        let wanted = by(Principal::Owner, "conversation.assign", "conversation");
        let (maya, _) = self.world.come(Principal::Editor).await;
        let _there = maya
            .post("/api/v1/availability", json!({"available": true}))
            .await;
        let editor = self.world.actor(Principal::Editor);
        self.step(
            &owner,
            ("POST", &assign, json!({"user_id": editor})),
            wanted,
        )
        .await;

        let member = format!("/api/v1/members/{tomas}");
        let suspend = by(Principal::Owner, "member.suspend", "user");
        self.step(
            &owner,
            ("POST", &format!("{member}/suspend"), json!({})),
            suspend,
        )
        .await;
        let again = by(Principal::Owner, "member.reactivate", "user");
        self.step(
            &owner,
            ("POST", &format!("{member}/reactivate"), json!({})),
            again,
        )
        .await;

        let _offered = owner
            .post("/api/v1/workspaces/offer", json!({"user_id": tomas}))
            .await;
        let withdrawn = by(Principal::Owner, "workspace.withdraw", "user");
        self.step(
            &owner,
            ("DELETE", "/api/v1/workspaces/offer", json!({})),
            withdrawn,
        )
        .await;
        let _offered = owner
            .post("/api/v1/workspaces/offer", json!({"user_id": ada}))
            .await;
        let accept = by(Principal::Admin, "workspace.accept", "workspace");
        self.step(
            &admin,
            ("POST", "/api/v1/workspaces/offer/accept", json!({})),
            accept,
        )
        .await;

        let change = json!({"current": PASSWORD, "new": "another good battery"});
        let changed = by(Principal::Admin, "account.change_password", "user");
        self.step(
            &admin,
            ("POST", "/api/v1/account/password", change),
            changed,
        )
        .await;
        self.comes_in().await;
    }
}

impl Watch<'_> {
    /// Somebody comes in by an invitation, for the first time and as who is known already.
    async fn comes_in(&mut self) {
        let (app, owner) = (&self.world.site.app, &self.world.ours.tenant.owner);
        let sent = app
            .invite(owner, "new@example.com", Role::Viewer)
            .await
            .unwrap();
        let token = sent.link.rsplit('/').next().unwrap();
        let since = self.newest().await;
        let body = json!({"token": token, "name": "Nina", "password": PASSWORD});
        let joined = self
            .world
            .site
            .visiting()
            .post("/api/v1/invitation/join", body)
            .await;
        assert!(joined.status < 300, "{}", joined.text);
        let lines = self.lines().await;
        let line = lines
            .iter()
            .find(|line| line["action"] == "invitation.accept");
        let line = line
            .filter(|line| line["seq"].as_i64() > Some(since))
            .expect("a line");
        assert_eq!(
            (&line["actor"]["name"], &line["address"]),
            (&json!("Nina"), &json!("127.0.0.1"))
        );

        let other = self.world.actor(Principal::Owner2);
        let email = format!("{other}@example.com");
        let sent = app.invite(owner, &email, Role::Viewer).await.unwrap();
        let token = sent.link.rsplit('/').next().unwrap();
        let (client, _) = self.world.come(Principal::Owner2).await;
        let wanted = Wanted {
            who: Principal::Owner2,
            act: "invitation.accept",
            outcome: "accepted",
            target: "user",
        };
        let call = ("POST", "/api/v1/invitation/accept", json!({"token": token}));
        self.step(&client, call, wanted).await;
    }
}

baton_testkit::both_databases! {
    /// R087, R088: who, what, to what, when, from where; of what was refused as well.
    async fn every_privileged_act_leaves_its_line(db: TestDb) {
        let world = World::new(db).await;
        let reader = world.site.browser(&world.ours.tenant.owner).await;
        let mut watch = Watch { world: &world, reader, wrong: Vec::new() };
        let lines = table::lines();
        for rule in rules() {
            let (line, target) = as_meant(&lines, &rule.route).unwrap();
            if rule.refused != "-" {
                watch.refused(&rule, (&line, target)).await;
            }
            if !["-", "walk"].contains(&rule.accepted) {
                watch.accepted(&rule, (&line, target)).await;
            }
        }
        watch.walk().await;
        assert!(watch.wrong.is_empty(), "{:#?}", watch.wrong);
    }
}
