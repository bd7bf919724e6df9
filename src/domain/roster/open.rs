//! What is open at the moment: groups and invitations, as those who keep them see them.

use chrono::{DateTime, Utc};

use super::{Digest, Group, Invite, Roster};
use crate::domain::access::{Action, Site, allows};
use crate::domain::person::{ChatId, PersonId};

impl Roster {
    /// The groups that are open to the bot, the oldest first.
    #[must_use]
    pub fn open_groups(&self) -> Vec<(ChatId, &Group)> {
        let mut groups: Vec<_> =
            self.groups.keys().filter_map(|chat| self.group(*chat).map(|group| (*chat, group))).collect();
        groups.sort_by_key(|(chat, group)| (group.since, chat.0));
        groups
    }

    /// The invitations that are good and whose role `reader` may give, those that end first at the top.
    #[must_use]
    pub fn open_invites(&self, reader: PersonId, now: DateTime<Utc>) -> Vec<(Digest, &Invite)> {
        let grants = |role| self.role(reader).is_some_and(|own| allows(own, Action::Grant(role), Site::Private));
        let good = self.invites.keys().filter_map(|digest| self.invite(digest, now).map(|invite| (*digest, invite)));
        let mut open: Vec<_> = good.filter(|(_, invite)| grants(invite.role)).collect();
        open.sort_by_key(|(digest, invite)| (invite.until, digest.0));
        open
    }
}
