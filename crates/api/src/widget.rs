//! What visitors' browsers ask.

pub(crate) mod clear;
pub(crate) mod cors;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod forget;
#[cfg(fuzzing)]
pub mod fuzz;
pub(crate) mod init;
pub(crate) mod leads;
pub(crate) mod messages;
pub mod origin;
pub(crate) mod pages;
pub(crate) mod post_message;
pub(crate) mod ratings;
pub(crate) mod read;
pub(crate) mod request_human;
pub(crate) mod rules;
pub(crate) mod stay;
pub(crate) mod typing;
pub mod visiting;
pub(crate) mod waiting;
