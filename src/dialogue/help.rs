//! The help, and hints for what the bot cannot read.

use crate::domain::access::Action;
use crate::domain::person::ChatKind;
use crate::phrase::Phrase;
use crate::view::{Html, Reply};

use super::draft::Draft;
use super::{State, Turn, home, keys};

/// How to use the bot.
pub(super) fn show(draft: Draft<'_>, state: State) -> Turn {
    let texts = draft.texts();
    let mut html = Html::new().bold(&texts.help_title()).line().line().text(&texts.help_typed()).line();
    html = html.html(&home::examples(&draft.context));
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
    let html = rights(&draft, html);
    draft.screen(Reply::with_buttons(html, keys::home(texts))).wait_for(state)
}

/// What the person is, and what that lets them do beyond checking.
fn rights(draft: &Draft<'_>, mut html: Html) -> Html {
    let (texts, standing) = (draft.texts(), draft.context.visitor.standing);
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
pub(super) fn wordless(draft: Draft<'_>, state: State) -> Turn {
    if draft.context.chat == ChatKind::Group {
        return draft.wait_for(state);
    }
    let html = Html::new().text(&draft.texts().wordless()).line().html(&home::examples(&draft.context));
    draft.screen(Reply::text(html)).wait_for(state)
}

/// A command we do not have. In a group it may be meant for another bot.
pub(super) fn unknown_command(draft: Draft<'_>, state: State) -> Turn {
    if draft.context.chat == ChatKind::Group {
        return draft.wait_for(state);
    }
    let words = draft.texts().unknown_command();
    draft.word(words).wait_for(state)
}

/// The turn before failed on our side.
pub(super) fn failed(draft: Draft<'_>, state: State) -> Turn {
    let texts = draft.texts();
    let html = Html::new().text(&texts.failed(draft.context.trace));
    draft.show(super::Place::New, Reply::with_buttons(html, keys::home(texts))).wait_for(state)
}
