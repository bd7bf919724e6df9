//! What is said of those who were put out before, and of what came back from a copy.

use chrono::{DateTime, Utc};
use i18n_embed_fl::fl;

use super::{Text, Texts};

impl Texts {
    /// To those who let somebody in: this person was put out before.
    #[must_use]
    pub fn put_out_before(self, time: DateTime<Utc>) -> Text {
        fl!(self.locale(), "put-out-before", time = self.time(time))
    }

    /// To a member of an old copy, of this time, whom no owner has confirmed yet.
    #[must_use]
    pub fn waiting(self, made: DateTime<Utc>) -> Text {
        fl!(self.locale(), "waiting", time = self.time(made))
    }

    /// The bold line of what came back.
    #[must_use]
    pub fn recovery_title(self) -> Text {
        fl!(self.locale(), "recovery-title")
    }

    /// To owners: of when the copy is that took the place of what was lost.
    #[must_use]
    pub fn recovery_notice(self, made: DateTime<Utc>) -> Text {
        fl!(self.locale(), "recovery-notice", time = self.time(made))
    }

    /// How many wait.
    #[must_use]
    pub fn recovery_waits(self, people: usize, groups: usize) -> Text {
        fl!(self.locale(), "recovery-waits", people = people, groups = groups)
    }

    /// How a single group is confirmed.
    #[must_use]
    pub fn recovery_groups(self) -> Text {
        fl!(self.locale(), "recovery-groups")
    }

    /// Nobody waits any more.
    #[must_use]
    pub fn recovery_over(self) -> Text {
        fl!(self.locale(), "recovery-over")
    }

    /// Button: to what came back.
    #[must_use]
    pub fn recovery_button(self) -> Text {
        fl!(self.locale(), "button-recovery")
    }

    /// Button: all of it counts.
    #[must_use]
    pub fn confirm_all_button(self) -> Text {
        fl!(self.locale(), "button-confirm-all")
    }

    /// Button: one by one.
    #[must_use]
    pub fn look_through_button(self) -> Text {
        fl!(self.locale(), "button-look-through")
    }

    /// Button: this person is what they were.
    #[must_use]
    pub fn confirm_button(self, name: &str) -> Text {
        fl!(self.locale(), "button-confirm", name = name)
    }

    /// News: an owner confirmed everything.
    #[must_use]
    pub fn news_confirmed(self, by: &str) -> Text {
        fl!(self.locale(), "news-confirmed", by = by)
    }
}
