//! The head as it is kept elsewhere: a place and the hash of the record there, on one line.

use std::fmt;
use std::str::FromStr;

use crate::ports::trail::{ChainLink, HASH};

/// A record of the trail by its place and hash. Whoever keeps one elsewhere can tell later whether the trail still
/// holds on to it, and so to everything before it. Written as `12:9f86d0..`, with 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head(pub(super) ChainLink);

/// What is no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write it as the log and doctor do: the place, a colon and 64 hexadecimal digits")]
pub struct NoHead;

impl Head {
    /// The place of the record, from 1.
    #[must_use]
    pub fn place(self) -> u64 {
        self.0.place
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.0.place)?;
        self.0.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Head {
    type Err = NoHead;

    fn from_str(text: &str) -> Result<Self, NoHead> {
        let (place, digits) = text.trim().split_once(':').ok_or(NoHead)?;
        let place = place.parse().ok().filter(|place| *place > 0).ok_or(NoHead)?;
        let digits: Vec<u8> =
            digits.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect::<Option<_>>().ok_or(NoHead)?;
        if digits.len() != 2 * HASH {
            return Err(NoHead);
        }
        let mut hash = [0; HASH];
        hash.iter_mut().zip(digits.chunks(2)).for_each(|(byte, pair)| *byte = pair[0] << 4 | pair[1]);
        Ok(Self(ChainLink { place, hash }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let head = Head(ChainLink { place: 12, hash: [0xA7; HASH] });
        let text = head.to_string();
        assert_eq!(text, format!("12:{}", "a7".repeat(32)));
        assert_eq!(text.parse(), Ok(head));
        assert_eq!(text.to_uppercase().parse(), Ok(head));
        for no in [
            "",
            "12",
            "0:",
            &text[1..4],
            &text[..66],
            &format!("{text}0"),
            &text.replace("12:", "0:"),
            &text.replace("a7", "+7"),
        ] {
            assert_eq!(no.parse::<Head>(), Err(NoHead), "{no}");
        }
    }
}
