//! What the inside needs from the outside: a clock, a gateway, a store, a way to call the owners.
//!
//! Owns: the contracts and their errors. Must not know: who fulfils them.

pub mod envelope;

mod alarm;
mod clock;
mod gateway;
mod recovery;
mod store;

pub use alarm::{Alarm, Cause, GatewayPart};
pub use clock::{Clock, SystemClock};
pub use gateway::{BillGateway, Blame, CertificateFault, Freshness, Inquired, InquiryError};
pub use recovery::{Decision, Recovery, RecoveryChange};
pub use store::{
    Key, KeyValue, Merge, Pages, Precondition, Range, Read, Store, StoreError, Table, Transaction, Write, trail,
};
