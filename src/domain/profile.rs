//! What the bot remembers of a person between conversations.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{
    inquiry::Inquiry,
    language::Language,
    person::{ChatId, MessageId},
    product::ProductCode,
};

/// A person's lasting choices and habits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The language chosen by `/bahasa`; Indonesian when absent.
    #[serde(rename = "language")]
    pub language: Option<Language>,
    /// Whether the person was told why PINs are dropped.
    #[serde(rename = "told_about_pins")]
    pub told_about_pins: bool,
    /// Customers asked about lately in private, the latest first.
    #[serde(rename = "recent")]
    pub recent: Vec<Recent>,
    /// Products by how often the person asked for them, most often first.
    #[serde(rename = "habits")]
    pub habits: Vec<(ProductCode, u32)>,
    /// When anything of this was last noted; absent in rows from before it was.
    #[serde(rename = "touched")]
    pub touched: Option<DateTime<Utc>>,
    /// Whether the person has opened the private chat.
    #[serde(rename = "opened", skip_serializing_if = "std::ops::Not::not")]
    pub opened: bool,
    /// The last texts that something came of, the latest first.
    #[serde(rename = "wrote", skip_serializing_if = "Vec::is_empty")]
    pub wrote: Vec<Wrote>,
}

/// A text, as it is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrote {
    /// Where.
    #[serde(rename = "chat")]
    pub chat: ChatId,
    /// Which message.
    #[serde(rename = "message")]
    pub message: MessageId,
    /// A mark of what it says.
    #[serde(rename = "text")]
    pub text: u64,
}

/// A customer asked about lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// What was asked.
    #[serde(rename = "inquiry")]
    pub inquiry: Inquiry,
    /// The customer's name as the biller stated it.
    #[serde(rename = "name")]
    pub name: Option<String>,
    /// When; absent in rows from before it was noted.
    #[serde(rename = "at", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

/// Something to remember of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProfileNote {
    /// A language was chosen.
    Language(Language),
    /// The word about PINs was given.
    ToldAboutPins,
    /// A product was asked for.
    Asked(ProductCode),
    /// A customer's bill was shown in private.
    Seen(Recent),
    /// The private chat was opened.
    Opened,
    /// Something came of a text.
    Wrote(Wrote),
}

impl Profile {
    /// How many customers the home screen offers.
    pub const RECENT: usize = 3;
    const HABITS: usize = 16;
    /// People change what they wrote lately.
    const WROTE: usize = 8;

    /// Whether there is a private chat with the person: rows from before it was noted hold customers shown there.
    #[must_use]
    pub fn has_opened(&self) -> bool {
        self.opened || !self.recent.is_empty()
    }

    /// The language to speak.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language.unwrap_or_default()
    }

    /// How often the person asked for a product.
    #[must_use]
    pub fn habit(&self, code: &ProductCode) -> u32 {
        self.habits.iter().find(|(known, _)| known == code).map_or(0, |(_, times)| *times)
    }

    /// Remembers one thing.
    pub fn note(&mut self, note: ProfileNote) {
        match note {
            ProfileNote::Language(language) => self.language = Some(language),
            ProfileNote::ToldAboutPins => self.told_about_pins = true,
            ProfileNote::Asked(code) => self.count(code),
            ProfileNote::Seen(recent) => self.remember(recent),
            ProfileNote::Opened => self.opened = true,
            ProfileNote::Wrote(wrote) => {
                self.wrote.retain(|known| (known.chat, known.message) != (wrote.chat, wrote.message));
                self.wrote.insert(0, wrote);
                self.wrote.truncate(Self::WROTE);
            }
        }
    }

    /// Takes notes, in order, of a use at this time.
    pub fn note_all(&mut self, notes: &[ProfileNote], at: DateTime<Utc>) {
        notes.iter().cloned().for_each(|note| self.note(note));
        self.touched = Some(at);
    }

    /// Forgets customers not asked about for so long. One without a time counts from now on.
    pub fn forget_old(&mut self, now: DateTime<Utc>, keep: TimeDelta) {
        self.recent.retain_mut(|recent| now - *recent.at.get_or_insert(now) < keep);
    }

    fn count(&mut self, code: ProductCode) {
        match self.habits.iter_mut().find(|(known, _)| *known == code) {
            Some((_, times)) => *times = times.saturating_add(1),
            None => self.habits.push((code, 1)),
        }
        self.habits.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        self.habits.truncate(Self::HABITS);
    }

    fn remember(&mut self, recent: Recent) {
        self.recent.retain(|known| {
            (&known.inquiry.product, &known.inquiry.account) != (&recent.inquiry.product, &recent.inquiry.account)
        });
        self.recent.insert(0, recent);
        self.recent.truncate(Self::RECENT);
    }
}
