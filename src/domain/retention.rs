//! How long what is known of people is kept.

use chrono::TimeDelta;

/// How long what is known of people is kept, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Conversations, profiles, messages: since they were last touched.
    pub days: u16,
    /// The audit trail.
    pub audit_days: u16,
}

impl Retention {
    /// The longest that can be asked for: ten years.
    pub const MOST_DAYS: u16 = 3650;

    /// How long conversations, profiles and messages are kept.
    #[must_use]
    pub fn rows(self) -> TimeDelta {
        TimeDelta::days(self.days.into())
    }

    /// How long the audit trail is kept.
    #[must_use]
    pub fn audit(self) -> TimeDelta {
        TimeDelta::days(self.audit_days.into())
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: 90, audit_days: 365 }
    }
}
