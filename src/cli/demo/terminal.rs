//! `demo --terminal`: the bot as a chat in this terminal.

use std::collections::HashMap;
use std::io::BufRead as _;
use std::time::Duration;

use tokio::sync::mpsc;

use crate::app::demo::Demo;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::domain::person::{ChatId, MessageId, PersonId};
use crate::sandbox::bot_api::{BotApi, CallbackAnswer, Message, Person, Pressed};
use crate::shutdown::Shutdown;

/// Who sits at the terminal.
const ME: u64 = 1_001;
const CHAT: ChatId = ChatId(1_001);
/// When the input has ended and nothing has been said for so long, the chat is over.
const SILENCE: Duration = Duration::from_millis(1_500);

const WELCOME: &str = "\
CekTagihan in this terminal: the real bot, with Telegram and the gateway emulated.
Type a message, or the number of a button to press it. /quit or Ctrl-D leaves.
Try: pln 514040400482";

/// Chats until the input ends or stopping is asked for.
pub(super) async fn run(demo: Demo, shutdown: Shutdown) -> anyhow::Result<Exit> {
    demo.sandbox.bot_api.add_person(Person::new(ME, "Anda"));
    output::say(WELCOME);
    let mut chat = Chat::default();
    let mut lines = lines();
    let mut changes = demo.sandbox.bot_api.changes();
    chat.send(&demo.sandbox.bot_api, "/start");
    let mut ended = false;
    while !shutdown.is_requested() {
        tokio::select! {
            line = lines.recv(), if !ended => match line.as_deref().map(str::trim) {
                None => ended = true,
                Some("/quit") => break,
                Some("") => {}
                Some(line) => chat.send(&demo.sandbox.bot_api, line),
            },
            _ = changes.changed() => chat.catch_up(&demo.sandbox.bot_api),
            () = demo.ended() => return Ok(ending(&shutdown)),
            () = shutdown.requested() => break,
            () = tokio::time::sleep(SILENCE), if ended && demo.sandbox.bot_api.pending_updates() == 0 => break,
        }
    }
    demo.stop().await;
    Ok(Exit::Done)
}

/// The lines typed, read by a thread of their own: a terminal cannot be waited for otherwise.
fn lines() -> mpsc::Receiver<String> {
    let (typed, lines) = mpsc::channel(16);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if typed.blocking_send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// What the terminal has shown so far.
#[derive(Default)]
struct Chat {
    shown: HashMap<MessageId, String>,
    /// The message whose buttons the numbers press.
    buttons: Option<MessageId>,
    answers: usize,
}

impl Chat {
    /// Presses a button when the line is the number of one, else says it.
    fn send(&mut self, telegram: &BotApi, line: &str) {
        let pressed = line.parse::<usize>().ok().and_then(|number| self.press(telegram, number));
        match pressed {
            None => drop(telegram.tell(PersonId(ME), line)),
            Some(Pressed::Query(_)) => {}
            Some(Pressed::Copied(text)) => output::say(&format!("  (copied) {text}")),
            Some(Pressed::Opened(address)) => output::say(&format!("  (opens) {address}")),
        }
    }

    fn press(&self, telegram: &BotApi, number: usize) -> Option<Pressed> {
        let message = telegram.message(CHAT, self.buttons?)?;
        let label = message.labels().nth(number.checked_sub(1)?)?.to_owned();
        telegram.press(CHAT, PersonId(ME), message.id, label.as_str()).ok()
    }

    /// Shows what is new or changed.
    fn catch_up(&mut self, telegram: &BotApi) {
        for message in telegram.messages(CHAT).iter().filter(|message| message.is_from_bot()) {
            let text = drawn(message);
            let before = self.shown.insert(message.id, text.clone());
            if before.as_ref() == Some(&text) {
                continue;
            }
            if message.labels().next().is_some() {
                self.buttons = Some(message.id);
            }
            output::say(&format!("\n{}{text}", if before.is_some() { "(changed) " } else { "" }));
        }
        let answers: Vec<CallbackAnswer> = telegram.observe(|seen| seen.callback_answers().cloned().collect());
        for answer in answers.iter().skip(self.answers).filter(|answer| !answer.text.is_empty()) {
            output::say(&format!("\n  ({}) {}", if answer.alert { "alert" } else { "note" }, answer.text));
        }
        self.answers = answers.len();
    }
}

/// A message and its buttons, numbered.
fn drawn(message: &Message) -> String {
    let mut number = 0;
    let mut text = message.text.clone();
    for row in message.rows() {
        let labels = row.iter().map(|button| {
            number += 1;
            format!("[{number}] {}", button.label)
        });
        text.push_str("\n  ");
        text.push_str(&labels.collect::<Vec<_>>().join("  "));
    }
    text
}

/// A key pressed in the terminal asks the bot to stop too, and it may be the quicker one.
pub(super) fn ending(shutdown: &Shutdown) -> Exit {
    if shutdown.is_requested() { Exit::Done } else { Exit::Trouble }
}
