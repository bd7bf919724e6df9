//! Sentences in the person's language.
