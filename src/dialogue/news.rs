//! What others are told of who came and went.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::domain::{access::Role, language::Language};
use crate::view::{Html, Reply, texts::Texts};

/// A word to somebody who is not in the conversation.
#[derive(Clone, PartialEq, Eq)]
pub enum News {
    /// Somebody used an invitation.
    Joined {
        /// Who.
        name: String,
        /// As what.
        role: Role,
        /// Who had invited them.
        by: String,
        /// When they had been put out, if they ever were.
        put_out: Option<DateTime<Utc>>,
    },
    /// Somebody's code was approved.
    Admitted {
        /// Who.
        name: String,
        /// As what.
        role: Role,
        /// Who approved it.
        by: String,
        /// When they had been put out, if they ever were.
        put_out: Option<DateTime<Utc>>,
    },
    /// Somebody has another role.
    Changed {
        /// Who.
        name: String,
        /// Which.
        role: Role,
        /// Who gave it.
        by: String,
    },
    /// Somebody was put out.
    Removed {
        /// Who.
        name: String,
        /// Who did it.
        by: String,
    },
    /// What came back from an old copy counts.
    Confirmed {
        /// Who said so.
        by: String,
    },
    /// You were let in.
    Welcome(Role),
    /// You have another role.
    YourRole(Role),
}

impl News {
    /// The message.
    #[must_use]
    pub fn reply(&self, language: Language) -> Reply {
        let texts = Texts::of(language);
        let words = match self {
            Self::Joined { name, role, by, .. } => texts.news_joined(name, *role, by),
            Self::Admitted { name, role, by, .. } => texts.news_admitted(name, *role, by),
            Self::Changed { name, role, by } => texts.news_changed(name, *role, by),
            Self::Removed { name, by } => texts.news_removed(name, by),
            Self::Confirmed { by } => texts.news_confirmed(by),
            Self::Welcome(role) => texts.news_welcome(*role),
            Self::YourRole(role) => texts.news_your_role(*role),
        };
        let mut html = Html::new().text(&words);
        if let Self::Welcome(role) | Self::YourRole(role) = self {
            html = html.line().text(&texts.role_can(*role));
        }
        Reply::text(match self.put_out() {
            Some(time) => html.line().text(&texts.put_out_before(time)),
            None => html,
        })
    }

    fn put_out(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Joined { put_out, .. } | Self::Admitted { put_out, .. } => *put_out,
            Self::Changed { .. }
            | Self::Removed { .. }
            | Self::Confirmed { .. }
            | Self::Welcome(_)
            | Self::YourRole(_) => None,
        }
    }
}

/// Names are nobody's business.
impl fmt::Debug for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Joined { .. } => "Joined",
            Self::Admitted { .. } => "Admitted",
            Self::Changed { .. } => "Changed",
            Self::Removed { .. } => "Removed",
            Self::Confirmed { .. } => "Confirmed",
            Self::Welcome(_) => "Welcome",
            Self::YourRole(_) => "YourRole",
        })
    }
}
