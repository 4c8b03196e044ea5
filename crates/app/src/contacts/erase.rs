//! Erasing a contact, as they or a teammate wish: their conversations in parts, at last they themselves.

use crate::{
    App, Caller, Visitor,
    conversations::erase::{self, Erased},
    error::{AppError, Result},
    revocation::Revocation,
    unit::Unit,
};
use baton_core::{
    actor::Actor,
    id::{ContactId, WorkspaceId},
    role::Permission,
    time::Timestamp,
};
use baton_db::Conn;
use baton_store::{
    contacts::{self, erase as store},
    events::erase::erase_of_people,
    jobs,
};

/// Conversations that are looked at together.
const MANY: i64 = 100;

/// What a teammate may show to whoever asked to be erased.
#[derive(Debug, Clone, Copy)]
pub struct Receipt {
    /// Who was erased: of them nothing but this id is kept, in the audit log.
    pub contact_id: ContactId,
    /// When.
    pub erased_at: Timestamp,
    /// What.
    pub erased: Erased,
}

/// Whom to erase, and who asks for it, as the audit log names it.
#[derive(Debug, Clone)]
struct Wish {
    workspace: WorkspaceId,
    contact: ContactId,
    actor: Actor,
    action: &'static str,
}

impl App {
    /// Erases the visitor with their conversations, messages and leads, and what their sockets hear; who is forgotten already
    /// stays so.
    pub async fn forget_visitor(&self, visitor: Visitor) -> Result<()> {
        let _share = self.budget.take(visitor.workspace)?;
        let erased = self.erase(Wish {
            workspace: visitor.workspace,
            contact: visitor.contact,
            // Who it was is forgotten; that somebody was is not.
            actor: Actor::visitor(visitor.contact, None),
            action: "contact.forget",
        });
        match erased.await {
            // Asked once more: they are forgotten.
            Ok(_) | Err(AppError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Erases a contact with all that they said and left, for good.
    pub async fn erase_contact(&self, caller: &Caller, id: ContactId) -> Result<Receipt> {
        let act = ("contact.erase", ("contact", id.uuid()));
        let (workspace, asking) = (caller.workspace, caller.clone());
        let allowed = self.db.read(async move |conn| {
            let found = contacts::find(conn, workspace, id).await?;
            found.ok_or(AppError::NotFound)?;
            asking.require(Permission::ConversationDelete)
        });
        self.audited(caller, act.0, act.1, allowed.await).await?;
        self.erase(Wish {
            workspace,
            contact: id,
            actor: caller.actor(),
            action: act.0,
        })
        .await
    }

    /// Erases a contact whom nobody asks for any more.
    pub(crate) async fn erase_rested(
        &self,
        workspace: WorkspaceId,
        contact: ContactId,
    ) -> Result<Receipt> {
        self.erase(Wish {
            workspace,
            contact,
            actor: Actor::system(),
            action: "contact.erase",
        })
        .await
    }

    async fn erase(&self, wish: Wish) -> Result<Receipt> {
        let (workspace, contact) = (wish.workspace, wish.contact);
        let mut before = Erased::default();
        // All but what fits into the last transaction goes before it.
        loop {
            let read = async move |conn: &mut Conn<'_>| {
                store::conversations(conn, workspace, contact, MANY).await
            };
            let some = self.db.read(read).await?;
            let sizes = self.shorten(workspace, some).await?;
            let parts = erase::parts(&sizes);
            if parts.len() < 2 {
                break;
            }
            for part in parts {
                let wish = wish.clone();
                let step = async move |unit: &mut Unit<'_, '_>| {
                    let (_, erased) = erase::conversations(unit, &wish.actor, &part).await?;
                    wish.note(unit, &erased)?;
                    Ok(erased)
                };
                before = before.and(self.transact_slowly(workspace, step).await?);
            }
        }
        let last = async move |unit: &mut Unit<'_, '_>| {
            let erased = wish.carry_out(unit).await?;
            wish.note(unit, &before.and(erased))?;
            Ok(Receipt {
                contact_id: contact,
                erased_at: unit.now,
                erased: before.and(erased),
            })
        };
        self.transact_slowly(workspace, last).await
    }
}

impl Wish {
    /// Erases what is left of the contact, and the contact.
    async fn carry_out(&self, unit: &mut Unit<'_, '_>) -> Result<Erased> {
        let (workspace, contact) = (self.workspace, self.contact);
        if !store::hold(unit.conn, workspace, contact).await? {
            return Err(AppError::NotFound);
        }
        let ids = store::conversations(unit.conn, workspace, contact, i64::MAX).await?;
        // Asked before they go: the stream knows them by these ids.
        let leads = store::leads(unit.conn, workspace, contact).await?;
        let (_, erased) = erase::conversations(unit, &self.actor, &ids).await?;
        let left = store::leads(unit.conn, workspace, contact).await?.len();
        store::delete(unit.conn, workspace, contact).await?;
        erase_of_people(unit.conn, workspace, contact, &leads).await?;
        let mails = jobs::about(unit.conn, workspace, &[contact.uuid()]).await?;
        unit.revoke(Revocation::Visitor { workspace, contact });
        Ok(erased.and(Erased {
            leads: i64::try_from(left).unwrap_or(i64::MAX),
            mails: i64::try_from(mails).unwrap_or(i64::MAX),
            ..Erased::default()
        }))
    }

    fn note(&self, unit: &mut Unit<'_, '_>, erased: &Erased) -> Result<()> {
        let target = ("contact", self.contact.uuid());
        unit.audit_with(&self.actor, self.action, target, erased)
    }
}
