//! What rows are found by.

/// The key of a row within its table; compared byte by byte, so numbers go in big-endian.
pub type Key = Vec<u8>;
