//! Pictures and documents owed: made at delivery, shown, edited, refused.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use cektagihan::bot::outbox::Outbox;
use cektagihan::bot::parts::Parts;
use cektagihan::bot::rows::{Asker, FileRecipe, Owed, Target, What, person_key, stored};
use cektagihan::bot::services::Services;
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::domain::profile::Profile;
use cektagihan::ports::{Store, SystemClock, Table, Transaction};
use cektagihan::sandbox::bot_api::{
    BotApi, BotApiConfig, Content, Failure, Fault, Message, Method, Person, RetryAfter,
};
use cektagihan::store::MemoryStore;
use cektagihan::telegram::api::Api;

use crate::doubles::{Look as _, parts};
use crate::world::patiently;

const ANI: ChatId = ChatId(1);
const CHECK: Target = Target::Check(PersonId(1), CheckId { source: 7, line: 0 });

/// The emulator and what delivers to it, without a bot.
struct Post {
    telegram: BotApi,
    store: Arc<dyn Store>,
}

impl Post {
    async fn open() -> Self {
        let telegram = BotApi::start(BotApiConfig::default()).await.unwrap();
        telegram.tell(telegram.add_person(Person::new(1, "Ani")), "/start");
        Self { telegram, store: Arc::new(MemoryStore::default()) }
    }

    /// The outbox of a run that begins.
    async fn outbox(&self) -> (Outbox, Arc<Services>) {
        let api = Api::new(&self.telegram.url().parse().unwrap(), &self.telegram.token().into()).unwrap();
        let parts = Parts { store: Arc::clone(&self.store), clock: Arc::new(SystemClock), api, ..parts() };
        let services = Arc::new(Services::new(parts).await.unwrap());
        (Outbox::new(Arc::clone(&services)), services)
    }

    /// Makes it safe in one run and delivers it in the next.
    async fn delivers(&self, what: What) {
        self.delivers_all(Owed { chat: ANI, topic: None, what, trace: String::new(), asker: None }).await;
    }

    async fn delivers_all(&self, owed: Owed) {
        let mut transaction = Transaction::default();
        let _ = self.outbox().await.0.owe(&mut transaction, vec![owed]);
        self.store.commit(transaction).await.unwrap();
        let (outbox, services) = self.outbox().await;
        assert_eq!(outbox.resume(&services).await.unwrap(), 1);
        patiently("the delivery", outbox.all_delivered()).await;
        assert_eq!(self.store.rows_of(Table::Outbox).len(), 0, "nothing is owed any more");
    }

    fn shown(&self) -> Vec<Message> {
        self.telegram.messages(ANI).into_iter().filter(Message::is_from_bot).collect()
    }

    fn said(&self) -> Vec<String> {
        self.shown().into_iter().map(|message| message.text).collect()
    }

    fn calls(&self, method: Method) -> usize {
        self.telegram.calls().iter().filter(|call| call.method == method).count()
    }
}

fn png(width: u32) -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    [&head[..], &width.to_be_bytes(), &100_u32.to_be_bytes()].concat()
}

fn picture(bytes: &[u8]) -> FileRecipe {
    FileRecipe::Picture { name: "tagihan.png".to_owned(), base64: STANDARD.encode(bytes) }
}

fn document(text: &str) -> FileRecipe {
    FileRecipe::Text { name: "tagihan.txt".to_owned(), text: text.to_owned() }
}

fn file(recipe: FileRecipe, caption: &str, target: Target) -> What {
    What::File { recipe, html: caption.to_owned(), markup: None, reply_to: None, target }
}

fn text(html: &str, target: Target) -> What {
    What::Say { html: html.to_owned(), markup: None, reply_to: None, target }
}

fn bytes(message: &Message) -> Vec<u8> {
    message.attachment().unwrap().bytes.to_vec()
}

#[tokio::test]
async fn a_picture_and_a_document_arrive_after_a_restart() {
    let post = Post::open().await;
    post.delivers(file(picture(&png(100)), "<b>Tagihan</b>", Target::New)).await;
    post.delivers(file(document("Lunas"), "Rincian", Target::New)).await;
    let shown = post.shown();
    assert!(matches!(shown[0].content, Content::Photo(_)) && matches!(shown[1].content, Content::Document(_)));
    assert_eq!((bytes(&shown[0]), bytes(&shown[1])), (png(100), b"Lunas".to_vec()));
    assert_eq!((shown[0].text.as_str(), shown[1].text.as_str()), ("Tagihan", "Rincian"));
    assert_eq!(shown[1].attachment().unwrap().name, "tagihan.txt");
}

#[tokio::test]
async fn a_file_takes_the_place_of_a_file_and_a_text_becomes_its_caption() {
    let post = Post::open().await;
    post.delivers(file(picture(&png(100)), "a", CHECK)).await;
    post.delivers(file(document("b"), "b", CHECK)).await;
    assert_eq!(bytes(&post.shown()[0]), b"b");
    post.delivers(text("c", CHECK)).await;
    let shown = post.shown();
    assert_eq!((shown.len(), shown[0].text.as_str(), bytes(&shown[0])), (1, "c", b"b".to_vec()));
}

#[tokio::test]
async fn a_file_is_sent_anew_in_place_of_a_text_and_a_long_text_in_place_of_a_file() {
    let post = Post::open().await;
    post.delivers(text("a", CHECK)).await;
    post.delivers(file(document("b"), "b", CHECK)).await;
    assert_eq!((post.said(), post.calls(Method::EditMessageMedia)), (vec!["b".to_owned()], 0));
    post.delivers(text(&"c".repeat(1_025), CHECK)).await;
    assert_eq!((post.said(), post.calls(Method::EditMessageCaption)), (vec!["c".repeat(1_025)], 0));
    post.delivers(text("d", CHECK)).await;
    assert_eq!((post.said(), post.calls(Method::EditMessageText)), (vec!["d".to_owned()], 1));
}

#[tokio::test]
async fn what_a_message_turns_out_not_to_show_is_sent_anew_and_the_message_deleted() {
    let post = Post::open().await;
    post.delivers(text("a", Target::New)).await;
    let first = post.shown()[0].id;
    post.delivers(file(document("b"), "b", Target::Edit(first))).await;
    assert_eq!(post.said(), ["b"]);
    let second = post.shown()[0].id;
    post.delivers(text("c", Target::Edit(second))).await;
    assert_eq!(post.said(), ["c"]);
}

#[tokio::test]
async fn the_same_file_twice_stays_one_message() {
    let post = Post::open().await;
    post.delivers(file(document("a"), "a", CHECK)).await;
    post.delivers(text("a", CHECK)).await;
    post.telegram.fail_next(Method::EditMessageMedia, Fault::Refuse(Failure::new(400, "message is not modified")));
    post.delivers(file(document("a"), "a", CHECK)).await;
    assert_eq!(post.said(), ["a"]);
}

#[tokio::test]
async fn a_file_that_telegram_refuses_is_owed_no_longer() {
    let post = Post::open().await;
    post.delivers(file(picture(b"no picture"), "", Target::New)).await;
    post.telegram.fail_next(Method::SendDocument, Fault::Refuse(Failure::new(413, "Request Entity Too Large")));
    post.delivers(file(document("a"), "", Target::New)).await;
    post.delivers(file(document("a"), &"b".repeat(1_025), Target::New)).await;
    assert_eq!((post.calls(Method::SendPhoto), post.calls(Method::SendDocument)), (1, 2));
    assert_eq!(post.shown(), []);
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_told_in_words_in_its_place() {
    let post = Post::open().await;
    post.delivers(text("a", CHECK)).await;
    let unreadable = || FileRecipe::Picture { name: "tagihan.png".to_owned(), base64: "?".to_owned() };
    post.delivers(file(unreadable(), "<b>Tagihan</b>", CHECK)).await;
    let unmade = "Berkasnya gagal dibuat. Minta sekali lagi; kalau tetap gagal, beri tahu pemilik bot ini.";
    assert_eq!(post.said(), [format!("Tagihan\n\n{unmade}")]);
    post.delivers(file(unreadable(), "", Target::New)).await;
    assert_eq!(post.said()[1], unmade);
}

#[tokio::test]
async fn a_file_that_cannot_be_made_stays_owed_until_its_words_arrive() {
    let post = Post::open().await;
    let too_large = document(&"a".repeat((2 << 20) + 1));
    post.telegram.fail_next(Method::SendMessage, Fault::BadGateway);
    post.delivers(file(too_large, "a", Target::New)).await;
    assert_eq!((post.calls(Method::SendDocument), post.calls(Method::SendMessage), post.shown().len()), (0, 2, 1));
}

#[tokio::test]
async fn a_file_waits_out_a_429_and_a_broken_line() {
    let post = Post::open().await;
    post.telegram.fail_chat(ANI, RetryAfter { seconds: 1, times: 1 });
    post.telegram.fail_next(Method::SendDocument, Fault::BadGateway);
    post.delivers(file(document("a"), "", Target::New)).await;
    assert_eq!(post.shown().len(), 1);
}

#[tokio::test]
async fn a_file_that_a_group_refuses_goes_to_its_asker() {
    let post = Post::open().await;
    let opened = Profile { opened: true, ..Profile::default() };
    let mut transaction = Transaction::default();
    transaction.put(Table::Profile, person_key(PersonId(1)), stored(&opened));
    post.store.commit(transaction).await.unwrap();
    let group = post.telegram.add_supergroup("Rute");
    post.telegram.restrict(group, Some(&Failure::new(400, "Bad Request: CHAT_SEND_DOCS_FORBIDDEN")));
    for caption in ["Rincian", &"b".repeat(1_024)] {
        let asker = Some(Asker { person: PersonId(1), name: None });
        let what = file(document("Lunas"), caption, Target::New);
        post.delivers_all(Owed { chat: group, topic: None, what, trace: String::new(), asker }).await;
    }
    let [first, second] = &post.shown()[..] else { panic!("{:?}", post.shown()) };
    assert!(first.text.starts_with("Rincian") && first.text.contains("tidak boleh menulis di grup"), "{}", first.text);
    assert_eq!(second.text, "b".repeat(1_024), "a caption has no room for more");
    assert_eq!((bytes(first), bytes(second)), (b"Lunas".to_vec(), b"Lunas".to_vec()));
}

#[tokio::test]
async fn a_file_for_somebody_who_left_goes_with_them() {
    let post = Post::open().await;
    post.telegram.block(PersonId(1));
    post.delivers(file(document("a"), "", Target::New)).await;
    assert_eq!((post.shown().len(), post.calls(Method::SendDocument)), (0, 1));
}
