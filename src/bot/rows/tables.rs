//! Which type lies in which table.

use crate::bot::checks::limiter::DayCounts;
use crate::bot::jobs::job::Job;
use crate::bot::outbox::departed::Mark;
use crate::bot::services::Me;
use crate::dialogue::Conversation;
use crate::domain::profile::Profile;
use crate::domain::roster::{Group, Invite, Member, Pairing};
use crate::ports::Table;

use super::stored::{Marks, Move, Offset, Places, Row};
use super::{Owed, Slot, Ticket};

macro_rules! rows {
    ($($value:ty => $table:ident,)*) => {
        $(impl Row for $value {
            const TABLE: Table = Table::$table;
        })*
    };
}

rows! {
    Me => Meta,
    Offset => Meta,
    Places => Meta,
    Marks => Meta,
    DayCounts => Meta,
    Conversation => Conversation,
    Owed => Outbox,
    Slot => Slot,
    Profile => Profile,
    Move => Moved,
    Member => Member,
    Group => Group,
    Invite => Invite,
    Pairing => Pairing,
    Mark => Gone,
    Job => Job,
}

impl Row for Ticket {
    const TABLE: Table = Table::Ticket;

    fn upgrade(version: u8, json: &[u8]) -> Option<Self> {
        // What version 1 had more is passed over: fields of any name, which may be the shop's.
        (version == 1).then(|| serde_json::from_slice(json).ok()).flatten()
    }
}
