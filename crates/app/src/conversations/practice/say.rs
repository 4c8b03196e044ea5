//! The played visitor speaks.

use crate::{App, Visitor, error::Result};
use baton_core::{
    conversation::practice::{Scene, line},
    id::{ConversationId, WorkspaceId},
};
use baton_store::{
    conversations,
    messages::{self, Part},
};

/// Messages that are looked at for the last one that was not taken back.
const LOOKED_AT: i64 = 10;

impl App {
    /// Has the visitor of a practice conversation say what comes next, if it is theirs to speak. Said twice, it is there once.
    pub(crate) async fn speak_in_practice(
        &self,
        workspace: WorkspaceId,
        id: ConversationId,
    ) -> Result<()> {
        let read = self.db.read(async move |conn| {
            let found = conversations::find(conn, workspace, id).await?;
            let said = messages::said(conn, workspace, id, Part::Newest, LOOKED_AT).await?;
            Ok::<_, baton_db::DbError>((found, said))
        });
        let (Some(conversation), said) = read.await? else {
            return Ok(());
        };
        let scene = Scene {
            status: conversation.baton().status,
            holder: conversation.holder(),
            said: conversation.visitor_messages,
            last: conversation.last_role,
            asked: said
                .last()
                .is_some_and(|message| message.body.contains('?')),
        };
        let Some(body) = line(scene) else {
            return Ok(());
        };
        let visitor = Visitor {
            workspace,
            assistant: conversation.assistant_id,
            contact: conversation.contact_id,
            conversation: id,
        };
        let client_id = format!("practice-{}", scene.said + 1);
        self.receive(visitor, &client_id, body).await?;
        Ok(())
    }
}
