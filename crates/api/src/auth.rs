//! Who asks. A member comes with the session cookie of a browser or with an API token; what they may do is asked of the
//! store each time, so that a changed role counts at once.

mod address;
mod caller;
pub mod channels;
mod cookie;
mod origin;
pub(crate) mod teammates;
pub(crate) mod viewers;

pub use address::{Address, Here};
pub use caller::{Browser, Who, bearer, known, member};
pub use cookie::Cookie;
pub use origin::SameOrigin;
pub(crate) use origin::served_at;
