//! Those who come in: by an invitation, or as the owner of the first run.

use crate::domain::access::Role;
use crate::domain::roster::{Change, Digest, Member};
use crate::view::{Html, Reply};

use super::draft::Draft;
use super::office::{name_of, shown, tell_owners};
use super::{News, Place, State, Turn, home};

/// An invitation was opened. It makes nobody less than they are, and is not spent on those.
pub(super) fn invited(draft: Draft<'_>, state: State, digest: &Digest) -> Turn {
    let (texts, visitor) = (draft.texts(), draft.context.visitor);
    let Some(invite) = visitor.roster.invite(digest, draft.context.now) else {
        return draft.word(texts.invite_void()).wait_for(state);
    };
    let person = visitor.seat.person;
    if let Some(role) = visitor.roster.role(person).filter(|role| *role >= invite.role) {
        return draft.word(texts.invite_needless(role)).wait_for(state);
    }
    let (role, by) = (invite.role, invite.by);
    // Of those who are known no name comes along.
    let known = visitor.roster.member(person).map_or("", |member| &member.name);
    let name = if visitor.name.is_empty() { known } else { visitor.name }.to_owned();
    let member = Member { role: Some(role), name: name.clone(), since: draft.context.now, by: Some(by) };
    let news = News::Joined { name: shown(&draft.context, &name, person), role, by: name_of(&draft.context, by) };
    let mut draft = draft.change(Change::Invite(*digest, None)).change(Change::Member(person, member));
    for (code, _) in visitor.roster.pairings_of(person) {
        draft = draft.change(Change::Pairing(code, None));
    }
    home::welcome(tell_owners(draft, Some(by), &news), &texts.joined(role))
}

/// The code of the first run came: once somebody owns the bot it means nothing.
pub(super) fn claimed(draft: Draft<'_>, state: State) -> Turn {
    let (texts, visitor) = (draft.texts(), draft.context.visitor);
    if visitor.roster.is_owned() {
        return draft.word(texts.invite_void()).wait_for(state);
    }
    let name = visitor.name.to_owned();
    let member = Member { role: Some(Role::Owner), name, since: draft.context.now, by: None };
    let html = Html::new().text(&texts.claimed()).line().text(&texts.help_office()).line().text(&texts.help_group());
    let draft = draft.change(Change::Member(visitor.seat.person, member));
    draft.show(Place::New, Reply::text(html)).wait_for(State::Home)
}
