//! The audit trail: who checked what, when and where, and what came of it.
//!
//! Owns: the records, their chain, its verification. Must not know: who asks and who reads.
//!
//! Records are only ever appended. Each holds the hash of the one before, so that one that was
//! removed or changed is found; the newest one's place and hash stand in the chain's head, those of the
//! newest one that was removed because of its age in its anchor. A record is written in the transaction of
//! the turn that it tells of. Its place in the chain is settled where the transaction is
//! written ([`trail`](crate::ports::trail)), because only there it is known what went before.
//!
//! Both ends are there from the trail's first day on where the store vouches for that: an emptied trail is one without
//! its ends. A whole older state put back is consistent in itself: that is told by a head that was kept elsewhere.
//!
//! Records lie by the day they tell of. Turns of different people are written in another order than
//! they were begun: within a day the order is the chain's, and a record may lie a day from its
//! neighbours.

mod chain;
mod head;
mod record;
mod verify;

pub use chain::append;
pub use head::{Head, NoHead};
pub use record::{Entry, Record};
pub use verify::{Break, head, holds, prune, read};
