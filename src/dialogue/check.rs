//! Checks: asking, joining one that is under way, waiting, giving up.

use crate::domain::{inquiry::Inquiry, limits::Held, number_rule::Conversion, profile::ProfileNote};
use crate::ports::{Freshness, Inquired};
use crate::view::{Button, Reply, texts::Texts};

use super::draft::Draft;
use super::{Check, CheckId, Context, Conversation, Place, State, Tap, Turn, Wait, bill, failure, home, subject};

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
pub(super) fn begin(mut draft: Draft<'_>, question: Question, line: u8) -> (Draft<'_>, Asked) {
    let id = draft.check_id(line);
    match draft.take_former(id) {
        Some(former) if former.inquiry == question.inquiry => {
            draft.checks.push(former);
            return (draft, Asked::Unchanged);
        }
        Some(former) => draft.set_aside(former),
        None => {}
    }
    if draft.checks.iter().any(|check| check.inquiry == question.inquiry) {
        return (draft, Asked::Joined);
    }
    if draft.checks.len() >= Conversation::MOST_CHECKS {
        return (draft, Asked::Full);
    }
    let Question { inquiry, conversion, freshness } = question;
    let note = ProfileNote::Asked(inquiry.product.clone());
    let (quote, asked_at) = (draft.context.origin.asked(), draft.context.now);
    draft.checks.push(Check { id, shown: false, inquiry, freshness, quote, asker: None, conversion, asked_at });
    (draft.remember(note), Asked::Begun)
}

/// Asks one question; the conversation waits for `after`.
pub(super) fn start(draft: Draft<'_>, question: Question, after: State) -> Turn {
    let inquiry = question.inquiry.clone();
    let (draft, asked) = begin(draft, question, 0);
    let texts = draft.texts();
    let draft = match asked {
        Asked::Begun => {
            let begun = texts.check_begun(subject::product_name(&draft.context, &inquiry.product));
            draft.toast(begun)
        }
        Asked::Unchanged => draft,
        Asked::Joined => draft.word(texts.check_joined()),
        Asked::Full => {
            let reply = full(&draft.context, inquiry);
            draft.show(Place::New, reply)
        }
    };
    draft.wait_for(after)
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
pub(super) fn again(draft: Draft<'_>, state: State, inquiry: Inquiry) -> Turn {
    let Some(product) = draft.context.catalogue.product(&inquiry.product) else {
        return home::product_gone(draft);
    };
    if product.most_months.is_some() != inquiry.period.is_some() {
        return home::stale(draft);
    }
    start(draft, Question { inquiry, conversion: None, freshness: Freshness::Afresh }, state)
}

/// A check takes its time: its message says so. One that is forgotten says nothing.
pub(super) fn waited(draft: Draft<'_>, state: State, id: CheckId, wait: Wait) -> Turn {
    let Some(check) = draft.checks.iter().find(|check| check.id == id) else {
        return draft.wait_for(state);
    };
    let reply = under_way(&draft.context, check, wait);
    draft.show(Place::CheckMessage(id), reply).wait_for(state)
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
fn below_those_above(mut draft: Draft<'_>, id: CheckId) -> Draft<'_> {
    let is_above = |check: &Check| check.id.source == id.source && check.id.line < id.line;
    let (context, mut messages) = (draft.context, Vec::new());
    for check in draft.checks.iter_mut().filter(|check| is_above(check) && !check.has_message(context.now)) {
        check.shown = true;
        messages.push((check.id, under_way(&context, check, Wait::Moment)));
    }
    messages.sort_by_key(|(id, _)| id.line);
    messages.into_iter().fold(draft, |draft, (id, reply)| draft.show(Place::CheckMessage(id), reply))
}

/// A check has its answer. One that is forgotten has none.
pub(super) fn answered(mut draft: Draft<'_>, state: State, id: CheckId, outcome: Inquired) -> Turn {
    let Some(check) = draft.take_check(id) else {
        return draft.wait_for(state);
    };
    let draft = below_those_above(draft, id);
    match outcome {
        Ok(answer) => bill::show(draft, Place::CheckMessage(id), check.inquiry, answer, check.conversion),
        Err(error) => {
            let reply = failure::reply(&draft.context, &check.inquiry, &error);
            draft.show(Place::CheckMessage(id), reply)
        }
    }
    .wait_for(state)
}

/// A check was one too many: when to go on, and a button that does.
pub(super) fn held(mut draft: Draft<'_>, state: State, id: CheckId, held: Held) -> Turn {
    let Some(check) = draft.take_check(id) else {
        return draft.wait_for(state);
    };
    let words = draft.texts().held(held, draft.context.now);
    let html = subject::of_inquiry(&draft.context, &check.inquiry).line().line().text(&words);
    let buttons = vec![again_and_another(draft.texts(), &check.inquiry)];
    draft.show(Place::CheckMessage(id), Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The person gives one check up.
pub(super) fn cancel(mut draft: Draft<'_>, state: State, id: CheckId) -> Turn {
    let Some(check) = draft.take_check(id) else {
        let over = draft.texts().check_over();
        return draft.word(over).wait_for(state);
    };
    let reply = cancelled(&draft.context, &check);
    draft.screen(reply).wait_for(state)
}

/// A check that was given up.
pub(super) fn cancelled(context: &Context<'_>, check: &Check) -> Reply {
    let texts = Texts::of(context.language());
    let html = subject::of_inquiry(context, &check.inquiry).line().line().text(&texts.check_cancelled());
    Reply::with_buttons(html, vec![again_and_another(texts, &check.inquiry)])
}

/// The row that leads on from a check that brought no bill.
pub(super) fn again_and_another(texts: Texts, inquiry: &Inquiry) -> Vec<Button> {
    vec![
        Button::tap(texts.again_button(), Tap::Again(inquiry.clone())),
        Button::tap(texts.another_button(), Tap::Another),
    ]
}

/// The last row of a message that has others.
pub(super) fn another(texts: Texts) -> Vec<Button> {
    vec![Button::tap(texts.another_button(), Tap::Another)]
}
