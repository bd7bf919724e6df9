//! The price of each way to read pieces: which of them are one number, which are none.

/// What it costs to read pieces so; the cheapest reading of a run is the right one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost(pub(super) u32);

impl Cost {
    pub(super) const NONE: Self = Self(0);
    /// For each piece beyond the first of a number.
    pub(super) const JOINT: Self = Self(1);
    pub(super) const SHORT: Self = Self(2);
    pub(super) const POSSIBLE: Self = Self(10);
    /// Of a piece that is no number: a place, a PIN.
    pub(super) const NOISE: Self = Self(12);
    pub(super) const KNOWN: Self = Self(12);
    pub(super) const JOINED_POSSIBLE: Self = Self(12);
    pub(super) const JOINED_KNOWN: Self = Self(14);
    pub(super) const ODD: Self = Self(16);
    pub(super) const JOINED_ODD: Self = Self(30);
}

/// How the cheapest reading reaches a piece: from which one on, and whether what lies between is a number.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) from: usize,
    pub(super) cost: u32,
    pub(super) is_number: bool,
}
