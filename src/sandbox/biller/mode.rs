//! How the gateway behaves.

use std::time::Duration;

/// How the gateway behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// As it should.
    #[default]
    Normal,
    /// Every inquiry takes this long.
    Slow(Duration),
    /// Every inquiry: 503, the biller is down.
    Down,
    /// Everything, tokens too: 502 with a page of HTML.
    Garbage,
    /// PLN's nightly closing: its inquiries get 503, all others a bill.
    CutOff,
    /// Every connection is closed without an answer.
    Offline,
}
