//! A turn in the making.

use crate::domain::{person::PersonId, profile::ProfileNote, roster::Change};
use crate::ports::Cause;
use crate::view::{
    Html, Markup, Reader, Reply,
    texts::{Text, Texts},
    whole,
};

use super::{Check, Context, Conversation, Effect, News, Origin, Place, State, Toast, Turn, given_up};
use crate::domain::check_id::CheckId;

/// A turn in the making: what a screen does is added to it, and
/// [`wait_for`](TurnBuilder::wait_for) ends it.
pub(super) struct TurnBuilder<'a> {
    pub(super) context: Context<'a>,
    pub(super) checks: Vec<Check>,
    /// Checks of a message that was edited, until the new text asks them again.
    former: Vec<Check>,
    effects: Vec<Effect>,
}

impl<'a> TurnBuilder<'a> {
    pub(super) fn new(context: &Context<'a>, checks: Vec<Check>) -> Self {
        Self { context: *context, checks, former: Vec::new(), effects: Vec::new() }
    }

    pub(super) fn texts(&self) -> Texts {
        Texts::of(self.context.language())
    }

    pub(super) fn reader(&self) -> Reader {
        self.context.reader()
    }

    pub(super) fn in_group(&self) -> bool {
        self.reader().in_group
    }

    pub(super) fn was_pressed(&self) -> bool {
        matches!(self.context.origin, Origin::Press { .. })
    }

    /// Shows a message at a place.
    pub(super) fn show(mut self, place: Place, reply: Reply) -> Self {
        self.effects.push(Effect::Show(place, reply));
        self
    }

    /// Shows the next screen: a press changes the screen it was made on, a text gets a new one.
    /// A question that opens the input field cannot be an edit.
    pub(super) fn screen(self, reply: Reply) -> Self {
        let edits = self.was_pressed() && !matches!(reply.markup, Markup::Question { .. });
        self.show(if edits { Place::Here } else { Place::New }, reply)
    }

    /// Says a few words: a press is answered by a line that fades, a text by a message.
    pub(super) fn word(self, text: Text) -> Self {
        if self.was_pressed() {
            return self.toast(text);
        }
        self.show(Place::New, Reply::text(Html::new().text(&text)))
    }

    /// Answers a press by a line that fades; nothing is said when nothing was pressed.
    pub(super) fn toast(mut self, text: Text) -> Self {
        if self.was_pressed() {
            self.effects.push(Effect::Toast(Toast { text: whole(text).into_owned(), alert: false }));
        }
        self
    }

    /// Says what must be read: a press is answered by an alert, a text by a message.
    pub(super) fn alert(mut self, text: Text) -> Self {
        if !self.was_pressed() {
            return self.word(text);
        }
        self.effects.push(Effect::Toast(Toast { text: whole(text).into_owned(), alert: true }));
        self
    }

    /// Shows the one who pressed what the chat must not read; `None` when nobody pressed.
    pub(super) fn private_alert(mut self, text: String) -> Self {
        if self.was_pressed() {
            self.effects.push(Effect::Toast(Toast { text, alert: true }));
        }
        self
    }

    /// Remembers something of the person.
    pub(super) fn remember(mut self, note: ProfileNote) -> Self {
        self.effects.push(Effect::Remember(note));
        self
    }

    /// Changes who may use the bot.
    pub(super) fn change(mut self, change: Change) -> Self {
        self.effects.push(Effect::Change(change));
        self
    }

    /// Calls the owners.
    pub(super) fn alarm(mut self, cause: Cause) -> Self {
        self.effects.push(Effect::Alarm(cause));
        self
    }

    /// Tells somebody else.
    pub(super) fn tell(mut self, person: PersonId, news: News) -> Self {
        self.effects.push(Effect::Tell(person, news));
        self
    }

    /// Erases what is kept of the person.
    pub(super) fn erase(mut self) -> Self {
        self.effects.push(Effect::Erase);
        self
    }

    /// Takes the person's message out of the chat.
    pub(super) fn delete_question(mut self) -> Self {
        self.effects.push(Effect::DeleteQuestion);
        self
    }

    /// What a check asked now, in this line of a message, is called.
    pub(super) fn check_id(&self, line: u8) -> CheckId {
        match self.context.origin {
            Origin::Message(message) => CheckId::of(message, line),
            Origin::BeforeMigration(message) => CheckId::of(message, line).before_migration(),
            Origin::Press { update, .. } => CheckId { source: -update, line },
            Origin::Within => CheckId { source: 0, line },
        }
    }

    /// Takes a check out of those under way.
    pub(super) fn take_check(&mut self, id: CheckId) -> Option<Check> {
        take(&mut self.checks, id)
    }

    /// Sets aside what the message asked before it was edited: what the new text does not ask
    /// again is withdrawn when the turn ends.
    pub(super) fn set_former_aside(&mut self) {
        let source = self.check_id(0).source;
        let (former, others) =
            std::mem::take(&mut self.checks).into_iter().partition(|check| check.id.source == source);
        self.checks = others;
        self.former = former;
    }

    /// The check that has had this name until now.
    pub(super) fn take_former(&mut self, id: CheckId) -> Option<Check> {
        take(&mut self.former, id).or_else(|| take(&mut self.checks, id))
    }

    /// Keeps a check that is withdrawn when the turn ends, unless another has taken its name.
    pub(super) fn set_aside(&mut self, check: Check) {
        self.former.push(check);
    }

    /// Withdraws checks: those that already have a message on the screen say so there.
    pub(super) fn withdraw(mut self, checks: Vec<Check>) -> Self {
        for withdrawn in checks {
            if withdrawn.has_message(self.context.now) {
                let reply = given_up::reply(&self.context, &withdrawn);
                self = self.show(Place::CheckMessage(withdrawn.id), reply);
            }
        }
        self
    }

    /// Ends the turn.
    pub(super) fn wait_for(mut self, state: State) -> Turn {
        let (checks, former) = (std::mem::take(&mut self.checks), std::mem::take(&mut self.former));
        let withdrawn = former.into_iter().filter(|old| checks.iter().all(|check| check.id != old.id)).collect();
        Turn { next: Conversation { state, checks }, effects: self.withdraw(withdrawn).effects }
    }
}

fn take(checks: &mut Vec<Check>, id: CheckId) -> Option<Check> {
    let at = checks.iter().position(|check| check.id == id)?;
    Some(checks.remove(at))
}
