//! What a former run accepted and did not finish.

use crate::ports::{Pages, StoreError, Table};

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
    pub async fn resume(&self) -> Result<usize, StoreError> {
        let roster = self.services.roster.current();
        let mut updates: Vec<Incoming> = Vec::new();
        let mut pages = Pages::of(self.services.store.as_ref(), Table::Inbox);
        while let Some(page) = pages.next().await? {
            for (key, value) in page {
                let raw = std::str::from_utf8(&value).unwrap_or_default();
                match decode(raw) {
                    Some(update) => updates.push(introduced(placed(update, &self.services).await?, raw, &roster)),
                    None => self.services.note_illegible(&Illegible { table: Table::Inbox, key, value }),
                }
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
