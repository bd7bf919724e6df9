//! What the rows of a copy tell of how they are sealed, gathered while they pass.

use crate::ports::{Table, trail};

use crate::store::format::{FORMAT_KEY, SEALED_SINCE};
use crate::store::raw::Raw;
use crate::store::sealing::cipher::{is_plain, is_sealed};
use crate::store::upgrade::proof;
use crate::store::upgrade::trail::TrailEnds;
use crate::store::upgrade::unsealed::SealState;

/// What was found among rows.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct SealMarks {
    /// The sealed row that tells whose key it was.
    pub(crate) proof: Option<Vec<u8>>,
    /// The format that is noted in the open.
    format: Option<Vec<u8>>,
    /// Which ends of the audit trail are there.
    pub(crate) ends: TrailEnds,
    /// Whether there is a row besides the notes, and one that a key seals.
    has_rows: bool,
    has_sealed: bool,
}

impl SealMarks {
    /// Takes one more row into account.
    pub(crate) fn see(&mut self, (table, key, value): &Raw) {
        match (*table, key.as_slice()) {
            (Table::Seal, proof::KEY) => self.proof = Some(value.clone()),
            (Table::Meta, FORMAT_KEY) => self.format = Some(value.clone()),
            (Table::Meta, trail::HEAD) => self.ends.has_head = true,
            (Table::Meta, trail::ANCHOR) => self.ends.has_anchor = true,
            (Table::Audit, _) => self.ends.has_records = true,
            _ => {}
        }
        if !is_plain(*table, key) {
            self.has_rows = true;
            self.has_sealed |= is_sealed(value);
        }
    }

    /// The format that is noted.
    pub(crate) fn format(&self) -> u32 {
        proof::noted(self.format.as_deref())
    }

    /// What is to be decided about them. All copies that we make hold their proof: it goes with the first row.
    pub(crate) fn seal_state(&self) -> SealState {
        let is_old = self.format() < SEALED_SINCE;
        match self.proof {
            Some(_) if is_old => SealState::Downgraded,
            None if self.has_sealed => SealState::Downgraded,
            None if self.has_rows || is_old => SealState::NeverSealed,
            _ => SealState::Nothing,
        }
    }
}
