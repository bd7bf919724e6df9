//! The key that seals rows, and the layer that does it.

pub(crate) mod cipher;
pub(crate) mod key_file;
pub(crate) mod reseal;
pub(crate) mod sealed;
