//! K13: JSON among other text.

use cektagihan::gateway::wire::read_reply;
use cektagihan::ports::{Inquired, InquiryError};
use proptest::prelude::*;

use crate::dialogue::talk::morning;
use crate::gateway::{reason, sample_replies};

fn bytes(body: impl AsRef<[u8]>) -> Inquired {
    read_reply(200, body.as_ref(), morning())
}

#[test]
fn k13_the_one_reply_among_other_text_is_found() {
    let reply = sample_replies()[0].to_string();
    let pretty = serde_json::to_string_pretty(&sample_replies()[0]).unwrap();
    let warning = "<br />\n<b>Warning</b>: Undefined array key \"x\" in <b>/app/{id}.php</b> on line <b>7</b><br />\n";
    for body in [
        format!("{warning}{reply}"),
        format!("{warning}{warning}{pretty}\n"),
        format!("PHP Notice: {{\"a\":1}} {reply}"),
        format!("[{reply}]"),
        format!("{reply}{reply}"),
        format!("{reply}\r\n{pretty}"),
        format!("{reply}<!-- served by {{node 3}} -->"),
        format!("<!-- cache: miss -->{reply}"),
        format!("\u{feff}\u{feff}{reply}"),
        format!("\u{feff}<!-- x -->\u{feff}{reply}"),
        format!("é {{é}} {{\n{{ {reply}"),
        format!(")]}}',\n{reply}"),
    ] {
        assert_eq!(bytes(&body).map(|answer| answer.bills.len()), Ok(1), "{body}");
    }
}

#[test]
fn k13_replies_that_differ_and_pieces_are_not_guessed_at() {
    let [one, other] = [0, 1].map(|sample| sample_replies()[sample].to_string());
    assert_eq!(reason(bytes(format!("{one}{other}"))), "more than one reply, status 200");
    assert_eq!(reason(bytes(format!("Warning: x {}", &one[..one.len() - 9]))), "not JSON, status 200");
    assert_eq!(reason(bytes(format!("{one}{}", &one[..one.len() - 9]))), "not JSON, status 200");
    // A piece of a broken reply is none, though it is an object.
    let broken = r#"{"response_code":"200022000", oops, "data":{"account_number":"1","amount":5}}"#;
    assert_eq!(reason(bytes(broken)), "not JSON, status 200");
}

#[test]
fn k13_what_a_found_reply_says_counts() {
    let body = b"Warning: x\n{\"response_code\":\"404027002\",\"response_message\":\"\",\"data\":null}";
    assert_eq!(bytes(body), Err(InquiryError::CustomerNotFound));
}

#[test]
fn k13_a_body_full_of_braces_has_an_answer() {
    for piece in ["{", "{\"a\":", "{}", "{\"a\":[", "x{\"response_code\":1}", "{{\"response_code\":", "\n{\n"] {
        let body = format!("x{}", piece.repeat((1 << 20) / piece.len()));
        let _ = bytes(body);
    }
}

proptest! {
    #[test]
    fn k13_any_text_around_a_reply_has_an_answer(before in "[{}\"\\[\\]a:,\n<é\\\\-]{0,40}", behind in "[{}\"\\[\\]a:,\n<é\\\\-]{0,40}") {
        let _ = bytes(format!("{before}{}{behind}", sample_replies()[0]));
    }

    #[test]
    fn k13_text_without_a_brace_around_a_reply_does_no_harm(before in "[^{]{0,40}", behind in "[^{]{0,40}") {
        let body = format!("{before}{}{behind}", sample_replies()[0]);
        prop_assert!(bytes(body).is_ok());
    }

    #[test]
    fn k13_any_bytes_of_any_status_have_an_answer(status in any::<u16>(), body in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_reply(status, &body, morning());
    }
}
