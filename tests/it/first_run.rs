//! The first run: nobody owns the bot, and the terminal says how to.

use std::process::Stdio;

use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::sandbox::bot_api::{Message, Person};
use tokio::io::{AsyncBufReadExt as _, BufReader};

use crate::crash::Deployment;
use crate::world::patiently;

/// Starts a bot without owners; its terminal's lines.
pub fn start(
    deployment: &Deployment,
) -> (tokio::process::Child, tokio::io::Lines<BufReader<tokio::process::ChildStderr>>) {
    let mut bot = deployment
        .command()
        .env("CEKTAGIHAN_ACCESS", "invite")
        .env("CEKTAGIHAN_LOG", "trace")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(bot.stderr.take().unwrap()).lines();
    (bot, lines)
}

/// The code that the terminal shows.
pub async fn shown(lines: &mut tokio::io::Lines<BufReader<tokio::process::ChildStderr>>) -> String {
    patiently("the code", async {
        loop {
            let line = lines.next_line().await.unwrap().unwrap();
            let word = line.trim();
            if word.len() == 14 && word.chars().filter(|c| *c == '-').count() == 2 && !word.contains(' ') {
                return word.to_owned();
            }
        }
    })
    .await
}

/// Somebody's private chat.
pub struct Chat<'a>(pub &'a Deployment, pub u64);

impl Chat<'_> {
    pub fn id(&self) -> ChatId {
        ChatId(i64::try_from(self.1).unwrap())
    }

    pub fn says(&self, text: &str) {
        self.0.sandbox.bot_api.tell(PersonId(self.1), text);
    }

    pub async fn sees(&self, words: &str) -> Message {
        let found = self.0.sandbox.bot_api.until(|seen| {
            let holds = |message: &&Message| message.is_from_bot() && message.text.contains(words);
            seen.messages(self.id()).rev().find(holds).cloned()
        });
        patiently(words, found).await
    }

    async fn taps(&self, message: &Message, button: &str, words: &str) -> Message {
        let label = message.labels().find(|label| label.contains(button)).unwrap().to_owned();
        self.0.sandbox.bot_api.press(self.id(), PersonId(self.1), message.id, label.as_str()).unwrap();
        self.sees(words).await
    }

    fn alerts(&self) -> usize {
        let messages = self.0.sandbox.bot_api.messages(self.id());
        messages.iter().filter(|message| message.text.contains("Gangguan bot")).count()
    }
}

async fn answered(deployment: &Deployment, person: u64, text: &str, words: &str) {
    let telegram = &deployment.sandbox.bot_api;
    telegram.tell(PersonId(person), text);
    let chat = ChatId(i64::try_from(person).unwrap());
    let answer = telegram.until(|seen| seen.last_from_bot(chat).filter(|last| last.text.contains(words)).map(|_| ()));
    patiently(words, answer).await;
}

#[tokio::test]
async fn who_sends_the_code_of_the_terminal_owns_the_bot() {
    let deployment = Deployment::new().await;
    let (mut bot, mut lines) = start(&deployment);
    let code = shown(&mut lines).await;
    let rest = tokio::spawn(async move {
        let mut text = String::new();
        while let Ok(Some(line)) = lines.next_line().await {
            text.push_str(&line);
            text.push('\n');
        }
        text
    });
    answered(&deployment, 2, "/start", "belum punya pemilik").await;
    answered(&deployment, 1, &code.to_lowercase(), "Anda sekarang pemilik").await;
    answered(&deployment, 1, "/undang", "Undang sebagai apa").await;
    answered(&deployment, 2, &code, "hanya untuk orang yang diundang").await;
    bot.kill().await.unwrap();
    assert!(!patiently("the log", rest).await.unwrap().contains(&code), "the code is logged");
    let (mut again, mut lines) = start(&deployment);
    answered(&deployment, 1, "/anggota", "pemilik").await;
    again.kill().await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        assert!(!line.contains("Nobody owns"), "{line}");
    }
}

#[tokio::test]
async fn whoever_owns_the_bot_now_is_told_of_its_faults_and_nobody_else() {
    let deployment = Deployment::new().await;
    let (first, second) = (Chat(&deployment, 1), Chat(&deployment, 3));
    deployment.sandbox.bot_api.add_person(Person::new(3, "Dewi"));
    let (mut bot, mut lines) = start(&deployment);
    first.says(&shown(&mut lines).await);
    first.sees("Anda sekarang pemilik").await;
    // Nobody reads the terminal from here on: it must not fill up and hold the bot.
    let terminal = tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    first.says("pln 519900996571");
    first.sees("refused-ip-not-registered").await;
    bot.kill().await.unwrap();
    terminal.await.unwrap();
    let mut command = deployment.command();
    command.env("CEKTAGIHAN_ACCESS", "invite").env("CEKTAGIHAN_OWNERS", "3").stderr(Stdio::null());
    let mut bot = command.spawn().unwrap();
    second.says("pln 519900996571");
    for owner in [&first, &second] {
        owner.sees("refused-ip-not-registered").await;
    }
    second.says("/anggota");
    let list = second.sees("Anggota (2)").await;
    let card = second.taps(&list, "Ani", "Sejak").await;
    let question = second.taps(&card, "Keluarkan", "Keluarkan Ani?").await;
    second.taps(&question, "Ya, keluarkan", "sudah dikeluarkan").await;
    let before = first.alerts();
    second.says("pln 519900996570");
    second.sees("KLIKOO_CLIENT_ID").await;
    first.says("/start");
    first.sees("hanya untuk orang yang diundang").await;
    assert_eq!(first.alerts(), before, "who was put out is still told");
    bot.kill().await.unwrap();
}

#[tokio::test]
async fn the_code_waits_until_telegram_accepts_the_token_in_a_later_run_too() {
    let deployment = Deployment::new().await;
    let (mut bot, mut lines) = start(&deployment);
    let former = shown(&mut lines).await;
    bot.kill().await.unwrap();
    // The bot's name is known from the former run, and nothing says yet that the token is still that bot's.
    deployment.sandbox.bot_api.offline(true);
    let (mut bot, mut lines) = start(&deployment);
    patiently("an introduction that fails", async {
        loop {
            let line = lines.next_line().await.unwrap().unwrap();
            assert!(!line.contains("Nobody owns this bot yet"), "{line}");
            if line.contains("does not answer the introduction yet") {
                break;
            }
        }
    })
    .await;
    deployment.sandbox.bot_api.offline(false);
    assert_ne!(shown(&mut lines).await, former);
    bot.kill().await.unwrap();
}
