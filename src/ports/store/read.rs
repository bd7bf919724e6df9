//! A read under way.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::FutureExt as _;
use futures::future::{BoxFuture, Either, Ready, ready};

use super::StoreError;

/// What a store will have read: an embedded one has it at once, and allocates nothing to say so.
#[must_use = "nothing is read before it is awaited"]
pub struct Read<'a, T>(Either<Ready<Outcome<T>>, BoxFuture<'a, Outcome<T>>>);

type Outcome<T> = Result<T, StoreError>;

impl<'a, T> Read<'a, T> {
    /// What is known already.
    pub fn done(outcome: Result<T, StoreError>) -> Self {
        Self(Either::Left(ready(outcome)))
    }

    /// What somebody else is still to be asked.
    pub fn pending(read: impl Future<Output = Result<T, StoreError>> + Send + 'a) -> Self {
        Self(Either::Right(read.boxed()))
    }

    /// What is known already.
    ///
    /// # Errors
    /// The read itself, where somebody else is still to be asked.
    pub fn now(self) -> Result<Result<T, StoreError>, Self> {
        match self.0 {
            Either::Left(done) => Ok(done.into_inner()),
            Either::Right(_) => Err(self),
        }
    }
}

impl<T> Future for Read<'_, T> {
    type Output = Result<T, StoreError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll_unpin(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_is_there_at_the_first_poll() {
        assert!(matches!(Read::done(Ok(1)).now(), Ok(Ok(1))));
        assert!(matches!(Read::done(Ok(1)).now_or_never(), Some(Ok(1))));
    }

    #[tokio::test]
    async fn what_is_pending_comes_later() {
        let read = Read::pending(async {
            tokio::task::yield_now().await;
            Ok(1)
        });
        let Err(mut read) = read.now() else { panic!("nobody was asked yet") };
        assert!((&mut read).now_or_never().is_none());
        assert!(matches!(read.await, Ok(1)));
    }
}
