//! The first run: nobody owns the bot, and the terminal says how to.

use std::process::Stdio;

use cektagihan::domain::person::{ChatId, PersonId};
use tokio::io::{AsyncBufReadExt as _, BufReader};

use crate::crash::Deployment;
use crate::world::patiently;

/// Starts a bot without owners; its terminal's lines.
fn start(deployment: &Deployment) -> (tokio::process::Child, tokio::io::Lines<BufReader<tokio::process::ChildStderr>>) {
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
    let code = patiently("the code", async {
        loop {
            let line = lines.next_line().await.unwrap().unwrap();
            let word = line.trim();
            if word.len() == 14 && word.chars().filter(|c| *c == '-').count() == 2 && !word.contains(' ') {
                return word.to_owned();
            }
        }
    })
    .await;
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
