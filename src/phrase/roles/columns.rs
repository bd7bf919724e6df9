//! Tables as text: a header names the columns of the rows below it.

use super::super::token::{FigureRole, Other, TokenKind};
use super::super::words::{FigureLabel, Sense};
use super::line::MarkedLine;

/// What a header says of its columns.
pub(super) struct Header {
    columns: Vec<Column>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Customer,
    /// Not customers' numbers.
    Else(Other),
    Unsaid,
}

/// Remembers a header, or marks the figures of a row below one.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>, header: &mut Option<Header>) {
    let width: usize = line.tokens.iter().map(|token| usize::from(token.gap.columns)).sum();
    if width == 0 {
        return;
    }
    if line.tokens.iter().all(|token| token.kind == TokenKind::Word) {
        *header = Header::of(line).or_else(|| header.take());
        return;
    }
    let Some(header) = header.as_ref().filter(|header| header.columns.len() > width) else {
        return;
    };
    let mut column = 0;
    for at in 0..line.tokens.len() {
        column += usize::from(line.tokens[at].gap.columns);
        match header.columns.get(column) {
            Some(Column::Customer) => line.tokens[at].labelled |= line.tokens[at].is_free(),
            Some(Column::Else(other)) => line.give(at..at + 1, FigureRole::Other(*other)),
            Some(Column::Unsaid) | None => {}
        }
    }
}

impl Header {
    /// Reads a line of words; `None` when none of them names a column of customers' numbers.
    fn of(line: &MarkedLine<'_, '_>) -> Option<Self> {
        let mut columns = vec![Column::Unsaid];
        for at in 0..line.tokens.len() {
            let token = &line.tokens[at];
            columns.resize(columns.len() + usize::from(token.gap.columns), Column::Unsaid);
            if let (Some(column @ Column::Unsaid), said) = (columns.last_mut(), said(token.sense)) {
                *column = said;
            }
        }
        columns.contains(&Column::Customer).then_some(Self { columns })
    }
}

/// What a word over a column says of it. A bare "No" counts the rows, unless a word behind it says more.
fn said(sense: Sense) -> Column {
    match sense {
        Sense::Label(FigureLabel::Customer | FigureLabel::PlnCustomer) => Column::Customer,
        Sense::Label(FigureLabel::Contact) => Column::Else(Other::Phone),
        Sense::Label(FigureLabel::Amount | FigureLabel::Bill) => Column::Else(Other::Amount),
        Sense::Label(FigureLabel::Date | FigureLabel::Period | FigureLabel::Clock) => Column::Else(Other::Date),
        Sense::Label(FigureLabel::Stand | FigureLabel::Power | FigureLabel::Volume | FigureLabel::People) => {
            Column::Else(Other::Measure)
        }
        Sense::Label(FigureLabel::House | FigureLabel::Address | FigureLabel::Name) => Column::Else(Other::Place),
        Sense::Label(FigureLabel::Reference | FigureLabel::Meter) => Column::Else(Other::Reference),
        Sense::Label(FigureLabel::Identity) => Column::Else(Other::Identity),
        _ => Column::Unsaid,
    }
}
