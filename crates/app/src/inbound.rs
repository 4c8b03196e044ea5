//! What visitors do: open the widget, write, ask for a person, leave.

pub mod act;
pub mod catch_up;
pub mod count;
pub mod device;
pub mod files;
pub mod forget;
pub(crate) mod gathering;
pub mod pages;
pub mod queue;
pub mod rate;
pub mod receive;
pub mod start;
pub mod token;
