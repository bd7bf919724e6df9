//! Sentences in the person's language: the only caller of the locale macro.
//!
//! A sentence is one message of `locales/`, one method here. Names and arguments are checked when
//! compiling against the Indonesian file; a test holds the other files to the same.

mod access;
mod alerts;
mod card;
mod checks;
mod failures;
mod locale;
mod menu;
mod numbers;
mod office;
mod privacy;
mod returning;
mod various;

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc};
use i18n_embed_fl::fl;

use crate::domain::{language::Language, period::Period};

use locale::Locale;

/// A sentence: borrowed from the locale where nothing was filled in.
pub type Text = Cow<'static, str>;

/// Western Indonesian time, UTC+7 all year, in which billers and deadlines count.
const WIB_SECONDS: i32 = 7 * 3600;

/// The sentences of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    language: Language,
}

impl Texts {
    /// The sentences of `language`.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    /// Which language they are in.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    fn locale(self) -> &'static Locale {
        Locale::of(self.language)
    }

    /// A day: `24 April 2024`.
    #[must_use]
    pub fn date(self, day: NaiveDate) -> Text {
        fl!(self.locale(), "date", day = day.day(), month = day.month(), year = day.year())
    }

    /// A moment in WIB: `23 November 2026 10.31 WIB`.
    #[must_use]
    pub fn time(self, moment: DateTime<Utc>) -> Text {
        let there = in_wib(moment);
        fl!(
            self.locale(),
            "time",
            day = there.day(),
            month = there.month(),
            year = there.year(),
            hour = format!("{:02}", there.hour()),
            minute = format!("{:02}", there.minute())
        )
    }

    /// `3 bulan`.
    #[must_use]
    pub fn months(self, period: Period) -> Text {
        fl!(self.locale(), "months", count = period.months())
    }
}

/// The moment on a clock in Jakarta.
#[must_use]
pub(crate) fn in_wib(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    let wib = FixedOffset::east_opt(WIB_SECONDS).expect("seven hours are less than a day");
    moment.with_timezone(&wib)
}
