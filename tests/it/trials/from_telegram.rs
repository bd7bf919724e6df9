//! What Telegram sends and refuses (K9, K10, K14).

mod foreign;
