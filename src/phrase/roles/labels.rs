//! Figures that a word before them announces: `hp 0812..`, `Periode : 202611`, `RT 05`, `pin 1234`.

use super::super::token::{FigureRole, Join, Other, Token, TokenKind};
use super::super::words::{FigureLabel, Sense, Unit};
use super::line::MarkedLine;
use super::{amounts, phones};

/// Words that may stand between "pin" and the PIN: `pin transaksi saya 1234`.
const WORDS_TO_PIN: usize = 3;
/// Words that may stand between a label and its figure; behind a colon none.
const WORDS_TO_FIGURE: usize = 3;

/// Marks the PINs that a word announces; two behind one word are an old and a new one.
pub(super) fn mark_pins(line: &mut MarkedLine<'_, '_>) {
    let mut since: Option<usize> = None;
    let mut found = false;
    for token in line.tokens.iter_mut() {
        if token.kind == TokenKind::Word {
            // To a second PIN only little words lead: `pin 1234 jadi 8888`.
            let leads = |words: &usize| *words <= WORDS_TO_PIN && !(found && token.sense != Sense::Filler);
            since = match token.sense {
                Sense::Label(FigureLabel::Pin) => Some(0),
                _ => since.map(|words| words + 1).filter(leads),
            };
            found &= since.is_some();
        } else if since.is_some() && token.is_pin_shaped() && token.is_free() {
            token.role = FigureRole::Pin;
            (since, found) = (Some(0), true);
        } else {
            (since, found) = (None, false);
        }
    }
}

/// A label that waits for its figure.
#[derive(Clone, Copy)]
struct Open {
    label: FigureLabel,
    /// Whether a colon stands behind it.
    colon: bool,
    /// Words since.
    words: usize,
    /// The token of its last word.
    at: usize,
}

/// Marks what labels announce.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>) {
    let mut open: Option<Open> = None;
    let mut at = 0;
    while at < line.tokens.len() {
        let token = &line.tokens[at];
        if let Some(open) = open.as_mut().filter(|_| token.gap.colon) {
            open.colon = true;
            open.words = 0;
        }
        if token.role == FigureRole::Other(Other::Sender) {
            open = None;
        } else if token.kind == TokenKind::Word {
            open = after_word(line, at, open);
        } else if let Some(label) = open {
            let end = give(line, at, label);
            // A colon's label holds for all that stands behind it: `Periode : 202609, 202610`.
            let holds =
                |open: &Open| (open.colon && end > at && holds_on(open.label)) || open.label == FigureLabel::Address;
            open = open.filter(holds);
            at = end.max(at + 1);
            continue;
        }
        at += 1;
    }
}

/// The label that waits for a figure once the word at `at` is read.
fn after_word(line: &mut MarkedLine<'_, '_>, at: usize, open: Option<Open>) -> Option<Open> {
    let token = &line.tokens[at];
    // What stands in another column is about something else.
    let open = open.filter(|_| token.gap.columns == 0);
    let begins = |label| Some(Open { label, colon: false, words: 0, at });
    let near = open.filter(|open| open.at + 1 == at && !open.colon);
    let says = !matches!(token.sense, Sense::Unknown | Sense::Filler | Sense::Neutral);
    if (open.is_some() || says) && line.names(at) {
        return None;
    }
    match token.sense {
        // Of a person all words are a name, of an address all are that.
        _ if open.is_some_and(|open| {
            matches!(open.label, FigureLabel::Name | FigureLabel::Address) && token.gap.columns == 0
        }) && token.sense == Sense::Unknown =>
        {
            line.tokens[at].role = FigureRole::Other(Other::Sender);
            open
        }
        Sense::Label(label) => match (near.map(|open| open.label), label) {
            // `nama pelanggan`, `hp pelanggan`, `alamat rumah`, `stand meter`: the first says more.
            (
                Some(
                    first @ (FigureLabel::Name
                    | FigureLabel::Contact
                    | FigureLabel::Address
                    | FigureLabel::Stand
                    | FigureLabel::Identity
                    | FigureLabel::Period
                    | FigureLabel::Reference
                    | FigureLabel::Meter),
                ),
                FigureLabel::Customer
                | FigureLabel::PlnCustomer
                | FigureLabel::Meter
                | FigureLabel::House
                | FigureLabel::Bill
                | FigureLabel::Reference
                | FigureLabel::Contact,
            ) => begins(first),
            _ => begins(label),
        },
        // `no va 88888..`, when no power stands before it.
        Sense::Unit(Unit::Power) if token.at.len() == 2 && !is_unit(line, at) => begins(FigureLabel::Customer),
        // `jumlah bulan : 3` says how many, `bulan 11` which.
        Sense::Unit(Unit::Months)
            if !is_unit(line, at) && near.is_none_or(|open| open.label != FigureLabel::Amount) =>
        {
            begins(FigureLabel::Period)
        }
        Sense::Unit(_) | Sense::Month(_) => open,
        Sense::Neutral => near.or(None).or_else(|| open.filter(|open| open.words < WORDS_TO_FIGURE)),
        _ => open.map(|open| Open { words: open.words + 1, ..open }).filter(|open| {
            let most = if open.colon || token.sense == Sense::Filler { WORDS_TO_FIGURE } else { 1 };
            open.words <= most || matches!(open.label, FigureLabel::Name | FigureLabel::Address)
        }),
    }
}

/// Whether a unit's word counts a figure before it.
fn is_unit(line: &MarkedLine<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(line.tokens[before].role, FigureRole::Other(Other::Measure | Other::Date) | FigureRole::Months(_))
    })
}

/// Whether all figures behind the label's colon are its own.
fn holds_on(label: FigureLabel) -> bool {
    matches!(
        label,
        FigureLabel::Period
            | FigureLabel::Date
            | FigureLabel::Clock
            | FigureLabel::Stand
            | FigureLabel::Power
            | FigureLabel::Volume
            | FigureLabel::House
    )
}

/// Gives the figure at `at`, and those that go on behind it, the label's role. Returns where they end; `at` itself when
/// the label cannot speak of such a figure.
fn give(line: &mut MarkedLine<'_, '_>, at: usize, open: Open) -> usize {
    let Some(end) = reach(line, at, open) else {
        return at;
    };
    match open.label {
        FigureLabel::Customer | FigureLabel::PlnCustomer => line.tokens[at].labelled = true,
        label => {
            if let Some(role) = role_of(label) {
                line.give(at..end, role);
            }
        }
    }
    end
}

/// What a label makes of its figures.
fn role_of(label: FigureLabel) -> Option<FigureRole> {
    Some(match label {
        FigureLabel::Meter => FigureRole::Unlikely(Other::Reference),
        FigureLabel::Contact => FigureRole::Other(Other::Phone),
        FigureLabel::Amount | FigureLabel::Bill => FigureRole::Other(Other::Amount),
        FigureLabel::Date | FigureLabel::Period => FigureRole::Other(Other::Date),
        FigureLabel::Clock => FigureRole::Other(Other::Clock),
        FigureLabel::Stand | FigureLabel::Power | FigureLabel::Volume | FigureLabel::People => {
            FigureRole::Other(Other::Measure)
        }
        FigureLabel::House | FigureLabel::Address | FigureLabel::Name => FigureRole::Other(Other::Place),
        FigureLabel::Reference | FigureLabel::Account => FigureRole::Other(Other::Reference),
        FigureLabel::Identity => FigureRole::Unlikely(Other::Identity),
        FigureLabel::Customer | FigureLabel::PlnCustomer | FigureLabel::Pin => return None,
    })
}

/// Where the figures end that a label can speak of; `None` when it cannot speak of the first.
fn reach(line: &MarkedLine<'_, '_>, at: usize, open: Open) -> Option<usize> {
    let token = &line.tokens[at];
    if !token.is_free() || token.kind == TokenKind::Stars {
        return None;
    }
    let fits = |most: usize| (token.digits <= most).then(|| chain(line, at, most));
    match open.label {
        FigureLabel::Customer | FigureLabel::PlnCustomer => Some(at + 1),
        FigureLabel::Contact => Some(phones::labelled(line, at)),
        FigureLabel::Amount => sum(line, at, if open.colon || is_currency(line, at) { 9 } else { 6 }),
        FigureLabel::Bill => sum(line, at, if open.colon { 8 } else { 3 }),
        // `periode 3` may be a number of months; the place behind the number tells.
        FigureLabel::Period
            if token.is_group(1..=2) && !hangs_on(line.tokens.get(at + 1)) && !is_month_word(line, at) =>
        {
            None
        }
        // Behind a month's name stands its year or something else.
        FigureLabel::Period | FigureLabel::Date if at > 0 && matches!(line.tokens[at - 1].sense, Sense::Month(_)) => {
            fits(4)
        }
        FigureLabel::Period => fits(6),
        FigureLabel::Date | FigureLabel::Clock | FigureLabel::Stand => fits(8),
        FigureLabel::Power | FigureLabel::Volume => sum(line, at, 6).or_else(|| fits(6)),
        FigureLabel::People | FigureLabel::Name => fits(3),
        FigureLabel::House | FigureLabel::Address => fits(5),
        FigureLabel::Reference => Some(fours(line, reference(line, at), at)),
        FigureLabel::Account if line.tokens.iter().all(|token| token.sense != Sense::Bank) => None,
        FigureLabel::Meter | FigureLabel::Identity | FigureLabel::Account => Some(chain(line, at, usize::MAX)),
        FigureLabel::Pin => None,
    }
}

/// Whether the currency stands right before the figure: then it is money, however much.
fn is_currency(line: &MarkedLine<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(line.lower(before), "rp" | "idr"))
}

/// Whether "bulan" announces the figure: then it is a month of the year, or a doubt.
fn is_month_word(line: &MarkedLine<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(line.tokens[before].sense, Sense::Unit(Unit::Months)))
}

/// Where an amount ends, written with dots or without; `None` when it is none.
fn sum(line: &MarkedLine<'_, '_>, at: usize, most: usize) -> Option<usize> {
    amounts::thousands(line, at).or_else(|| {
        let fraction = line.is_tight(at + 1, ".,") && line.is_group(at + 1, 1..=2);
        amounts::is_amount(line, at, most).then_some(if fraction { at + 2 } else { at + 1 })
    })
}

/// Where groups of four end that go on by blanks, as a token is printed: `1234 5678 9012 3456 7890`.
fn fours(line: &MarkedLine<'_, '_>, end: usize, start: usize) -> usize {
    let is_four = |at: usize| line.is_group(at, 4..=4) && line.tokens[at].gap.joins();
    let more = (end..line.tokens.len()).take_while(|at| is_four(*at)).count();
    if line.is_group(start, 4..=4) { end + more } else { end }
}

/// Where a reference ends, words within it and all: `INV/20261123/XXVI/XI/1234567890`.
fn reference(line: &MarkedLine<'_, '_>, at: usize) -> usize {
    let mut end = chain(line, at, usize::MAX);
    loop {
        let words =
            line.tokens[end..].iter().take_while(|next| next.kind == TokenKind::Word && next.gap.is_tight("/-"));
        let behind = end + words.count();
        if behind == end || !hangs_on(line.tokens.get(behind)) || !line.tokens[behind].is_free() {
            return end;
        }
        end = chain(line, behind, usize::MAX);
    }
}

/// Where the groups end that hang together from a place on, none of them longer than `most`.
fn chain(line: &MarkedLine<'_, '_>, at: usize, most: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = line.tokens.get(end) {
        let goes_on = next.is_free() && next.kind != TokenKind::Stars && next.digits <= most && hangs_on(Some(next));
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

fn hangs_on(next: Option<&Token>) -> bool {
    next.is_some_and(|next| {
        next.is_figure()
            && matches!(next.gap.join, Join::Glued | Join::Tight('.' | '-' | '/' | ':' | ',') | Join::Spaced('-' | '/'))
    })
}
