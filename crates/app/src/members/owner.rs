//! A workspace passes to another owner, in two steps: it is offered, and accepted. There is exactly one owner at all times.

pub mod accept;
pub mod decline;
pub mod offer;
pub mod show;
