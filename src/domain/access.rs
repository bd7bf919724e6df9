//! Who may do what: one table.

use serde::{Deserialize, Serialize};

/// What somebody is to the bot. Ordered: who stands higher compares greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Field staff: checks bills, in groups above all, and keeps no customers.
    #[serde(rename = "staff")]
    Staff,
    /// An agent: checks bills all day, and has customers of their own.
    #[serde(rename = "agent")]
    Agent,
    /// Lets people in and keeps groups.
    #[serde(rename = "admin")]
    Admin,
    /// Runs the bot and answers for it.
    #[serde(rename = "owner")]
    Owner,
}

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Ask for bills, and everything that belongs to it.
    Check,
    /// Have customers of one's own remembered.
    Customers,
    /// See who may use the bot, and who wants to.
    Members,
    /// Give this role to somebody, or take it away.
    Grant(Role),
    /// Open a group to the bot, and close it, there.
    Groups,
    /// See which groups are open, and close one from afar.
    GroupList,
    /// See what is kept of oneself, and have it erased.
    OwnData,
}

/// What kind of place it is, as far as rights go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Site {
    /// A private chat.
    Private,
    /// A group that was opened to the bot.
    Group,
    /// A group that was not.
    ClosedGroup,
}

/// The table: whether a role may do something in a place. What is not in it is forbidden.
#[must_use]
pub const fn allows(role: Role, action: Action, site: Site) -> bool {
    match (action, site) {
        (Action::Check | Action::OwnData, Site::Private | Site::Group) => {
            matches!(role, Role::Owner | Role::Admin | Role::Agent | Role::Staff)
        }
        (Action::Customers, Site::Private) => matches!(role, Role::Owner | Role::Admin | Role::Agent),
        (Action::Members | Action::Grant(Role::Agent | Role::Staff) | Action::GroupList, Site::Private)
        | (Action::Groups, Site::Group | Site::ClosedGroup) => matches!(role, Role::Owner | Role::Admin),
        (Action::Grant(Role::Admin), Site::Private) => matches!(role, Role::Owner),
        (Action::Check | Action::OwnData, Site::ClosedGroup)
        | (
            Action::Members | Action::Grant(_) | Action::Customers | Action::GroupList,
            Site::Group | Site::ClosedGroup,
        )
        | (Action::Grant(Role::Owner) | Action::Groups, Site::Private) => false,
    }
}

/// Whether a person without a role may do this because the bot holds, or held, data about them: the law gives them
/// their own data for as long as there is any.
#[must_use]
pub const fn remains(action: Action, site: Site) -> bool {
    matches!((action, site), (Action::OwnData, Site::Private))
}

impl Role {
    /// Every role, the highest first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Agent, Self::Staff];

    /// Its letter on buttons; never reuse one.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Owner => 'o',
            Self::Admin => 'd',
            Self::Agent => 'a',
            Self::Staff => 's',
        }
    }

    /// The role with this letter.
    #[must_use]
    pub fn from_sign(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| text.chars().eq([role.sign()]))
    }

    /// The roles it may give to others and take from them, the highest first.
    pub fn grants(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |role| allows(self, Action::Grant(*role), Site::Private))
    }
}

/// What somebody is in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Their role there; `None` for a stranger.
    pub role: Option<Role>,
    /// The kind of place.
    pub site: Site,
    /// Whether the role is the place's and not theirs: it ends where the place does.
    pub guest: bool,
    /// Whether something is or was kept of them.
    pub known: bool,
}

impl Standing {
    /// Whether they may do this here.
    #[must_use]
    pub fn may(self, action: Action) -> bool {
        self.role.is_some_and(|role| allows(role, action, self.site)) || self.known && remains(action, self.site)
    }

    /// The same, of somebody of whom rows are kept, or not.
    #[must_use]
    pub fn with_rows(self, kept: bool) -> Self {
        Self { known: self.known || kept, ..self }
    }
}
