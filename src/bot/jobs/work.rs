//! The kinds of work, and what a step of one gives.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::sweep_at::SweepAt;
use crate::ports::Transaction;

/// What is to be done, and from where on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Rows that have outlived their use go; the house's own, once an hour.
    #[serde(rename = "sweep")]
    Sweep(SweepAt),
}

/// What a step wants written, and how its job goes on.
pub struct JobStep<'a> {
    /// What it wants written. The job's next state joins it.
    pub transaction: Transaction,
    /// How the job goes on once that is safe.
    pub goes_on: GoesOn,
    /// What others are to see once it is safe.
    pub then: Option<Box<dyn FnOnce() + Send + 'a>>,
    /// How many rows it cleared, for the log.
    pub rows: usize,
}

impl JobStep<'_> {
    /// A step that shows nobody anything.
    pub(super) fn of(transaction: Transaction, goes_on: GoesOn) -> Self {
        Self { transaction, goes_on, then: None, rows: 0 }
    }
}

/// How a job goes on.
pub enum GoesOn {
    /// At once, when its owner's turn comes.
    Now(Work),
    /// Not before this time.
    At(DateTime<Utc>, Work),
    /// It is over.
    Never,
}

impl Work {
    /// A sweep from its beginning.
    #[must_use]
    pub const fn sweep() -> Self {
        Self::Sweep(SweepAt::BEGINNING)
    }
}
