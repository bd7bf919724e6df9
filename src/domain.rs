//! The words of the trade: what a bill check is made of.
//!
//! Owns: checked values (numbers, codes, money), the catalogue, bills, people.
//! Must not know: Telegram, HTTP, the store, the clock, async.

pub mod access;
pub mod account;
pub mod bill;
pub mod catalogue;
pub mod check_id;
pub mod inquiry;
pub mod language;
pub mod limits;
pub(crate) mod masking;
pub mod number_rule;
pub mod period;
pub mod person;
pub mod product;
pub mod profile;
pub mod replied_to;
pub mod retention;
pub mod roster;
pub mod rupiah;
pub mod typed;
