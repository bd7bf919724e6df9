//! Callback data anybody could forge: reading is total, and what is read can be written again.
#![no_main]

use cektagihan::view::Tap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let Some(tap) = Tap::decode(data) else {
        return;
    };
    let encoded = tap.encode(false, usize::MAX);
    if let Some(encoded) = encoded {
        assert_eq!(Tap::decode(&encoded), Some(tap));
    }
});
