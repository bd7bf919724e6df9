//! Pieces of work in lanes: in order within a lane, at once across lanes.
//!
//! Owns: which lane works and what waits in it. Must not know: what the work is.
//!
//! A lane exists while it has work. A piece of work that panics is lost to its lane only; the
//! handler is told through [`LaneWork::Broken`] and the lane goes on.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::Notify;

use crate::tasks::Tasks;

/// Something that can be worked on in a lane.
pub trait Item: Send + 'static {
    /// What must be known of it when the work on it broke.
    type Stub: Send + 'static;

    /// What to keep in case the work breaks.
    fn stub(&self) -> Self::Stub;
}

/// What a lane's handler is called with.
pub enum LaneWork<T: Item> {
    /// The next piece of work.
    Do(T),
    /// The piece before this one panicked; this is what was kept of it.
    Broken(T::Stub),
}

type Handler<K, T> = Box<dyn Fn(K, LaneWork<T>) -> BoxFuture<'static, ()> + Send + Sync>;

/// Lanes by key. Cheap to clone.
pub struct Lanes<K, T: Item> {
    shared: Arc<Shared<K, T>>,
}

struct Shared<K, T: Item> {
    queues: Mutex<Queues<K, T>>,
    quiet: Notify,
    tasks: Tasks,
    handler: Handler<K, T>,
}

struct Queues<K, T> {
    lanes: HashMap<K, VecDeque<T>>,
    waiting: usize,
}

impl<K, T: Item> Clone for Lanes<K, T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<K, T> Lanes<K, T>
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    T: Item,
{
    /// Lanes whose work is done by `handler`.
    pub fn new<F, W>(handler: F) -> Self
    where
        F: Fn(K, LaneWork<T>) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        let queues = Mutex::new(Queues { lanes: HashMap::new(), waiting: 0 });
        let handler: Handler<K, T> = Box::new(move |key, work| handler(key, work).boxed());
        Self { shared: Arc::new(Shared { queues, quiet: Notify::new(), tasks: Tasks::default(), handler }) }
    }

    /// Puts work at the end of a lane, and starts the lane when it was idle.
    pub fn push(&self, key: K, item: T) {
        let mut queues = self.shared.lock();
        queues.waiting += 1;
        if let Some(queue) = queues.lanes.get_mut(&key) {
            queue.push_back(item);
            return;
        }
        queues.lanes.insert(key, VecDeque::new());
        drop(queues);
        self.shared.tasks.spawn(Arc::clone(&self.shared).work_off(key, item));
    }

    /// Pieces of work that are waiting or being done.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.shared.lock().waiting
    }

    /// How much waits in one lane, the piece being done not counted.
    #[must_use]
    pub fn waiting_in(&self, key: &K) -> usize {
        self.shared.lock().lanes.get(key).map_or(0, VecDeque::len)
    }

    /// Done once there is no more work than `most`.
    pub async fn at_most(&self, most: usize) {
        loop {
            let quiet = self.shared.quiet.notified();
            tokio::pin!(quiet);
            quiet.as_mut().enable();
            if self.waiting() <= most {
                return;
            }
            quiet.await;
        }
    }
}

impl<K, T> Shared<K, T>
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    T: Item,
{
    fn lock(&self) -> MutexGuard<'_, Queues<K, T>> {
        // Nothing panics while it is held; a poisoned queue is still a whole queue.
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn work_off(self: Arc<Self>, key: K, first: T) {
        let mut next = Some(first);
        while let Some(item) = next {
            let stub = item.stub();
            let done = AssertUnwindSafe((self.handler)(key, LaneWork::Do(item))).catch_unwind().await;
            if done.is_err() {
                // The apology may panic as well; then there is nothing left to say.
                let _ = AssertUnwindSafe((self.handler)(key, LaneWork::Broken(stub))).catch_unwind().await;
            }
            next = self.take_next(key);
        }
    }

    fn take_next(&self, key: K) -> Option<T> {
        let mut queues = self.lock();
        queues.waiting -= 1;
        let next = queues.lanes.get_mut(&key).and_then(VecDeque::pop_front);
        if next.is_none() {
            queues.lanes.remove(&key);
        }
        if queues.lanes.is_empty() {
            // A burst's memory is given back once it is over.
            queues.lanes.shrink_to_fit();
        }
        drop(queues);
        self.quiet.notify_waiters();
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::{Semaphore, mpsc};

    impl Item for u32 {
        type Stub = u32;

        fn stub(&self) -> u32 {
            *self
        }
    }

    #[expect(clippy::needless_pass_by_value, reason = "the shape a handler has")]
    fn item(work: LaneWork<u32>) -> (bool, u32) {
        match work {
            LaneWork::Do(item) => (false, item),
            LaneWork::Broken(item) => (true, item),
        }
    }

    #[tokio::test]
    async fn a_lane_keeps_its_order() {
        let (done, mut seen) = mpsc::unbounded_channel();
        let lanes = Lanes::new(move |_: u8, work| {
            let done = done.clone();
            async move { done.send(item(work).1).unwrap() }
        });
        for number in 0..100 {
            lanes.push(1, number);
        }
        lanes.at_most(0).await;
        for number in 0..100 {
            assert_eq!(seen.recv().await, Some(number));
        }
    }

    #[tokio::test]
    async fn a_stuck_lane_holds_nobody_else() {
        let gate = Arc::new(Semaphore::new(0));
        let (done, mut seen) = mpsc::unbounded_channel();
        let held = Arc::clone(&gate);
        let lanes = Lanes::new(move |lane: u8, work| {
            let (done, held) = (done.clone(), Arc::clone(&held));
            async move {
                if lane == 1 {
                    let _ = held.acquire().await;
                }
                done.send(item(work).1).unwrap();
            }
        });
        (0..200).for_each(|number| lanes.push(1, number));
        lanes.push(2, 1000);
        assert_eq!(seen.recv().await, Some(1000));
        assert_eq!(lanes.waiting(), 200);
        gate.add_permits(200);
        lanes.at_most(0).await;
        assert!(lanes.shared.lock().lanes.is_empty(), "an idle lane is forgotten");
    }

    #[tokio::test]
    async fn a_panic_is_told_and_the_lane_goes_on() {
        let (done, mut seen) = mpsc::unbounded_channel();
        let lanes = Lanes::new(move |_: u8, work| {
            let done = done.clone();
            async move {
                let (broken, number) = item(work);
                assert!(broken || number != 1, "the work that breaks");
                done.send((broken, number)).unwrap();
            }
        });
        (0..3).for_each(|number| lanes.push(1, number));
        lanes.at_most(0).await;
        assert_eq!(seen.recv().await, Some((false, 0)));
        assert_eq!(seen.recv().await, Some((true, 1)));
        assert_eq!(seen.recv().await, Some((false, 2)));
    }
}
