//! Faults by script: what goes wrong, when and how often.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{domain::person::ChatId, sandbox::random::Random};

use super::{
    failure::{Failure, json_response},
    method::Method,
};

/// What goes wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Telegram refuses; nothing is done.
    Refuse(Failure),
    /// 429 with so many seconds to wait; nothing is done.
    RetryAfter(u32),
    /// 502 with a page of HTML, as a proxy answers; nothing is done.
    BadGateway,
    /// The connection is closed without an answer; nothing is done.
    HangUp,
    /// The call is carried out, but the connection is closed before the answer.
    LoseAnswer,
    /// The call is carried out after this time.
    Delay(Duration),
    /// An answer that is none; nothing is done.
    Garbage(Garbage),
}

/// Answers that Telegram would not give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Garbage {
    /// 200 with JSON that breaks off.
    BrokenOff,
    /// 200 with JSON of other types than promised.
    WrongTypes,
    /// 200 with nothing.
    Empty,
    /// 200 with 10 MB.
    Huge,
    /// A redirect to another address.
    Redirect,
}

impl Garbage {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::BrokenOff, Self::WrongTypes, Self::Empty, Self::Huge, Self::Redirect];

    pub(super) fn response(self) -> Response {
        let json = |text: &str| json_response(200, text.as_bytes().to_vec());
        match self {
            Self::BrokenOff => json(r#"{"ok":tr"#),
            Self::WrongTypes => json(r#"{"ok":"yes","result":[{"message_id":"x"}],"description":7}"#),
            Self::Empty => json(""),
            Self::Huge => json_response(200, vec![b' '; 10 << 20]),
            Self::Redirect => (StatusCode::FOUND, [(header::LOCATION, "/elsewhere")]).into_response(),
        }
    }
}

/// A share of calls that fail, chosen by a seed.
#[derive(Debug, Clone)]
pub struct Ratio {
    /// How many of a thousand calls fail, `getUpdates` among them.
    pub per_mille: u16,
    /// Which ones: the same seed gives the same ones for the same order of calls.
    pub seed: u64,
    /// What happens to them.
    pub fault: Fault,
}

/// 429 for one chat, while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryAfter {
    /// What the answer tells the bot to wait, in seconds.
    pub seconds: u32,
    /// How many calls for that chat it hits.
    pub times: u32,
}

/// The script.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) offline: bool,
    /// Whether every poll is answered at once, as a proxy may do.
    pub(super) holds_no_poll: bool,
    next: HashMap<Method, VecDeque<Fault>>,
    chats: HashMap<ChatId, RetryAfter>,
    ratio: Option<(Ratio, Random)>,
}

impl Faults {
    pub(super) fn plan(&mut self, method: Method, fault: Fault) {
        self.next.entry(method).or_default().push_back(fault);
    }

    pub(super) fn plan_chat(&mut self, chat: ChatId, retry: RetryAfter) {
        self.chats.insert(chat, retry);
    }

    pub(super) fn plan_ratio(&mut self, ratio: Option<Ratio>) {
        self.ratio = ratio.map(|ratio| {
            let random = Random::seeded(ratio.seed);
            (ratio, random)
        });
    }

    /// What goes wrong with this call, if anything; it is struck off the script.
    pub(super) fn strike(&mut self, method: Method, chat: Option<ChatId>) -> Option<Fault> {
        if self.offline {
            return Some(Fault::HangUp);
        }
        let planned = self.next.get_mut(&method).and_then(VecDeque::pop_front);
        planned.or_else(|| self.strike_chat(chat?)).or_else(|| self.strike_ratio())
    }

    fn strike_chat(&mut self, chat: ChatId) -> Option<Fault> {
        let retry = self.chats.get_mut(&chat).filter(|retry| retry.times > 0)?;
        retry.times -= 1;
        Some(Fault::RetryAfter(retry.seconds))
    }

    fn strike_ratio(&mut self) -> Option<Fault> {
        let (ratio, random) = self.ratio.as_mut()?;
        (random.between(0, 999) < u64::from(ratio.per_mille)).then(|| ratio.fault.clone())
    }
}
