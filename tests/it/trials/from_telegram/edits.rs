//! K9: changes that change nothing.

use cektagihan::domain::person::MessageId;
use serde_json::json;

use crate::world::{Someone, World};

const INDAH: &str = "514040400482";

/// Ani's message, changed as Telegram tells it: to the same text with another entity.
fn touched(ani: &Someone<'_>, message: MessageId, text: &str) {
    let update = json!({ "edited_message": {
        "message_id": message.0, "date": 1, "edit_date": 2, "text": text,
        "from": { "id": 1, "is_bot": false, "first_name": "Ani" }, "chat": { "id": 1, "type": "private" },
        "entities": [{ "type": "bold", "offset": 0, "length": 3 }],
    }});
    ani.world.telegram().push_raw(&update.to_string()).unwrap();
}

async fn dealt_with(ani: &Someone<'_>) {
    ani.types("/bahasa", "bahasa").await;
}

#[tokio::test]
async fn k9_a_change_that_changes_no_word_asks_nothing_also_after_a_restart() {
    let mut world = World::open().await;
    let text = format!("pln {INDAH}");
    let asked = world.person(1).says(&text);
    let card = world.person(1).sees("INDAH PUTRI").await;
    touched(&world.person(1), asked, &text);
    dealt_with(&world.person(1)).await;
    world.stop().await;
    world.start();
    touched(&world.person(1), asked, &text);
    world.person(1).types("/bantuan", "/batal").await;
    assert_eq!(world.telegram().message(card.chat, card.id).unwrap().edited, None, "the card stays as it is");
    assert_eq!(world.person(1).texts().len(), 3);
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", INDAH), 1);
}

#[tokio::test]
async fn k9_a_question_is_not_asked_twice_for_a_change_that_changes_no_word() {
    let world = World::open().await;
    let ani = world.person(1);
    let asked = ani.says("pdam 1160026");
    ani.sees("produk yang mana").await;
    touched(&ani, asked, "pdam 1160026");
    dealt_with(&ani).await;
    assert_eq!(ani.texts().len(), 2, "{:?}", ani.texts());
}

#[tokio::test]
async fn k9_a_change_of_words_is_asked_anew_and_one_back_again_too() {
    let world = World::open().await;
    let ani = world.person(1);
    let asked = ani.says(&format!("pln {INDAH}"));
    let card = ani.sees("INDAH PUTRI").await;
    for number in ["520511567087", INDAH, "533512366386"] {
        world.telegram().edit(ani.chat, asked, &format!("pln {number}")).unwrap();
        ani.sees(number).await;
    }
    assert_eq!(ani.texts().len(), 1, "in the same place");
    assert!(world.telegram().message(card.chat, card.id).unwrap().text.contains("533512366386"));
}
