//! The invitations that are open: whose, for which role, until when, and the button that withdraws one.

use crate::domain::roster::Change;
use crate::view::{Button, Html, Keyboard, Office, Reply, Tap};

use super::super::turn_builder::TurnBuilder;
use super::super::{State, Turn};
use super::pages::{page_of, turn_pages};
use super::people::name_of;

/// A page of those that the visitor may give.
pub(super) fn list(turn: TurnBuilder<'_>, state: State, page: u16) -> Turn {
    let (texts, context) = (turn.texts(), turn.context);
    let open = context.visitor.roster.open_invites(context.visitor.seat.person, context.now);
    let (page, pages, shown) = page_of(&open, page);
    let mut html = Html::new().bold(&texts.open_invites(open.len()));
    let mut buttons: Keyboard = Vec::new();
    for (number, (digest, invite)) in shown {
        let by = name_of(&context, invite.by);
        html = html.line().text(&texts.open_invite(number, invite.role, &by, invite.until));
        buttons.push(vec![Button::tap(texts.withdraw_button(number), Tap::Office(Office::Withdraw(digest.mark())))]);
    }
    buttons.extend(turn_pages(texts, page, pages, Office::OpenInvites));
    buttons.push(vec![
        Button::tap(texts.invite_button(), Tap::Office(Office::Invites)),
        Button::tap(texts.members_button(), Tap::Office(Office::Members(0))),
    ]);
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// Withdraws one; the link lets nobody in any more.
pub(super) fn withdraw(turn: TurnBuilder<'_>, state: State, mark: u64) -> Turn {
    let (texts, context) = (turn.texts(), turn.context);
    let open = context.visitor.roster.open_invites(context.visitor.seat.person, context.now);
    let Some((digest, _)) = open.into_iter().find(|(digest, _)| digest.mark() == mark) else {
        return turn.alert(texts.invite_over()).wait_for(state);
    };
    let back = Button::tap(texts.open_invites_button(), Tap::Office(Office::OpenInvites(0)));
    let html = Html::new().text(&texts.invite_withdrawn());
    turn.change(Change::Invite(digest, None)).screen(Reply::with_buttons(html, vec![vec![back]])).wait_for(state)
}
