//! Copies of all rows, and their way back.

pub(crate) mod backup;
pub(crate) mod backup_writer;
pub(crate) mod decisions;
pub(crate) mod exports;
pub(crate) mod opener;
pub(crate) mod recovery;
pub(crate) mod restore;
