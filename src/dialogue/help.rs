//! The help, and hints for what the bot cannot read.

use crate::domain::access::Action;
use crate::domain::person::ChatKind;
use crate::phrase::Phrase;
use crate::view::{Html, Reply};

use super::turn_builder::TurnBuilder;
use super::{State, Turn, button_rows, home};

/// How to use the bot.
pub(super) fn show(turn: TurnBuilder<'_>, state: State) -> Turn {
    let texts = turn.texts();
    let mut html = Html::new().bold(&texts.help_title()).line().line().text(&texts.help_typed()).line();
    html = html.html(&home::examples(&turn.context));
    let paragraphs = [
        texts.help_lines(Phrase::MOST_LINES),
        texts.help_number(),
        texts.help_edit(),
        texts.help_cancel(),
        texts.help_scope(),
    ];
    for paragraph in paragraphs {
        html = html.line().line().text(&paragraph);
    }
    let html = rights(&turn, html);
    turn.screen(Reply::with_buttons(html, button_rows::home(texts))).wait_for(state)
}

/// What the person is, and what that lets them do beyond checking.
fn rights(turn: &TurnBuilder<'_>, mut html: Html) -> Html {
    let (texts, standing) = (turn.texts(), turn.context.visitor.standing);
    if let Some(role) = standing.role.filter(|_| !standing.guest) {
        html = html.line().line().text(&texts.help_role(role));
    }
    if standing.may(Action::Members) {
        html = html.line().text(&texts.help_office());
    }
    if standing.may(Action::Groups) {
        html = html.line().text(&texts.help_group());
    }
    html
}

/// A photo, a voice note, a sticker. In a group that is other people's talk.
pub(super) fn wordless(turn: TurnBuilder<'_>, state: State) -> Turn {
    if turn.context.chat == ChatKind::Group {
        return turn.wait_for(state);
    }
    let html = Html::new().text(&turn.texts().wordless()).line().html(&home::examples(&turn.context));
    let buttons = button_rows::home(turn.texts());
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// A command we do not have. In a group it may be meant for another bot.
pub(super) fn unknown_command(turn: TurnBuilder<'_>, state: State) -> Turn {
    if turn.context.chat == ChatKind::Group {
        return turn.wait_for(state);
    }
    let texts = turn.texts();
    let html = Html::new().text(&texts.unknown_command());
    turn.screen(Reply::with_buttons(html, button_rows::home(texts))).wait_for(state)
}

/// The turn before failed on our side.
pub(super) fn failed(turn: TurnBuilder<'_>, state: State) -> Turn {
    let texts = turn.texts();
    let html = Html::new().text(&texts.failed(turn.context.trace));
    turn.show(super::Place::New, Reply::with_buttons(html, button_rows::home(texts))).wait_for(state)
}
