//! What goes over Telegram's wire: bytes to values and back.
//!
//! Owns: the Bot API over HTTP, the reading of updates, the writing of requests. Must not know: what is done
//! about an update, and whatever is kept.
//!
//! | file | what it owns |
//! |---|---|
//! | [`api`] | the Bot API over HTTP |
//! | [`decode`], [`sender_name`] | reading raw updates, totally |
//! | [`redact`] | an update without the PINs in it |

pub mod api;
pub mod decode;
pub mod redact;
pub mod sender_name;
