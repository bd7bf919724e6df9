//! What a picture is, read off its first bytes; only as much as Telegram asks of a photo.

use super::failure::Failure;

/// A picture that browsers and Telegram can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Its media type.
    pub media_type: &'static str,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The largest photo, in bytes.
const LARGEST: usize = 10 << 20;
/// The most pixels of width and height together.
const MOST_PIXELS: u32 = 10_000;
/// How often the longer side may hold the shorter one.
const LONGEST_SHAPE: u32 = 20;

impl Picture {
    /// PNG, JPEG or GIF; `None` for other bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (media_type, (width, height)) = match bytes {
            [0x89, b'P', b'N', b'G', ..] => ("image/png", (wide(bytes, 16)?, wide(bytes, 20)?)),
            [b'G', b'I', b'F', b'8', ..] => ("image/gif", (little(bytes, 6)?, little(bytes, 8)?)),
            [0xff, 0xd8, 0xff, ..] => ("image/jpeg", jpeg(bytes)?),
            _ => return None,
        };
        Some(Self { media_type, width, height })
    }

    /// Whether a bot may send these bytes as a photo.
    pub(super) fn check(bytes: &[u8]) -> Result<(), Failure> {
        if bytes.len() > LARGEST {
            return Err(Failure::bad("file is too big"));
        }
        let picture = Self::read(bytes).ok_or_else(|| Failure::bad("IMAGE_PROCESS_FAILED"))?;
        let (short, long) = (picture.width.min(picture.height), picture.width.max(picture.height));
        let fits =
            short > 0 && short.saturating_add(long) <= MOST_PIXELS && long <= short.saturating_mul(LONGEST_SHAPE);
        if fits { Ok(()) } else { Err(Failure::bad("PHOTO_INVALID_DIMENSIONS")) }
    }
}

/// The size stands in the first frame header (SOF0 to SOF2); segments before it say how long they are.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    while bytes.get(at)? == &0xff {
        let marker = *bytes.get(at + 1)?;
        if (0xc0..=0xc2).contains(&marker) {
            return Some((big(bytes, at + 7)?, big(bytes, at + 5)?));
        }
        at += 2 + usize::try_from(big(bytes, at + 2)?).ok()?;
    }
    None
}

fn wide(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        [&head[..], &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }

    #[test]
    fn a_size_is_read_off_each_kind() {
        let size = |bytes: &[u8]| Picture::read(bytes).map(|picture| (picture.width, picture.height));
        assert_eq!(size(&png(640, 480)), Some((640, 480)));
        assert_eq!(size(b"GIF89a\x02\x00\x03\x00"), Some((2, 3)));
        assert_eq!(size(b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\x01\xe0\x02\x80"), Some((640, 480)));
        assert_eq!(size(b"\xff\xd8\xff\xe0"), None);
        assert_eq!(size(b"a,b"), None);
    }

    #[test]
    fn a_photo_is_neither_too_long_nor_too_large() {
        let words = |bytes: &[u8]| Picture::check(bytes).unwrap_err().description.into_owned();
        assert!(Picture::check(&png(2000, 100)).is_ok());
        assert_eq!(words(&png(2001, 100)), "Bad Request: PHOTO_INVALID_DIMENSIONS");
        assert_eq!(words(&png(5001, 5000)), "Bad Request: PHOTO_INVALID_DIMENSIONS");
        assert_eq!(words(&png(0, 0)), "Bad Request: PHOTO_INVALID_DIMENSIONS");
        assert_eq!(words(b"a,b"), "Bad Request: IMAGE_PROCESS_FAILED");
    }
}
