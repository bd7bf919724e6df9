//! The people: each goes through the dialogue again and again, acting as soon as the bot's answer
//! to the last step is seen.

use std::time::{Duration, Instant};

use cektagihan::domain::person::{ChatId, MessageId, PersonId};
use cektagihan::sandbox::bot_api::{BotApi, Observed};

/// Begins the label of the button that is pressed.
const FAMILY: &str = "Listrik";
/// A step without an answer for so long is lost; the dialogue is given up.
const LOST: Duration = Duration::from_secs(30);
/// The first person's id. Of a length that Telegram gives today.
const FIRST: u64 = 7_000_000_001;

/// What a person waits for.
#[derive(Debug, Clone)]
enum Waits {
    /// Nothing: between two dialogues.
    Idle,
    /// The home screen, after `/start`.
    Home { said: MessageId },
    /// The home screen turned into the question for the number, after the press.
    Question { home: MessageId },
    /// The bill, after the number.
    Bill { said: MessageId, number: String },
}

/// What a person sees.
#[derive(Debug, Clone, Copy)]
enum Sees {
    Home { message: MessageId, button: (usize, usize) },
    Question,
    Bill,
}

#[derive(Debug)]
struct Visitor {
    person: PersonId,
    chat: ChatId,
    waits: Waits,
    acted: Instant,
}

/// What was seen of the dialogues.
#[derive(Debug, Default, Clone)]
pub struct Seen {
    /// Dialogues that reached their bill.
    pub dialogues: u64,
    /// Dialogues given up because the bot did not answer.
    pub lost: u64,
    /// From each action to the bot's visible answer.
    pub steps: Vec<Duration>,
}

/// Everybody in front of the bot.
pub struct Crowd<'a> {
    telegram: &'a BotApi,
    visitors: Vec<Visitor>,
    /// Places in `visitors` of those who talk.
    busy: Vec<usize>,
    idle: Vec<usize>,
    asked: u64,
    /// What was seen since it was last taken.
    pub seen: Seen,
}

impl<'a> Crowd<'a> {
    /// Nobody yet.
    pub fn before(telegram: &'a BotApi) -> Self {
        Self { telegram, visitors: Vec::new(), busy: Vec::new(), idle: Vec::new(), asked: 0, seen: Seen::default() }
    }

    /// How many talk.
    pub fn busy(&self) -> usize {
        self.busy.len()
    }

    /// Somebody who is idle, or else somebody new, begins a dialogue.
    pub fn begin(&mut self) {
        let place = self.idle.pop().unwrap_or_else(|| self.arrive());
        self.start(place);
    }

    /// Somebody new begins a dialogue.
    pub fn begin_new(&mut self) {
        let place = self.arrive();
        self.start(place);
    }

    fn arrive(&mut self) -> usize {
        let number = FIRST + self.visitors.len() as u64;
        let chat = ChatId(i64::try_from(number).unwrap_or(i64::MAX));
        self.visitors.push(Visitor { person: PersonId(number), chat, waits: Waits::Idle, acted: Instant::now() });
        self.visitors.len() - 1
    }

    fn start(&mut self, place: usize) {
        let visitor = &mut self.visitors[place];
        visitor.acted = Instant::now();
        visitor.waits = Waits::Home { said: self.telegram.tell(visitor.person, "/start") };
        self.busy.push(place);
    }

    /// Everybody who sees their answer takes the next step. Those whose dialogue is over are idle.
    pub fn go_on(&mut self) {
        let now = Instant::now();
        let visitors = &self.visitors;
        let seeing: Vec<(usize, Sees)> = self.telegram.observe(|seen| {
            let look = |place: &usize| Some((*place, visitors[*place].look(seen)?));
            self.busy.iter().filter_map(look).collect()
        });
        for (place, sees) in seeing {
            self.step(place, sees, now);
        }
        for place in &self.busy {
            if now.duration_since(self.visitors[*place].acted) > LOST {
                self.visitors[*place].waits = Waits::Idle;
                self.seen.lost += 1;
            }
        }
        let over = |place: &usize| matches!(self.visitors[*place].waits, Waits::Idle);
        self.idle.extend(self.busy.iter().copied().filter(over));
        self.busy.retain(|place| !over(place));
    }

    fn step(&mut self, place: usize, sees: Sees, now: Instant) {
        let visitor = &mut self.visitors[place];
        self.seen.steps.push(now.duration_since(visitor.acted));
        visitor.acted = Instant::now();
        visitor.waits = match sees {
            Sees::Home { message, button } => {
                let pressed = self.telegram.press(visitor.chat, visitor.person, message, button);
                // A button that was seen a moment ago is there.
                pressed.map_or(Waits::Idle, |_| Waits::Question { home: message })
            }
            Sees::Question => {
                let number = electricity_customer(self.asked);
                self.asked += 1;
                Waits::Bill { said: self.telegram.tell(visitor.person, &number), number }
            }
            Sees::Bill => {
                self.seen.dialogues += 1;
                Waits::Idle
            }
        };
    }
}

impl Visitor {
    fn look(&self, seen: Observed<'_>) -> Option<Sees> {
        match &self.waits {
            Waits::Idle => None,
            Waits::Home { said } => {
                let message = seen.from_bot_after(self.chat, *said)?;
                let button = message.rows().iter().enumerate().find_map(|(row, buttons)| {
                    Some((row, buttons.iter().position(|button| button.label.starts_with(FAMILY))?))
                })?;
                Some(Sees::Home { message: message.id, button })
            }
            Waits::Question { home } => {
                seen.message(self.chat, *home).filter(|message| message.edited.is_some()).map(|_| Sees::Question)
            }
            Waits::Bill { said, number } => {
                let message = seen.from_bot_after(self.chat, *said)?;
                (message.text.contains(number.as_str()) && message.text.contains("Rp")).then_some(Sees::Bill)
            }
        }
    }
}

/// The n-th customer number: 12 digits that fit PLN's rule, never one that asks the emulator for
/// trouble (those have 99 before the last four digits).
fn electricity_customer(n: u64) -> String {
    const HARMLESS: u64 = 990_000;
    format!("52{:04}{:06}", n / HARMLESS, n % HARMLESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_have_twelve_digits_and_are_harmless() {
        for n in [0, 1, 989_999, 990_000, 5_000_000] {
            let number = electricity_customer(n);
            assert_eq!(number.len(), 12);
            assert_ne!(&number[6..8], "99");
        }
        assert_ne!(electricity_customer(989_999), electricity_customer(990_000));
    }
}
