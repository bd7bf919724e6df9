//! Durable rows: a small ordered key-value contract that an embedded or a shared store can meet.
//!
//! Values are opaque here; who owns a table gives its values a version.

mod contract;
mod fault;
mod key;
mod merge;
mod pages;
mod range;
mod read;
mod table;
pub mod trail;
mod transaction;

pub use contract::Store;
pub use fault::StoreError;
pub use key::Key;
pub use merge::Merge;
pub use pages::Pages;
pub use range::{KeyValue, Range};
pub use read::Read;
pub use table::Table;
pub use transaction::{Precondition, Transaction, Write};
