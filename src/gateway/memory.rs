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

/// How long a bill, and the word that there is none, is good for whoever asks.
const REMEMBERED: TimeDelta = TimeDelta::seconds(60);
/// How long any other verdict is: the number may be mended at the biller's, but not within a few taps.
const VERDICT_REMEMBERED: TimeDelta = TimeDelta::seconds(10);

/// Bills and verdicts, by question. Faults are not kept.
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
        is_fresh((*at, answer), freshness, now).then(|| said(answer, *at))
    }

    /// Whether there is an answer fresh enough.
    pub(super) fn holds(&self, inquiry: &Inquiry, freshness: Freshness, now: DateTime<Utc>) -> bool {
        let kept = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers.get(inquiry).is_some_and(|(at, answer)| is_fresh((*at, answer), freshness, now))
    }

    /// Keeps an answer that is worth keeping.
    pub(super) fn keep(&self, inquiry: &Inquiry, answer: &Inquired, now: DateTime<Utc>) {
        if answer.as_ref().is_err_and(|error| !error.is_verdict()) {
            return;
        }
        let mut kept = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers.insert(inquiry.clone(), (now, answer.clone()));
        kept.order.push_back((now, inquiry.clone()));
        kept.shed(self.most, now);
    }
}

/// An answer as it is given again: a bill knows its age, a verdict is told it.
fn said(answer: &Inquired, at: DateTime<Utc>) -> Inquired {
    answer.clone().map_err(|verdict| InquiryError::Said { verdict: Box::new(verdict), as_of: at })
}

fn is_fresh((at, answer): (DateTime<Utc>, &Inquired), freshness: Freshness, now: DateTime<Utc>) -> bool {
    let age_limit = match (freshness, answer) {
        (Freshness::Remembered, Ok(_) | Err(InquiryError::NoOpenBill)) => REMEMBERED,
        (Freshness::Remembered, Err(_)) => VERDICT_REMEMBERED,
        (Freshness::Afresh, _) => Freshness::TOO_NEW_TO_REPEAT,
    };
    (TimeDelta::zero()..age_limit).contains(&(now - at))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{account::AccountNumber, product::ProductCode};

    const NONE: Inquired = Err(InquiryError::NoOpenBill);

    fn none_at(seconds: i64) -> Inquired {
        said(&NONE, second(seconds))
    }

    fn question(number: &str) -> Inquiry {
        let (product, account) = (ProductCode::parse("POSTPAIDPLN").unwrap(), AccountNumber::parse(number).unwrap());
        Inquiry { product, account, period: None }
    }

    fn second(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn an_answer_is_good_for_a_minute() {
        let memory = Memory::of(10);
        memory.keep(&question("1"), &NONE, second(0));
        assert_eq!(memory.recall(&question("1"), Freshness::Remembered, second(59)), Some(none_at(0)));
        assert_eq!(memory.recall(&question("1"), Freshness::Remembered, second(60)), None);
        assert_eq!(memory.recall(&question("2"), Freshness::Remembered, second(0)), None);
    }

    #[test]
    fn ten_seconds_must_pass_before_it_is_asked_anew() {
        let memory = Memory::of(10);
        memory.keep(&question("1"), &NONE, second(0));
        assert_eq!(memory.recall(&question("1"), Freshness::Afresh, second(9)), Some(none_at(0)));
        assert_eq!(memory.recall(&question("1"), Freshness::Afresh, second(10)), None);
    }

    #[test]
    fn a_clock_set_back_makes_no_answer_young() {
        let memory = Memory::of(10);
        memory.keep(&question("1"), &NONE, second(0));
        assert_eq!(memory.recall(&question("1"), Freshness::Remembered, second(-1)), None);
    }

    #[test]
    fn a_fault_is_not_remembered() {
        let memory = Memory::of(10);
        memory.keep(&question("1"), &Err(InquiryError::BillerDown), second(0));
        assert_eq!(memory.recall(&question("1"), Freshness::Remembered, second(0)), None);
    }

    #[test]
    fn a_verdict_is_good_for_ten_seconds_and_knows_its_age() {
        let memory = Memory::of(10);
        let wrong = Err(InquiryError::NumberWrong);
        memory.keep(&question("1"), &wrong, second(0));
        for freshness in [Freshness::Remembered, Freshness::Afresh] {
            assert_eq!(memory.recall(&question("1"), freshness, second(9)), Some(said(&wrong, second(0))));
            assert_eq!(memory.recall(&question("1"), freshness, second(10)), None);
        }
    }

    #[test]
    fn the_oldest_answers_are_shed() {
        let memory = Memory::of(2);
        for number in ["1", "2", "3"] {
            memory.keep(&question(number), &NONE, second(0));
        }
        assert_eq!(memory.recall(&question("1"), Freshness::Remembered, second(0)), None);
        assert_eq!(memory.recall(&question("3"), Freshness::Remembered, second(0)), Some(none_at(0)));
    }

    #[test]
    fn a_question_asked_anew_outlives_its_older_place() {
        let memory = Memory::of(10);
        memory.keep(&question("1"), &NONE, second(0));
        memory.keep(&question("1"), &NONE, second(30));
        memory.keep(&question("2"), &NONE, second(61));
        assert_eq!(memory.recall(&question("1"), Freshness::Remembered, second(61)), Some(none_at(30)));
        assert_eq!(memory.shelf.lock().unwrap().order.len(), 2);
    }
}
