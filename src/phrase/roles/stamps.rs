//! What chats put before a copied message: when it came and from whom. `WhatsApp` on phones, its Web and desktop
//! programs, and Telegram each have their own form.

use super::super::token::{FigureRole, Join, Other};
use super::calendar;
use super::line::MarkedLine;

/// The most tokens of a sender's name or telephone number.
const LONGEST_SENDER: usize = 8;

/// Marks the stamp at the start of a line, and its sender.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>) {
    let Some((start, end)) = stamp(line) else {
        return;
    };
    line.give(start..end, FigureRole::Other(Other::Date));
    // Telegram's desktop puts the name before the stamp: `Indah, [23/11/2026 10:31]`.
    line.tokens[..start].iter_mut().for_each(|token| token.role = FigureRole::Other(Other::Sender));
    let Some(next) = line.tokens.get(end) else {
        return;
    };
    let names_sender = next.gap.closes() || matches!(next.gap.join, Join::Spaced('-') | Join::Tight('-') | Join::Hard);
    let colon = line.tokens.iter().skip(end + 1).take(LONGEST_SENDER).position(|token| token.gap.colon);
    if let Some(length) = colon.filter(|_| names_sender && start == 0) {
        let sender = &mut line.tokens[end..=end + length];
        for token in sender {
            token.role = FigureRole::Other(Other::Sender);
        }
    }
}

/// Where a day and a time of day stand together: at the start of the line, or in brackets behind a name.
fn stamp(line: &MarkedLine<'_, '_>) -> Option<(usize, usize)> {
    let bracket = || {
        let opens = line.tokens.iter().take(LONGEST_SENDER).position(|token| token.gap.opens() && token.is_figure());
        opens.and_then(|at| Some((at, calendar::moment(line, at)?)))
    };
    calendar::moment(line, 0).map(|end| (0, end)).or_else(bracket)
}
