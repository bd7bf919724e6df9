//! What can be wrong with the configuration.

use std::path::PathBuf;

use crate::domain::catalogue::CatalogueError;

/// A missing or bad setting. Its text is one line that names the variable and the mend, and holds
/// no secret.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Nothing was given, and there is no default.
    #[error("{variable} is missing: {mend}")]
    Missing {
        /// The variable.
        variable: &'static str,
        /// What to do.
        mend: &'static str,
    },
    /// Something was given that cannot be right.
    #[error("{variable} {problem}: {mend}")]
    Bad {
        /// The variable.
        variable: &'static str,
        /// What is wrong with its value.
        problem: String,
        /// What to do.
        mend: String,
    },
    /// A secret came both ways.
    #[error("{variable} and {file_variable} are both set: keep one of them")]
    Twice {
        /// The variable that holds the secret.
        variable: &'static str,
        /// The variable that names its file.
        file_variable: &'static str,
    },
    /// A file that was named cannot be read.
    #[error("{variable} names {path:?}, which cannot be read ({source}): check the path and its permissions")]
    Unreadable {
        /// The variable that names the file.
        variable: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file that was named can be read, but holds nothing that can be used.
    #[error("{variable} names {path:?}, which cannot be used: {mend}")]
    Unusable {
        /// The variable that names the file.
        variable: &'static str,
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and the mend.
        mend: String,
    },
    /// The owner's catalogue has a fault.
    #[error("CEKTAGIHAN_CATALOGUE names {path:?}, which has a fault in {source}")]
    Catalogue {
        /// The file.
        path: PathBuf,
        /// Line, field and mend.
        source: CatalogueError,
    },
}

impl ConfigError {
    /// The variable to mend.
    #[must_use]
    pub fn variable(&self) -> &'static str {
        match self {
            Self::Missing { variable, .. }
            | Self::Bad { variable, .. }
            | Self::Twice { variable, .. }
            | Self::Unreadable { variable, .. }
            | Self::Unusable { variable, .. } => variable,
            Self::Catalogue { .. } => "CEKTAGIHAN_CATALOGUE",
        }
    }

    pub(super) fn bad(variable: &'static str, problem: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Bad { variable, problem: problem.into(), mend: mend.into() }
    }
}
