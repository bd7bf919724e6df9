//! What is wrong with a catalogue.

/// What is wrong with an owner's catalogue: one line that names line, field and mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {field}: {problem}")]
pub struct CatalogueError {
    /// Where, counted from 1.
    pub line: usize,
    /// Which field, as spelt in the file.
    pub field: String,
    /// What is wrong and what to write instead.
    pub problem: String,
}
