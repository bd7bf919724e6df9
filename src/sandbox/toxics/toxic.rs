//! What goes wrong on the way, and which way.

use std::time::Duration;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toxic {
    /// Every piece comes late, by this much more or less.
    Latency {
        /// On average.
        delay: Duration,
        /// At most so much more or less.
        jitter: Duration,
    },
    /// Nobody is there: connections are closed as soon as they are made.
    Down,
    /// A narrow line.
    Bandwidth {
        /// How narrow; at least 1.
        bytes_per_second: u64,
    },
    /// The end of the stream comes late.
    SlowClose {
        /// By this much.
        delay: Duration,
    },
    /// Nothing comes through, and after a while the connection is closed.
    Timeout {
        /// After this time.
        after: Duration,
    },
    /// The connection is reset.
    Reset {
        /// After this time with something to carry.
        after: Duration,
    },
    /// What was sent at once comes in small pieces.
    Slicer {
        /// Bytes of a piece on average; at least 1.
        size: usize,
        /// Between two pieces.
        delay: Duration,
    },
    /// The connection is closed after so many bytes.
    LimitData {
        /// How many.
        bytes: u64,
    },
}

/// Which way the bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the client to the server.
    There,
    /// From the server to the client.
    Back,
}

/// What both ways suffer from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Poison {
    pub(super) there: Option<Toxic>,
    pub(super) back: Option<Toxic>,
}

impl Poison {
    pub(super) fn on(self, way: Way) -> Option<Toxic> {
        match way {
            Way::There => self.there,
            Way::Back => self.back,
        }
    }

    pub(super) fn is_down(self) -> bool {
        self.there == Some(Toxic::Down) || self.back == Some(Toxic::Down)
    }
}
