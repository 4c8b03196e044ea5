//! Whose rights an ended right ends, and whose it leaves.

use super::*;
use baton_core::{id::Ids, time::Clock};

fn ids() -> Ids {
    Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 7)
}

fn ends(revocation: &Revocation, who: Principal) -> bool {
    let channel = "presence-workspace.01890a5d-ac96-774b-bcce-b302099a8057";
    Rights::ends(revocation, &who, channel.parse().unwrap())
}

#[test]
fn an_ended_right_ends_its_own_seats_and_no_other() {
    let ids = ids();
    let [ours, theirs]: [WorkspaceId; 2] = [ids.next(), ids.next()];
    let [maya, tomas]: [UserId; 2] = [ids.next(), ids.next()];
    let [laptop, phone]: [SessionId; 2] = [ids.next(), ids.next()];
    let member = |workspace, user, session| Principal::Member {
        workspace,
        user,
        by: Credential::Session(session),
    };
    let visitor = |workspace, contact| Principal::Visitor {
        workspace,
        contact,
        conversation: ids.next(),
    };
    let [ada, bob]: [ContactId; 2] = [ids.next(), ids.next()];
    let all = [
        member(ours, maya, laptop),
        member(theirs, maya, phone),
        member(ours, tomas, phone),
        visitor(ours, ada),
        visitor(theirs, ada),
        visitor(ours, bob),
    ];
    let ended = |revocation: Revocation| all.map(|who| ends(&revocation, who));
    let session = Revocation::Credential(Credential::Session(laptop));
    assert_eq!(ended(session), [true, false, false, false, false, false]);
    let token = Revocation::Credential(Credential::Token(ids.next()));
    assert_eq!(ended(token), [false; 6]);
    let person = Revocation::User(maya);
    assert_eq!(ended(person), [true, true, false, false, false, false]);
    let membership = Revocation::Member {
        workspace: ours,
        user: maya,
    };
    assert_eq!(ended(membership), [true, false, false, false, false, false]);
    let forgotten = Revocation::Visitor {
        workspace: ours,
        contact: ada,
    };
    assert_eq!(ended(forgotten), [false, false, false, true, false, false]);
}

#[test]
fn a_deleted_conversation_has_no_seats_and_others_keep_theirs() {
    let ids = ids();
    let workspace: WorkspaceId = ids.next();
    let [gone, kept]: [ConversationId; 2] = [ids.next(), ids.next()];
    let member = Principal::Member {
        workspace,
        user: ids.next(),
        by: Credential::Session(ids.next()),
    };
    let visitor = Principal::Visitor {
        workspace,
        contact: ids.next(),
        conversation: gone,
    };
    let revocation = Revocation::Conversations {
        workspace,
        conversations: vec![gone],
    };
    for who in [member, visitor] {
        for channel in [
            Channel::Conversation(gone),
            Channel::Team(gone),
            Channel::ConversationPresence(gone),
        ] {
            assert!(Rights::ends(&revocation, &who, channel), "{channel}");
        }
        for channel in [
            Channel::Conversation(kept),
            Channel::Team(kept),
            Channel::Workspace(workspace),
            Channel::WorkspacePresence(workspace),
        ] {
            assert!(!Rights::ends(&revocation, &who, channel), "{channel}");
        }
    }
}
