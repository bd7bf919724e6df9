//! What a former run accepted and did not finish.

use crate::ports::{StoreError, Table};

use super::super::decode::decode;
use super::super::names::introduced;
use super::super::rows::Illegible;
use super::Intake;

impl Intake {
    /// Hands over what a former run accepted and did not finish. What cannot be understood stays, and the
    /// owners hear of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn resume(&self) -> Result<usize, StoreError> {
        let rows = self.desk.store.scan(Table::Inbox, &[], usize::MAX)?;
        let roster = self.desk.door.roster();
        let read = |value: &[u8]| {
            let raw = std::str::from_utf8(value).ok()?;
            Some(introduced(decode(raw)?, raw, &roster))
        };
        let mut updates = Vec::with_capacity(rows.len());
        for (key, value) in rows {
            match read(&value) {
                Some(update) => updates.push(update),
                None => self.desk.note_illegible(&Illegible { table: Table::Inbox, key, value }),
            }
        }
        let many = updates.len();
        for update in updates {
            self.hand_over(update);
        }
        Ok(many)
    }
}
