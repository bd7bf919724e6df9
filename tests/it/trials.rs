//! What the trade types, what Telegram and billers send, and what a disk may do to what was kept: each kind of trouble
//! that was once met, and kinds like it.

mod data;
mod from_gateway;
mod from_telegram;
mod typed;
