//! How often a question may be repeated: an outage is not answered with twice the questions.

use std::sync::atomic::{AtomicU32, Ordering};

/// Ten of these are one repetition.
const PER_REPETITION: u32 = 10;
/// What every question earns: over time one in five may be repeated.
const PER_QUESTION: u32 = 2;

/// A purse of repetitions. It starts full; it holds no more than it starts with.
#[derive(Debug)]
pub(super) struct Budget {
    tenths: AtomicU32,
    most: u32,
}

impl Budget {
    /// A purse of so many repetitions.
    pub(super) const fn of(repetitions: u32) -> Self {
        let most = repetitions * PER_REPETITION;
        Self { tenths: AtomicU32::new(most), most }
    }

    /// A question is asked.
    pub(super) fn earn(&self) {
        self.change(|tenths| (tenths < self.most).then(|| (tenths + PER_QUESTION).min(self.most)));
    }

    /// Whether one may be repeated; if so, that is paid for.
    pub(super) fn spend(&self) -> bool {
        self.change(|tenths| tenths.checked_sub(PER_REPETITION))
    }

    fn change(&self, by: impl FnMut(u32) -> Option<u32>) -> bool {
        self.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, by).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_repeated_by_a_fifth_and_no_more() {
        let budget = Budget::of(10);
        let mut repeated = 0;
        for _ in 0..1_000 {
            budget.earn();
            repeated += u32::from(budget.spend());
        }
        assert!((200..=210).contains(&repeated), "{repeated}");
    }

    #[test]
    fn good_times_are_not_hoarded() {
        let budget = Budget::of(3);
        (0..1_000).for_each(|_| budget.earn());
        assert_eq!((0..10).filter(|_| budget.spend()).count(), 3);
    }
}
