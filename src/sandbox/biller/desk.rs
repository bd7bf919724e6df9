//! What lies on the gateway's desk: who may ask, what was asked, how it is to be answered.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, Utc};

use super::{auth::Auth, mode::Mode};

/// A request that came signed. Sandbox secrets only, so it may be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedRequest {
    /// Which one it was, counted from 1.
    pub serial: u64,
    /// When it came.
    pub at: DateTime<Utc>,
    /// The path that was signed, without the prefix.
    pub path: String,
    /// The text the signature was checked against.
    pub signed: String,
    /// The code it was refused with, such as "400026508"; absent when it was let in.
    pub refused: Option<String>,
}

/// What lies on the desk.
pub(super) struct Desk {
    pub(super) auth: Auth,
    pub(super) mode: Mode,
    /// Inquiries that wait at the gate.
    pub(super) waiting: usize,
    /// Token requests, granted or not.
    pub(super) token_requests: u64,
    /// Inquiries let in, in all.
    pub(super) inquiries: u64,
    by_number: HashMap<(String, String), u64>,
    signed: VecDeque<SignedRequest>,
    signed_ever: u64,
    kept: usize,
}

impl Desk {
    pub(super) fn open(kept: usize) -> Result<Self, String> {
        Ok(Self {
            auth: Auth::new()?,
            mode: Mode::Normal,
            waiting: 0,
            token_requests: 0,
            inquiries: 0,
            by_number: HashMap::new(),
            signed: VecDeque::new(),
            signed_ever: 0,
            kept,
        })
    }

    /// Remembers a signed request.
    pub(super) fn log(&mut self, request: impl FnOnce(u64) -> SignedRequest) {
        self.signed_ever += 1;
        self.signed.push_back(request(self.signed_ever));
        if self.signed.len() > self.kept {
            self.signed.pop_front();
        }
    }

    pub(super) fn signed(&self) -> impl DoubleEndedIterator<Item = &SignedRequest> {
        self.signed.iter()
    }

    /// Counts an inquiry that was let in; gives which one of its number it is, from 1.
    pub(super) fn count(&mut self, product: &str, number: &str) -> u64 {
        self.inquiries += 1;
        let count = self.by_number.entry((product.to_owned(), number.to_owned())).or_default();
        *count += 1;
        *count
    }

    pub(super) fn counted(&self, product: &str, number: &str) -> u64 {
        self.by_number.get(&(product.to_owned(), number.to_owned())).copied().unwrap_or(0)
    }
}
