//! What was answered a moment ago.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    domain::inquiry::Inquiry,
    ports::{Freshness, Inquired, InquiryError},
};

/// How long an answer is good for whoever asks.
const REMEMBERED: TimeDelta = TimeDelta::seconds(60);
/// How old an answer must be before a person can have it asked anew: some switches block a number
/// after four inquiries in a row (e2pay's code 61 for PLN Jabar).
const TOO_NEW_TO_REPEAT: TimeDelta = TimeDelta::seconds(10);

/// Bills, and the word that there is none, by question. Other failures are not kept.
pub(super) struct Memory {
    most: usize,
    shelf: Mutex<Shelf>,
}

#[derive(Default)]
struct Shelf {
    answers: HashMap<Inquiry, (DateTime<Utc>, Inquired)>,
    /// Oldest first. A question asked anew stands here twice until its older place is reached.
    order: VecDeque<(DateTime<Utc>, Inquiry)>,
}

impl Memory {
    /// A memory of at most so many answers.
    pub(super) fn of(most: usize) -> Self {
        Self { most, shelf: Mutex::default() }
    }

    /// The answer, if it is fresh enough. A clock set back makes it unfit, not young.
    pub(super) fn recall(&self, inquiry: &Inquiry, freshness: Freshness, now: DateTime<Utc>) -> Option<Inquired> {
        let kept = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, answer) = kept.answers.get(inquiry)?;
        let age_limit = match freshness {
            Freshness::Remembered => REMEMBERED,
            Freshness::Afresh => TOO_NEW_TO_REPEAT,
        };
        (TimeDelta::zero()..age_limit).contains(&(now - at)).then(|| answer.clone())
    }

    /// Keeps an answer that is worth keeping.
    pub(super) fn keep(&self, inquiry: &Inquiry, answer: &Inquired, now: DateTime<Utc>) {
        if !matches!(answer, Ok(_) | Err(InquiryError::NoOpenBill)) {
            return;
        }
        let mut kept = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers.insert(inquiry.clone(), (now, answer.clone()));
        kept.order.push_back((now, inquiry.clone()));
        kept.shed(self.most, now);
    }
}

impl Shelf {
    fn shed(&mut self, most: usize, now: DateTime<Utc>) {
        while let Some((at, _)) = self.order.front() {
            if self.order.len() <= most && now - at < REMEMBERED {
                return;
            }
            let Some((at, inquiry)) = self.order.pop_front() else {
                return;
            };
            if self.answers.get(&inquiry).is_some_and(|(latest, _)| *latest == at) {
                self.answers.remove(&inquiry);
            }
        }
    }
}
