//! Sockets that lie: about their signature, their channel, and who they are.

use super::world::{World, site};
use crate::socket::Socket;
use baton_testkit::{Client, Site, TestApp, TestDb, fixtures::Tenant};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use std::fmt::Write as _;

/// What a socket shows to be let in.
#[derive(Debug, Clone)]
struct Shown {
    channel: String,
    auth: Value,
    channel_data: Value,
}

impl Shown {
    /// As the server signed it.
    async fn signed(who: &Client, socket: &Socket, channel: &str) -> Self {
        let fields = [("socket_id", &*socket.id), ("channel_name", channel)];
        let answer = who.form("/broadcasting/auth", &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        Self {
            channel: channel.to_owned(),
            auth: answer.json["auth"].clone(),
            channel_data: answer.json["channel_data"].clone(),
        }
    }

    fn with_auth(&self, auth: impl Into<Value>) -> Self {
        Self {
            auth: auth.into(),
            ..self.clone()
        }
    }

    fn with_data(&self, channel_data: impl Into<Value>) -> Self {
        Self {
            channel_data: channel_data.into(),
            ..self.clone()
        }
    }

    fn at(&self, channel: &str) -> Self {
        Self {
            channel: channel.to_owned(),
            ..self.clone()
        }
    }

    fn auth(&self) -> &str {
        self.auth.as_str().unwrap()
    }

    fn data(&self) -> &str {
        self.channel_data.as_str().unwrap()
    }
}

/// A signature by somebody who knows `secret`.
fn signature(site: &Site, secret: &[u8], parts: &[&str]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(parts.join(":").as_bytes());
    let mut auth = format!("{}:", site.app.secrets.realtime_key);
    for byte in mac.finalize().into_bytes() {
        write!(auth, "{byte:02x}").unwrap();
    }
    auth
}

/// Tries to get in; whether it did.
async fn enter(socket: &mut Socket, shown: &Shown) -> bool {
    let data =
        json!({"channel": shown.channel, "auth": shown.auth, "channel_data": shown.channel_data});
    socket
        .say(&json!({"event": "pusher:subscribe", "data": data}))
        .await;
    let frames = socket.heard().await;
    let is_in = frames
        .iter()
        .any(|frame| frame["event"] == "pusher_internal:subscription_succeeded");
    let refusals = ["pusher:subscription_error", "pusher:error"];
    let is_refused = frames
        .iter()
        .any(|frame| refusals.iter().any(|name| frame["event"] == *name));
    assert_ne!(
        is_in, is_refused,
        "one clear answer to {shown:?}: {frames:?}"
    );
    is_in
}

/// The code of an error.
fn code_of(frame: &Value) -> Option<i64> {
    let data: Value = serde_json::from_str(frame["data"].as_str()?).ok()?;
    data["code"].as_i64()
}

/// Every way to bend what was signed.
fn bent(site: &Site, genuine: &Shown, socket: &Socket) -> Vec<Shown> {
    let (auth, data, channel) = (genuine.auth(), genuine.data(), &*genuine.channel);
    let (key, hex) = auth.split_once(':').unwrap();
    let mut all = Vec::new();
    let auths = [
        String::new(),
        key.to_owned(),
        format!("{key}:"),
        hex.to_owned(),
        format!(":{hex}"),
        format!("{key}:{}", "0".repeat(64)),
        format!("{key}:{}", hex.to_uppercase()),
        format!("{}:{hex}", key.to_uppercase()),
        format!(" {auth}"),
        format!("{auth} "),
        format!("{auth}\n"),
        format!("{auth}\0"),
        format!("{auth}00"),
        format!("{auth}:{hex}"),
        format!("{key}:{key}:{hex}"),
        format!("other-key:{hex}"),
        // By what everybody knows: the public key, nothing, the socket.
        signature(site, key.as_bytes(), &[&socket.id, channel, data]),
        signature(site, b"", &[&socket.id, channel, data]),
        signature(site, socket.id.as_bytes(), &[&socket.id, channel, data]),
    ];
    all.extend(auths.into_iter().map(|auth| genuine.with_auth(auth)));
    // Cut short, and with one digit changed, at every place.
    all.extend((0..hex.len()).map(|at| {
        let digits: String = hex.chars().take(at).collect();
        genuine.with_auth(format!("{key}:{digits}"))
    }));
    all.extend((0..hex.len()).map(|at| {
        let mut digits: Vec<char> = hex.chars().collect();
        digits[at] = if digits[at] == '0' { '1' } else { '0' };
        genuine.with_auth(format!("{key}:{}", digits.into_iter().collect::<String>()))
    }));
    all.extend(
        [json!(null), json!(1), json!([auth]), json!({"auth": auth})]
            .map(|auth| genuine.with_auth(auth)),
    );
    let parsed: Value = serde_json::from_str(data).unwrap();
    let datas = [
        json!(null),
        json!(""),
        json!("{}"),
        json!("null"),
        parsed.clone(),
        json!(format!(" {data}")),
        json!(format!("{data} ")),
        json!(data.replace(':', ": ")),
        json!(serde_json::to_string_pretty(&parsed).unwrap()),
        json!(format!("{data}{data}")),
    ];
    all.extend(
        datas
            .into_iter()
            .filter(|d| *d != json!(data))
            .map(|data| genuine.with_data(data)),
    );
    let channels = [
        channel.to_uppercase(),
        format!(" {channel}"),
        format!("{channel} "),
        format!("{channel}\n"),
        format!("{channel}\0"),
        format!("{channel}."),
        format!("{channel}.team"),
        format!("{channel}:{data}"),
        channel.replace("private-", "presence-"),
        channel.replace("private-", "private-encrypted-"),
        channel.replace("private-", ""),
    ];
    all.extend(channels.iter().map(|channel| genuine.at(channel)));
    all
}

async fn two() -> (Site, Tenant) {
    let site = site(TestApp::new(TestDb::sqlite().await).await).await;
    let other = site.app.tenant("Other").await;
    (site, other)
}

#[tokio::test]
async fn only_what_was_signed_for_this_socket_gets_in() {
    let (site, other) = two().await;
    let maya = site.member(&site.tenant.maya).await;
    let (own, foreign) = (
        site.tenant.visitor(&site.app).await.conversation,
        other.visitor(&site.app).await.conversation,
    );
    let [mut socket, elsewhere] = [
        Socket::open(&site, "/realtime/app").await,
        Socket::open(&site, "/realtime/app").await,
    ];
    let channel = format!("private-conversation.{own}");
    let genuine = Shown::signed(&maya, &socket, &channel).await;
    let team = Shown::signed(&maya, &socket, &format!("{channel}.team")).await;
    let mut forged = bent(&site, &genuine, &socket);
    forged.push(Shown::signed(&maya, &elsewhere, &channel).await);
    // What is right for one channel is nothing on another.
    for name in [
        format!("private-conversation.{foreign}"),
        format!("private-workspace.{}", site.tenant.workspace),
        format!("{channel}.team"),
    ] {
        forged.push(genuine.at(&name));
    }
    forged.extend([
        team.at(&channel),
        genuine.with_data(team.data()).at(&team.channel),
    ]);
    // Somebody else in the signed words.
    let data = genuine.data();
    for (from, to) in [
        (
            site.tenant.maya.person.id.to_string(),
            site.tenant.owner.person.id.to_string(),
        ),
        (
            site.tenant.workspace.to_string(),
            other.workspace.to_string(),
        ),
        ("member".to_owned(), "visitor".to_owned()),
    ] {
        assert!(data.contains(&from), "{data}");
        forged.push(genuine.with_data(data.replace(&from, &to)));
    }
    assert!(forged.len() > 150, "only {}", forged.len());
    for shown in &forged {
        assert!(!enter(&mut socket, shown).await, "{shown:?}");
    }
    site.app.claim(&site.tenant.maya, own, false).await.unwrap();
    let heard = socket.heard().await;
    assert_eq!(heard, Vec::<Value>::new(), "a refused socket hears nothing");
    assert!(
        enter(&mut socket, &genuine).await,
        "the genuine one still gets in"
    );
    site.app.release(&site.tenant.maya, own).await.unwrap();
    assert_eq!(
        socket.hear("conversation.released").await["channel"],
        channel
    );
}

/// What a member's data would be with a session beside the token, with a token that there is not, and such a session.
fn unknown_credentials(data: &str, id: &str) -> [String; 3] {
    let both = data.replace(r#""token":""#, &format!(r#""session":"{id}","token":""#));
    let (before, rest) = data.split_once(r#""token":""#).unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    let no_token = format!(r#"{before}"token":"{id}"{after}"#);
    let no_session = no_token.replace("token", "session");
    [both, no_token, no_session]
}

/// Even with a right signature: who may hear is asked again when the socket comes with it.
#[tokio::test]
async fn a_signature_is_no_right() {
    let (site, other) = two().await;
    let mut socket = Socket::open(&site, "/realtime/app").await;
    let own = site.tenant.arrive(&site.app).await;
    let neighbour = site.tenant.visitor(&site.app).await.conversation;
    let foreign = other.visitor(&site.app).await.conversation;
    let secret = site.app.secrets.realtime_secret.as_bytes().to_vec();
    let maya = site.member(&site.tenant.maya).await;
    let visitor = site
        .nobody()
        .bearing(&own.token)
        .with("origin", "https://shop.example");
    let conversation = format!("private-conversation.{}", own.conversation.id);
    let member = Shown::signed(&maya, &socket, &conversation).await;
    let guest = Shown::signed(&visitor, &socket, &conversation).await;
    let sign = |shown: &Shown, channel: &str, data: &str| {
        let auth = signature(&site, &secret, &[&socket.id, channel, data]);
        shown.with_auth(auth).with_data(data).at(channel)
    };
    assert_eq!(
        sign(&member, &conversation, member.data()).auth,
        member.auth,
        "we sign as the server does"
    );
    let nobody: baton_core::id::UserId = site.app.ids.next();
    let unknown = member
        .data()
        .replace(&site.tenant.maya.person.id.to_string(), &nobody.to_string());
    let [both, no_token, no_session] = unknown_credentials(member.data(), &nobody.to_string());
    let moved = member.data().replace(
        &site.tenant.workspace.to_string(),
        &other.workspace.to_string(),
    );
    let team = format!("{conversation}.team");
    let mut forged = vec![
        sign(&member, &conversation, &unknown),
        sign(&member, &conversation, &both),
        sign(&member, &conversation, &no_token),
        sign(&member, &conversation, &no_session),
        sign(&member, &conversation, &moved),
        sign(
            &member,
            &format!("private-workspace.{}", other.workspace),
            &moved,
        ),
        sign(&member, &conversation, "{}"),
        sign(&member, &conversation, "null"),
        sign(&member, &conversation, ""),
    ];
    for channel in [
        team.clone(),
        conversation.replace("private", "presence"),
        format!("private-workspace.{}", site.tenant.workspace),
        format!("presence-workspace.{}", site.tenant.workspace),
        format!("private-conversation.{neighbour}"),
        format!("private-conversation.{foreign}"),
    ] {
        forged.push(sign(&guest, &channel, guest.data()));
    }
    for channel in [
        format!("private-conversation.{foreign}"),
        format!("private-conversation.{foreign}.team"),
        format!("presence-conversation.{foreign}"),
        format!("private-workspace.{}", other.workspace),
        format!("presence-workspace.{}", other.workspace),
    ] {
        forged.push(sign(&member, &channel, member.data()));
    }
    for shown in &forged {
        assert!(!enter(&mut socket, shown).await, "{shown:?}");
    }
    assert!(
        enter(&mut socket, &guest).await,
        "a visitor hears their own"
    );
    // Gone, and their signature with them.
    let mut later = Socket::open(&site, "/realtime/app").await;
    let [mine, theirs] = [
        Shown::signed(&visitor, &later, &conversation).await,
        Shown::signed(&maya, &later, &team).await,
    ];
    assert_eq!(visitor.delete("/v1/widget/me").await.status, 204);
    assert!(!enter(&mut later, &mine).await && !enter(&mut later, &theirs).await);
}

#[tokio::test]
async fn nothing_odd_is_signed() {
    let (site, _) = two().await;
    let maya = site.member(&site.tenant.maya).await;
    let (own, workspace) = (
        site.tenant.visitor(&site.app).await.conversation,
        site.tenant.workspace,
    );
    let channel = format!("private-conversation.{own}");
    for socket_id in [
        "",
        "1",
        "1.",
        ".2",
        "1.2.3",
        "a.b",
        "1.2 ",
        " 1.2",
        "-1.2",
        "1.2:private-workspace.x",
        "1.2\n",
        "１.２",
    ] {
        let answer = maya
            .form(
                "/broadcasting/auth",
                &[("socket_id", socket_id), ("channel_name", &channel)],
            )
            .await;
        assert_eq!(answer.status, 403, "{socket_id:?}");
    }
    let long = format!("1.{}", "2".repeat(100));
    for (socket_id, name) in [
        (&*long, &*channel),
        ("1.2", ""),
        ("1.2", "news"),
        ("1.2", "private-"),
        ("1.2", &format!(" {channel}")),
        ("1.2", &format!("{channel} ")),
        ("1.2", &format!("{channel}:{{}}")),
        ("1.2", &format!("{channel}.notes")),
        ("1.2", &channel.to_uppercase()),
        ("1.2", &format!("private-user.{workspace}")),
        ("1.2", &format!("private-encrypted-conversation.{own}")),
    ] {
        let answer = maya
            .form(
                "/broadcasting/auth",
                &[("socket_id", socket_id), ("channel_name", name)],
            )
            .await;
        assert_eq!(
            (answer.status, &answer.json["code"]),
            (403, &json!("forbidden")),
            "{socket_id} {name:?}"
        );
    }
}

/// What a client may say to others without the server: members, on the channels for it, and nothing in the server's name.
#[tokio::test]
async fn clients_say_only_what_is_theirs_to_say() {
    let world = World::new(TestDb::sqlite().await).await;
    let site = &world.site;
    let started = site.tenant.arrive(&site.app).await;
    let visitor = site
        .nobody()
        .bearing(&started.token)
        .with("origin", "https://shop.example");
    let maya = site.member(&site.tenant.maya).await;
    let [mut guest, mut agent, mut other] = [
        Socket::open(site, "/realtime/app").await,
        Socket::open(site, "/realtime/app").await,
        Socket::open(site, "/realtime/app").await,
    ];
    let conversation = format!("private-conversation.{}", started.conversation.id);
    let (team, workspace) = (
        format!("{conversation}.team"),
        format!("private-workspace.{}", site.tenant.workspace),
    );
    assert_eq!(guest.join(&visitor, &conversation).await, 200);
    for channel in [&conversation, &team, &workspace] {
        assert_eq!(agent.join(&maya, channel).await, 200);
        assert_eq!(other.join(&maya, channel).await, 200);
    }
    let foreign = format!("private-conversation.{}", world.theirs.visitor.conversation);
    let _before = (
        guest.heard().await,
        agent.heard().await,
        other.heard().await,
    );
    for (event, channel, by_guest, code) in [
        ("client-typing", &conversation, true, Some(4301)),
        ("client-typing", &team, true, Some(4009)),
        ("client-typing", &workspace, true, Some(4009)),
        ("client-typing", &foreign, true, Some(4009)),
        ("client-typing", &workspace, false, Some(4301)),
        ("client-typing", &foreign, false, Some(4009)),
        ("message.created", &conversation, true, None),
        ("message.created", &conversation, false, None),
        ("conversation.claimed", &team, false, None),
        (
            "pusher_internal:subscription_succeeded",
            &conversation,
            true,
            None,
        ),
        ("pusher_internal:member_added", &conversation, false, None),
        ("pusher:error", &conversation, false, None),
        ("Client-typing", &conversation, false, None),
        (" client-typing", &conversation, false, None),
    ] {
        let speaker = if by_guest { &mut guest } else { &mut agent };
        speaker
            .say(&json!({"event": event, "channel": channel, "data": {"body": "forged"}}))
            .await;
        let told = speaker.heard().await;
        let codes: Vec<_> = told.iter().map(code_of).collect();
        let wanted: Vec<_> = code.into_iter().map(Some).collect();
        assert_eq!(codes, wanted, "{event} on {channel}: {told:?}");
        assert_eq!(
            other.heard().await,
            Vec::<Value>::new(),
            "{event} on {channel}"
        );
        let bystander = if by_guest { &mut agent } else { &mut guest };
        assert_eq!(
            bystander.heard().await,
            Vec::<Value>::new(),
            "{event} on {channel}"
        );
    }
    // The control: what members may say arrives.
    agent
        .say(&json!({"event": "client-typing", "channel": team, "data": {}}))
        .await;
    assert_eq!(other.hear("client-typing").await["channel"], *team);
    assert_eq!(
        guest.heard().await,
        Vec::<Value>::new(),
        "not to the visitor"
    );
}
