//! An owed message on its way.

use crate::bot::lanes::Item;
use crate::bot::rows::Owed;

/// An owed message and its place in the chat's order.
pub(super) struct Parcel {
    pub(super) sequence: u64,
    pub(super) owed: Owed,
}

impl Item for Parcel {
    type Stub = ();

    fn stub(&self) {}
}
