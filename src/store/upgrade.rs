//! Older formats, and what proves whose rows a store holds and in which format.

pub(crate) mod marks;
pub(crate) mod proof;
pub(crate) mod rebuild;
pub(crate) mod steps;
pub(crate) mod trail;
pub(crate) mod unsealed;
