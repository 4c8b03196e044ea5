//! What a new workspace has done already.

use baton_core::{id::WorkspaceId, time::Timestamp};
use baton_db::{Conn, Result, Sql, sql};

/// A step that is noted when it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// A question was tried out on an assistant.
    Question,
    /// A test mail went out.
    MailTested,
    /// A handover was practised to the end.
    Practised,
    /// Nobody wants to see the list any more.
    Dismissed,
}

/// When each step that is noted was taken, in their order.
type NotedAt = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);

/// The steps of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steps {
    /// Some knowledge can be answered from.
    pub knowledge: bool,
    /// The widget was seen on a site.
    pub widget: bool,
    /// A question was asked.
    pub question: bool,
    /// Somebody else is a member or was invited.
    pub team: bool,
    /// A test mail went out.
    pub mail: bool,
    /// A handover was practised to the end.
    pub practice: bool,
    /// The list was put away.
    pub dismissed: bool,
}

/// Notes a step, the first time that it is taken.
pub async fn note(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    step: Noted,
    now: Timestamp,
) -> Result<()> {
    let (workspace, now) = (workspace.uuid(), now.ms());
    let statement = match step {
        Noted::Question => sql!(
            "INSERT INTO onboarding (workspace_id, question_at) VALUES ({}, {})
             ON CONFLICT (workspace_id) DO UPDATE SET question_at = excluded.question_at
             WHERE onboarding.workspace_id = excluded.workspace_id AND onboarding.question_at IS NULL",
            workspace, now
        ),
        Noted::MailTested => sql!(
            "INSERT INTO onboarding (workspace_id, mail_tested_at) VALUES ({}, {})
             ON CONFLICT (workspace_id) DO UPDATE SET mail_tested_at = excluded.mail_tested_at
             WHERE onboarding.workspace_id = excluded.workspace_id AND onboarding.mail_tested_at IS NULL",
            workspace, now
        ),
        Noted::Practised => sql!(
            "INSERT INTO onboarding (workspace_id, practised_at) VALUES ({}, {})
             ON CONFLICT (workspace_id) DO UPDATE SET practised_at = excluded.practised_at
             WHERE onboarding.workspace_id = excluded.workspace_id AND onboarding.practised_at IS NULL",
            workspace, now
        ),
        Noted::Dismissed => sql!(
            "INSERT INTO onboarding (workspace_id, dismissed_at) VALUES ({}, {})
             ON CONFLICT (workspace_id) DO UPDATE SET dismissed_at = excluded.dismissed_at
             WHERE onboarding.workspace_id = excluded.workspace_id AND onboarding.dismissed_at IS NULL",
            workspace, now
        ),
    };
    conn.execute(statement).await?;
    Ok(())
}

/// Which steps a workspace has taken. Each is asked no further than its first row. `ours` is the server's own address: the
/// widget on its pages is no widget on a site.
pub async fn steps(conn: &mut Conn<'_>, workspace: WorkspaceId, ours: &str) -> Result<Steps> {
    let at = workspace.uuid();
    let noted: Option<NotedAt> = conn
        .fetch_optional(sql!(
            "SELECT question_at, mail_tested_at, practised_at, dismissed_at FROM onboarding WHERE workspace_id = {}",
            at
        ))
        .await?;
    let (question, mail, practice, dismissed) = noted.unwrap_or_default();
    let knowledge = sql!(
        "SELECT count(*) FROM (SELECT 1 FROM knowledge_chunks WHERE workspace_id = {} LIMIT 1) AS first",
        at
    );
    let widget = sql!(
        "SELECT count(*) FROM (SELECT 1 FROM assistant_origins WHERE workspace_id = {} AND origin <> {} LIMIT 1) AS first",
        at,
        ours
    );
    let written = sql!(
        "SELECT count(*) FROM (SELECT 1 FROM conversations WHERE workspace_id = {} AND visitor_messages > 0
         AND channel <> 'practice' LIMIT 1) AS first",
        at
    );
    let team = sql!(
        "SELECT count(*) FROM (SELECT * FROM (SELECT 1 FROM workspace_users WHERE workspace_id = {} LIMIT 1 OFFSET 1) AS second
         UNION ALL SELECT * FROM (SELECT 1 FROM invitations WHERE workspace_id = {} LIMIT 1) AS invited) AS others",
        at, at
    );
    Ok(Steps {
        knowledge: any(conn, knowledge).await?,
        widget: any(conn, widget).await?,
        question: question.is_some() || any(conn, written).await?,
        team: any(conn, team).await?,
        mail: mail.is_some(),
        practice: practice.is_some(),
        dismissed: dismissed.is_some(),
    })
}

async fn any(conn: &mut Conn<'_>, question: Sql) -> Result<bool> {
    let found: i64 = conn.fetch_one(question).await?;
    Ok(found > 0)
}
