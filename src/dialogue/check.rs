//! Checks: asking, joining one that is under way, waiting, giving up.

use crate::domain::{
    inquiry::Inquiry, limits::Held, number_rule::Conversion, profile::ProfileNote, replied_to::RepliedTo,
};
use crate::ports::{Freshness, Inquired};
use crate::view::{Button, Reply, Tap, texts::Texts};

use chrono::TimeDelta;

use super::turn_builder::TurnBuilder;
use super::{Check, Context, Conversation, Place, State, Turn, Wait, bill, failure, home, subject};
use super::{button_rows, given_up};
use crate::domain::check_id::CheckId;

/// What is to be asked.
pub(super) struct Question {
    pub(super) inquiry: Inquiry,
    pub(super) conversion: Option<Conversion>,
    pub(super) freshness: Freshness,
}

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It is on its way.
    Begun,
    /// It was on its way already, under this very name: nothing changed.
    Unchanged,
    /// An equal one is on its way: its answer will do.
    Joined,
    /// As many as can be are on their way.
    Full,
}

/// Puts a question among the checks under way, named for this line of the message or press.
pub(super) fn begin(mut turn: TurnBuilder<'_>, question: Question, line: u8) -> (TurnBuilder<'_>, Asked) {
    let id = turn.check_id(line);
    match turn.take_former(id) {
        Some(former) if former.inquiry == question.inquiry => {
            turn.checks.push(former);
            return (turn, Asked::Unchanged);
        }
        Some(former) => turn.set_aside(former),
        None => {}
    }
    if turn.checks.iter().any(|check| check.inquiry == question.inquiry) {
        return (turn, Asked::Joined);
    }
    if turn.checks.len() >= Conversation::MOST_CHECKS {
        return (turn, Asked::Full);
    }
    let Question { inquiry, conversion, freshness } = question;
    let note = ProfileNote::Asked(inquiry.product.clone());
    let (quote, asked_at) = (turn.context.origin.question().map(RepliedTo::whole), turn.context.now);
    turn.checks.push(Check { id, shown: false, inquiry, freshness, quote, asker: None, conversion, asked_at });
    (turn.remember(note), Asked::Begun)
}

/// Asks one question; the conversation waits for `after`.
pub(super) fn start(turn: TurnBuilder<'_>, question: Question, after: State) -> Turn {
    let inquiry = question.inquiry.clone();
    let (turn, asked) = begin(turn, question, 0);
    let texts = turn.texts();
    let turn = match asked {
        Asked::Begun => {
            let begun = texts.check_begun(subject::product_name(&turn.context, &inquiry.product));
            turn.toast(begun)
        }
        Asked::Unchanged => turn,
        Asked::Joined => turn.word(texts.check_joined()),
        Asked::Full => {
            let reply = full(&turn.context, inquiry);
            turn.show(Place::New, reply)
        }
    };
    turn.wait_for(after)
}

/// There is no room: a button keeps the question.
fn full(context: &Context<'_>, inquiry: Inquiry) -> Reply {
    let texts = Texts::of(context.language());
    let html = subject::of_inquiry(context, &inquiry).line().line().text(&texts.check_full(Conversation::MOST_CHECKS));
    let label = texts.check_button(subject::product_name(context, &inquiry.product));
    let Inquiry { product, account, period } = inquiry;
    Reply::with_buttons(html, vec![vec![Button::tap(label, Tap::Ask { product, account, period })]])
}

/// "Cek ulang": the same question, afresh.
pub(super) fn again(turn: TurnBuilder<'_>, state: State, inquiry: Inquiry) -> Turn {
    let Some(product) = turn.context.catalogue.product(&inquiry.product) else {
        return home::product_gone(turn);
    };
    if product.most_months.is_some() != inquiry.period.is_some() {
        return home::stale(turn);
    }
    if let Some(age) = just_checked(&turn.context, &inquiry) {
        let told = turn.texts().just_checked(age.num_seconds().max(1));
        return turn.word(told).wait_for(state);
    }
    start(turn, Question { inquiry, conversion: None, freshness: Freshness::Afresh }, state)
}

/// How old the answer is that the person has just seen, while it is too new to be asked for again.
fn just_checked(context: &Context<'_>, inquiry: &Inquiry) -> Option<TimeDelta> {
    let seen = context.profile.recent.iter().find(|recent| recent.inquiry == *inquiry)?;
    let age = context.now - seen.at?;
    (!context.reader().in_group && (TimeDelta::zero()..Freshness::TOO_NEW_TO_REPEAT).contains(&age)).then_some(age)
}

/// A check takes its time: its message says so. One that is forgotten says nothing.
pub(super) fn waited(turn: TurnBuilder<'_>, state: State, id: CheckId, wait: Wait) -> Turn {
    let Some(check) = turn.checks.iter().find(|check| check.id == id) else {
        return turn.wait_for(state);
    };
    let reply = under_way(&turn.context, check, wait);
    turn.show(Place::CheckMessage(id), reply).wait_for(state)
}

fn under_way(context: &Context<'_>, check: &Check, wait: Wait) -> Reply {
    let texts = Texts::of(context.language());
    let words = match wait {
        Wait::Moment => texts.check_wait(),
        Wait::Long => texts.check_slow(Check::LAST_WORD_SECONDS),
    };
    let html = subject::of_inquiry(context, &check.inquiry).line().line().text(&words);
    Reply::with_buttons(html, vec![vec![Button::tap(texts.cancel_button(), Tap::CancelCheck(check.id))]])
}

/// Cards come in the order of the list: whatever stands above this one and has no message yet gets one first, in which
/// its own answer will stand.
fn below_those_above(mut turn: TurnBuilder<'_>, id: CheckId) -> TurnBuilder<'_> {
    let is_above = |check: &Check| check.id.source == id.source && check.id.line < id.line;
    let (context, mut messages) = (turn.context, Vec::new());
    for check in turn.checks.iter_mut().filter(|check| is_above(check) && !check.has_message(context.now)) {
        check.shown = true;
        messages.push((check.id, under_way(&context, check, Wait::Moment)));
    }
    messages.sort_by_key(|(id, _)| id.line);
    messages.into_iter().fold(turn, |turn, (id, reply)| turn.show(Place::CheckMessage(id), reply))
}

/// A check has its answer. One that is forgotten has none.
pub(super) fn answered(mut turn: TurnBuilder<'_>, state: State, id: CheckId, outcome: Inquired) -> Turn {
    let Some(check) = turn.take_check(id) else {
        return turn.wait_for(state);
    };
    let turn = below_those_above(turn, id);
    match outcome {
        Ok(answer) => bill::show(turn, Place::CheckMessage(id), check.inquiry, answer, check.conversion),
        Err(error) => {
            let reply = failure::reply(&turn.context, &check.inquiry, &error);
            turn.show(Place::CheckMessage(id), reply)
        }
    }
    .wait_for(state)
}

/// A check was one too many: when to go on, and a button that does.
pub(super) fn held(mut turn: TurnBuilder<'_>, state: State, id: CheckId, held: Held) -> Turn {
    let Some(check) = turn.take_check(id) else {
        return turn.wait_for(state);
    };
    let words = turn.texts().held(held, turn.context.now);
    let html = subject::of_inquiry(&turn.context, &check.inquiry).line().line().text(&words);
    let buttons = vec![button_rows::again_and_another(turn.texts(), &check.inquiry)];
    turn.show(Place::CheckMessage(id), Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The person gives one check up.
pub(super) fn cancel(mut turn: TurnBuilder<'_>, state: State, id: CheckId) -> Turn {
    let Some(check) = turn.take_check(id) else {
        let over = turn.texts().check_over();
        return turn.word(over).wait_for(state);
    };
    let reply = given_up::reply(&turn.context, &check);
    turn.screen(reply).wait_for(state)
}
