//! Leaving alone what keeps failing: a breaker for each family's billers, one for the sign-in.
//!
//! Owns: when a part is asked, when it rests, when it is tried again. Must not know: how it is asked.
//!
//! A part rests after [`MOST_FAILURES`] failures more than answers, none of them older than the
//! one before by a minute. Then one call at a time tries it: its answer closes the breaker, its
//! failure lets the part rest longer, but never longer than 20 s. So a call that hung (25 s) and
//! the longest rest are over within 60 s of a recovery.

use std::{
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{
    domain::product::Family,
    ports::{Alarm, Blame, Cause, GatewayPart, InquiryError},
};

const MOST_FAILURES: u8 = 8;
/// Failures farther apart than this have nothing to do with each other.
const FORGOTTEN: Duration = Duration::from_mins(1);
const FIRST_REST: Duration = Duration::from_secs(5);
const LONGEST_REST: Duration = Duration::from_secs(20);
/// A call that was given up sooner says nothing of the part: its time went by elsewhere.
const TELLING: Duration = Duration::from_secs(5);

/// What a call says of the part that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It answered, be it with a refusal of the number.
    Answered,
    /// It failed.
    Failed,
    /// Nothing: the fault is ours.
    Nothing,
}

impl Sign {
    /// What a failure says of the biller; none is an answer.
    pub(super) fn of(failure: Option<&InquiryError>) -> Self {
        let Some(error) = failure else {
            return Self::Answered;
        };
        match (error.blame(), error) {
            // A code nobody told us of is a failure only where the gateway says that it failed.
            (_, InquiryError::UnknownCode { code, .. }) if !code.starts_with('5') => Self::Answered,
            (Blame::Person, _) | (_, InquiryError::Pending { .. }) => Self::Answered,
            // Throttled is the account, not the part; its pause holds everybody already.
            (Blame::Operator, _) | (_, InquiryError::Throttled { .. }) => Self::Nothing,
            (Blame::Biller, _) => Self::Failed,
        }
    }
}

/// A change that is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Opened(Duration),
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Closed,
    Open {
        until: Instant,
    },
    /// One call tries whether the part works again.
    Trying,
}

/// One breaker; time comes as an argument.
#[derive(Debug)]
struct Breaker {
    state: State,
    failures: u8,
    last_failure: Option<Instant>,
    rest: Duration,
}

impl Breaker {
    const fn new() -> Self {
        Self { state: State::Closed, failures: 0, last_failure: None, rest: FIRST_REST }
    }

    /// How long nobody may ask, from now.
    fn rests(&self, now: Instant) -> Option<Duration> {
        match self.state {
            State::Closed => None,
            State::Open { until } => until.checked_duration_since(now).filter(|left| !left.is_zero()),
            State::Trying => Some(FIRST_REST),
        }
    }

    /// A right to ask, and whether it is the one call that tries.
    fn enter(&mut self, now: Instant) -> Result<bool, Duration> {
        if let Some(rest) = self.rests(now) {
            return Err(rest);
        }
        let tries = self.state != State::Closed;
        if tries {
            self.state = State::Trying;
        }
        Ok(tries)
    }

    fn note(&mut self, tries: bool, sign: Sign, now: Instant) -> Option<Change> {
        match (self.state, sign) {
            (State::Trying, Sign::Failed) if tries => {
                self.rest = (self.rest * 2).min(LONGEST_REST);
                Some(self.open(now))
            }
            (State::Trying, Sign::Answered | Sign::Nothing) if tries => {
                *self = Self::new();
                Some(Change::Closed)
            }
            (State::Closed, Sign::Failed) => self.count(now),
            (State::Closed, Sign::Answered) => {
                self.failures = self.failures.saturating_sub(1);
                None
            }
            // Calls that began before it opened.
            (State::Closed | State::Open { .. } | State::Trying, _) => None,
        }
    }

    fn count(&mut self, now: Instant) -> Option<Change> {
        let stale = self.last_failure.is_none_or(|last| now.duration_since(last) > FORGOTTEN);
        self.failures = if stale { 1 } else { self.failures + 1 };
        self.last_failure = Some(now);
        (self.failures >= MOST_FAILURES).then(|| self.open(now))
    }

    fn open(&mut self, now: Instant) -> Change {
        self.state = State::Open { until: now + self.rest };
        Change::Opened(self.rest)
    }
}

/// How many parts there are.
pub(super) const PARTS: usize = Family::ALL.len() + 2;

/// A part's place in a table of all.
pub(super) const fn place(part: GatewayPart) -> usize {
    match part {
        GatewayPart::Family(family) => family as usize,
        GatewayPart::Unsorted => Family::ALL.len(),
        GatewayPart::SignIn => Family::ALL.len() + 1,
    }
}

/// The breakers of all parts.
pub(super) struct Breakers {
    breakers: [Mutex<Breaker>; PARTS],
    alarm: OnceLock<Arc<dyn Alarm>>,
}

impl Breakers {
    pub(super) fn new() -> Self {
        Self { breakers: [const { Mutex::new(Breaker::new()) }; PARTS], alarm: OnceLock::new() }
    }

    /// Who hears of every change from now on; only the first is heard.
    pub(super) fn report_to(&self, alarm: Arc<dyn Alarm>) {
        let _ = self.alarm.set(alarm);
    }

    /// Why a part is not asked now.
    pub(super) fn refusal(&self, part: GatewayPart) -> Option<InquiryError> {
        self.lock(part).rests(Instant::now()).map(resting)
    }

    /// A right to ask a part once.
    pub(super) fn enter(&self, part: GatewayPart) -> Result<Pass<'_>, InquiryError> {
        let began = Instant::now();
        let tries = self.lock(part).enter(began).map_err(resting)?;
        Ok(Pass { breakers: self, part, tries, began, noted: false })
    }

    fn note(&self, part: GatewayPart, tries: bool, sign: Sign) {
        let change = self.lock(part).note(tries, sign, Instant::now());
        if let Some(change) = change {
            self.tell(part, change);
        }
    }

    fn tell(&self, part: GatewayPart, change: Change) {
        match change {
            Change::Opened(rest) => {
                log::warn!(part = part.name(), rest_s = rest.as_secs(); "a part of the gateway keeps failing and rests");
                self.alarm.get().inspect(|alarm| alarm.raise(Cause::Down(part), None));
            }
            Change::Closed => {
                log::info!(part = part.name(); "a part of the gateway answers again");
                self.alarm.get().inspect(|alarm| alarm.recovered(Cause::Down(part)));
            }
        }
    }

    fn lock(&self, part: GatewayPart) -> MutexGuard<'_, Breaker> {
        // Nothing panics while it is held.
        self.breakers[place(part)].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Rounded up: who comes back then finds it tried.
fn resting(rest: Duration) -> InquiryError {
    let seconds = u32::try_from(rest.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX).max(1);
    InquiryError::Resting { seconds }
}

/// A right to ask a part once. One that is dropped without a sign was given up.
pub(super) struct Pass<'a> {
    breakers: &'a Breakers,
    part: GatewayPart,
    tries: bool,
    began: Instant,
    noted: bool,
}

impl Pass<'_> {
    pub(super) fn note(mut self, sign: Sign) {
        self.noted = true;
        self.breakers.note(self.part, self.tries, sign);
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if !self.noted && (self.tries || self.began.elapsed() >= TELLING) {
            self.breakers.note(self.part, self.tries, Sign::Failed);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// A breaker that opened just now, and when that was.
    fn opened() -> (Breaker, Instant) {
        let (mut breaker, now) = (Breaker::new(), Instant::now());
        for failure in 1..=MOST_FAILURES {
            let opens = failure == MOST_FAILURES;
            assert_eq!(breaker.enter(now), Ok(false));
            assert_eq!(breaker.note(false, Sign::Failed, now).is_some(), opens, "failure {failure}");
        }
        (breaker, now)
    }

    fn later(now: Instant, seconds: u64) -> Instant {
        now + Duration::from_secs(seconds)
    }

    #[test]
    fn at_most_ten_failures_are_borne() {
        const { assert!(MOST_FAILURES <= 10) };
        let (mut breaker, now) = opened();
        assert_eq!(breaker.enter(now), Err(FIRST_REST));
        assert_eq!(breaker.rests(later(now, 3)), Some(Duration::from_secs(2)));
    }

    #[test]
    fn answers_outweigh_failures() {
        let (mut breaker, now) = (Breaker::new(), Instant::now());
        for _ in 0..100 {
            assert_eq!(breaker.note(false, Sign::Failed, now), None);
            assert_eq!(breaker.note(false, Sign::Answered, now), None);
        }
    }

    #[test]
    fn failures_a_minute_apart_are_not_one_outage() {
        let (mut breaker, now) = (Breaker::new(), Instant::now());
        for failure in 0..100 {
            assert_eq!(breaker.note(false, Sign::Failed, later(now, failure * 61)), None);
        }
    }

    #[test]
    fn our_own_faults_say_nothing_of_a_part() {
        let (mut breaker, now) = (Breaker::new(), Instant::now());
        for _ in 0..100 {
            assert_eq!(breaker.note(false, Sign::Nothing, now), None);
        }
    }

    #[test]
    fn after_a_rest_one_call_at_a_time_tries() {
        let (mut breaker, now) = opened();
        let then = later(now, 5);
        assert_eq!(breaker.enter(then), Ok(true));
        assert_eq!(breaker.enter(then), Err(FIRST_REST));
        assert_eq!(breaker.note(true, Sign::Answered, then), Some(Change::Closed));
        assert_eq!(breaker.enter(then), Ok(false));
    }

    #[test]
    fn calls_from_before_decide_nothing() {
        let (mut breaker, now) = opened();
        assert_eq!(breaker.note(false, Sign::Answered, now), None);
        assert_eq!(breaker.enter(later(now, 5)), Ok(true));
        assert_eq!(breaker.note(false, Sign::Answered, later(now, 6)), None);
        assert_eq!(breaker.note(false, Sign::Failed, later(now, 6)), None);
        assert_eq!(breaker.state, State::Trying);
    }

    #[test]
    fn rests_grow_but_never_past_a_minute_after_a_recovery() {
        let (mut breaker, mut now) = opened();
        for seconds in [10, 20, 20, 20] {
            now = later(now, 30);
            assert_eq!(breaker.enter(now), Ok(true));
            let rest = Duration::from_secs(seconds);
            assert_eq!(breaker.note(true, Sign::Failed, now), Some(Change::Opened(rest)));
        }
        let hung = Duration::from_secs(25);
        assert!(hung + LONGEST_REST < Duration::from_mins(1));
    }

    #[test]
    fn what_a_person_got_wrong_is_an_answer() {
        let of = |error: InquiryError| Sign::of(Some(&error));
        assert_eq!(of(InquiryError::CustomerNotFound), Sign::Answered);
        assert_eq!(of(InquiryError::NoOpenBill), Sign::Answered);
        assert_eq!(of(InquiryError::BillerDown), Sign::Failed);
        assert_eq!(of(InquiryError::CredentialsRefused), Sign::Nothing);
        let unknown = |code: &str| InquiryError::UnknownCode { code: code.to_owned(), message: String::new() };
        assert_eq!((of(unknown("404021234")), of(unknown("500021234"))), (Sign::Answered, Sign::Failed));
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_is_given_up_counts_when_the_part_had_its_time() {
        let (breakers, part) = (Breakers::new(), GatewayPart::Family(Family::Water));
        for _ in 0..20 {
            drop(breakers.enter(part));
        }
        assert_eq!(breakers.refusal(part), None);
        for _ in 0..MOST_FAILURES {
            let pass = breakers.enter(part);
            tokio::time::advance(Duration::from_secs(6)).await;
            drop(pass);
        }
        assert_eq!(breakers.refusal(part), Some(InquiryError::Resting { seconds: 5 }));
        assert_eq!(breakers.refusal(GatewayPart::Family(Family::Electricity)), None, "others have their own");
    }

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Wait(u64),
        Enter,
        Note(Sign),
    }

    fn step() -> impl Strategy<Value = Step> {
        let sign = prop_oneof![Just(Sign::Answered), Just(Sign::Failed), Just(Sign::Failed), Just(Sign::Nothing)];
        prop_oneof![(0..40_u64).prop_map(Step::Wait), Just(Step::Enter), sign.prop_map(Step::Note)]
    }

    proptest! {
        #[test]
        fn whatever_happens_one_tries_at_a_time_and_nobody_waits_long(steps in vec(step(), 0..200)) {
            let (mut breaker, mut now) = (Breaker::new(), Instant::now());
            let mut under_way = Vec::new();
            for step in steps {
                match step {
                    Step::Wait(seconds) => now = later(now, seconds),
                    Step::Enter => match breaker.enter(now) {
                        Ok(tries) => under_way.push(tries),
                        Err(rest) => prop_assert!(!rest.is_zero() && rest <= LONGEST_REST),
                    },
                    Step::Note(sign) => {
                        if let Some(tries) = under_way.pop() {
                            breaker.note(tries, sign, now);
                        }
                    }
                }
                prop_assert!(under_way.iter().filter(|tries| **tries).count() <= 1);
            }
            let trying = under_way.contains(&true);
            prop_assert_eq!(breaker.enter(later(now, 20)).is_err(), trying, "open to the next call, unless one tries");
        }
    }

    #[test]
    fn every_part_has_a_place_of_its_own() {
        let families = Family::ALL.map(GatewayPart::Family);
        let places: Vec<_> =
            families.into_iter().chain([GatewayPart::Unsorted, GatewayPart::SignIn]).map(place).collect();
        assert_eq!(places, (0..PARTS).collect::<Vec<_>>());
    }
}
