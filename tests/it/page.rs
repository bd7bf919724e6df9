//! The demo's page in a real browser, as somebody meets it who sees it for the first time: the real
//! `demo`, its real bot, and taps and keys through `WebDriver`.
//!
//! A laptop without a browser skips these and says so; under `CI` a missing browser is a failure.

mod access;
mod browser;
mod chatting;
mod choosing;
mod looks;
mod operating;
mod owning;
mod sending;
mod tasks;
mod visit;
mod walking;
