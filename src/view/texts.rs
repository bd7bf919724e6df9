//! Sentences in the person's language: the only caller of the locale macro.
//!
//! A sentence is one message of `locales/`, one method here. Names and arguments are checked when
//! compiling against the Indonesian file; a test holds the other files to the same.

mod access;
mod alerts;
mod card;
mod card_facts;
mod checks;
mod failures;
mod house;
mod locale;
mod menu;
mod numbers;
mod office;
mod privacy;
mod returning;
mod various;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc};
use i18n_embed_fl::fl;

use crate::domain::{bill::covered::Month, language::Language, period::Period};

use locale::Locale;
pub use locale::Text;

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
            // As texts: fluent writes every number as a fraction, the long way.
            day = there.day().to_string(),
            month = there.month(),
            year = there.year().to_string(),
            hour = format!("{:02}", there.hour()),
            minute = format!("{:02}", there.minute())
        )
    }

    /// `3 bulan`.
    #[must_use]
    pub fn months(self, period: Period) -> Text {
        self.month_count(period.months().into())
    }

    /// The same of any number.
    #[must_use]
    pub fn month_count(self, count: u16) -> Text {
        fl!(self.locale(), "months", count = count)
    }

    /// The months of a bill: `November 2026`, or `September–November 2026 (3 bulan)`.
    #[must_use]
    pub fn covered(self, months: &[Month]) -> Text {
        let briefly = self.covered_briefly(months);
        let Some(count) = u16::try_from(months.len()).ok().filter(|count| *count > 1) else {
            return briefly;
        };
        let count = self.month_count(count);
        fl!(self.locale(), "month-sum", months = briefly.as_ref(), count = count.as_ref())
    }

    /// The same without their number.
    #[must_use]
    pub fn covered_briefly(self, months: &[Month]) -> Text {
        let runs: Vec<Text> = Month::runs(months).into_iter().map(|(first, last)| self.run(first, last)).collect();
        Text::Owned(runs.join(", "))
    }

    fn run(self, first: Month, last: Month) -> Text {
        let locale = self.locale();
        if first == last {
            return fl!(locale, "month-year", month = first.month, year = first.year);
        }
        let from = if first.year == last.year {
            fl!(locale, "month-alone", month = first.month)
        } else {
            fl!(locale, "month-year", month = first.month, year = first.year)
        };
        let to = fl!(locale, "month-year", month = last.month, year = last.year);
        fl!(locale, "month-run", from = from.as_ref(), to = to.as_ref())
    }
}

/// The moment on a clock in Jakarta.
#[must_use]
pub(crate) fn in_wib(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    let wib = FixedOffset::east_opt(WIB_SECONDS).expect("seven hours are less than a day");
    moment.with_timezone(&wib)
}
