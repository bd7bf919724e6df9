//! The only place that writes to standard output and standard error.

use crate::config::Stray;
use crate::reason::Reason;
use std::io::{self, Write};

/// A variable that does nothing, and what was probably meant.
pub(super) fn stray(stray: &Stray) -> String {
    let meant = stray.nearest.as_ref().map(|nearest| format!(": {nearest} is one")).unwrap_or_default();
    format!("{} is no variable of this program and does nothing{meant}", stray.variable)
}

/// Prints a line, or several, for the person or program that asked.
pub(super) fn say(text: &str) {
    // A reader that went away (`| head`) is no fault of ours.
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// Prints a line beside the answer: a note, or what went wrong.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Telegram HTML as a terminal shows it: without tags.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// An error and what it came of, outermost first. What lies below a store's words they say already.
pub(super) fn told(error: &anyhow::Error) -> String {
    let causes = error.chain().take_while(|cause| !cause.is::<Reason>());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;
    use crate::ports::StoreError;

    #[test]
    fn a_card_loses_its_tags_and_keeps_what_was_escaped() {
        assert_eq!(plain("<b>A &lt;b&gt; &amp;amp; B</b>\n<code>12</code>"), "A <b> &amp; B\n12");
    }

    #[test]
    fn an_error_of_several_lines_becomes_one() {
        assert_eq!(one_line("a\n  b\n\n"), "a; b");
    }

    #[test]
    fn a_stores_words_are_said_once() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let fault = Reason::of(denied.to_string(), denied);
        let error = Err::<(), _>(StoreError::Unusable(fault)).context("no backup").unwrap_err();
        assert_eq!(told(&error), "no backup: the data folder cannot be used: permission denied");
    }
}
