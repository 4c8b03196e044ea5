//! Who may come in: first run, sign-in, sessions, workspaces and their people, API tokens.

pub mod add;
pub mod api_tokens;
pub mod create_workspace;
pub mod found;
pub mod list;
pub mod password;
pub(crate) mod secret;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod sign_out;
pub mod switch_workspace;
pub mod throttle;
