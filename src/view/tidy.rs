//! Taming text that others wrote: one line, no invisible characters, a bounded length.

use super::html::is_bidi_or_invisible;

/// One line of at most `most` characters: spaces of any kind become single ones, invisible
/// characters go, and what is cut off leaves an ellipsis.
#[must_use]
pub(crate) fn tidy(text: &str, most: usize) -> String {
    if text.len() <= most && is_tidy(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len().min(4 * most));
    let mut length = 0;
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = length > 0;
        } else if !c.is_control() && !is_bidi_or_invisible(c) {
            if length + usize::from(gap) + 1 > most {
                return ellipsed(line, most);
            }
            if gap {
                line.push(' ');
                length += 1;
            }
            line.push(c);
            length += 1;
            gap = false;
        }
    }
    line
}

/// Whether a text is one line of plain characters with single spaces between them, as most are.
fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    let plain = text.bytes().all(|byte| {
        let parts = byte == b' ' && before == b' ';
        before = byte;
        matches!(byte, b' '..=b'~') && !parts
    });
    plain && before != b' '
}

/// The line with an ellipsis at its end, within `most` characters.
fn ellipsed(mut line: String, most: usize) -> String {
    if line.chars().count() >= most {
        line.pop();
    }
    if most > 0 {
        line.push('…');
    }
    line
}

/// Length as Telegram counts it: in UTF-16 units, which is never less than in characters.
#[must_use]
pub(crate) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Parts a tidy line into lines of at most `width` characters, between words where it can.
#[must_use]
pub(crate) fn wrap(line: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in line.split(' ') {
        let mut rest = word;
        let needed = rest.chars().count();
        if let Some(last) = lines.last_mut().filter(|_| length + 1 + needed <= width) {
            last.push(' ');
            last.push_str(rest);
            length += 1 + needed;
            continue;
        }
        while let Some((cut, _)) = rest.char_indices().nth(width) {
            lines.push(rest[..cut].to_owned());
            rest = &rest[cut..];
        }
        lines.push(rest.to_owned());
        length = rest.chars().count();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_no_longer_than_it_may_be() {
        assert_eq!(tidy("  INDAH \n\t PUTRI\u{202e} ", 20), "INDAH PUTRI");
        assert_eq!(tidy("INDAH PUTRI", 11), "INDAH PUTRI");
        assert_eq!(tidy("INDAH PUTRI", 8), "INDAH P…");
        assert_eq!(tidy("INDAH PUTRI", 6), "INDAH…");
        assert_eq!(tidy("INDAH", 0), "");
        assert_eq!(tidy("", 5), "");
    }

    #[test]
    fn long_lines_break_between_words_and_long_words_anywhere() {
        assert_eq!(wrap("PT Wahana Ottomitra", 12), ["PT Wahana", "Ottomitra"]);
        assert_eq!(wrap("ABCDEFGHIJ KL", 4), ["ABCD", "EFGH", "IJ", "KL"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn an_emoji_counts_twice() {
        assert_eq!(units("a😀"), 3);
    }
}
