//! CekTagihan: a Telegram bot that checks Indonesian postpaid bills.
//!
//! **Decide in plain code, act in one place.** The conversation is a pure function,
//! [`dialogue::advance`]: what was said goes in, what the bot does about it comes out as values.
//! Everything around it carries events in and effects out, so that nothing accepted is ever lost.
//!
//! | room | what it owns |
//! |---|---|
//! | [`domain`] | the words of the trade: numbers, products, bills, money; no I/O, no Telegram |
//! | [`phrase`] | reading what a person typed |
//! | [`ports`] | the traits the inside needs from the outside: gateway, store, clock |
//! | [`view`] | what can be shown: escaped HTML, keyboards, texts, the bill card |
//! | [`dialogue`] | the conversation: states, events, one screen per file |
//! | [`gateway`] | the Klikoo client: signatures, token, tolerant reading, retries |
//! | [`audit`] | the audit trail: its records and their chain |
//! | [`store`] | durable rows in sled, sealed, behind one contract |
//! | [`bot`] | what runs: inbox, lanes, turns, checks, outbox |
//! | [`telegram`] | Telegram's wire: bytes to values and back |
//! | [`sandbox`] | a Telegram and a gateway of our own, for the demo page, tests and benchmarks (feature `demo`) |
//! | [`config`], [`telemetry`], [`shutdown`], [`health`] | settings checked once, logs, the wish to stop, the heartbeat |
//! | [`files`] | files and folders for their owner alone |
//! | [`app`], [`cli`] | composition root and the commands |
//!
//! Who may import whom is a table in ARCHITECTURE.md, held by a test.

#![warn(unreachable_pub)]

pub mod app;
pub mod audit;
pub mod bot;
pub mod cli;
pub mod config;
pub mod dialogue;
pub mod domain;
pub mod files;
pub mod gateway;
pub mod health;
pub mod phrase;
pub mod ports;
pub mod reason;
#[cfg(feature = "demo")]
pub mod sandbox;
pub mod shutdown;
pub mod store;
pub mod tasks;
pub mod telegram;
pub mod telemetry;
pub mod view;
