//! Why something cannot be done: words for people, and the error below for those who look closer.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// What is wrong, in words that hold no secret and nothing that is stored, and the error that it came of, if there is
/// one. Clones share that error.
#[derive(Clone)]
pub struct Reason {
    words: Cow<'static, str>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Reason {
    /// A fault that came of another error. That one's own text is not printed with it: `words` say what people
    /// are to read.
    pub fn of(words: impl Into<Cow<'static, str>>, source: impl Error + Send + Sync + 'static) -> Self {
        Self { words: words.into(), source: Some(Arc::new(source)) }
    }

    /// The same fault in other words, which are made of its own.
    #[must_use]
    pub fn reworded(self, words: impl FnOnce(&str) -> String) -> Self {
        Self { words: words(&self.words).into(), ..self }
    }
}

impl From<&'static str> for Reason {
    fn from(words: &'static str) -> Self {
        Self { words: words.into(), source: None }
    }
}

impl From<String> for Reason {
    fn from(words: String) -> Self {
        Self { words: words.into(), source: None }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the source's: another library's form may repeat what is stored.
        fmt::Debug::fmt(&self.words, f)
    }
}

impl Error for Reason {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

/// Reasons are alike when they say the same.
impl PartialEq for Reason {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Reason {}
