//! What teammates do among themselves: notes to each other, orders to the assistant, asking each other for the baton, replies
//! written once for all, tags, when they are there, how soon they should answer, and who may change whom.

pub mod canned;
pub mod grace;
pub mod hours;
pub mod member;
pub mod note;
pub mod order;
pub mod request;
pub mod scheduled;
pub mod tag;
pub mod target;
pub mod view;
pub mod wait;
pub mod whisper;
