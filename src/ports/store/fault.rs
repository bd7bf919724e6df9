//! Why a store cannot do what was asked, with what it came of.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// The store cannot do what was asked. Safe to log.
///
/// It is told to everybody who waits for one trip to the disk, so it can be cloned; the error below it is shared.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Another process holds the data folder, which is named.
    #[error("another cektagihan already runs on the data folder {0}: stop it or choose another CEKTAGIHAN_DATA_DIR")]
    InUse(#[source] StoreFault),
    /// The disk is full; nothing was changed. Recovers when there is space.
    #[error("the disk is full")]
    DiskFull,
    /// The folder cannot be written.
    #[error("the data folder cannot be used: {0}")]
    Unusable(#[source] StoreFault),
    /// The data is damaged beyond what can be mended alone.
    #[error("the store is damaged: {0}")]
    Damaged(#[source] StoreFault),
    /// A row is not any more as the transaction required it; nothing was written. Read again and decide anew.
    #[error("a row was changed by somebody else meanwhile")]
    Outdated,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

/// What is wrong, in words that hold nothing that is stored, and the error that it came of, if there is one.
#[derive(Clone)]
pub struct StoreFault {
    words: Cow<'static, str>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl StoreFault {
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

impl From<&'static str> for StoreFault {
    fn from(words: &'static str) -> Self {
        Self { words: words.into(), source: None }
    }
}

impl From<String> for StoreFault {
    fn from(words: String) -> Self {
        Self { words: words.into(), source: None }
    }
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl fmt::Debug for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the source's: another library's form may repeat what is stored.
        fmt::Debug::fmt(&self.words, f)
    }
}

impl Error for StoreFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_store_error_says_its_words_and_keeps_what_it_came_of() {
        let error = StoreError::Unusable(StoreFault::of("no entry", io::Error::from(io::ErrorKind::PermissionDenied)));
        let error = error.clone();
        assert_eq!(error.to_string(), "the data folder cannot be used: no entry");
        let fault = error.source().unwrap();
        let cause = fault.source().unwrap().downcast_ref::<io::Error>().unwrap();
        assert_eq!(cause.kind(), io::ErrorKind::PermissionDenied);
        assert!(StoreError::Damaged("torn".into()).source().unwrap().source().is_none());
    }
}
