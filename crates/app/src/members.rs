//! Who may come in: first run, sign-in, sessions, workspaces and their people, API tokens.

pub mod account;
pub mod add;
pub mod api_tokens;
pub mod availability;
pub mod canned_replies;
pub mod create_workspace;
pub mod found;
pub mod hours;
pub mod invitations;
pub mod list;
pub mod owner;
pub mod password;
pub mod reset_password;
pub(crate) mod secret;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod sign_out;
pub(crate) mod staffing;
pub mod switch_workspace;
pub mod team;
pub mod teammates;
mod tell;
pub mod throttle;
pub mod workspace;
