//! Members who come, change and leave, invitations, and a workspace that is passed on, on both databases.

use baton_core::{
    id::{ApiTokenId, InvitationId, SessionId, UserId, WorkspaceId},
    role::Role,
    text::{Email, Name},
    time::Timestamp,
};
use baton_db::{Conn, Db, DbError};
use baton_store::{
    api_tokens::{self, ApiToken, NewApiToken},
    members::{
        self,
        invitations::{self, NewInvitation},
        owner_offers,
    },
    people,
    sessions::{self, NewSession},
    users::{self, NewUser},
    workspaces,
};
use baton_testkit::{TestDb, both_databases, databases::workspace};
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_ms(1_000_000);
const ANNA: u128 = 1;
const BEN: u128 = 2;
const EVE: u128 = 3;

fn user(n: u128) -> UserId {
    UserId::from(Uuid::from_u128(n))
}

fn email(n: u128) -> Email {
    Email::parse(&format!("u{n}@example.com")).unwrap()
}

/// Anna owns ours, where Ben is an editor; Eve owns theirs.
async fn two_workspaces(db: &Db) -> (WorkspaceId, WorkspaceId) {
    let (ours, theirs) = (workspace(1), workspace(2));
    let people = [
        (ANNA, ours, Role::Owner),
        (BEN, ours, Role::Editor),
        (EVE, theirs, Role::Owner),
    ];
    db.write(async move |conn| {
        for id in [ours, theirs] {
            workspaces::insert(conn, id, "Some", NOW).await?;
        }
        for (n, at, role) in people {
            let new = NewUser {
                id: user(n),
                name: Name::parse(&format!("U{n}")).unwrap(),
                email: email(n),
                password_hash: "hash".to_owned(),
            };
            users::insert(conn, &new, NOW).await?;
            members::put(conn, at, user(n), role, NOW).await?;
        }
        Ok::<_, DbError>(())
    })
    .await
    .unwrap();
    (ours, theirs)
}

/// A session and a token of somebody, with these hashes.
async fn credentials(
    conn: &mut Conn<'_>,
    at: WorkspaceId,
    who: UserId,
    [session, token]: [&'static [u8]; 2],
) -> Result<(SessionId, ApiTokenId), DbError> {
    let session_id = SessionId::from(Uuid::from_u128(u128::from(session[0])));
    let new = NewSession {
        id: session_id,
        token_hash: session,
        user: who,
        workspace: at,
        expires_at: NOW.plus_ms(1_000),
        device: Some("Firefox 140, Linux"),
        address: Some("192.0.2.1"),
    };
    sessions::insert(conn, new, NOW).await?;
    let shown = ApiToken {
        id: ApiTokenId::from(Uuid::from_u128(u128::from(token[0]))),
        name: "Bridge".to_owned(),
        role: Role::Viewer,
        prefix: "btn_0123".to_owned(),
        created_at: NOW,
        last_used_at: None,
    };
    let new = NewApiToken {
        shown: &shown,
        token_hash: token,
        created_by: who,
    };
    api_tokens::insert(conn, at, new).await?;
    Ok((session_id, shown.id))
}

fn invitation(n: u128, hash: &[u8]) -> NewInvitation<'_> {
    // Lives as long as the test.
    let email = Box::leak(Box::new(email(9)));
    NewInvitation {
        id: InvitationId::from(Uuid::from_u128(n)),
        email,
        role: Role::Editor,
        token_hash: hash,
        invited_by: user(ANNA),
        expires_at: NOW.plus_ms(1_000),
    }
}

both_databases! {
    /// Whatever way a right is asked for, who is suspended has none; and has it again afterwards.
    async fn who_is_suspended_is_nobody(db: TestDb) {
        let db = &db.db;
        let (ours, _) = two_workspaces(db).await;
        let who = user(BEN);
        let (session, token) = db
            .write(async move |conn| credentials(conn, ours, who, [b"s", b"t"]).await)
            .await
            .unwrap();
        for (since, counts) in [(None, true), (Some(NOW), false), (None, true)] {
            db.write(async move |conn| members::set_suspended(conn, ours, who, since).await).await.unwrap();
            let rights = db
                .read(async move |conn| {
                    Ok::<_, DbError>([
                        sessions::resolve(conn, b"s", NOW).await?.is_some(),
                        sessions::standing(conn, ours, session, NOW).await?.is_some(),
                        !sessions::holding(conn, &[session], NOW).await?.is_empty(),
                        api_tokens::resolve(conn, b"t").await?.is_some(),
                        api_tokens::standing(conn, ours, token).await?.is_some(),
                        !api_tokens::holding(conn, &[token]).await?.is_empty(),
                        people::standing(conn, ours, who).await?.is_some(),
                        !members::of_user(conn, who).await?.is_empty(),
                    ])
                })
                .await
                .unwrap();
            assert_eq!(rights, [counts; 8], "suspended since {since:?}");
            let member = db.read(async move |conn| members::find(conn, ours, who).await).await.unwrap().unwrap();
            assert_eq!(member.suspended_at, since);
        }
    }

    async fn the_owner_is_neither_lowered_nor_suspended_nor_removed(db: TestDb) {
        let db = &db.db;
        let (ours, _) = two_workspaces(db).await;
        let owner = user(ANNA);
        let kept = db
            .write(async move |conn| {
                members::set_role(conn, ours, owner, Role::Viewer).await?;
                members::set_suspended(conn, ours, owner, Some(NOW)).await?;
                members::delete(conn, ours, owner).await?;
                members::find(conn, ours, owner).await
            })
            .await
            .unwrap()
            .unwrap();
        assert_eq!((kept.role, kept.suspended_at), (Role::Owner, None));
    }

    async fn changes_stay_within_their_workspace(db: TestDb) {
        let db = &db.db;
        let (ours, theirs) = two_workspaces(db).await;
        let ben = user(BEN);
        db.write(async move |conn| {
            credentials(conn, ours, ben, [b"s", b"t"]).await?;
            members::set_role(conn, theirs, ben, Role::Admin).await?;
            members::set_suspended(conn, theirs, ben, Some(NOW)).await?;
            members::delete(conn, theirs, ben).await?;
            sessions::end_in(conn, theirs, ben).await?;
            api_tokens::delete_of(conn, theirs, ben).await
        })
        .await
        .unwrap();
        let (member, session, tokens) = db
            .read(async move |conn| {
                Ok::<_, DbError>((
                    members::by_email(conn, ours, &email(BEN)).await?,
                    sessions::resolve(conn, b"s", NOW).await?,
                    api_tokens::list(conn, ours).await?,
                ))
            })
            .await
            .unwrap();
        let member = member.expect("still there");
        assert_eq!((member.role, member.suspended_at), (Role::Editor, None));
        assert!(session.is_some());
        assert_eq!(tokens.len(), 1);
        db.write(async move |conn| {
            sessions::end_in(conn, ours, ben).await?;
            api_tokens::delete_of(conn, ours, ben).await?;
            members::delete(conn, ours, ben).await
        })
        .await
        .unwrap();
        let gone = db
            .read(async move |conn| {
                Ok::<_, DbError>((
                    members::find(conn, ours, ben).await?.is_none(),
                    sessions::of_user(conn, ben, NOW).await?.is_empty(),
                    api_tokens::list(conn, ours).await?.is_empty(),
                ))
            })
            .await
            .unwrap();
        assert_eq!(gone, (true, true, true));
    }

    async fn a_workspace_passes_to_a_member_and_never_has_two_owners_or_none(db: TestDb) {
        let db = &db.db;
        let (ours, _) = two_workspaces(db).await;
        let (anna, ben, eve) = (user(ANNA), user(BEN), user(EVE));
        let pass = async |from, to| {
            let passed = db.write(async move |conn| {
                if members::pass_on(conn, ours, (from, to)).await? { Ok(()) } else { Err(DbError::NotFound) }
            });
            passed.await.is_ok()
        };
        let roles = async || {
            let list = db.read(async move |conn| members::list(conn, ours).await).await.unwrap();
            list.into_iter().map(|member| member.role).collect::<Vec<_>>()
        };
        assert!(!pass(anna, eve).await, "a stranger");
        assert!(!pass(ben, anna).await, "from whom it is not");
        assert_eq!(roles().await, [Role::Owner, Role::Editor]);
        db.write(async move |conn| members::set_suspended(conn, ours, ben, Some(NOW)).await).await.unwrap();
        assert!(!pass(anna, ben).await, "suspended");
        assert_eq!(roles().await, [Role::Owner, Role::Editor]);
        db.write(async move |conn| members::set_suspended(conn, ours, ben, None).await).await.unwrap();
        assert!(pass(anna, ben).await);
        assert_eq!(roles().await, [Role::Admin, Role::Owner]);
    }

    async fn an_offer_is_one_and_runs_out(db: TestDb) {
        let db = &db.db;
        let (ours, theirs) = two_workspaces(db).await;
        let (anna, ben) = (user(ANNA), user(BEN));
        let until = NOW.plus_ms(1_000);
        db.write(async move |conn| {
            owner_offers::put(conn, ours, (anna, anna), (NOW, until)).await?;
            owner_offers::put(conn, ours, (anna, ben), (NOW, until)).await
        })
        .await
        .unwrap();
        let at = async |workspace, now| db.read(async move |conn| owner_offers::find(conn, workspace, now).await).await.unwrap();
        let offer = at(ours, until.plus_ms(-1)).await.unwrap();
        assert_eq!((offer.from, offer.to, &*offer.to_name), (anna, ben, "U2"));
        assert!(at(ours, until).await.is_none(), "ran out");
        assert!(at(theirs, NOW).await.is_none());
        db.write(async move |conn| owner_offers::forget(conn, ours, anna).await).await.unwrap();
        assert!(at(ours, NOW).await.is_some(), "made to somebody else");
        db.write(async move |conn| owner_offers::forget(conn, ours, ben).await).await.unwrap();
        assert!(at(ours, NOW).await.is_none());
        assert!(!db.write(async move |conn| owner_offers::delete(conn, ours).await).await.unwrap());
    }

    /// R091: invited is not accepted.
    async fn an_invitation_of_an_address_is_one_and_is_used_once(db: TestDb) {
        let db = &db.db;
        let (ours, theirs) = two_workspaces(db).await;
        let (first, second) = (invitation(1, b"one"), invitation(2, b"two"));
        db.write(async move |conn| {
            invitations::put(conn, ours, first, NOW).await?;
            invitations::put(conn, theirs, invitation(3, b"three"), NOW).await?;
            invitations::put(conn, ours, second, NOW.plus_ms(5)).await
        })
        .await
        .unwrap();
        let by = async |hash: &'static [u8]| db.read(async move |conn| invitations::resolve(conn, hash).await).await.unwrap();
        assert!(by(b"one").await.is_none(), "replaced");
        let held = by(b"two").await.unwrap();
        assert_eq!((held.workspace, &*held.email, held.role), (ours, "u9@example.com", Role::Editor));
        assert_eq!(held.invited_by.as_deref(), Some("U1"));
        let list = db.read(async move |conn| invitations::list(conn, ours).await).await.unwrap();
        assert_eq!(list.iter().map(|i| i.id).collect::<Vec<_>>(), [second.id]);
        assert_eq!(db.read(async move |conn| invitations::count(conn, ours).await).await.unwrap(), 1);
        let find = async |at, id| db.read(async move |conn| invitations::find(conn, at, id).await).await.unwrap().is_some();
        assert!(find(ours, second.id).await && !find(theirs, second.id).await);
        let take = async |at, id| db.write(async move |conn| invitations::delete(conn, at, id).await).await.unwrap();
        assert!(!take(theirs, second.id).await, "another workspace's");
        assert!(take(ours, second.id).await);
        assert!(!take(ours, second.id).await, "used");

        let joined = async |who| {
            let times = (NOW, NOW.plus_ms(9));
            db.write(async move |conn| members::join(conn, ours, (who, Role::Viewer), times).await).await.unwrap()
        };
        assert!(joined(user(EVE)).await);
        assert!(!joined(user(BEN)).await, "is one already");
        let eve = db.read(async move |conn| members::find(conn, ours, user(EVE)).await).await.unwrap().unwrap();
        assert_eq!((eve.role, eve.accepted_at), (Role::Viewer, Some(NOW.plus_ms(9))));
        let ben = db.read(async move |conn| members::find(conn, ours, user(BEN)).await).await.unwrap().unwrap();
        assert_eq!(ben.role, Role::Editor, "unchanged");
    }

    async fn sessions_are_listed_and_ended_for_their_person_alone(db: TestDb) {
        let db = &db.db;
        let (ours, theirs) = two_workspaces(db).await;
        let (ben, eve) = (user(BEN), user(EVE));
        let [one, two, other] = db
            .write(async move |conn| {
                let one = credentials(conn, ours, ben, [b"a", b"x"]).await?.0;
                let two = credentials(conn, ours, ben, [b"b", b"y"]).await?.0;
                let other = credentials(conn, theirs, eve, [b"c", b"z"]).await?.0;
                Ok::<_, DbError>([one, two, other])
            })
            .await
            .unwrap();
        let of = async |who, now| {
            let list = db.read(async move |conn| sessions::of_user(conn, who, now).await).await.unwrap();
            list.into_iter().map(|session| session.id).collect::<Vec<_>>()
        };
        assert_eq!(of(ben, NOW).await, [two, one]);
        assert_eq!(of(ben, NOW.plus_ms(1_000)).await, [], "ran out");
        let end = async |who, id| db.write(async move |conn| sessions::end_of(conn, who, id).await).await.unwrap();
        assert!(!end(ben, other).await, "somebody else's");
        let ended = db.write(async move |conn| sessions::end_others(conn, ben, two).await).await.unwrap();
        assert_eq!(ended, [one]);
        assert!(end(ben, two).await && !end(ben, two).await);
        assert_eq!(of(eve, NOW).await, [other]);
    }
}
