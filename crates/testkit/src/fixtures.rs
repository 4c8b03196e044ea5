//! Workspaces to test in, made through the store.

use baton_app::{
    App, Caller, Visitor,
    assistant::capture::{Filled, Given},
    inbound::start::{Arrival, PageVisit, Started},
};
use baton_core::{
    actor::Person,
    assistant::{Assistant, LeadPrompt},
    id::WorkspaceId,
    lead::LeadSource,
    role::Role,
};
use baton_db::sql;
use baton_store::{assistants, leads::Lead, workspaces};

/// A workspace with people in it.
#[derive(Debug, Clone)]
pub struct Tenant {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its assistant, whose widget may be anywhere.
    pub assistant: Assistant,
    /// The owner.
    pub owner: Caller,
    /// An editor, Maya.
    pub maya: Caller,
    /// An editor, Tomás.
    pub tomas: Caller,
    /// A viewer.
    pub viewer: Caller,
}

impl Tenant {
    /// Makes a workspace.
    pub async fn create(app: &App, name: &str) -> Self {
        let workspace: WorkspaceId = app.ids.next();
        let assistant = Assistant {
            greeting: "Hi! How can I help?".to_owned(),
            allowed_origins: vec!["*".to_owned()],
            lead_prompt: LeadPrompt::OFF,
            ..Assistant::new(app.ids.next(), "Scout", app.clock.now())
        };
        let person = |role: Role, who: &str| Caller {
            workspace,
            role,
            person: Person {
                id: app.ids.next(),
                name: who.to_owned(),
            },
        };
        let owner = person(Role::Owner, "Olga");
        let maya = person(Role::Editor, "Maya");
        let tomas = person(Role::Editor, "Tomás");
        let viewer = person(Role::Viewer, "Vera");
        let people = [owner.clone(), maya.clone(), tomas.clone(), viewer.clone()];
        let (title, now, stored) = (name.to_owned(), app.clock.now(), assistant.clone());
        app.db
            .write(async move |conn| {
                workspaces::insert(conn, workspace, &title, now).await?;
                for caller in people {
                    let (id, name) = (caller.person.id.uuid(), caller.person.name);
                    let email = format!("{id}@example.com");
                    conn.execute(sql!(
                        "INSERT INTO users (id, email, name, password_hash, created_at) VALUES ({}, {}, {}, '', {})",
                        id, email, name, now.ms()
                    ))
                    .await?;
                    conn.execute(sql!(
                        "INSERT INTO workspace_users (workspace_id, user_id, role, invited_at, accepted_at)
                         VALUES ({}, {}, {}, {}, {})",
                        workspace.uuid(), id, caller.role.as_str(), now.ms(), now.ms()
                    ))
                    .await?;
                }
                assistants::insert(conn, workspace, &stored).await
            })
            .await
            .unwrap();
        Self {
            workspace,
            assistant,
            owner,
            maya,
            tomas,
            viewer,
        }
    }

    /// A visitor's browser loads the widget.
    pub async fn arrive(&self, app: &App) -> Started {
        let page = PageVisit {
            url: "https://shop.example/boots".to_owned(),
            ..PageVisit::default()
        };
        let arrival = Arrival {
            assistant: self.assistant.id,
            origin: Some("https://shop.example".to_owned()),
            visitor: None,
            resume: None,
            page,
            locale: Some("en".to_owned()),
            user_agent: None,
        };
        app.start_visit(arrival).await.unwrap()
    }

    /// A new visitor.
    pub async fn visitor(&self, app: &App) -> Visitor {
        self.arrive(app).await.visitor
    }

    /// A lead of a visitor, from the form.
    pub async fn lead(&self, app: &App, visitor: Visitor, email: &str) -> Lead {
        let given = Given {
            name: Some("Danuta".to_owned()),
            email: Some(email.to_owned()),
            ..Given::default()
        };
        app.submit_lead(visitor, Filled::new(LeadSource::Form, given, true))
            .await
            .expect("a lead")
    }
}
