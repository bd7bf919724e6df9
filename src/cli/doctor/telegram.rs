//! Whether Telegram knows the bot.

use secrecy::ExposeSecret;
use serde::Deserialize;
use url::Url;

use super::{clock, report::Finding, web};
use crate::config::TelegramConfig;
use crate::ports::Clock;

#[derive(Deserialize)]
struct GetMe {
    result: Me,
}

#[derive(Deserialize)]
struct Me {
    username: String,
    #[serde(default)]
    can_join_groups: bool,
    #[serde(default)]
    can_read_all_group_messages: bool,
}

/// Asks `getMe`; the answer also tells the time.
pub(super) async fn look(config: &TelegramConfig, clock: &dyn Clock) -> Vec<Finding> {
    let Some(url) = method(config, "getMe") else {
        return vec![Finding::fail(
            "telegram",
            "TELEGRAM_API_URL takes no path",
            "write it like https://api.telegram.org",
        )];
    };
    match web::get(url, clock).await {
        Ok(answer) => vec![account(answer.status, &answer.body), clock::finding("telegram clock", answer.skew)],
        Err(words) => vec![Finding::fail("telegram", words, "check TELEGRAM_API_URL, DNS and the firewall")],
    }
}

fn method(config: &TelegramConfig, name: &str) -> Option<Url> {
    let mut url = config.api_url.clone();
    url.path_segments_mut().ok()?.pop_if_empty().push(&format!("bot{}", config.token.expose_secret())).push(name);
    Some(url)
}

fn account(status: u16, body: &str) -> Finding {
    match (status, serde_json::from_str::<GetMe>(body)) {
        (200, Ok(answer)) => described(&answer.result),
        (401 | 404, _) => {
            Finding::fail("telegram", "Telegram refuses the token", "get a new one from BotFather (/token)")
        }
        (200, Err(_)) => Finding::fail("telegram", "the answer is not the Bot API's", "check TELEGRAM_API_URL"),
        (status, _) => {
            Finding::fail("telegram", format!("status {status}"), "try again later, or check TELEGRAM_API_URL")
        }
    }
}

fn described(me: &Me) -> Finding {
    let sight = if me.can_read_all_group_messages { "off, it sees every message of a group" } else { "on" };
    let words = format!("@{}, privacy mode {sight}", me.username);
    if me.can_join_groups {
        Finding::ok("telegram", words)
    } else {
        Finding::warn("telegram", format!("{words}, cannot join groups"), "BotFather: /setjoingroups, Enable")
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Verdict;
    use super::*;

    #[test]
    fn the_token_goes_into_the_path_of_any_address() {
        let config = |url: &str| TelegramConfig { token: "12:ab".into(), api_url: Url::parse(url).unwrap() };
        let path = |url: &str| method(&config(url), "getMe").unwrap().path().to_owned();
        assert_eq!(path("https://api.telegram.org"), "/bot12:ab/getMe");
        assert_eq!(path("http://127.0.0.1:8081/proxy/"), "/proxy/bot12:ab/getMe");
    }

    #[test]
    fn each_answer_has_its_verdict() {
        let me = r#"{"ok":true,"result":{"id":1,"username":"CekBot","can_join_groups":true}}"#;
        assert_eq!(account(200, me).verdict, Verdict::Ok);
        assert_eq!(account(200, &me.replace("true}", "false}")).verdict, Verdict::Warn);
        assert_eq!(account(401, "{}").verdict, Verdict::Fail);
        assert_eq!(account(200, "<html>").verdict, Verdict::Fail);
        assert_eq!(account(502, "<html>").verdict, Verdict::Fail);
    }
}
