//! The calls the bot made: the last ones in full, all of them by number.

use std::{collections::VecDeque, time::Duration};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::method::Method;

/// A call the bot made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Which one it was, counted from 1 in the order they ended.
    pub serial: u64,
    /// Which method.
    pub method: Method,
    /// What it was told, name by name, in the order it came.
    pub params: Vec<(String, String)>,
    /// What came of it.
    pub outcome: CallOutcome,
    /// When it came in.
    pub at: DateTime<Utc>,
    /// How long until it was answered.
    pub took: Duration,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallOutcome {
    /// It was done.
    Done,
    /// It was done, but the answer was lost by script.
    AnswerLost,
    /// It was refused with this code and these words, by rule or by script.
    Refused(u16, String),
    /// It was dropped by script, without an answer that Telegram would give.
    Dropped,
}

impl Call {
    /// A parameter.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All parameters as one JSON object; objects and lists are such again, all else is text.
    #[must_use]
    pub fn params_json(&self) -> Value {
        let value = |text: &String| {
            let nested = text.starts_with(['{', '[']).then(|| serde_json::from_str(text).ok()).flatten();
            nested.unwrap_or_else(|| Value::from(text.as_str()))
        };
        Value::Object(self.params.iter().map(|(name, text)| (name.clone(), value(text))).collect::<Map<_, _>>())
    }
}

/// The log.
#[derive(Debug)]
pub(super) struct CallLog {
    calls: VecDeque<Call>,
    ended: u64,
    kept: usize,
    counts: [u64; Method::ALL.len()],
}

impl CallLog {
    pub(super) fn keeping(kept: usize) -> Self {
        Self { calls: VecDeque::new(), ended: 0, kept, counts: [0; Method::ALL.len()] }
    }

    /// Counts a call that has come in.
    pub(super) fn count(&mut self, method: Method) {
        self.counts[method as usize] += 1;
    }

    /// Keeps a call that has ended.
    pub(super) fn keep(&mut self, call: impl FnOnce(u64) -> Call) {
        self.ended += 1;
        if self.kept == 0 {
            return;
        }
        if self.calls.len() == self.kept {
            self.calls.pop_front();
        }
        self.calls.push_back(call(self.ended));
    }

    pub(super) fn calls(&self) -> impl DoubleEndedIterator<Item = &Call> {
        self.calls.iter()
    }

    pub(super) fn counted(&self, method: Method) -> u64 {
        self.counts[method as usize]
    }
}
