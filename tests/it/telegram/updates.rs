//! Updates nobody expects.

use cektagihan::domain::person::PersonId;

use crate::world::{World, patiently};

/// A message with one oddity; the text asks for a bill all the same.
fn odd(oddity: &str) -> String {
    format!(
        r#"{{"message":{{"message_id":900,"date":1,"from":{{"id":1,"is_bot":false,"first_name":"Ani"}},"chat":{{"id":1,"type":"private","first_name":"Ani"}},"text":"pln 514040400482",{oddity}}}}}"#
    )
}

#[tokio::test]
async fn an_unknown_part_costs_no_text() {
    for oddity in [
        r#""entities":[{"type":"date_time","offset":0,"length":3,"unix_time":5}]"#,
        r#""entities":"none""#,
        r#""reply_to_message":{"message_id":"x"}"#,
        r#""sticker_of_the_future":{"a":[1,2,{}]}"#,
        r#""message_thread_id":"seven","is_topic_message":1"#,
    ] {
        let world = World::open().await;
        let ani = world.person(1);
        ani.types("/start", "Cek tagihan").await;
        world.telegram().push_raw(&odd(oddity)).unwrap();
        ani.sees("INDAH PUTRI").await;
    }
}

#[tokio::test]
async fn an_unknown_kind_is_passed_over_and_confirmed() {
    let world = World::open().await;
    let ani = world.person(1);
    for update in [
        r#"{"message_of_the_future":{"x":1}}"#,
        r#"{"poll":{"id":"1"}}"#,
        r#"{"message":7}"#,
        r#"{"message":{"message_id":1}}"#,
        r#"{"callback_query":{"id":"1","from":{"id":1,"is_bot":false,"first_name":"Ani"},"chat_instance":"1","inline_message_id":"x","data":"h"}}"#,
        r#"{"callback_query":{"id":5}}"#,
        r#"{"edited_message":{"message_id":1,"chat":{"id":1,"type":"private"},"date":1}}"#,
    ] {
        world.telegram().push_raw(update).unwrap();
    }
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    let confirmed = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("every update to be confirmed", confirmed).await;
}

#[tokio::test]
async fn whatever_is_typed_gets_an_answer() {
    let world = World::open().await;
    let huge = "pln ".repeat(1_000);
    let texts = [
        "\u{1f600}\u{1f600}\u{1f600}",
        "\u{202e}284004040415 nlp",
        "p\u{200b}ln 5140\u{200b}4040\u{200d}0482",
        "\u{0}\u{1}\u{7f}",
        "pln \u{0661}\u{0662}\u{0663}",
        "999999999999999999999999999999999999",
        "' OR 1=1 --",
        "<b>pln</b> & <script>",
        "pln 51404040048x",
        &huge,
    ];
    for (index, text) in texts.into_iter().enumerate() {
        let person = world.person(100 + index as u64);
        person.says(text);
        let answered = world.telegram().until(|seen| seen.last_from_bot(person.chat).cloned());
        patiently(text, answered).await;
    }
}

#[tokio::test]
async fn an_update_that_comes_five_times_has_one_effect() {
    let world = World::open().await;
    world.telegram().repeat_updates(5);
    let ani = world.person(1);
    let home = ani.types("/start", "Cek tagihan pascabayar").await;
    ani.presses(&home, "Listrik PLN");
    ani.sees("IDPEL").await;
    ani.types("514040400482", "INDAH PUTRI").await;
    for index in 0..20 {
        ani.says(&format!("pln 5205115670{index:02}"));
    }
    for index in 0..20 {
        ani.sees(&format!("5205115670{index:02}")).await;
    }
    assert_eq!(ani.texts().len(), 22, "{:?}", ani.texts());
}

#[tokio::test]
async fn other_bots_and_channels_are_nobody_to_talk_to() {
    let world = World::open().await;
    let ani = world.person(1);
    let bot = r#"{"message":{"message_id":900,"date":1,"from":{"id":77,"is_bot":true,"first_name":"B"},"chat":{"id":77,"type":"private","first_name":"B"},"text":"/start"}}"#;
    let channel = r#"{"message":{"message_id":900,"date":1,"from":{"id":78,"is_bot":false,"first_name":"C"},"chat":{"id":-100123,"type":"channel","title":"C"},"text":"/cek"}}"#;
    world.telegram().push_raw(bot).unwrap();
    world.telegram().push_raw(channel).unwrap();
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    assert!(world.person(PersonId(77).0).texts().is_empty());
}
