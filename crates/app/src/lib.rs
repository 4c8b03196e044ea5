//! What may happen: the use-cases of the product, one verb a file. Load, decide, save, emit, enqueue, in one transaction.

pub mod app;
pub mod assistant;
pub mod assistants;
pub mod audit;
pub mod backup;
pub mod budget;
pub mod caller;
pub mod contacts;
pub mod conversations;
pub mod doctor;
pub mod error;
pub mod inbound;
pub mod knowledge;
pub mod leads;
pub mod mail;
pub mod members;
pub mod meters;
pub mod presence;
pub mod publish;
pub mod recheck;
pub mod revocation;
pub mod secrets;
pub mod unit;
pub mod work;

pub use app::App;
pub use caller::{Caller, Credential, Visitor};
pub use error::{AppError, Result};
pub use publish::{delivery, webhooks};
