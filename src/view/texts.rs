//! Sentences in the person's language.
#![expect(missing_docs, reason = "stand-in")]

use super::Html;
use crate::domain::language::Language;

pub struct Texts {
    language: Language,
}

impl Texts {
    pub fn of(language: Language) -> Self {
        Self { language }
    }
    pub fn failed(&self, trace: &str) -> Html {
        let _ = self.language;
        Html::new().text(trace)
    }
    pub fn private_commands(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    pub fn group_commands(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}
