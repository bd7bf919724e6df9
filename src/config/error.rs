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
    /// Several settings are wrong: a line for each.
    #[error("{}", lines(.0))]
    Several(Vec<ConfigError>),
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
            Self::Several(faults) => faults.first().map_or("", Self::variable),
            Self::Catalogue { .. } => "CEKTAGIHAN_CATALOGUE",
        }
    }

    /// Each fault by itself.
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        let (one, several) = match self {
            Self::Several(faults) => (None, faults.as_slice()),
            one => (Some(one), [].as_slice()),
        };
        one.into_iter().chain(several)
    }

    pub(super) fn bad(variable: &'static str, problem: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Bad { variable, problem: problem.into(), mend: mend.into() }
    }
}

fn lines(faults: &[ConfigError]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Gathers what is wrong with several settings, so that all of it is told at once.
#[derive(Default)]
pub(super) struct FaultList(Vec<ConfigError>);

impl FaultList {
    /// Keeps a fault; hands on what is right.
    pub(super) fn take<T>(&mut self, read: Result<T, ConfigError>) -> Option<T> {
        read.map_err(|fault| match fault {
            ConfigError::Several(faults) => faults.into_iter().for_each(|fault| self.add(fault)),
            fault => self.add(fault),
        })
        .ok()
    }

    /// What concerns several settings is told once.
    fn add(&mut self, fault: ConfigError) {
        if self.0.iter().all(|known| known.to_string() != fault.to_string()) {
            self.0.push(fault);
        }
    }

    /// All of them as one error. There is at least one wherever `take` gave nothing.
    pub(super) fn into_error(mut self) -> ConfigError {
        if self.0.len() == 1 { self.0.remove(0) } else { ConfigError::Several(self.0) }
    }
}
