//! What is kept of people, and what is said while nothing can be kept.

use i18n_embed_fl::fl;

use super::{Text, Texts};

impl Texts {
    /// The bold line of `/privasi`.
    #[must_use]
    pub fn privacy_title(self) -> Text {
        fl!(self.locale(), "privacy-title")
    }

    /// What is kept, of how many customers, and for how many days.
    #[must_use]
    pub fn privacy_kept(self, customers: usize, days: u16) -> Text {
        fl!(self.locale(), "privacy-kept", customers = customers, days = days)
    }

    /// Who sees it.
    #[must_use]
    pub fn privacy_seen(self) -> Text {
        fl!(self.locale(), "privacy-seen")
    }

    /// The audit trail, and for how many days it is kept.
    #[must_use]
    pub fn privacy_audit(self, days: u16) -> Text {
        fl!(self.locale(), "privacy-audit", days = days)
    }

    /// What lies with Telegram.
    #[must_use]
    pub fn privacy_telegram(self) -> Text {
        fl!(self.locale(), "privacy-telegram")
    }

    /// How to be rid of it.
    #[must_use]
    pub fn privacy_erase(self) -> Text {
        fl!(self.locale(), "privacy-erase")
    }

    /// Asks whether to erase.
    #[must_use]
    pub fn erase_ask(self) -> Text {
        fl!(self.locale(), "erase-ask")
    }

    /// What would be erased.
    #[must_use]
    pub fn erase_what(self) -> Text {
        fl!(self.locale(), "erase-what")
    }

    /// What stays, and why.
    #[must_use]
    pub fn erase_stays(self) -> Text {
        fl!(self.locale(), "erase-stays")
    }

    /// Button: yes, erase.
    #[must_use]
    pub fn erase_button(self) -> Text {
        fl!(self.locale(), "erase-button")
    }

    /// Everything was erased again and again.
    #[must_use]
    pub fn erased_too_often(self) -> Text {
        fl!(self.locale(), "erased-too-often")
    }

    /// Everything was erased.
    #[must_use]
    pub fn erased(self) -> Text {
        fl!(self.locale(), "erased")
    }

    /// The store takes nothing at the moment; the message will be dealt with all the same.
    #[must_use]
    pub fn store_trouble(self, trace: &str) -> Text {
        fl!(self.locale(), "store-trouble", trace = trace)
    }
}
