//! Bodies the gateway could send: reading them is total, whatever the status.
#![no_main]

use cektagihan::gateway::wire::read_reply;
use chrono::DateTime;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|reply: (u16, &[u8])| {
    let (status, body) = reply;
    let _ = read_reply(status, body, DateTime::UNIX_EPOCH);
});
