//! Commands and buttons of those who let others in.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::domain::access::Role;

impl Texts {
    /// The commands that a private chat offers those who let others in, beside the usual ones.
    #[must_use]
    pub fn office_commands(self) -> [(&'static str, String); 3] {
        let locale = self.locale();
        [
            ("undang", fl!(locale, "command-invite").into_owned()),
            ("setujui", fl!(locale, "command-approve").into_owned()),
            ("anggota", fl!(locale, "command-members").into_owned()),
        ]
    }

    /// The command that a group offers its admins, beside the usual ones.
    #[must_use]
    pub fn group_command(self) -> (&'static str, String) {
        ("grup", fl!(self.locale(), "command-group").into_owned())
    }

    /// Button: as this role.
    #[must_use]
    pub fn role_button(self, role: Role) -> Text {
        fl!(self.locale(), "button-role", role = self.role(role))
    }

    /// Button: invite somebody.
    #[must_use]
    pub fn invite_button(self) -> Text {
        fl!(self.locale(), "button-invite")
    }

    /// Button: invite one more.
    #[must_use]
    pub fn invite_another_button(self) -> Text {
        fl!(self.locale(), "button-invite-another")
    }

    /// Button: the list.
    #[must_use]
    pub fn members_button(self) -> Text {
        fl!(self.locale(), "button-members")
    }

    /// Button: one person of the list.
    #[must_use]
    pub fn member_button(self, name: &str, role: Role) -> Text {
        fl!(self.locale(), "button-member", name = name, role = self.role(role))
    }

    /// Button: give this role.
    #[must_use]
    pub fn grant_button(self, role: Role) -> Text {
        fl!(self.locale(), "button-grant", role = self.role(role))
    }

    /// Button: put somebody out, after a question.
    #[must_use]
    pub fn remove_button(self) -> Text {
        fl!(self.locale(), "button-remove")
    }

    /// Button: put somebody out.
    #[must_use]
    pub fn remove_now_button(self) -> Text {
        fl!(self.locale(), "button-remove-now")
    }

    /// Button: turn a stranger away.
    #[must_use]
    pub fn decline_button(self) -> Text {
        fl!(self.locale(), "button-decline")
    }

    /// Button: open the group to everybody in it.
    #[must_use]
    pub fn group_guests_button(self, role: Role) -> Text {
        fl!(self.locale(), "button-group-guests", role = self.role(role))
    }

    /// Button: open the group to members.
    #[must_use]
    pub fn group_members_button(self) -> Text {
        fl!(self.locale(), "button-group-members")
    }

    /// Button: close the group.
    #[must_use]
    pub fn group_close_button(self) -> Text {
        fl!(self.locale(), "button-group-close")
    }
}
