//! Looking at what happened, waiting for it, and scripting what goes wrong.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::person::{ChatId, MessageId, PersonId, TopicId};

use super::{
    commands::BotCommand,
    faults::{Fault, Ratio, RetryAfter},
    handle::BotApi,
    journal::Call,
    markup::Markup,
    message::{Author, Message},
    method::Method,
    queries::{CallbackAnswer, QueryId},
    world::{ChatAction, World},
};

/// How long people see what the bot is doing.
const SHOWN: TimeDelta = TimeDelta::seconds(5);

/// The world as it stands, for as long as the look lasts.
#[derive(Debug, Clone, Copy)]
pub struct Observed<'a> {
    world: &'a World,
}

impl<'a> Observed<'a> {
    /// A chat's messages, oldest first; `None` for an unknown chat.
    #[must_use]
    pub fn messages(&self, chat: ChatId) -> impl DoubleEndedIterator<Item = &'a Message> + use<'a> {
        self.world.chat(chat).into_iter().flat_map(super::chat::Chat::messages)
    }

    /// One message.
    #[must_use]
    pub fn message(&self, chat: ChatId, id: MessageId) -> Option<&'a Message> {
        self.world.chat(chat)?.message(id)
    }

    /// The bot's newest message in a chat.
    #[must_use]
    pub fn last_from_bot(&self, chat: ChatId) -> Option<&'a Message> {
        self.messages(chat).rev().find(|message| message.is_from_bot())
    }

    /// The bot's newest message in a chat that is newer than this one.
    #[must_use]
    pub fn from_bot_after(&self, chat: ChatId, id: MessageId) -> Option<&'a Message> {
        self.last_from_bot(chat).filter(|message| message.id > id)
    }

    /// What the bot said to a press.
    #[must_use]
    pub fn callback_answer(&self, query: QueryId) -> Option<&'a CallbackAnswer> {
        self.world.queries.answered(query)
    }

    /// Everything the bot said to presses, in the order of the presses.
    #[must_use]
    pub fn callback_answers(&self) -> impl DoubleEndedIterator<Item = &'a CallbackAnswer> + use<'a> {
        self.world.queries.answers()
    }

    /// "typing" and its like, oldest first.
    #[must_use]
    pub fn chat_actions(&self) -> &'a [ChatAction] {
        &self.world.actions
    }

    /// A list of commands; empty when it was never set. The scope is spelt as in its `type`,
    /// those of one chat as `chat:ID`, `chat_administrators:ID`, `chat_member:ID:PERSON`; no
    /// language is "".
    #[must_use]
    pub fn commands(&self, scope: &str, language: &str) -> &'a [BotCommand] {
        self.world.commands.of(scope, language)
    }

    /// The command menu that a person sees in a chat.
    #[must_use]
    pub fn menu(&self, chat: ChatId, person: PersonId) -> &'a [BotCommand] {
        let language = self.world.people.get(&person).and_then(|person| person.language_code.as_deref());
        let chat = self.world.chat(chat);
        chat.map_or(&[], |chat| self.world.commands.menu(chat, person, language.unwrap_or_default()))
    }

    /// What the bot is doing in a chat or topic, as people see it: for 5 s, or until it speaks.
    #[must_use]
    pub fn typing(&self, chat: ChatId, topic: Option<TopicId>, now: DateTime<Utc>) -> Option<&'a ChatAction> {
        let here = |action: &&ChatAction| action.chat == chat && action.thread == topic;
        let action = self.world.actions.iter().rev().find(here).filter(|action| now - action.at < SHOWN)?;
        let spoke = |message: &Message| message.is_from_bot() && message.topic == topic && message.at >= action.at;
        (!self.messages(chat).rev().take_while(|message| message.at >= action.at).any(spoke)).then_some(action)
    }

    /// Whose input field a question opens: the person it answers, or everybody's.
    #[must_use]
    pub fn asked(&self, message: &Message) -> Option<PersonId> {
        let Markup::ForceReply(question) = &message.markup else { return None };
        let answered = message.reply_to.filter(|_| question.selective)?;
        match self.message(message.chat, answered)?.author {
            Author::Person(person) => Some(person),
            Author::Bot | Author::Anonymous | Author::Channel { .. } => None,
        }
    }

    /// The last calls, oldest first.
    #[must_use]
    pub fn calls(&self) -> impl DoubleEndedIterator<Item = &'a Call> + use<'a> {
        self.world.journal.calls()
    }

    /// How many calls of a method came in.
    #[must_use]
    pub fn requests(&self, method: Method) -> u64 {
        self.world.journal.counted(method)
    }

    /// How many updates the bot has not confirmed yet.
    #[must_use]
    pub fn pending_updates(&self) -> usize {
        self.world.updates.len()
    }
}

impl BotApi {
    /// Looks at the world, at one moment. The world stands still meanwhile: a look that calls
    /// this handle again would wait for itself.
    pub fn observe<T>(&self, look: impl FnOnce(Observed<'_>) -> T) -> T {
        self.shared.look(|world| look(Observed { world }))
    }

    /// Waits until the look finds something. It is taken at once and after every change, for
    /// ever if need be: set a time limit around it.
    pub async fn until<T>(&self, mut look: impl FnMut(Observed<'_>) -> Option<T>) -> T {
        let mut changes = self.shared.changed.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(found) = self.observe(&mut look) {
                return found;
            }
            // Fails only without a sender, and that lives as long as we do.
            let _ = changes.changed().await;
        }
    }

    /// A counter that moves with every change: for a page that follows along.
    #[must_use]
    pub fn changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.shared.changed.subscribe()
    }

    /// A chat's messages, oldest first.
    #[must_use]
    pub fn messages(&self, chat: ChatId) -> Vec<Message> {
        self.observe(|seen| seen.messages(chat).cloned().collect())
    }

    /// One message.
    #[must_use]
    pub fn message(&self, chat: ChatId, id: MessageId) -> Option<Message> {
        self.observe(|seen| seen.message(chat, id).cloned())
    }

    /// What the bot said to a press.
    #[must_use]
    pub fn callback_answer(&self, query: QueryId) -> Option<CallbackAnswer> {
        self.observe(|seen| seen.callback_answer(query).cloned())
    }

    /// "typing" and its like, oldest first.
    #[must_use]
    pub fn chat_actions(&self) -> Vec<ChatAction> {
        self.observe(|seen| seen.chat_actions().to_vec())
    }

    /// A list of commands; see [`Observed::commands`].
    #[must_use]
    pub fn commands(&self, scope: &str, language: &str) -> Vec<BotCommand> {
        self.observe(|seen| seen.commands(scope, language).to_vec())
    }

    /// The last calls, oldest first.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.observe(|seen| seen.calls().cloned().collect())
    }

    /// How many calls of a method came in.
    #[must_use]
    pub fn requests(&self, method: Method) -> u64 {
        self.observe(|seen| seen.requests(method))
    }

    /// How many updates the bot has not confirmed yet.
    #[must_use]
    pub fn pending_updates(&self) -> usize {
        self.observe(|seen| seen.pending_updates())
    }

    /// The next call of a method goes wrong; called again, the one after that too.
    pub fn fail_next(&self, method: Method, fault: Fault) {
        self.shared.change(|world| world.faults.plan(method, fault));
    }

    /// The next calls for a chat are told to wait.
    pub fn fail_chat(&self, chat: ChatId, retry: RetryAfter) {
        self.shared.change(|world| world.faults.plan_chat(chat, retry));
    }

    /// A share of all calls goes wrong, until it is called with nothing.
    pub fn fail_ratio(&self, ratio: Option<Ratio>) {
        self.shared.change(|world| world.faults.plan_ratio(ratio));
    }

    /// From now on every update comes so many times, also after the bot has confirmed it.
    pub fn repeat_updates(&self, times: u32) {
        self.shared.change(|world| world.updates.times = times.max(1));
    }

    /// Telegram cannot be reached: connections are closed without an answer, waiting polls too.
    pub fn offline(&self, offline: bool) {
        self.shared.change(|world| world.faults.offline = offline);
        self.shared.arrived.notify_waiters();
    }
}
