//! Whose turn it is.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::job::JobId;
use crate::domain::person::PersonId;

/// Jobs by owner, and who had a turn last.
#[derive(Default)]
pub(super) struct JobQueue {
    due: BTreeMap<JobId, DateTime<Utc>>,
    last: Option<PersonId>,
}

/// What is to be done next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A step of this job.
    Due(JobId),
    /// Nothing before this time.
    At(DateTime<Utc>),
    /// Nothing: there is no job.
    Never,
}

impl JobQueue {
    /// Notes when a job is to go on.
    pub(super) fn add(&mut self, id: JobId, due: DateTime<Utc>) {
        self.due.insert(id, due);
    }

    /// A job is over.
    pub(super) fn remove(&mut self, id: JobId) {
        self.due.remove(&id);
    }

    /// What is to be done at this time: a step of the first job that is due of the owner behind the one who had a turn
    /// last.
    pub(super) fn next(&mut self, now: DateTime<Utc>) -> Next {
        let last = self.last;
        let is_due = |(id, due): (&JobId, &DateTime<Utc>)| (*due <= now).then_some(*id);
        let mut due = self.due.iter().filter_map(is_due);
        let behind = due.clone().find(|id| Some(id.owner) > last);
        let Some(id) = behind.or_else(|| due.next()) else {
            return self.due.values().min().map_or(Next::Never, |due| Next::At(*due));
        };
        self.last = Some(id.owner);
        Next::Due(id)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const NOON: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn job(owner: u64, number: u64) -> JobId {
        JobId { owner: PersonId(owner), number }
    }

    #[test]
    fn owners_take_turns_and_a_job_that_is_not_due_takes_none() {
        let mut queue = JobQueue::default();
        let later = NOON + TimeDelta::minutes(1);
        for (id, due) in [(job(1, 1), NOON), (job(1, 2), NOON), (job(2, 1), NOON), (job(3, 1), later)] {
            queue.add(id, due);
        }
        let turns: Vec<_> = (0..4).map(|_| queue.next(NOON)).collect();
        assert_eq!(turns, [job(1, 1), job(2, 1), job(1, 1), job(2, 1)].map(Next::Due));
        queue.remove(job(1, 1));
        assert_eq!(queue.next(NOON), Next::Due(job(1, 2)), "the owner's next, once the first is over");
        queue.remove(job(1, 2));
        queue.add(job(2, 1), later + TimeDelta::minutes(1));
        assert_eq!(queue.next(NOON), Next::At(later));
        queue.remove(job(2, 1));
        assert_eq!(queue.next(later), Next::Due(job(3, 1)));
        queue.remove(job(3, 1));
        assert_eq!(queue.next(later), Next::Never);
    }
}
