//! Durable work that no turn waits for, a step at a time.
//!
//! Owns: which job's step is next, and that a step and where its job goes on from become safe together. Must not
//! know: what a step does; [`work`] lists the kinds.
//!
//! A job is a row: whose it is, what is to be done from where on, and when. A step reads what it needs, and what it wants
//! written is committed with the job's next state, on condition that the row is as it was read: a job that was changed
//! or taken away meanwhile is looked at anew, and a step that a stop cut off is taken again from where it began.
//!
//! One step is taken at a time. Owners take turns: a sheet of five thousand rows delays nobody's reminder by more than
//! one step.

pub mod job;
mod queue;
mod sweep;
pub mod sweep_at;
pub mod work;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::ports::{Alarm as _, Cause, Key, Pages, StoreError, Table, Transaction};

use super::backoff::Backoff;
use super::rows::{Illegible, read, stored};
use super::services::{Services, insist};

use job::{Job, JobId};
use queue::{JobQueue, Next};
use work::{GoesOn, JobStep, Work};

/// The clock is looked at this often: it may be set.
const LOOK: Duration = Duration::from_mins(1);

/// The jobs of a bot.
pub struct Jobs {
    services: Arc<Services>,
    queue: Mutex<JobQueue>,
}

impl Jobs {
    /// The jobs that a former run left.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn resume(services: Arc<Services>) -> Result<Self, StoreError> {
        let jobs = Self { services, queue: Mutex::default() };
        let mut pages = Pages::of(jobs.services.store.as_ref(), Table::Job);
        while let Some(page) = pages.next().await? {
            for (key, value) in page {
                match (JobId::of(&key), read::<Job>(&value)) {
                    (Some(id), Ok(job)) => jobs.queue().add(id, job.due),
                    _ => jobs.services.note_illegible(&Illegible { table: Table::Job, key, value }),
                }
            }
        }
        Ok(jobs)
    }

    /// Begins the house's own jobs, unless a former run did. One that cannot be understood, or waits for a time that
    /// only a clock gone wrong can have named, is begun anew: what is to be forgotten must not stay for that.
    ///
    /// # Errors
    /// [`StoreError`] when they are not safe; call it again.
    pub async fn begin_own(&self) -> Result<(), StoreError> {
        let due = self.services.clock.now() + sweep::EVERY;
        let former = self.services.store.get(Table::Job, &JobId::SWEEP.key()).await?;
        if former.as_deref().and_then(|row| read::<Job>(row).ok()).is_some_and(|job| job.due <= due) {
            return Ok(());
        }
        self.put(JobId::SWEEP, Job { work: Work::sweep(), due }, former).await
    }

    /// Begins a job, unless there is one of this name.
    ///
    /// # Errors
    /// [`StoreError`] when it is not safe; it does not run then.
    pub async fn begin(&self, id: JobId, job: Job) -> Result<(), StoreError> {
        self.put(id, job, None).await
    }

    /// Writes a job in the place of what lies there.
    async fn put(&self, id: JobId, job: Job, former: Option<Vec<u8>>) -> Result<(), StoreError> {
        let (key, due) = (id.key(), job.due);
        let mut transaction = Transaction::default();
        transaction.require_unchanged(Table::Job, key.clone(), former);
        transaction.put(Table::Job, key, stored(&job));
        match self.services.store.commit(transaction).await {
            Ok(()) => self.queue().add(id, due),
            Err(StoreError::Outdated) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Works for ever.
    pub async fn run(self) {
        // Not at the start: a bot whose disk is full must start all the same.
        insist("the house's own jobs could not be begun yet", || self.begin_own()).await;
        let mut backoff = Backoff::of_the_store();
        loop {
            let now = self.services.clock.now();
            match self.next(now) {
                Next::Due(id) => match self.advance(id, now).await {
                    Ok(()) => backoff.reset(),
                    Err(error) => {
                        log::error!(error:%; "a job waits for the store");
                        self.services.alerts.raise(Cause::StoreFails, None);
                        tokio::time::sleep(backoff.pause()).await;
                    }
                },
                Next::At(due) => tokio::time::sleep((due - now).to_std().unwrap_or_default().min(LOOK)).await,
                // Nothing begins a job but this run's start: the house's own is always there.
                Next::Never => return,
            }
            // A job of many steps lets others of this thread go on between two of them.
            tokio::task::yield_now().await;
        }
    }

    /// Takes every step that is due by now.
    ///
    /// # Errors
    /// [`StoreError`] when one was not taken; call it again.
    pub async fn work_off(&self) -> Result<(), StoreError> {
        let now = self.services.clock.now();
        while let Next::Due(id) = self.next(now) {
            self.advance(id, now).await?;
        }
        Ok(())
    }

    fn next(&self, now: DateTime<Utc>) -> Next {
        self.queue().next(now)
    }

    /// Takes a job's next step.
    async fn advance(&self, id: JobId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let key = id.key();
        let Some(value) = self.services.store.get(Table::Job, &key).await? else {
            self.queue().remove(id);
            return Ok(());
        };
        let Ok(job) = read::<Job>(&value) else {
            self.services.note_illegible(&Illegible { table: Table::Job, key, value });
            self.queue().remove(id);
            return Ok(());
        };
        let JobStep { mut transaction, goes_on, then, rows } = step(&self.services, job.work, now).await?;
        transaction.require_unchanged(Table::Job, key.clone(), Some(value));
        let due = write(&mut transaction, key, goes_on, now);
        match self.services.store.commit(transaction).await {
            Ok(()) => {}
            // Somebody changed it, or took it away: the queue still has it, and its row is read again.
            Err(StoreError::Outdated) => return Ok(()),
            Err(error) => return Err(error),
        }
        if let Some(then) = then {
            then();
        }
        if rows > 0 {
            log::info!(rows; "old rows swept");
        }
        let mut queue = self.queue();
        match due {
            Some(due) => queue.add(id, due),
            None => queue.remove(id),
        }
        Ok(())
    }

    fn queue(&self) -> MutexGuard<'_, JobQueue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job's next step. A stop may cut it off and have it taken again: so it reads, asks ([`Services::background`]), says
/// what is to be written, and does nothing beside that which does harm twice.
async fn step(services: &Services, work: Work, now: DateTime<Utc>) -> Result<JobStep<'_>, StoreError> {
    match work {
        Work::Sweep(at) => sweep::step(services, at, now).await,
    }
}

/// Writes how a job goes on; gives when, unless it is over.
fn write(transaction: &mut Transaction, key: Key, goes_on: GoesOn, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (work, due) = match goes_on {
        GoesOn::Now(work) => (work, now),
        GoesOn::At(due, work) => (work, due),
        GoesOn::Never => {
            transaction.delete(Table::Job, key);
            return None;
        }
    };
    transaction.put(Table::Job, key, stored(&Job { work, due }));
    Some(due)
}
