//! Durable rows in sled, sealed, behind the contract of [`Store`](crate::ports::Store).
//!
//! Owns: the data folder (`sled`), the key that seals (`sealing`), older formats (`upgrade`), copies and their way
//! back (`copies`); rows in memory for tests (`memory`). Must not know: what the rows mean.
//!
//! [`Vault`] is what a program opens: [`SledStore`] keeps the rows, a layer above it seals them. Who wants one of the
//! four subjects can leave the other three unread.

mod copies;
mod format;
mod memory;
mod raw;
mod sealing;
mod sled;
mod upgrade;
mod vault;
mod vault_error;

pub use copies::backup::{BackupError, Summary};
pub use copies::restore::restore;
pub use memory::MemoryStore;
pub use sealing::key_file::{KeyFault, KeyFile};
pub use sled::store::SledStore;
pub use vault::Vault;
pub use vault_error::VaultError;
