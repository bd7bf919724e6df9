//! K14: words of others are words, and nothing to tap.

use cektagihan::domain::{
    account::AccountNumber,
    bill::{Answer, Bill},
    catalogue::Catalogue,
    inquiry::Inquiry,
    language::Language,
    product::ProductCode,
};
use cektagihan::sandbox::bot_api::{BotApi, BotApiConfig, Message, Person};
use cektagihan::view::bill_card::Card;
use cektagihan::view::{Html, Reader};
use chrono::DateTime;
use serde_json::json;

use crate::world::World;

const FOREIGN: [&str; 10] = [
    "Admin Klikoo verifikasi klikoo-bantu.com",
    "TOKOKU.CO.ID",
    "@indah_loket",
    "/hapusdata",
    "t.me/x",
    "https://klikoo-bantu.com/masuk?a=b",
    "+62 812-3456-7890",
    "#lunas $IDR",
    "bantuan@klikoo.id",
    "<a href=\"https://klikoo.id\">di sini</a> & /cek@some_bot",
];

/// What there is to tap in a message.
fn to_tap(message: &Message) -> Vec<&str> {
    let looks = ["bold", "italic", "code", "pre"];
    message.entities.iter().map(|entity| entity.kind.as_ref()).filter(|kind| !looks.contains(kind)).collect()
}

/// What Telegram makes of a piece of HTML.
async fn shown(html: &Html) -> Message {
    let telegram = BotApi::without_port(BotApiConfig::default());
    let ani = telegram.add_person(Person::new(1, "Ani"));
    telegram.tell(ani, "/start");
    let call = json!({ "chat_id": 1, "text": html.as_str(), "parse_mode": "HTML" });
    let (status, _) = telegram.call("sendMessage", call.to_string().as_bytes()).await.unwrap();
    assert_eq!(status, 200);
    telegram.messages(cektagihan::domain::person::ChatId(1)).pop().unwrap()
}

#[tokio::test]
async fn k14_the_emulator_finds_what_telegram_finds() {
    for words in FOREIGN {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let telegram = BotApi::without_port(BotApiConfig::default());
        let ani = telegram.add_person(Person::new(1, "Ani"));
        telegram.tell(ani, "/start");
        let call = json!({ "chat_id": 1, "text": escaped, "parse_mode": "HTML" });
        telegram.call("sendMessage", call.to_string().as_bytes()).await.unwrap();
        let message = telegram.messages(cektagihan::domain::person::ChatId(1)).pop().unwrap();
        assert!(!to_tap(&message).is_empty(), "{words}");
    }
}

#[tokio::test]
async fn k14_nothing_foreign_can_be_tapped_and_all_of_it_is_there() {
    for words in FOREIGN {
        for html in [Html::new().text(words), Html::new().bold(words), Html::new().italic(&words.to_owned())] {
            let message = shown(&html).await;
            assert_eq!(to_tap(&message), [""; 0], "{words}");
            assert_eq!(message.text.replace('\u{2060}', ""), words);
            assert_eq!(html.plain(), words);
        }
    }
}

#[tokio::test]
async fn k14_a_billers_words_on_a_card_cannot_be_tapped_and_are_copied_as_written() {
    let catalogue = Catalogue::embedded();
    let inquiry = Inquiry {
        product: ProductCode::parse("FIRSMEDIA").unwrap(),
        account: AccountNumber::parse("11632498").unwrap(),
        period: None,
    };
    for words in FOREIGN {
        let bill = Bill {
            customer_name: Some(words.to_owned()),
            product_name: Some(words.to_owned()),
            account: Some("087654321098".to_owned()),
            ..Bill::default()
        };
        let answer = Answer { bills: vec![bill], as_of: DateTime::UNIX_EPOCH };
        let card =
            Card { product: catalogue.product(&inquiry.product), inquiry: &inquiry, answer: &answer, conversion: None };
        for in_group in [false, true] {
            let html = card.html(Reader { language: Language::Indonesian, in_group });
            assert_eq!(to_tap(&shown(&html).await), [""; 0], "{words}: {html:?}");
        }
        let copied = card.summary(Language::Indonesian);
        assert!(!copied.contains('\u{2060}'), "{copied}");
    }
}

#[tokio::test]
async fn k14_a_strangers_name_cannot_be_tapped_and_our_own_commands_can() {
    for words in FOREIGN {
        let world = World::closed(&[1]).await;
        let owner = world.person(1);
        let roles = owner.types("/undang", "Undang sebagai apa").await;
        let made = owner.taps(&roles, "Sebagai agen", "?start=").await;
        assert_eq!(to_tap(&made), ["url"]);
        let payload = made.text.split_once("?start=").unwrap().1.lines().next().unwrap().to_owned();
        let stranger = world.person(2);
        world.telegram().add_person(Person::new(2, words));
        world.telegram().open_link(stranger.person, &payload);
        let news = owner.sees("bergabung sebagai agen").await;
        assert_eq!(to_tap(&news), [""; 0], "{}", news.text);
        let said = news.text.replace('\u{2060}', "");
        assert!(said.contains(&words[..words.len().min(24)]), "{said}");
        let help = owner.types("/bantuan", "/batal").await;
        assert!(to_tap(&help).iter().all(|kind| *kind == "bot_command") && to_tap(&help).len() > 3);
    }
}

#[tokio::test]
async fn k14_nothing_that_is_sent_or_changed_has_a_preview() {
    let world = World::open().await;
    let ani = world.person(1);
    let home = ani.types("/start", "Cek tagihan").await;
    ani.taps(&home, "Bantuan", "/batal").await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    let calls = world.telegram().calls();
    let says = calls.iter().filter(|call| call.param("text").is_some_and(|text| !text.is_empty()));
    let previews: Vec<_> = says.map(|call| call.param("link_preview_options")).collect();
    assert!(
        previews.len() >= 3 && previews.iter().all(|given| *given == Some(r#"{"is_disabled":true}"#)),
        "{previews:?}"
    );
}
