//! The bill: what is shown to whom, and where it leads.

use crate::domain::{
    access::Action,
    bill::Answer,
    inquiry::Inquiry,
    number_rule::Conversion,
    profile::{ProfileNote, Recent},
};
use crate::view::{
    Button, Keyboard, Reply, Tap,
    bill_card::{Card, name_of},
    texts::Texts,
};

use super::turn_builder::TurnBuilder;
use super::{Context, Place, State, Turn, button_rows};

/// Shows a bill; in private the customer is remembered.
pub(super) fn show(
    turn: TurnBuilder<'_>,
    place: Place,
    inquiry: Inquiry,
    answer: Answer,
    conversion: Option<Conversion>,
) -> TurnBuilder<'_> {
    let context = turn.context;
    let card = card(&context, &inquiry, &answer, conversion);
    let html = card.html_at(context.reader(), context.now);
    if context.reader().in_group {
        let buttons = group_buttons(&context, inquiry, answer);
        return turn.show(place, Reply::with_buttons(html, buttons));
    }
    let buttons = private_buttons(&context, &card);
    if !context.visitor.may(Action::Customers) {
        return turn.show(place, Reply::with_buttons(html, buttons));
    }
    let name = answer.bills.first().and_then(name_of);
    let recent = Recent { inquiry, name, at: Some(answer.as_of) };
    turn.show(place, Reply::with_buttons(html, buttons)).remember(ProfileNote::Seen(recent))
}

/// The asker wants the whole bill: an alert only they see, or the card where nobody reads along.
pub(super) fn reveal(turn: TurnBuilder<'_>, state: State, inquiry: Inquiry, answer: Answer) -> Turn {
    if !turn.in_group() {
        return show(turn, Place::New, inquiry, answer, None).wait_for(state);
    }
    let essentials = card(&turn.context, &inquiry, &answer, None).alert(turn.context.language());
    // Without a press there is nobody to show an alert to, and a group must not read this.
    turn.private_alert(essentials).wait_for(state)
}

fn card<'c>(
    context: &Context<'c>,
    inquiry: &'c Inquiry,
    answer: &'c Answer,
    conversion: Option<Conversion>,
) -> Card<'c> {
    Card { product: context.catalogue.product(&inquiry.product), inquiry, answer, conversion }
}

fn private_buttons(context: &Context<'_>, card: &Card<'_>) -> Keyboard {
    let texts = Texts::of(context.language());
    let mut row = vec![
        Button::tap(texts.again_button(), Tap::Again(card.inquiry.clone())),
        Button::copy(texts.copy_button(), card.summary(context.language())),
    ];
    row.extend(button_rows::next_and_menu(context, &card.inquiry.product));
    vec![row]
}

/// In a group the text of a copy button would be everybody's: there is none.
fn group_buttons(context: &Context<'_>, inquiry: Inquiry, answer: Answer) -> Keyboard {
    let texts = Texts::of(context.language());
    let mut leads_on = vec![Button::tap(texts.again_button(), Tap::Again(inquiry.clone()))];
    leads_on.extend(button_rows::next_and_menu(context, &inquiry.product));
    let reveal = Tap::Reveal(inquiry, Box::new(answer));
    let mut whole = vec![Button::tap(texts.reveal_button(), reveal.clone())];
    // A group's guest is a stranger elsewhere.
    whole.extend(context.visitor.may_in_private().then(|| Button::privately(texts.private_button(), reveal)));
    vec![whole, leads_on]
}
