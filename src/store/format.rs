//! The number of the way rows are stored, and where it stands in the open.

use crate::ports::StoreError;

/// The way rows are stored. Raise it when an older program would misread them.
///
/// 1: as their owners wrote them. 2: sealed. 3: the proof tells the format, and the audit trail has both its ends
/// from the first day on.
pub(crate) const FORMAT: u32 = 3;
/// The first whose rows are sealed.
pub(crate) const SEALED_SINCE: u32 = 2;
/// Where [`FORMAT`] stands, in [`Table::Meta`](crate::ports::Table::Meta).
pub(crate) const FORMAT_KEY: &[u8] = b"format";

/// A format that this program does not know.
pub(crate) fn newer(format: u32) -> StoreError {
    StoreError::Unusable(
        format!("a newer cektagihan wrote it (format {format}, this one reads {FORMAT}): run that version").into(),
    )
}
