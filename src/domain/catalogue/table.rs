//! One TOML table with its place in the file: every question asked of it names line and field
//! when it fails.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::CatalogueError;

/// A table of the file.
#[derive(Clone, Copy)]
pub(super) struct TomlTable<'t> {
    text: &'t str,
    fields: &'t DeTable<'t>,
    /// Where it begins, for faults that have no better place.
    start: usize,
}

/// A value with its place.
#[derive(Clone, Copy)]
pub(super) struct TomlValue<'t> {
    text: &'t str,
    field: &'t str,
    spanned: &'t Spanned<DeValue<'t>>,
}

impl<'t> TomlTable<'t> {
    /// The whole file, as parsed from `text`.
    pub(super) fn file(text: &'t str, table: &'t Spanned<DeTable<'t>>) -> Self {
        Self { text, fields: table.get_ref(), start: 0 }
    }

    /// A field that must be there.
    pub(super) fn need(self, field: &'t str, like: &str) -> Result<TomlValue<'t>, CatalogueError> {
        self.get(field).ok_or_else(|| self.fault(field, format!("is missing; write {field} = {like}")))
    }

    /// A field that may be there.
    pub(super) fn get(self, field: &'t str) -> Option<TomlValue<'t>> {
        self.fields.get(field).map(|value| TomlValue { text: self.text, field, spanned: value })
    }

    /// Refuses fields other than these.
    pub(super) fn only(self, known: &[&str]) -> Result<(), CatalogueError> {
        let strange = self.fields.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        match strange.min_by_key(|key| key.span().start) {
            None => Ok(()),
            Some(key) => {
                let problem = format!("is unknown here; known are {}", known.join(", "));
                Err(fault(self.text, &key.span(), key.get_ref(), problem))
            }
        }
    }

    /// A fault of the table as a whole.
    pub(super) fn fault(self, field: &str, problem: String) -> CatalogueError {
        fault(self.text, &(self.start..self.start), field, problem)
    }
}

impl<'t> TomlValue<'t> {
    /// The line it stands on.
    pub(super) fn line(self) -> usize {
        line_at(self.text, self.spanned.span().start)
    }

    /// A fault of this value.
    pub(super) fn fault(self, problem: impl Into<String>) -> CatalogueError {
        fault(self.text, &self.spanned.span(), self.field, problem.into())
    }

    /// The value when it is a text.
    pub(super) fn text(self) -> Option<&'t str> {
        self.spanned.get_ref().as_str()
    }

    /// The value as a text between quotes.
    pub(super) fn string(self) -> Result<&'t str, CatalogueError> {
        self.text().ok_or_else(|| self.fault("must be a text; write it in double quotes"))
    }

    /// The value as a whole number from `range`.
    pub(super) fn number(self, range: Range<u8>) -> Result<u8, CatalogueError> {
        let DeValue::Integer(integer) = self.spanned.get_ref() else {
            return Err(self.fault(out_of(&range)));
        };
        let number = u8::from_str_radix(integer.as_str(), integer.radix()).ok();
        number.filter(|number| range.contains(number)).ok_or_else(|| self.fault(out_of(&range)))
    }

    /// The value as `true` or `false`.
    pub(super) fn truth(self) -> Result<bool, CatalogueError> {
        self.spanned.get_ref().as_bool().ok_or_else(|| self.fault("must be true or false"))
    }

    /// The values of a list.
    pub(super) fn list(self) -> Result<impl Iterator<Item = TomlValue<'t>>, CatalogueError> {
        let DeValue::Array(values) = self.spanned.get_ref() else {
            return Err(self.fault("must be a list; write it in square brackets"));
        };
        Ok(values.iter().map(move |value| TomlValue { spanned: value, ..self }))
    }

    /// The value when it is a table.
    pub(super) fn table(self) -> Option<TomlTable<'t>> {
        let DeValue::Table(table) = self.spanned.get_ref() else {
            return None;
        };
        Some(TomlTable { text: self.text, fields: table, start: self.spanned.span().start })
    }
}

fn out_of(range: &Range<u8>) -> String {
    format!("must be a whole number from {} to {}", range.start, range.end.saturating_sub(1))
}

/// A fault at a place.
pub(super) fn fault(text: &str, span: &Range<usize>, field: &str, problem: String) -> CatalogueError {
    CatalogueError { line: line_at(text, span.start), field: field.to_owned(), problem }
}

/// The line of a byte, counted from 1.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|b| *b == b'\n').count()
}
