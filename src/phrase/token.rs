//! The pieces of a text: words, figures, asterisks, with what stands between them and what they mean.

use std::ops::Range;

use crate::domain::period::Period;

use super::words::Sense;

/// A piece of a text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// Where it stands in the plain text, in bytes.
    pub(super) at: Range<usize>,
    /// What stands before it.
    pub(super) gap: Gap,
    /// What a word means; [`Sense::Unknown`] for figures too.
    pub(super) sense: Sense,
    /// What a figure is.
    pub(super) role: FigureRole,
    /// Whether it stands behind a label of customers' numbers.
    pub(super) labelled: bool,
    /// How many digits it holds.
    pub(super) digits: usize,
}

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters only, or a product's code or alias with digits in it.
    Word,
    /// Digits only.
    Digits,
    /// Letters and digits: a contract number, a house number.
    Mixed,
    /// At least four asterisks: where a PIN was.
    Stars,
    /// A number as a spreadsheet shows one that is too wide: `5,14E+11`.
    Exponent,
}

/// What a figure stands for. The module's table says by which evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureRole {
    /// Nothing speaks against a customer's number.
    Free,
    /// By its shape something else, but a number where nothing else is one: `1.160.026`.
    Unlikely(Other),
    /// Something else.
    Other(Other),
    /// A number of months; `None` when no bill can be asked for so many.
    Months(Option<Period>),
    /// A PIN behind its word or in the dialect's place.
    Pin,
    /// Perhaps a PIN, behind a number.
    Tail,
}

/// What figures stand for beside numbers, months and PINs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    Phone,
    Clock,
    Date,
    Amount,
    /// Power, speed, volume, tariff, people, meter stand: how much of something.
    Measure,
    /// A place in a list, a house, a part of an address.
    Place,
    /// NIK, KK, NPWP.
    Identity,
    /// Of a transaction or a token.
    Reference,
    /// `5140****0482`, or a number that a spreadsheet cut.
    Spoilt,
    /// A part of a chat's stamp.
    Sender,
}

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) join: Join,
    /// A plus right before it: a telephone number begins.
    pub(super) plus: bool,
    /// A colon or an equals sign: what stands before is a label.
    pub(super) colon: bool,
    /// How many columns of a table it begins.
    pub(super) columns: u8,
    /// A bracket right before it.
    pub(super) bracket: Bracket,
}

/// The last bracket before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// There is none.
    None,
    Opens,
    Closes,
}

/// How a piece hangs together with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// It begins its line.
    Line,
    /// Nothing stands between.
    Glued,
    /// One sign and no blank.
    Tight(char),
    /// Blanks only.
    Loose,
    /// One sign with blanks around it.
    Spaced(char),
    /// Anything more.
    Hard,
}

impl Token {
    /// Whether it is all digits, and their count is one of `lengths`; its role does not matter.
    pub(super) fn is_group(&self, lengths: std::ops::RangeInclusive<usize>) -> bool {
        self.kind == TokenKind::Digits && lengths.contains(&self.digits)
    }

    pub(super) fn is_figure(&self) -> bool {
        self.kind != TokenKind::Word
    }

    /// Whether nothing is known of it yet.
    pub(super) fn is_free(&self) -> bool {
        self.is_figure() && self.role == FigureRole::Free
    }

    /// 4 to 6 digits, or the asterisks that took their place.
    pub(super) fn is_pin_shaped(&self) -> bool {
        self.kind == TokenKind::Stars || self.is_group(4..=6)
    }
}

impl Gap {
    /// What signs between two pieces say.
    pub(super) fn of(between: &str) -> Self {
        // A plus belongs to the digits right behind it; between blanks it sums up a list.
        let plus = between.ends_with('+');
        let mut gap = Self { join: Join::Glued, plus, colon: false, columns: 0, bracket: Bracket::None };
        let (mut signs, mut blanks, mut first) = (0_usize, false, None);
        for c in between.chars() {
            match c {
                ' ' => {
                    blanks = true;
                    continue;
                }
                ':' | '=' => gap.colon = true,
                '\t' | ';' | '|' | ',' => gap.columns = gap.columns.saturating_add(1),
                ')' | ']' => gap.bracket = Bracket::Closes,
                '(' | '[' => gap.bracket = Bracket::Opens,
                _ => {}
            }
            signs += 1;
            first.get_or_insert(c);
        }
        gap.join = match (signs, blanks, first) {
            (0, false, _) => Join::Glued,
            (0, true, _) => Join::Loose,
            (1, false, Some(sign)) => Join::Tight(sign),
            (1, true, Some(sign)) => Join::Spaced(sign),
            _ => Join::Hard,
        };
        gap
    }

    pub(super) fn opens(&self) -> bool {
        self.bracket == Bracket::Opens
    }

    pub(super) fn closes(&self) -> bool {
        self.bracket == Bracket::Closes
    }

    /// Whether it is one sign of these and nothing else.
    pub(super) fn is_tight(&self, signs: &str) -> bool {
        matches!(self.join, Join::Tight(sign) if signs.contains(sign))
    }

    /// Whether a figure goes on behind it: nothing, a tight sign people part numbers by, or blanks.
    pub(super) fn joins(&self) -> bool {
        let joins = matches!(self.join, Join::Glued | Join::Loose) || self.is_tight(".-/");
        joins && !self.plus && self.bracket == Bracket::None
    }
}
