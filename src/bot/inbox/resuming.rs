//! What a former run accepted and did not finish.

use crate::ports::{StoreError, Table};

use super::Inbox;
use crate::bot::route::placed;
use crate::bot::rows::Illegible;
use crate::telegram::decode::{Incoming, decode};
use crate::telegram::sender_name::introduced;

impl Inbox {
    /// Hands over what a former run accepted and did not finish, in the order of the ids. What cannot be understood stays, and the
    /// owners hear of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn resume(&self) -> Result<usize, StoreError> {
        let rows = self.services.store.scan(Table::Inbox, &[], usize::MAX)?;
        let roster = self.services.roster.current();
        let mut updates: Vec<Incoming> = Vec::with_capacity(rows.len());
        for (key, value) in rows {
            let raw = std::str::from_utf8(&value).unwrap_or_default();
            match decode(raw) {
                Some(update) => updates.push(introduced(placed(update, &self.services)?, raw, &roster)),
                None => self.services.note_illegible(&Illegible { table: Table::Inbox, key, value }),
            }
        }
        updates.sort_by_key(|update| update.update);
        let many = updates.len();
        for update in updates {
            self.hand_over(update);
        }
        Ok(many)
    }
}
