//! The Bot API as a client sees it that was not written here.

use cektagihan::{
    domain::person::MessageId,
    sandbox::bot_api::{Content, Fault, Method},
};
use teloxide::{
    ApiError, Bot, RequestError,
    payloads::{AnswerCallbackQuerySetters, EditMessageTextSetters, GetUpdatesSetters, SendMessageSetters},
    requests::Requester,
    types::{
        AllowedUpdate, CallbackQueryId, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ParseMode,
        ReplyParameters, UpdateKind,
    },
};

use super::Stage;

fn bot(stage: &Stage) -> Bot {
    Bot::with_client(stage.api.token(), stage.http.clone()).set_api_url(stage.api.url().parse().unwrap())
}

fn keyboard() -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("Cek ulang", "again")]])
}

#[tokio::test]
async fn a_conversation_goes_round() {
    let stage = Stage::set().await;
    let bot = bot(&stage);
    let updates = bot.get_updates().timeout(5).allowed_updates([AllowedUpdate::Message, AllowedUpdate::CallbackQuery]);
    let UpdateKind::Message(asked) = &updates.await.unwrap()[0].kind else { panic!("not a message") };
    let card = bot.send_message(asked.chat.id, "<b>Tagihan</b>").parse_mode(ParseMode::Html);
    let card = card.reply_markup(keyboard()).reply_parameters(ReplyParameters::new(asked.id)).await.unwrap();
    assert_eq!(card.reply_to_message().unwrap().text(), Some("halo"));
    stage.api.press(stage.chat, stage.agent, MessageId(card.id.0), "Cek ulang").unwrap();
    let updates = bot.get_updates().offset(-1).await.unwrap();
    let UpdateKind::CallbackQuery(press) = &updates[0].kind else { panic!("not a press") };
    assert_eq!(press.regular_message().unwrap().id, card.id);
    bot.answer_callback_query(press.id.clone()).text("Sebentar").await.unwrap();
    bot.edit_message_text(asked.chat.id, card.id, "Lunas").reply_markup(keyboard()).await.unwrap();
    assert_eq!(stage.api.messages(stage.chat)[1].text, "Lunas");
}

#[tokio::test]
async fn a_document_goes_by_multipart() {
    let stage = Stage::set().await;
    let file = InputFile::memory("a,b").file_name("rekap.csv");
    bot(&stage).send_document(ChatId(7001), file).await.unwrap();
    let sent = stage.api.messages(stage.chat).pop().unwrap();
    assert!(matches!(sent.content, Content::Document(file) if file.name == "rekap.csv" && &file.bytes[..] == b"a,b"));
}

#[tokio::test]
async fn refusals_have_the_words_it_knows() {
    let stage = Stage::set().await;
    let bot = bot(&stage);
    let api = |error: RequestError| match error {
        RequestError::Api(error) => error,
        other => panic!("{other:?}"),
    };
    let chat = ChatId(7001);
    let sent = bot.send_message(chat, "a").await.unwrap();
    assert_eq!(api(bot.edit_message_text(chat, sent.id, "a").await.unwrap_err()), ApiError::MessageNotModified);
    assert_eq!(api(bot.send_message(ChatId(1), "a").await.unwrap_err()), ApiError::ChatNotFound);
    assert_eq!(api(bot.send_message(chat, "x".repeat(4097)).await.unwrap_err()), ApiError::MessageIsTooLong);
    let broken = bot.send_message(chat, "<b>").parse_mode(ParseMode::Html).await.unwrap_err();
    assert!(matches!(api(broken), ApiError::CantParseEntities(_)));
    // Telegram writes "query ID", this client expects "query id": known to be unknown to it.
    let late = bot.answer_callback_query(CallbackQueryId("1".to_owned())).await.unwrap_err();
    assert!(matches!(api(late), ApiError::Unknown(words) if words.contains("query is too old")));
    stage.api.block(stage.agent);
    assert_eq!(api(bot.send_message(chat, "a").await.unwrap_err()), ApiError::BotBlocked);
}

#[tokio::test]
async fn parameters_of_refusals_arrive() {
    let stage = Stage::set().await;
    let bot = bot(&stage);
    stage.api.fail_next(Method::SendMessage, Fault::RetryAfter(9));
    let waited = bot.send_message(ChatId(7001), "a").await.unwrap_err();
    assert!(matches!(waited, RequestError::RetryAfter(seconds) if seconds.seconds() == 9));
    let group = stage.api.add_group("Loket");
    let new = stage.api.migrate(group);
    let moved = bot.send_message(ChatId(group.0), "a").await.unwrap_err();
    assert!(matches!(moved, RequestError::MigrateToChatId(chat) if chat.0 == new.0));
}
