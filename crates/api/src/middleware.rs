//! What happens around every request, from the outside in: whether it is carried through, its id, its line in the log,
//! headers, an end to waiting and to panics.

pub(crate) mod access;
pub(crate) mod carry_through;
pub(crate) mod deadline;
pub(crate) mod headers;
pub(crate) mod panic;
pub(crate) mod peer;
pub(crate) mod rates;
pub(crate) mod request_id;
