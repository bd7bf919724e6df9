//! Characters as people's keyboards, phones and copied web pages make them.
//!
//! Owns: which characters stand for a plain digit or letter, and which are not seen at all.
//! Must not know: what the characters mean together.

/// The plain character that a typed one stands for; `None` for one that is not seen.
///
/// Digits of other scripts and widths become `0` to `9`, fullwidth forms their ASCII twins, every
/// dash a `-`, every space but the ends of lines a blank. Zero-width, direction and control
/// characters, joiners, variation selectors, keycaps and combining accents are not seen.
#[must_use]
pub fn fold(typed: char) -> Option<char> {
    match typed {
        ' '..='~' | '\n' => Some(typed),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        _ if typed.is_whitespace() => Some(' '),
        _ if is_unseen(typed) => None,
        _ => Some(twin(typed)),
    }
}

/// Whether a character takes no room of its own.
fn is_unseen(typed: char) -> bool {
    typed.is_control()
        || matches!(typed,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20f0}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The ASCII character that looks the same, or the character itself.
fn twin(typed: char) -> char {
    let code = u32::from(typed);
    let digit = match code {
        0x660..=0x669 => code - 0x660,
        0x6f0..=0x6f9 => code - 0x6f0,
        0x1d7ce..=0x1d7ff => (code - 0x1d7ce) % 10,
        0x1fbf0..=0x1fbf9 => code - 0x1fbf0,
        0xff01..=0xff5e => return char::from_u32(code - 0xfee0).unwrap_or(typed),
        0x2010..=0x2015 | 0x2043 | 0x2212 | 0xfe58 | 0xfe63 => return '-',
        0x2217 | 0x2731 | 0xfe61 => return '*',
        _ => return typed,
    };
    char::from_digit(digit, 10).unwrap_or(typed)
}

/// A text without what is not seen, its other characters made plain.
#[must_use]
pub fn fold_text(typed: &str) -> String {
    typed.chars().filter_map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_and_widths_are_digits() {
        assert_eq!(fold_text("５１４０٤٥٦۷۸۹𝟎𝟗𝟘"), "5140456789090");
        assert_eq!(fold_text("5\u{fe0f}\u{20e3}1"), "51");
    }

    #[test]
    fn what_is_not_seen_is_gone() {
        assert_eq!(fold_text("\u{202e}5\u{200b}1\u{feff}4\u{0}\u{ad}\u{2066}"), "514");
        assert_eq!(fold_text("ＰＬＮ\u{a0}5\u{2013}1\u{2009}2\r\n"), "PLN 5-1 2\n\n");
        assert_eq!(fold_text("tagihan é 水 🙏"), "tagihan é 水 🙏");
    }
}
