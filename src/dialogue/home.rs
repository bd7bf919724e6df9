//! The home screen: what can be typed, the families, the customers asked about lately.

use crate::domain::{access::Action, person::ChatKind, product::Family, profile::Recent};
use crate::view::{
    Button, Html, Keyboard, Office, Reply, Tap,
    texts::{Text, Texts},
    tidy,
};

use super::turn_builder::TurnBuilder;
use super::{Context, Place, State, Turn, button_rows, subject};

/// What the examples show: the words people type, and the vendor's own sample numbers.
const EXAMPLES: [(&str, &str); 2] = [("pln", "pln 514040400482"), ("bpjs", "bpjs 0001433177155 1")];
/// A button shows about 30 characters on a small phone; the product's name wants some of them.
const LONGEST_CUSTOMER: usize = 20;

/// Home, where the screen is.
pub(super) fn show(turn: TurnBuilder<'_>) -> Turn {
    let reply = screen(&turn.context, None);
    turn.screen(reply).wait_for(State::Home)
}

/// Home as a new message: what stands above is a bill or an old screen and must stay.
pub(super) fn show_anew(turn: TurnBuilder<'_>) -> Turn {
    let reply = screen(&turn.context, None);
    turn.show(Place::New, reply).wait_for(State::Home)
}

/// A button that means nothing any more leads home.
pub(super) fn stale(turn: TurnBuilder<'_>) -> Turn {
    let text = turn.texts().stale_button();
    astray(turn, text)
}

/// A product that the catalogue has lost leads home.
pub(super) fn product_gone(turn: TurnBuilder<'_>) -> Turn {
    let text = turn.texts().product_gone();
    astray(turn, text)
}

/// Home below a few words, as a new message.
pub(super) fn welcome(turn: TurnBuilder<'_>, words: &Text) -> Turn {
    let reply = screen(&turn.context, Some(words));
    turn.show(Place::New, reply).wait_for(State::Home)
}

fn astray(turn: TurnBuilder<'_>, text: Text) -> Turn {
    let reply = screen(&turn.context, (!turn.was_pressed()).then_some(&text));
    turn.toast(text).show(Place::New, reply).wait_for(State::Home)
}

/// The home screen, below a few words when there are any.
fn screen(context: &Context<'_>, words: Option<&Text>) -> Reply {
    let texts = Texts::of(context.language());
    let mut html = Html::new();
    if let Some(words) = words {
        html = html.text(words).line().line();
    }
    html = html.bold(&texts.home_title()).line().text(&texts.home_example()).line();
    html = html.html(&examples(context)).line().line().text(&texts.home_choose());
    Reply::with_buttons(html, buttons(context, texts))
}

/// Lines to copy and change.
pub(super) fn examples(context: &Context<'_>) -> Html {
    let mut html = Html::new();
    let known = EXAMPLES.iter().filter(|(word, _)| context.catalogue.named(word).is_some());
    for (index, (_, example)) in known.enumerate() {
        if index > 0 {
            html = html.line();
        }
        // In a group only commands and replies reach the bot.
        html = match context.chat {
            ChatKind::Private => html.code(example),
            ChatKind::Group => html.code(&format!("/cek {example}")),
        };
    }
    html
}

fn buttons(context: &Context<'_>, texts: Texts) -> Keyboard {
    let mut rows = families(context, texts);
    let mut last = vec![Button::tap(texts.help_button(), Tap::Help)];
    if context.chat == ChatKind::Private {
        if context.visitor.may(Action::Customers) {
            rows.extend(context.profile.recent.iter().filter_map(|recent| recent_button(context, texts, recent)));
        }
        last.push(Button::tap(texts.languages_button(), Tap::Languages));
    }
    rows.extend(office(context, texts));
    rows.push(last);
    rows
}

/// The way to the office, for those who may go there.
fn office(context: &Context<'_>, texts: Texts) -> Option<Vec<Button>> {
    context.visitor.may(Action::Members).then(|| {
        vec![
            Button::tap(texts.members_button(), Tap::Office(Office::Members(0))),
            Button::tap(texts.groups_button(), Tap::Office(Office::Groups(0))),
        ]
    })
}

/// The families, two in a row.
pub(super) fn families(context: &Context<'_>, texts: Texts) -> Keyboard {
    let button = |family: Family| Button::tap(texts.family(family), Tap::Family(family));
    button_rows::grid(context.catalogue.families().map(button), 2)
}

fn recent_button(context: &Context<'_>, texts: Texts, recent: &Recent) -> Option<Vec<Button>> {
    let inquiry = &recent.inquiry;
    context.catalogue.product(&inquiry.product)?;
    let product = subject::product_name(context, &inquiry.product);
    let name = recent.name.as_deref().unwrap_or(inquiry.account.as_str());
    let label = texts.recent_button(&tidy(name, LONGEST_CUSTOMER), product);
    let tap = Tap::Ask { product: inquiry.product.clone(), account: inquiry.account.clone(), period: inquiry.period };
    Some(vec![Button::tap(label, tap)])
}
