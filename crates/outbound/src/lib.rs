//! What may leave the machine: the one HTTP client, and [`mail`].
//!
//! An address that a user types may point inward: at the database, at a cloud's metadata, at a neighbour. So every address is
//! checked where the connection is made (literals before, names when they are resolved, so that nothing can change in
//! between), redirects are followed one by one and checked again, proxies of the environment are ignored, and bytes and time
//! are capped. What is allowed beyond the public internet is named by configuration, for one purpose: [`Policy`].

mod client;
mod fetch;
pub mod mail;
mod policy;
mod post;
pub mod probe;
pub mod push;
#[cfg(test)]
mod tests;

pub use client::{install_crypto, model_client, request_client};
pub use fetch::{Limits, Page, fetch_page};
pub use policy::{Allowed, Policy};
pub use post::{Post, Poster, Reply};

/// Why a request was not made or not finished; the text is for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not a URL.
    #[error("this is not a web address: {0}")]
    NotAUrl(String),
    /// Not http or https.
    #[error("only http and https addresses can be reached, not {0}")]
    Scheme(String),
    /// A user name or password in the address.
    #[error("remove the user name and password from the address")]
    Credentials,
    /// The address is not on the public internet.
    #[error(
        "{0} is not on the public internet; only an administrator can allow it, in the configuration"
    )]
    Private(String),
    /// Too many redirects, or a redirect that leads nowhere.
    #[error("the address redirects too often")]
    Redirects,
    /// Larger than the cap.
    #[error("the page is larger than {} MB", .0 / 1_000_000)]
    TooLarge(usize),
    /// Too slow.
    #[error("the server took longer than {0} seconds")]
    TooSlow(u64),
    /// Not a success.
    #[error("the server answered with status {0}")]
    Status(u16),
    /// Nothing that text can be read from.
    #[error("this is {0}, not a page or a text")]
    NotText(String),
    /// No connection, or it broke.
    #[error("the server could not be reached: {0}")]
    Unreachable(String),
}
