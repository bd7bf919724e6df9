//! Those who come in: by an invitation, or as the owner of the first run.

use crate::domain::access::Role;
use crate::domain::roster::{Change, Digest, Invite, Member};
use crate::view::{Html, Reply};

use super::office::people::{name_of, shown, tell_owners};
use super::turn_builder::TurnBuilder;
use super::{News, Place, State, Turn, home};

/// An invitation was opened. It makes nobody less than they are, and is not spent on those; but it is noted that
/// they opened it, so that it is no way back for them.
pub(super) fn invited(turn: TurnBuilder<'_>, state: State, digest: &Digest) -> Turn {
    let (texts, visitor) = (turn.texts(), turn.context.visitor);
    let (person, now) = (visitor.seat.person, turn.context.now);
    let needless = |invite: &&Invite| visitor.roster.role(person).filter(|role| *role >= invite.role);
    if let Some(invite) = visitor.roster.invite(digest, now)
        && let Some(role) = needless(&invite)
    {
        let noted = (!invite.opened.contains(&person)).then(|| Change::Invite(*digest, invite.opened_by(person)));
        let turn = noted.into_iter().fold(turn, TurnBuilder::change);
        return turn.word(texts.invite_needless(role)).wait_for(state);
    }
    let Some(invite) = visitor.roster.invite_for(digest, person, now) else {
        // One that is spent is most often their own.
        let is_spent = visitor.roster.invite(digest, now).is_none();
        return match visitor.roster.role(person).filter(|_| is_spent) {
            Some(role) => home::welcome(turn, &texts.already(role)),
            None => turn.word(texts.invite_void()).wait_for(state),
        };
    };
    let (role, by) = (invite.role, invite.by);
    // Of those who are known no name comes along.
    let known = visitor.roster.member(person).map_or("", |member| &member.name);
    let name = if visitor.name.is_empty() { known } else { visitor.name }.to_owned();
    let member = Member { role: Some(role), name: name.clone(), since: now, by: Some(by) };
    let news = News::Joined {
        name: shown(&turn.context, &name, person),
        role,
        by: name_of(&turn.context, by),
        put_out: visitor.roster.put_out(person),
    };
    let mut turn = turn.change(Change::Invite(*digest, None)).change(Change::Member(person, member));
    for (code, _) in visitor.roster.pairings_of(person) {
        turn = turn.change(Change::Pairing(code, None));
    }
    home::welcome(tell_owners(turn, Some(by), &news), &texts.joined(role))
}

/// The code of the first run came: once somebody owns the bot it means nothing.
pub(super) fn claimed(turn: TurnBuilder<'_>, state: State) -> Turn {
    let (texts, visitor) = (turn.texts(), turn.context.visitor);
    if visitor.roster.is_owned() {
        return turn.word(texts.invite_void()).wait_for(state);
    }
    let name = visitor.name.to_owned();
    let member = Member { role: Some(Role::Owner), name, since: turn.context.now, by: None };
    let html = Html::new().text(&texts.claimed()).line().text(&texts.help_office()).line().text(&texts.help_group());
    let turn = turn.change(Change::Member(visitor.seat.person, member));
    turn.show(Place::New, Reply::text(html)).wait_for(State::Home)
}
