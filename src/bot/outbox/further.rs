//! What the delivery of a message owes further.
//!
//! Owns: the message to its asker where the chat refuses it, and the deletion of what it replaces. Must not know:
//! why either is owed.

use std::sync::atomic::Ordering;

use crate::ports::{Table, Transaction};

use super::delivery::{Delivery, Disposition};
use super::elsewhere;
use super::parcel::Parcel;
use crate::bot::rows::{Owed, What, outbox_key};
use crate::bot::services::{insist, stored};

impl Delivery<'_> {
    /// Owes it to the asker alone, where there is a way to them; tries again while the store fails.
    pub(super) async fn say_elsewhere(&self) -> Disposition {
        let owed = match elsewhere::instead(self.services, &self.parcel.owed).await {
            Ok(Some(owed)) => owed,
            Ok(None) => return Disposition::Pointless,
            Err(_) => return Disposition::Rest,
        };
        let sequence = self.next.fetch_add(1, Ordering::Relaxed);
        let mut transaction = Transaction::default();
        transaction.put(Table::Outbox, outbox_key(owed.chat, sequence), stored(&owed));
        transaction.delete(Table::Outbox, outbox_key(self.chat(), self.parcel.sequence));
        match self.services.store.commit(transaction).await {
            Ok(()) => {
                self.others.push(owed.chat, Parcel { sequence, owed });
                Disposition::Pointless
            }
            Err(_) => Disposition::Rest,
        }
    }

    /// Owes the deletion of what the new message replaces. A crash before the receipt costs a second message,
    /// never a deletion.
    pub(super) async fn delete_replaced(&mut self) {
        let Some((chat, message)) = self.replaced.take() else { return };
        // In a group's new place that number is another message's.
        if chat != self.chat() {
            return;
        }
        let Owed { trace, asker, .. } = &self.parcel.owed;
        let owed = Owed { chat, topic: None, what: What::Delete(message), trace: trace.clone(), asker: asker.clone() };
        let sequence = self.next.fetch_add(1, Ordering::Relaxed);
        insist("that a message is to be deleted could not be stored yet", || {
            let mut transaction = Transaction::default();
            transaction.put(Table::Outbox, outbox_key(chat, sequence), stored(&owed));
            self.services.store.commit(transaction)
        })
        .await;
        self.others.push(chat, Parcel { sequence, owed });
    }
}
