//! What a file owed is made of.
//!
//! Owns: the stored form of files owed, and their making. Must not know: how a file is sent.
//!
//! A recipe makes the same file every time: nothing but its row is kept while it waits, and every attempt makes
//! the file anew. A text stands in its recipe as it is, and a picture as its bytes: nothing here draws one.

use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};
use serde::{Deserialize, Serialize};

use crate::telegram::request::FileKind;

/// The largest file, in bytes: so many may be made at once as messages are on their way.
const LARGEST_FILE: usize = 2 << 20;

/// What a file is made of.
#[derive(Clone, Serialize, Deserialize)]
pub enum FileRecipe {
    /// A document of UTF-8 text.
    #[serde(rename = "Text")]
    Text {
        /// The file's name.
        #[serde(rename = "name")]
        name: String,
        /// What it says.
        #[serde(rename = "text")]
        text: String,
    },
    /// A picture: PNG or JPEG.
    #[serde(rename = "Picture")]
    Picture {
        /// The file's name.
        #[serde(rename = "name")]
        name: String,
        /// Its bytes in base64.
        #[serde(rename = "base64")]
        base64: String,
    },
}

/// A file as it goes to Telegram.
pub struct MadeFile {
    /// How Telegram shows it.
    pub kind: FileKind,
    /// The name.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What a message shows: Telegram edits a text as a text and a file as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Shown {
    /// A text.
    #[default]
    #[serde(rename = "Text")]
    Text,
    /// A picture or a document, with its caption.
    #[serde(rename = "File")]
    File,
}

impl Shown {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape serde wants")]
    pub(super) fn is_text(&self) -> bool {
        *self == Self::Text
    }
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// It would be larger than the bot sends.
    #[error("the file has more than {LARGEST_FILE} bytes")]
    TooLarge,
    /// A picture's bytes cannot be read.
    #[error("a picture is not base64")]
    Illegible(#[from] DecodeError),
}

impl FileRecipe {
    /// Makes the file: the same from the same recipe.
    ///
    /// # Errors
    /// [`RecipeError`]. The same recipe fails again.
    pub fn make(self) -> Result<MadeFile, RecipeError> {
        match self {
            Self::Text { name, text } => {
                let bytes = fitting(text.len()).map(|()| text.into_bytes())?;
                Ok(MadeFile { kind: FileKind::Document, name, bytes })
            }
            Self::Picture { name, base64 } => {
                // Before anything is decoded.
                fitting(base64.len() / 4 * 3)?;
                Ok(MadeFile { kind: FileKind::Photo, name, bytes: STANDARD.decode(base64)? })
            }
        }
    }
}

fn fitting(bytes: usize) -> Result<(), RecipeError> {
    if bytes <= LARGEST_FILE { Ok(()) } else { Err(RecipeError::TooLarge) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_largest_size_is_made_and_none_that_is_larger() {
        let text = |length| FileRecipe::Text { name: "a.txt".to_owned(), text: "a".repeat(length) };
        assert_eq!(text(LARGEST_FILE).make().map(|file| file.bytes.len()), Ok(LARGEST_FILE));
        assert_eq!(text(LARGEST_FILE + 1).make().err(), Some(RecipeError::TooLarge));
        let base64 = STANDARD.encode(vec![0; LARGEST_FILE + 3]);
        let picture = FileRecipe::Picture { name: "a.png".to_owned(), base64 };
        assert_eq!(picture.make().err(), Some(RecipeError::TooLarge));
    }
}
