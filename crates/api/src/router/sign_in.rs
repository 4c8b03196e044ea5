//! First run, sign-in, accounts, workspaces, members, API tokens, mail.

use crate::{
    api_tokens,
    members::{self, digest, invitations},
    session::{self, account, password_resets},
    setup,
    state::Edge,
    workspaces::{self, brand, delivery, mail, offer, onboarding},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this group.
pub(super) fn routes() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(setup::show::show, setup::create::create))
        .routes(routes!(
            session::show::show,
            session::create::create,
            session::switch::switch,
            session::delete::delete
        ))
        .routes(routes!(workspaces::create::create))
        .routes(routes!(
            offer::show::show,
            offer::create::create,
            offer::decline::decline
        ))
        .routes(routes!(offer::accept::accept))
        .routes(routes!(account::rename::rename))
        .routes(routes!(account::change_password::change_password))
        .routes(routes!(account::sessions::sessions))
        .routes(routes!(account::end_session::end_session))
        .routes(routes!(members::list::list))
        .routes(routes!(
            members::change_role::change_role,
            members::remove::remove
        ))
        .routes(routes!(members::suspend::suspend))
        .routes(routes!(members::reactivate::reactivate))
        .routes(routes!(
            invitations::list::list,
            invitations::create::create
        ))
        .routes(routes!(invitations::withdraw::withdraw))
        .routes(routes!(invitations::resend::resend))
        .routes(routes!(invitations::look::look))
        .routes(routes!(invitations::join::join))
        .routes(routes!(invitations::accept::accept))
        .routes(routes!(api_tokens::list::list, api_tokens::create::create))
        .routes(routes!(api_tokens::revoke::revoke))
        .routes(routes!(password_resets::request::request))
        .routes(routes!(password_resets::redeem::redeem))
        .routes(routes!(onboarding::show::show))
        .routes(routes!(onboarding::practise::practise))
        .routes(routes!(onboarding::dismiss::dismiss))
        .routes(routes!(brand::show::show, brand::update::update))
        .routes(routes!(brand::logo::set, brand::logo::remove))
        .routes(routes!(mail::show::show))
        .routes(routes!(mail::test::test))
        .routes(routes!(mail::retry::retry))
        .routes(routes!(delivery::test::test))
        .routes(routes!(digest::show::show, digest::update::update))
}
