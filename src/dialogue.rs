//! The conversation, as a pure function: [`advance`] takes where a conversation stands and what
//! happened, and gives where it stands next and what to do about it.
//!
//! Owns: states, events, buttons, screens. Must not know: Telegram, the store, the network, the
//! clock (time comes with the [`Context`]).
//!
//! | waits for ↓, gets → | product and number | product | number | words | a button |
//! |---|---|---|---|---|---|
//! | [`Home`](State::Home) | check | ask its number | which product? | search everywhere | its screen |
//! | [`ChoosingProduct`](State::ChoosingProduct) | check | ask its number | which of the family? | search the family | its screen |
//! | [`EnteringAccount`](State::EnteringAccount) | check | ask its number | check | ask again | back: the family's list |
//! | [`ConfirmingAccount`](State::ConfirmingAccount) | check | ask its number | check that one | ask again | use it, type again |
//! | [`ChoosingPeriod`](State::ChoosingPeriod) | check | ask its number | so many months, or check that one | ask again | so many months |
//! | [`ChoosingMatch`](State::ChoosingMatch) | check | check the number kept | which product? | search, the number kept | check the number kept |
//! | [`ChoosingForAll`](State::ChoosingForAll) | check | check all the numbers kept | which product? | search, the numbers kept | check all the numbers kept |
//!
//! "Check" ends at home, unless the number is odd (confirm it), lacks its months (choose them) or
//! cannot be one (type it again). What happens in every state alike: commands; `/batal` and
//! answers of the gateway; a button that has lost its meaning, which leads home. The tables are
//! `machine` (by event), `listen` (by line of a text) and `press` (by button); each screen is a
//! file, in which what is asked and what is done with the answer live together.
//!
//! In a group, an answer to one of the bot's messages is heard only when it names a product or a number, or
//! when the bot has asked this person something; a command starts over.
//!
//! Checks under way are no state: the agent types the next number while the gateway thinks.
//!
//! Before any table is looked at, `rights` asks whether the visitor may: who may not even check has
//! no conversation. The office, where people are let in and put out, waits for nothing either:
//! its buttons say all there is to say, and are judged anew at each press.

mod account;
mod aside;
mod bill;
mod button_rows;
mod cancel;
mod check;
mod context;
mod effect;
mod event;
mod failure;
mod given_up;
mod help;
mod home;
mod joining;
mod language;
mod list;
mod listen;
mod machine;
mod matching;
mod news;
mod office;
mod period;
mod pins;
mod press;
mod privacy;
mod product;
mod rights;
mod several;
mod state;
mod strangers;
mod subject;
mod turn_builder;

pub use context::{Context, Draw, Origin, Visitor};
pub use effect::{Effect, Place, Toast, Turn};
pub use event::{Command, Event, Refusal, Wait};
pub use failure::in_cut_off;
pub use machine::advance;
pub use news::News;
pub use rights::{Requires, Rows, Secret};
pub use state::{Check, Conversation, State};
