use super::{audit, refused, sign_in};
use baton_app::{App, AppError, Caller, Visitor};
use baton_core::{
    conversation::{HolderKind, Reason, ReasonCode},
    id::WorkspaceId,
    role::{Permission, Role},
};
use baton_db::sql;
use baton_store::conversations::Conversation;
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant};

async fn raised(app: &App, who: &Caller, role: Role) -> Caller {
    crate::members::set_role(app, who, role).await;
    Caller {
        role,
        ..who.clone()
    }
}

async fn found(app: &TestApp, visitor: Visitor) -> Conversation {
    app.conversation(visitor.workspace, visitor.conversation)
        .await
}

/// A conversation that the assistant had, and one that waited: both are held by Maya now, a third she has closed.
async fn held(app: &TestApp, ours: &Tenant) -> [Visitor; 3] {
    let [plain, waited, closed] = [
        ours.visitor(app).await,
        ours.visitor(app).await,
        ours.visitor(app).await,
    ];
    let reason = Reason::new(ReasonCode::VisitorAsked, None);
    app.escalate(&ours.tomas, waited.conversation, reason)
        .await
        .unwrap();
    for visitor in [plain, waited, closed] {
        app.claim(&ours.maya, visitor.conversation, false)
            .await
            .unwrap();
    }
    app.resolve(&ours.maya, closed.conversation).await.unwrap();
    [plain, waited, closed]
}

/// The newest events of a workspace, as `type holder` or `type state`.
async fn events(app: &App, workspace: WorkspaceId, last: usize) -> Vec<String> {
    let rows: Vec<(String, String)> = app
        .db
        .read(async move |conn| {
            conn.fetch_all(sql!(
                "SELECT type, data FROM events WHERE workspace_id = {} ORDER BY seq DESC",
                workspace.uuid()
            ))
            .await
        })
        .await
        .unwrap();
    let told = rows.into_iter().take(last).map(|(kind, data)| {
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        let what = data["baton"]["holder"].as_str();
        let what = what.or(data["member"]["state"].as_str());
        format!("{kind} {}", what.unwrap_or_default())
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

both_databases! {
    async fn a_role_counts_from_the_next_thing_they_ask(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let maya = sign_in(&app, &ours.maya).await;
        let token = app.create_api_token(&ours.owner, "x", Role::Editor).await.unwrap();
        for role in [Role::Viewer, Role::Admin, Role::Editor] {
            let member = app.change_member_role(&ours.owner, ours.maya.person.id, role).await.unwrap();
            assert_eq!(member.role, role);
            let now = sign_in(&app, &ours.maya).await;
            assert_eq!(now.caller.role, role);
        }
        app.change_member_role(&ours.owner, ours.maya.person.id, Role::Editor).await.unwrap();
        drop((maya, token));
        let log = audit(&app, ours.workspace).await;
        assert_eq!(log.iter().filter(|line| *line == "Olga member.change_role accepted").count(), 3, "a change each");
        assert_eq!(events(&app, ours.workspace, 3).await, ["member.updated active"; 3]);
    }

    async fn who_may_only_read_from_now_on_holds_nothing(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let [plain, waited, closed] = held(&app, &ours).await;
        app.change_member_role(&ours.owner, ours.maya.person.id, Role::Admin).await.unwrap();
        assert_eq!(found(&app, plain).await.holder(), HolderKind::Person, "an admin answers too");
        app.change_member_role(&ours.owner, ours.maya.person.id, Role::Viewer).await.unwrap();
        let holders = [found(&app, plain).await, found(&app, waited).await, found(&app, closed).await].map(|c| c.holder());
        assert_eq!(holders, [HolderKind::Assistant, HolderKind::Nobody, HolderKind::None]);
    }

    async fn who_is_suspended_is_out_and_comes_back_by_signing_in(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let admin = raised(&app, &ours.tomas, Role::Admin).await;
        let maya = raised(&app, &ours.maya, Role::Admin).await;
        let secret = app.create_api_token(&maya, "Bridge", Role::Editor).await.unwrap().secret;
        let token = app.open_session(maya.person.id, ours.workspace, None).await.unwrap();
        let member = app.suspend_member(&admin, maya.person.id).await.unwrap();
        assert_eq!(member.suspended_at, Some(app.clock.now()));
        assert!(matches!(refused(app.session(&token).await), AppError::Unauthorized));
        assert!(matches!(refused(app.api_token(&secret).await), AppError::Unauthorized));
        app.suspend_member(&admin, maya.person.id).await.unwrap();

        app.reactivate_member(&admin, maya.person.id).await.unwrap();
        assert!(matches!(refused(app.session(&token).await), AppError::Unauthorized), "that session ended");
        assert_eq!(app.api_token(&secret).await.unwrap().caller.role, Role::Editor);
        assert_eq!(sign_in(&app, &maya).await.caller.role, Role::Admin, "as what they were");
        app.reactivate_member(&admin, maya.person.id).await.unwrap();
        let log = audit(&app, ours.workspace).await;
        assert_eq!(log, ["Maya api_token.create accepted", "Tomás member.reactivate accepted", "Tomás member.suspend accepted"]);
        assert_eq!(events(&app, ours.workspace, 2).await, ["member.updated active", "member.updated suspended"]);
    }

    async fn what_a_suspended_or_removed_member_held_goes_on(db: TestDb) {
        let app = TestApp::new(db).await;
        for remove in [false, true] {
            let ours = app.tenant("Ours").await;
            let [plain, waited, closed] = held(&app, &ours).await;
            app.reply(&ours.maya, plain.conversation, "1", "I am on it.").await.unwrap();
            let assigned = ours.visitor(&app).await;
            app.claim(&ours.maya, assigned.conversation, false).await.unwrap();
            app.release(&ours.maya, assigned.conversation).await.unwrap();
            assert_eq!(found(&app, assigned).await.agent().map(|p| p.id), Some(ours.maya.person.id));
            let tomas = ours.visitor(&app).await;
            app.claim(&ours.tomas, tomas.conversation, false).await.unwrap();
            let epoch = found(&app, plain).await.baton().epoch;

            let who = ours.maya.person.id;
            if remove {
                app.remove_member(&ours.owner, who).await.unwrap();
            } else {
                app.suspend_member(&ours.owner, who).await.unwrap();
            }
            let all = [plain, waited, closed, assigned, tomas];
            let mut now = Vec::new();
            for visitor in all {
                let conversation = found(&app, visitor).await;
                now.push((conversation.holder(), conversation.agent().map(|person| person.name)));
            }
            assert_eq!(now, [
                (HolderKind::Assistant, None), (HolderKind::Nobody, None), (HolderKind::None, None),
                (HolderKind::Assistant, None), (HolderKind::Person, Some("Tomás".to_owned())),
            ]);
            assert!(found(&app, plain).await.baton().epoch > epoch, "a turn that began before is void");
            assert_eq!(events(&app, ours.workspace, 3).await, [
                "conversation.escalated nobody", "conversation.released assistant",
                if remove { "member.updated removed" } else { "member.updated suspended" },
            ]);
            let (workspace, conversation) = (plain.workspace, plain.conversation);
            let said: Vec<String> = app.db.read(async move |conn| conn.fetch_all(sql!(
                "SELECT body FROM messages WHERE workspace_id = {} AND conversation_id = {} AND author_user_id = {}",
                workspace.uuid(), conversation.uuid(), who.uuid()
            )).await).await.unwrap();
            assert_eq!(said, ["I am on it."], "what they said stays");
        }
    }

    async fn who_is_removed_leaves_nothing_that_opens(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let maya = raised(&app, &ours.maya, Role::Admin).await;
        let secret = app.create_api_token(&maya, "Bridge", Role::Editor).await.unwrap().secret;
        let token = app.open_session(maya.person.id, ours.workspace, None).await.unwrap();
        let error = refused(app.remove_member(&theirs.owner, maya.person.id).await);
        assert!(matches!(error, AppError::NotFound), "{error}");
        app.remove_member(&ours.owner, maya.person.id).await.unwrap();
        assert!(matches!(refused(app.session(&token).await), AppError::Unauthorized));
        assert!(matches!(refused(app.api_token(&secret).await), AppError::Unauthorized));
        assert!(app.api_tokens(&ours.owner).await.unwrap().is_empty());
        assert_eq!(app.members(&ours.owner).await.unwrap().len(), 3);
        assert!(matches!(refused(app.remove_member(&ours.owner, maya.person.id).await), AppError::NotFound));
    }

    /// Exactly one owner at all times, and nobody shuts themselves out.
    async fn the_owner_and_oneself_are_left_alone_and_the_attempt_is_written_down(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let admin = raised(&app, &ours.tomas, Role::Admin).await;
        for (who, whom) in [(&admin, &ours.owner), (&ours.owner, &ours.owner), (&admin, &admin)] {
            let whom = whom.person.id;
            for refusal in [
                refused(app.change_member_role(who, whom, Role::Viewer).await),
                refused(app.suspend_member(who, whom).await),
                refused(app.remove_member(who, whom).await),
            ] {
                assert!(matches!(refusal, AppError::Conflict(_)), "{refusal}");
            }
        }
        let error = refused(app.change_member_role(&ours.owner, ours.maya.person.id, Role::Owner).await);
        assert!(matches!(error, AppError::Invalid(_)), "{error}");
        let mut log = audit(&app, ours.workspace).await;
        log.dedup();
        assert_eq!(log, [
            "Olga member.change_role refused", "Olga member.remove refused", "Olga member.suspend refused",
            "Tomás member.change_role refused", "Tomás member.remove refused", "Tomás member.suspend refused",
        ]);
        let owners = app.members(&ours.owner).await.unwrap().into_iter().filter(|m| m.role == Role::Owner);
        assert_eq!(owners.count(), 1);
    }

    async fn who_may_not_manage_is_refused_and_written_down(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let whom = ours.tomas.person.id;
        for who in [&ours.maya, &ours.viewer] {
            assert!(!who.can(Permission::MemberManage));
            for refusal in [
                refused(app.change_member_role(who, whom, Role::Viewer).await),
                refused(app.suspend_member(who, whom).await),
                refused(app.reactivate_member(who, whom).await),
                refused(app.remove_member(who, whom).await),
            ] {
                assert!(matches!(refusal, AppError::Forbidden), "{refusal}");
            }
        }
        assert_eq!(audit(&app, ours.workspace).await.len(), 8);
    }
}
