//! What goes over Telegram's wire: bytes to values and back.
//!
//! Owns: the Bot API over HTTP, the reading of updates, the writing of requests. Must not know: what is done
//! about an update, and whatever is kept.
//!
//! | file | what it owns |
//! |---|---|
//! | [`api`] | the Bot API over HTTP |
//! | [`command`] | slash commands |
//! | [`decode`], `sender_name` | reading raw updates, totally |
//! | `redact` | an update without the PINs in it |
//! | [`render`] | buttons: their data, and what it says when it comes back |
//! | [`request`] | calls about messages and presses, as JSON |
//! | [`token`] | random names for what a button cannot carry |

pub mod api;
pub mod command;
pub mod decode;
pub(crate) mod redact;
pub mod render;
pub mod request;
pub(crate) mod sender_name;
pub mod token;
