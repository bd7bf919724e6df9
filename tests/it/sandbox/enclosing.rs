//! What people send that is neither text nor file, and what they send on.

use cektagihan::{
    domain::person::{ChatId, MessageId},
    ports::Clock,
    sandbox::bot_api::{Attachment, Contact, Content, Letter, Location, Person, PressError},
};
use chrono::TimeDelta;
use serde_json::json;

use super::{Stage, acting::told};

#[tokio::test]
async fn voice_contact_and_place_read_as_teloxide_reads_them() {
    let stage = Stage::set().await;
    let sends = async |content: Content| {
        let letter = Letter { text: "", content, topic: None, reply_to: None };
        stage.api.send(stage.chat, stage.agent, letter);
        told(&stage).await["message"].take()
    };
    let voice = &sends(Content::Voice(Attachment::default())).await["voice"];
    assert_eq!((&voice["duration"], &voice["mime_type"]), (&json!(3), &json!("audio/ogg")));
    let contact = Contact { phone_number: "+6281".to_owned(), first_name: "Sari".to_owned() };
    let contact = sends(Content::Contact(contact)).await["contact"].take();
    assert_eq!(contact, json!({ "phone_number": "+6281", "first_name": "Sari" }));
    let place = sends(Content::Location(Location { latitude: -6_175_392, longitude: 106_827_153 })).await;
    assert_eq!(place["location"], json!({ "latitude": -6.175_392, "longitude": 106.827_153 }));
}

#[tokio::test]
async fn a_forward_tells_who_wrote_it_first_and_when() {
    let stage = Stage::set().await;
    let other = stage.api.add_person(Person::new(7002, "Kolektor"));
    let (theirs, written) = (ChatId(7002), stage.clock.now().timestamp());
    let id = stage.api.tell(other, "/cek pln 514");
    stage.clock.advance(TimeDelta::minutes(5));
    let to = (stage.chat, None);
    let first = stage.api.forward(to, stage.agent, (theirs, id)).unwrap();
    let message = told(&stage).await["message"].take();
    assert_eq!((&message["from"]["id"], &message["text"]), (&json!(7001), &json!("/cek pln 514")));
    assert_eq!(message["entities"][0]["type"], "bot_command");
    let origin = &message["forward_origin"];
    assert_eq!(origin["type"], "user");
    assert_eq!((&origin["sender_user"]["id"], &origin["date"]), (&json!(7002), &json!(written)));
    assert_eq!((&message["forward_from"]["id"], &message["forward_date"]), (&json!(7002), &json!(written)));
    stage.api.forward(to, stage.agent, (stage.chat, first)).unwrap();
    assert_eq!(told(&stage).await["message"]["forward_origin"], *origin);
}

#[tokio::test]
async fn a_forward_of_a_group_or_channel_names_it_and_loses_its_buttons() {
    let stage = Stage::set().await;
    let group = stage.api.add_supergroup("Tim");
    let anonymous = stage.api.say_anonymous(group, "a");
    let channel = stage.api.say_as_channel(group, ChatId(-1_001_234), "Kabar", "b");
    for (id, name) in [(anonymous, "Tim"), (channel, "Kabar")] {
        stage.api.forward((stage.chat, None), stage.agent, (group, id)).unwrap();
        let message = told(&stage).await["message"].take();
        assert_eq!(message["forward_origin"]["type"], "chat");
        assert_eq!(message["forward_origin"]["sender_chat"]["title"], name);
        assert_eq!(message["forward_from_chat"]["title"], name);
    }
    let markup = json!({ "inline_keyboard": [[{ "text": "a", "callback_data": "b" }]] });
    let sent = stage.done("sendMessage", json!({ "chat_id": 7001, "text": "c", "reply_markup": markup })).await;
    let sent = MessageId(i32::try_from(sent["message_id"].as_i64().unwrap()).unwrap());
    stage.api.forward((stage.chat, None), stage.agent, (stage.chat, sent)).unwrap();
    let message = told(&stage).await["message"].take();
    assert_eq!(
        (&message["reply_markup"], &message["forward_origin"]["sender_user"]["is_bot"]),
        (&json!(null), &json!(true))
    );
    assert_eq!(stage.api.forward((stage.chat, None), stage.agent, (group, MessageId(99))), Err(PressError::NoMessage));
}
