//! Rows as lines of fixed width: labels left, values right.

use std::borrow::Cow;

use crate::view::tidy;

/// What a phone of 320 px shows without breaking the line.
pub(super) const WIDTH: usize = 30;
/// The longest label; a biller's own may be longer.
pub(super) const LONGEST_LABEL: usize = 16;

/// A row: what it is and what the biller says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CardRow {
    pub(super) label: Cow<'static, str>,
    pub(super) value: String,
}

impl CardRow {
    pub(super) fn new(label: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// Numbers the rows whose labels would look the same, so that two things never bear one name.
pub(super) fn tell_apart(rows: &mut [CardRow]) {
    let seen: Vec<String> = rows.iter().map(|row| tidy::tidy(&row.label, LONGEST_LABEL).to_lowercase()).collect();
    for (at, label) in seen.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
        let before = seen[..at].iter().filter(|other| *other == label).count();
        if before > 0 || seen[at + 1..].contains(label) {
            let number = format!(" {}", before + 1);
            let room = LONGEST_LABEL - number.chars().count().min(LONGEST_LABEL);
            rows[at].label = Cow::Owned(tidy::tidy(&rows[at].label, room) + &number);
        }
    }
}

/// The rows as lines of one width, at most [`WIDTH`]. Values that do not fit beside their label
/// are wrapped on words and stay right.
#[must_use]
pub(super) fn lay_out(rows: &[CardRow]) -> String {
    let rows: Vec<(String, &str)> =
        rows.iter().map(|row| (tidy::tidy(&row.label, LONGEST_LABEL), row.value.as_str())).collect();
    let width = width_of(&rows);
    let mut lines = String::with_capacity(rows.len() * (WIDTH + 1));
    for (label, value) in &rows {
        let room = width - label.chars().count() - 1;
        let mut left = label.as_str();
        for part in tidy::wrap(value, room) {
            if !lines.is_empty() {
                lines.push('\n');
            }
            push_line(&mut lines, left, &part, width);
            left = "";
        }
    }
    lines
}

/// Wide enough for the longest label beside the longest value.
fn width_of(rows: &[(String, &str)]) -> usize {
    let lengths = || rows.iter().map(|(label, value)| (label.chars().count(), value.chars().count()));
    let labels = lengths().map(|(label, _)| label).max().unwrap_or(0);
    let values = lengths().map(|(_, value)| value).max().unwrap_or(0);
    let rows = lengths().map(|(label, value)| label + 1 + value).max().unwrap_or(0);
    (labels + values).max(rows).min(WIDTH)
}

fn push_line(lines: &mut String, left: &str, right: &str, width: usize) {
    lines.push_str(left);
    let gap = width.saturating_sub(left.chars().count() + right.chars().count());
    lines.extend(std::iter::repeat_n(' ', gap));
    lines.push_str(right);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_right_and_long_ones_wrap() {
        let rows =
            [CardRow::new("Status", "BELUM DIBAYAR"), CardRow::new("Perusahaan", "PT Wahana Ottomitra Multiartha Tbk")];
        let expected = "Status           BELUM DIBAYAR\nPerusahaan PT Wahana Ottomitra\n                Multiartha Tbk";
        assert_eq!(lay_out(&rows), expected);
    }

    #[test]
    fn rows_of_one_label_are_told_apart() {
        let mut rows = ["Tagihan", "Saluran TV tambahan A", "tagihan", "Saluran TV tambahan B", "Total", "", ""]
            .map(|label| CardRow::new(label, "Rp1"));
        tell_apart(&mut rows);
        let labels = rows.map(|row| row.label);
        assert_eq!(labels, ["Tagihan 1", "Saluran TV ta… 1", "tagihan 2", "Saluran TV ta… 2", "Total", "", ""]);
    }

    #[test]
    fn a_narrow_table_stays_narrow() {
        let rows = [CardRow::new("Total", "Rp0")];
        assert_eq!(lay_out(&rows), "Total Rp0");
    }
}
