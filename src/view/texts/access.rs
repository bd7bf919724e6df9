//! Who may use the bot: what those outside are told, and those who let them in.

use chrono::{DateTime, Utc};
use i18n_embed_fl::fl;

use super::{Text, Texts, in_wib};
use crate::domain::access::Role;
use crate::domain::limits::{Held, Limit};
use crate::domain::person::PersonId;

impl Texts {
    /// A role's name, within a sentence.
    #[must_use]
    pub fn role(self, role: Role) -> Text {
        match role {
            Role::Owner => fl!(self.locale(), "role-owner"),
            Role::Admin => fl!(self.locale(), "role-admin"),
            Role::Agent => fl!(self.locale(), "role-agent"),
            Role::Staff => fl!(self.locale(), "role-staff"),
        }
    }

    /// In place of a name nobody knows.
    #[must_use]
    pub fn nobodys_name(self, person: PersonId) -> String {
        fl!(self.locale(), "nobodys-name", id = person.0.to_string()).into_owned()
    }

    /// Below the word to a stranger; their code follows.
    #[must_use]
    pub fn stranger_code(self) -> Text {
        fl!(self.locale(), "stranger-code")
    }

    /// To whoever writes before the bot has an owner.
    #[must_use]
    pub fn unowned(self) -> Text {
        fl!(self.locale(), "unowned")
    }

    /// To whoever sent a code that does not make them the owner.
    #[must_use]
    pub fn wrong_code(self) -> Text {
        fl!(self.locale(), "wrong-code")
    }

    /// To the owner of the first run.
    #[must_use]
    pub fn claimed(self) -> Text {
        fl!(self.locale(), "claimed")
    }

    /// In a group that was not opened to the bot.
    #[must_use]
    pub fn closed_group(self) -> Text {
        fl!(self.locale(), "closed-group")
    }

    /// A command or button of others.
    #[must_use]
    pub fn office_only(self) -> Text {
        fl!(self.locale(), "office-only")
    }

    /// A command that is not for groups.
    #[must_use]
    pub fn office_in_private(self) -> Text {
        fl!(self.locale(), "office-in-private")
    }

    /// Help: what the reader is.
    #[must_use]
    pub fn help_role(self, role: Role) -> Text {
        fl!(self.locale(), "help-role", role = self.role(role))
    }

    /// Help: who may let others in.
    #[must_use]
    pub fn help_office(self) -> Text {
        fl!(self.locale(), "help-office")
    }

    /// Help: who may open groups.
    #[must_use]
    pub fn help_group(self) -> Text {
        fl!(self.locale(), "help-group")
    }

    /// Asks for the role of an invitation.
    #[must_use]
    pub fn invite_choose(self) -> Text {
        fl!(self.locale(), "invite-choose")
    }

    /// Above an invitation's link.
    #[must_use]
    pub fn invite_made(self, role: Role) -> Text {
        fl!(self.locale(), "invite-made", role = self.role(role))
    }

    /// Too many invitations are open.
    #[must_use]
    pub fn invite_full(self, most: usize) -> Text {
        fl!(self.locale(), "invite-full", most = most)
    }

    /// An invitation that lets nobody in.
    #[must_use]
    pub fn invite_void(self) -> Text {
        fl!(self.locale(), "invite-void")
    }

    /// An invitation to what the reader is already.
    #[must_use]
    pub fn invite_needless(self, role: Role) -> Text {
        fl!(self.locale(), "invite-needless", role = self.role(role))
    }

    /// To somebody who came in by an invitation.
    #[must_use]
    pub fn joined(self, role: Role) -> Text {
        fl!(self.locale(), "joined", role = self.role(role))
    }

    /// Asks for a stranger's code.
    #[must_use]
    pub fn pairing_ask(self) -> Text {
        fl!(self.locale(), "pairing-ask")
    }

    /// A code that belongs to nobody.
    #[must_use]
    pub fn pairing_unknown(self) -> Text {
        fl!(self.locale(), "pairing-unknown")
    }

    /// Whose code it is.
    #[must_use]
    pub fn pairing_who(self, name: &str) -> Text {
        fl!(self.locale(), "pairing-who", name = name)
    }

    /// A stranger was turned away.
    #[must_use]
    pub fn pairing_declined(self) -> Text {
        fl!(self.locale(), "pairing-declined")
    }

    /// The bold line of the list.
    #[must_use]
    pub fn members_title(self, count: usize) -> Text {
        fl!(self.locale(), "members-title", count = count)
    }

    /// One person of the list; an owner of the configuration has no date.
    #[must_use]
    pub fn members_line(self, name: &str, role: Role, since: Option<DateTime<Utc>>) -> Text {
        let role = self.role(role);
        match since {
            Some(since) => {
                let date = self.date(in_wib(since).date_naive());
                fl!(self.locale(), "members-line", name = name, role = role, date = date)
            }
            None => fl!(self.locale(), "members-line-configured", name = name, role = role),
        }
    }

    /// Since when somebody is what they are, and by whom.
    #[must_use]
    pub fn member_since(self, since: DateTime<Utc>, by: Option<&str>) -> Text {
        let time = self.time(since);
        match by {
            Some(by) => fl!(self.locale(), "member-since-by", time = time, by = by),
            None => fl!(self.locale(), "member-since", time = time),
        }
    }

    /// Nobody changes themselves.
    #[must_use]
    pub fn member_yourself(self) -> Text {
        fl!(self.locale(), "member-yourself")
    }

    /// Somebody above the reader.
    #[must_use]
    pub fn member_above(self) -> Text {
        fl!(self.locale(), "member-above")
    }

    /// Somebody who is gone.
    #[must_use]
    pub fn member_unknown(self) -> Text {
        fl!(self.locale(), "member-unknown")
    }

    /// A role was given.
    #[must_use]
    pub fn member_changed(self, name: &str, role: Role) -> Text {
        fl!(self.locale(), "member-changed", name = name, role = self.role(role))
    }

    /// Somebody was put out.
    #[must_use]
    pub fn member_removed(self, name: &str) -> Text {
        fl!(self.locale(), "member-removed", name = name)
    }

    /// Asks before somebody is put out.
    #[must_use]
    pub fn remove_ask(self, name: &str) -> Text {
        fl!(self.locale(), "remove-ask", name = name)
    }

    /// Every group may use the bot.
    #[must_use]
    pub fn group_trial(self) -> Text {
        fl!(self.locale(), "group-trial")
    }

    /// The group is closed; buttons open it.
    #[must_use]
    pub fn group_closed(self) -> Text {
        fl!(self.locale(), "group-closed")
    }

    /// The group is open to everybody in it.
    #[must_use]
    pub fn group_open(self, role: Role) -> Text {
        fl!(self.locale(), "group-open", role = self.role(role))
    }

    /// The group is open to members.
    #[must_use]
    pub fn group_members_only(self) -> Text {
        fl!(self.locale(), "group-members-only")
    }

    /// News: an invitation was used.
    #[must_use]
    pub fn news_joined(self, name: &str, role: Role, by: &str) -> Text {
        fl!(self.locale(), "news-joined", name = name, role = self.role(role), by = by)
    }

    /// News: a code was approved.
    #[must_use]
    pub fn news_admitted(self, name: &str, role: Role, by: &str) -> Text {
        fl!(self.locale(), "news-admitted", name = name, role = self.role(role), by = by)
    }

    /// News: a role was changed.
    #[must_use]
    pub fn news_changed(self, name: &str, role: Role, by: &str) -> Text {
        fl!(self.locale(), "news-changed", name = name, role = self.role(role), by = by)
    }

    /// News: somebody was put out.
    #[must_use]
    pub fn news_removed(self, name: &str, by: &str) -> Text {
        fl!(self.locale(), "news-removed", name = name, by = by)
    }

    /// News: the reader was let in.
    #[must_use]
    pub fn news_welcome(self, role: Role) -> Text {
        fl!(self.locale(), "news-welcome", role = self.role(role))
    }

    /// News: the reader has another role.
    #[must_use]
    pub fn news_your_role(self, role: Role) -> Text {
        fl!(self.locale(), "news-your-role", role = self.role(role))
    }

    /// A check that must wait, and when to go on.
    #[must_use]
    pub fn held(self, held: Held, now: DateTime<Utc>) -> Text {
        let seconds = ((held.until - now).num_milliseconds().max(1) + 999).div_euclid(1_000);
        let wait = fl!(self.locale(), "wait", seconds = seconds);
        match held.limit {
            Limit::Person => fl!(self.locale(), "held-person", wait = wait),
            Limit::Day => fl!(self.locale(), "held-day", time = self.time(held.until)),
            Limit::Group => fl!(self.locale(), "held-group", wait = wait),
            Limit::Account => fl!(self.locale(), "held-account", wait = wait),
        }
    }
}
