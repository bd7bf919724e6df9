//! What is said while checks run.

use i18n_embed_fl::fl;

use super::{Text, Texts};

impl Texts {
    /// A check has begun; answers a press.
    #[must_use]
    pub fn check_begun(self, product: &str) -> Text {
        fl!(self.locale(), "check-begun", product = product)
    }

    /// A check is under way.
    #[must_use]
    pub fn check_wait(self) -> Text {
        fl!(self.locale(), "check-wait")
    }

    /// A check takes long; the last word comes after `seconds`.
    #[must_use]
    pub fn check_slow(self, seconds: u8) -> Text {
        fl!(self.locale(), "check-slow", seconds = seconds)
    }

    /// When the biller gave its verdict.
    #[must_use]
    pub fn verdict_data(self, time: &str) -> Text {
        fl!(self.locale(), "verdict-data", time = time)
    }

    /// The same of a verdict that was given before: how old it is.
    #[must_use]
    pub fn verdict_data_ago(self, time: &str, seconds: i64) -> Text {
        fl!(self.locale(), "verdict-data-ago", time = time, seconds = seconds)
    }

    /// The same check is under way already.
    #[must_use]
    pub fn check_joined(self) -> Text {
        fl!(self.locale(), "check-joined")
    }

    /// As many checks as can be are under way.
    #[must_use]
    pub fn check_full(self, most: usize) -> Text {
        fl!(self.locale(), "check-full", most = most)
    }

    /// A check was stopped.
    #[must_use]
    pub fn check_cancelled(self) -> Text {
        fl!(self.locale(), "check-cancelled")
    }

    /// A check that should be stopped has ended.
    #[must_use]
    pub fn check_over(self) -> Text {
        fl!(self.locale(), "check-over")
    }

    /// Above the lines of a message that could not be checked at once.
    #[must_use]
    pub fn lines_left(self) -> Text {
        fl!(self.locale(), "lines-left")
    }

    /// A line that is no check.
    #[must_use]
    pub fn line_unread(self) -> Text {
        fl!(self.locale(), "line-unread")
    }

    /// A line for which there was no room.
    #[must_use]
    pub fn line_full(self) -> Text {
        fl!(self.locale(), "line-full")
    }

    /// A number of which a spreadsheet kept only a part.
    #[must_use]
    pub fn line_spoilt(self) -> Text {
        fl!(self.locale(), "line-spoilt")
    }

    /// So many lines said what others had said.
    #[must_use]
    pub fn lines_repeated(self, count: usize) -> Text {
        fl!(self.locale(), "lines-repeated", count = count)
    }

    /// Somebody asked to pay.
    #[must_use]
    pub fn only_checks(self) -> Text {
        fl!(self.locale(), "only-checks")
    }

    /// So many numbers were not read.
    #[must_use]
    pub fn lines_dropped(self, count: usize, most: usize) -> Text {
        fl!(self.locale(), "lines-dropped", count = count, most = most)
    }
}
