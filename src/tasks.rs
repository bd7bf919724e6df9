//! Tasks that run beside whoever starts them.

use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

/// The tasks of one owner, counted, so that whoever stops can wait for them. Clones share their tasks.
///
/// The one way to start a task: one that nobody counts is cut off in the middle when the process ends.
#[derive(Debug, Clone, Default)]
pub struct Tasks(TaskTracker);

impl Tasks {
    /// Starts a task, which runs though nobody awaits it.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        self.0.spawn(task)
    }

    /// Done once none runs. More may be started meanwhile, and are waited for as well.
    pub async fn drained(&self) {
        self.0.close();
        self.0.wait().await;
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn whoever_drains_waits_for_every_task() {
        let (tasks, (end, ended)) = (Tasks::default(), oneshot::channel::<()>());
        drop(tasks.spawn(async move { ended.await.is_ok() }));
        assert!(tasks.drained().now_or_never().is_none());
        end.send(()).unwrap();
        tasks.drained().await;
    }
}
