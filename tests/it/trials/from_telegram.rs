//! What Telegram sends and refuses (K8, K9, K10, K14, M12).

mod addressing;
mod corners;
mod edits;
mod foreign;
mod polling;
mod silence;
