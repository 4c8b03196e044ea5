//! People, members, sessions and tokens, on both databases.

use baton_core::{
    id::{ApiTokenId, SessionId, UserId, WorkspaceId},
    role::Role,
    text::{Email, Name},
    time::Timestamp,
};
use baton_db::{Db, DbError};
use baton_store::{
    api_tokens::{self, ApiToken, NewApiToken},
    members,
    sessions::{self, NewSession},
    settings,
    users::{self, NewUser},
    workspaces,
};
use baton_testkit::{TestDb, both_databases, databases::workspace};
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_ms(1_000_000);
const OURS: u128 = 1;
const THEIRS: u128 = 2;

fn user(n: u128) -> UserId {
    UserId::from(Uuid::from_u128(n))
}

fn person(n: u128) -> NewUser {
    NewUser {
        id: user(n),
        name: Name::parse("Anna").unwrap(),
        email: Email::parse(&format!("anna{n}@example.com")).unwrap(),
        password_hash: "hash".to_owned(),
    }
}

/// Two workspaces; person 1 owns the first, person 2 the second.
async fn two_workspaces(db: &Db) -> (WorkspaceId, WorkspaceId) {
    let (ours, theirs) = (workspace(OURS), workspace(THEIRS));
    db.write(async move |conn| {
        for (n, id) in [(1, ours), (2, theirs)] {
            workspaces::insert(conn, id, "Some", NOW).await?;
            assert!(users::insert(conn, &person(n), NOW).await?);
            assert!(members::put(conn, id, user(n), Role::Owner, NOW).await?);
        }
        Ok::<_, DbError>(())
    })
    .await
    .unwrap();
    (ours, theirs)
}

async fn begin(db: &Db, hash: &'static [u8], who: UserId, at: WorkspaceId) -> SessionId {
    let id = SessionId::from(Uuid::from_u128(u128::from(hash[0])));
    let expires_at = NOW.plus_ms(1_000);
    db.write(async move |conn| {
        let new = NewSession {
            id,
            token_hash: hash,
            user: who,
            workspace: at,
            expires_at,
            device: None,
            address: None,
        };
        sessions::insert(conn, new, NOW).await
    })
    .await
    .unwrap();
    id
}

async fn is_live(db: &Db, hash: &'static [u8], now: Timestamp) -> bool {
    db.read(async move |conn| sessions::resolve(conn, hash, now).await)
        .await
        .unwrap()
        .is_some()
}

both_databases! {
    async fn an_address_belongs_to_one_person(db: TestDb) {
        let db = &db.db;
        two_workspaces(db).await;
        let twin = NewUser { id: user(3), ..person(1) };
        let (is_new, kept) = db
            .write(async move |conn| {
                let is_new = users::insert(conn, &twin, NOW).await?;
                Ok::<_, DbError>((is_new, users::by_email(conn, &twin.email).await?))
            })
            .await
            .unwrap();
        assert!(!is_new);
        assert_eq!(kept.unwrap().id, user(1));
    }

    async fn a_workspace_has_one_owner(db: TestDb) {
        let db = &db.db;
        let (ours, theirs) = two_workspaces(db).await;
        let second = db.write(async move |conn| members::put(conn, ours, user(2), Role::Owner, NOW).await).await;
        assert!(matches!(second, Err(DbError::Conflict { .. })), "{second:?}");
        let lowered = db.write(async move |conn| members::put(conn, ours, user(1), Role::Viewer, NOW).await).await;
        assert!(!lowered.unwrap(), "the owner stays one");
        db.write(async move |conn| members::put(conn, ours, user(2), Role::Editor, NOW).await).await.unwrap();
        let raised = db.write(async move |conn| members::put(conn, ours, user(2), Role::Admin, NOW.plus_ms(9)).await).await;
        assert!(raised.unwrap());
        let (member, of) = db
            .read(async move |conn| {
                let member = members::find(conn, ours, user(2)).await?.unwrap();
                Ok::<_, DbError>((member, members::of_user(conn, user(2)).await?))
            })
            .await
            .unwrap();
        assert_eq!((member.role, member.accepted_at), (Role::Admin, Some(NOW)));
        assert_eq!(of.iter().map(|m| m.workspace).collect::<Vec<_>>(), [ours, theirs]);
    }

    async fn a_session_is_live_for_members_until_it_ends(db: TestDb) {
        let db = &db.db;
        let (ours, theirs) = two_workspaces(db).await;
        let id = begin(db, b"a", user(1), ours).await;
        begin(db, b"stray", user(1), theirs).await;
        assert!(is_live(db, b"a", NOW.plus_ms(999)).await);
        assert!(!is_live(db, b"a", NOW.plus_ms(1_000)).await, "ran out");
        assert!(!is_live(db, b"b", NOW).await, "unknown");
        assert!(!is_live(db, b"stray", NOW).await, "no member there");

        let (early, late) = (NOW.plus_ms(-1), NOW.plus_ms(500));
        for (before, live_at_2000) in [(early, false), (NOW, true)] {
            let until = NOW.plus_ms(5_000);
            db.write(async move |conn| sessions::touch(conn, id, before, (late, until)).await).await.unwrap();
            assert_eq!(is_live(db, b"a", NOW.plus_ms(2_000)).await, live_at_2000);
        }
        db.write(async |conn| sessions::sweep(conn, user(1), NOW.plus_ms(1_000)).await).await.unwrap();
        let looks = |hash: &'static [u8]| db.read(async move |conn| sessions::looks_at(conn, hash, user(1)).await);
        assert_eq!(looks(b"a").await.unwrap(), Some(ours));
        assert_eq!(looks(b"stray").await.unwrap(), None, "swept");
        db.write(async |conn| sessions::end(conn, b"a").await).await.unwrap();
        assert!(!is_live(db, b"a", NOW).await);
        assert!(!db.write(async move |conn| sessions::turn(conn, id, theirs).await).await.unwrap());
    }

    async fn tokens_stay_within_their_workspace(db: TestDb) {
        let db = &db.db;
        let (ours, theirs) = two_workspaces(db).await;
        let id = ApiTokenId::from(Uuid::from_u128(7));
        let shown = ApiToken {
            id,
            name: "Bridge".to_owned(),
            role: Role::Viewer,
            prefix: "btn_0123".to_owned(),
            created_at: NOW,
            last_used_at: None,
        };
        db.write(async move |conn| {
            let new = NewApiToken { shown: &shown, token_hash: b"t", created_by: user(1) };
            api_tokens::insert(conn, ours, new).await
        })
        .await
        .unwrap();
        db.write(async move |conn| api_tokens::touch(conn, theirs, id, NOW, NOW).await).await.unwrap();
        let live = db.read(async |conn| api_tokens::resolve(conn, b"t").await).await.unwrap().unwrap();
        assert_eq!((live.workspace, live.role, live.maker_role), (ours, Role::Viewer, Role::Owner));
        assert_eq!(live.last_used_at, None);
        assert!(db.read(async move |conn| api_tokens::list(conn, theirs).await).await.unwrap().is_empty());
        assert!(!db.write(async move |conn| api_tokens::delete(conn, theirs, id).await).await.unwrap());
        assert!(db.write(async move |conn| api_tokens::delete(conn, ours, id).await).await.unwrap());
        assert!(db.read(async |conn| api_tokens::resolve(conn, b"t").await).await.unwrap().is_none());
    }

    async fn a_setting_is_claimed_once(db: TestDb) {
        let claim = |value: &'static str| db.db.write(async move |conn| settings::claim(conn, "first", value).await);
        let (one, two) = tokio::join!(claim("one"), claim("two"));
        assert_ne!(one.unwrap(), two.unwrap());
        assert!(!claim("three").await.unwrap());
    }
}
