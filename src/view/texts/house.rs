//! What those who let others in are shown of their house: roles, open invitations, groups.

use chrono::{DateTime, Utc};
use i18n_embed_fl::fl;

use super::{Text, Texts, in_wib};
use crate::domain::access::Role;
use crate::domain::person::ChatId;
use crate::domain::roster::Group;

impl Texts {
    /// How agents and staff differ.
    #[must_use]
    pub fn roles_differ(self) -> Text {
        fl!(self.locale(), "roles-differ")
    }

    /// What a role may do.
    #[must_use]
    pub fn role_can(self, role: Role) -> Text {
        let locale = self.locale();
        match role {
            Role::Owner => fl!(locale, "owner-can"),
            Role::Admin => fl!(locale, "admin-can"),
            Role::Agent => fl!(locale, "agent-can"),
            Role::Staff => fl!(locale, "staff-can"),
        }
    }

    /// When somebody last used the bot; `None` when nothing tells.
    #[must_use]
    pub fn member_last_use(self, at: Option<DateTime<Utc>>) -> Text {
        match at {
            Some(at) => fl!(self.locale(), "member-last-use", time = self.time(at)),
            None => fl!(self.locale(), "member-unused"),
        }
    }

    /// To somebody who opens an invitation and is in already.
    #[must_use]
    pub fn already(self, role: Role) -> Text {
        fl!(self.locale(), "already", role = self.role(role))
    }

    /// Above the open invitations.
    #[must_use]
    pub fn open_invites(self, count: usize) -> Text {
        fl!(self.locale(), "open-invites", count = count)
    }

    /// One of them.
    #[must_use]
    pub fn open_invite(self, number: usize, role: Role, by: &str, until: DateTime<Utc>) -> Text {
        let (role, until) = (self.role(role), self.time(until));
        fl!(self.locale(), "open-invite", number = number, role = role, by = by, until = until)
    }

    /// An invitation was withdrawn.
    #[must_use]
    pub fn invite_withdrawn(self) -> Text {
        fl!(self.locale(), "invite-withdrawn")
    }

    /// An invitation that is to be withdrawn is no longer open.
    #[must_use]
    pub fn invite_over(self) -> Text {
        fl!(self.locale(), "invite-over")
    }

    /// Above the groups.
    #[must_use]
    pub fn groups_title(self, count: usize) -> Text {
        fl!(self.locale(), "groups-title", count = count)
    }

    /// One of them: whom it is open to, since when, opened by whom.
    #[must_use]
    pub fn groups_line(self, number: usize, title: &str, group: &Group, by: &str) -> Text {
        let (locale, date) = (self.locale(), self.date(in_wib(group.since).date_naive()));
        match group.role.map(|role| self.role(role)) {
            Some(role) => {
                fl!(locale, "groups-line", number = number, title = title, role = role, date = date, by = by)
            }
            None => fl!(locale, "groups-line-members", number = number, title = title, date = date, by = by),
        }
    }

    /// A group whose name was not noted.
    #[must_use]
    pub fn nameless_group(self, chat: ChatId) -> String {
        fl!(self.locale(), "nameless-group", id = chat.0.to_string()).into_owned()
    }

    /// How one more group gets the bot.
    #[must_use]
    pub fn groups_add(self) -> Text {
        fl!(self.locale(), "groups-add")
    }

    /// In a group: it was closed.
    #[must_use]
    pub fn group_disabled(self) -> Text {
        fl!(self.locale(), "group-disabled")
    }

    /// In private: that group was closed.
    #[must_use]
    pub fn group_disabled_named(self, title: &str) -> Text {
        fl!(self.locale(), "group-disabled-named", title = title)
    }

    /// The group was closed already.
    #[must_use]
    pub fn group_over(self) -> Text {
        fl!(self.locale(), "group-over")
    }

    /// Button: copy the link.
    #[must_use]
    pub fn copy_link_button(self) -> Text {
        fl!(self.locale(), "button-copy-link")
    }

    /// Button: the open invitations.
    #[must_use]
    pub fn open_invites_button(self) -> Text {
        fl!(self.locale(), "button-open-invites")
    }

    /// Button: withdraw one of them.
    #[must_use]
    pub fn withdraw_button(self, number: usize) -> Text {
        fl!(self.locale(), "button-withdraw", number = number)
    }

    /// Button: the groups.
    #[must_use]
    pub fn groups_button(self) -> Text {
        fl!(self.locale(), "button-groups")
    }

    /// Button: close that group.
    #[must_use]
    pub fn close_group_button(self, title: &str) -> Text {
        fl!(self.locale(), "button-close-group", title = title)
    }

    /// Button: choose a group to add the bot to.
    #[must_use]
    pub fn add_to_group_button(self) -> Text {
        fl!(self.locale(), "button-add-to-group")
    }
}
