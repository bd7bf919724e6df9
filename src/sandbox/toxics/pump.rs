//! One way of one connection.

use std::future::pending;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::sync::watch;
use tokio::time::sleep;

use super::toxic::{Poison, Toxic, Way};
use crate::sandbox::random::Random;

/// How a connection ends before its streams do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is closed.
    Closed,
    /// It is reset.
    Reset,
}

/// Carries bytes until their stream ends.
pub(super) async fn pump(
    mut from: ReadHalf<'_>,
    to: WriteHalf<'_>,
    way: Way,
    mut poison: watch::Receiver<Poison>,
    random: Random,
) -> Result<(), Broken> {
    let mut line = Line { to, random, carried: 0 };
    let mut bytes = vec![0; 16 << 10];
    loop {
        poison.mark_unchanged();
        let (toxic, is_down) = (poison.borrow().on(way), poison.borrow().is_down());
        if is_down {
            return Err(Broken::Closed);
        }
        tokio::select! {
            changed = poison.changed() => changed.map_err(|_gone| Broken::Closed)?,
            broken = fate(toxic) => return Err(broken),
            read = from.read(&mut bytes) => match read {
                Ok(0) => return line.end(toxic).await,
                Ok(many) => line.carry(&bytes[..many], toxic).await?,
                Err(_) => return Err(Broken::Closed),
            },
        }
    }
}

/// What becomes of a connection in time, whether it carries anything or not.
async fn fate(toxic: Option<Toxic>) -> Broken {
    match toxic {
        Some(Toxic::Timeout { after }) => {
            sleep(after).await;
            Broken::Closed
        }
        _ => pending().await,
    }
}

struct Line<'a> {
    to: WriteHalf<'a>,
    random: Random,
    carried: u64,
}

impl Line<'_> {
    async fn carry(&mut self, bytes: &[u8], toxic: Option<Toxic>) -> Result<(), Broken> {
        match toxic {
            None | Some(Toxic::SlowClose { .. }) => self.write(bytes).await,
            Some(Toxic::Latency { delay, jitter }) => {
                let most = u64::try_from(2 * jitter.as_micros()).unwrap_or(u64::MAX - 1);
                let extra = Duration::from_micros(self.random.between(0, most));
                sleep((delay + extra).saturating_sub(jitter)).await;
                self.write(bytes).await
            }
            Some(Toxic::Bandwidth { bytes_per_second }) => self.trickle(bytes, bytes_per_second.max(1)).await,
            Some(Toxic::Slicer { size, delay }) => self.slice(bytes, size.max(1), delay).await,
            Some(Toxic::LimitData { bytes: most }) => self.carry_at_most(bytes, most).await,
            Some(Toxic::Timeout { .. }) => Ok(()),
            Some(Toxic::Reset { after }) => {
                sleep(after).await;
                Err(Broken::Reset)
            }
            Some(Toxic::Down) => Err(Broken::Closed),
        }
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        self.carried += bytes.len() as u64;
        self.to.write_all(bytes).await.map_err(|_| Broken::Closed)
    }

    /// Twenty pieces a second.
    async fn trickle(&mut self, bytes: &[u8], bytes_per_second: u64) -> Result<(), Broken> {
        let piece = usize::try_from(bytes_per_second / 20).unwrap_or(usize::MAX).max(1);
        for piece in bytes.chunks(piece) {
            let micros = piece.len() as u64 * 1_000_000 / bytes_per_second;
            sleep(Duration::from_micros(micros)).await;
            self.write(piece).await?;
        }
        Ok(())
    }

    async fn slice(&mut self, mut bytes: &[u8], size: usize, delay: Duration) -> Result<(), Broken> {
        while !bytes.is_empty() {
            let most = self.random.between(1, 2 * size as u64 - 1);
            let (piece, rest) = bytes.split_at(usize::try_from(most).unwrap_or(size).min(bytes.len()));
            self.write(piece).await?;
            sleep(delay).await;
            bytes = rest;
        }
        Ok(())
    }

    async fn carry_at_most(&mut self, bytes: &[u8], most: u64) -> Result<(), Broken> {
        let left = usize::try_from(most.saturating_sub(self.carried)).unwrap_or(usize::MAX);
        if bytes.len() < left {
            return self.write(bytes).await;
        }
        self.write(&bytes[..left]).await?;
        Err(Broken::Closed)
    }

    /// The stream is over.
    async fn end(&mut self, toxic: Option<Toxic>) -> Result<(), Broken> {
        if let Some(Toxic::SlowClose { delay }) = toxic {
            sleep(delay).await;
        }
        self.to.shutdown().await.map_err(|_| Broken::Closed)
    }
}
