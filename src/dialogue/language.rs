//! Choosing a language. It is the person's, in every chat.

use crate::domain::{language::Language, profile::ProfileNote};
use crate::view::{Button, Html, Keyboard, Reply, Tap, texts::Texts};

use super::turn_builder::TurnBuilder;
use super::{State, Turn, button_rows};

/// The languages, each by its own name.
pub(super) fn choose(turn: TurnBuilder<'_>, state: State) -> Turn {
    let texts = turn.texts();
    let button = |language: Language| vec![Button::tap(Texts::of(language).language_name(), Tap::Speak(language))];
    let mut buttons: Keyboard = Language::ALL.into_iter().map(button).collect();
    buttons.extend(button_rows::home(texts));
    let html = Html::new().bold(&texts.language_choose());
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// A language was chosen: it is spoken at once, and what the bot waits for stays.
pub(super) fn speak(turn: TurnBuilder<'_>, state: State, language: Language) -> Turn {
    let texts = Texts::of(language);
    let html = Html::new().text(&texts.language_chosen());
    turn.remember(ProfileNote::Language(language))
        .screen(Reply::with_buttons(html, button_rows::home(texts)))
        .wait_for(state)
}
