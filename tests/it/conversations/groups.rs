//! Field staff, in groups.

use cektagihan::sandbox::bot_api::{Failure, Fault, Markup, Method, Pressed};
use futures::future::join_all;

use crate::world::{World, patiently};

const PRIVATE: &str = "Buka di chat pribadi";
const REVEAL: &str = "Lihat lengkap";

#[tokio::test]
async fn a_groups_card_is_masked_and_its_asker_sees_it_whole() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    let asked = budi.says("/cek pln 514040400482");
    let card = budi.sees("INDAH P***").await;
    assert_eq!((card.reply_to, card.quote.as_deref()), (Some(asked), Some("/cek")));
    assert!(card.text.contains("5140****0482"));
    assert!(!card.source.contains("514040400482") && !card.source.contains("PUTRI"));
    let told = budi.is_told(&card, REVEAL).await;
    assert!(told.alert && told.text.contains("INDAH PUTRI") && told.text.contains("Rp25.720"));
    assert!(told.text.chars().count() <= 200);
}

#[tokio::test]
async fn what_a_group_reads_above_an_answer_holds_no_figure() {
    let world = World::open().await;
    world.telegram().set_privacy(false);
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    for (typed, quote) in [
        ("/cek CEKPLN.514040400482.1234", Some("/cek")),
        ("@cektagihan_sandbox_bot pln 520511567087", Some("@cektagihan_sandbox_bot")),
    ] {
        let asked = budi.says(typed);
        let card = world.telegram().until(|seen| {
            let answers = |message: &&cektagihan::sandbox::bot_api::Message| {
                message.reply_to == Some(asked) && message.text.contains("Total")
            };
            seen.messages(group).find(answers).cloned()
        });
        let card = patiently("the card", card).await;
        assert_eq!(card.quote.as_deref(), quote, "{typed}");
    }
    // Its words were changed before the answer came: what is not there any more cannot be quoted.
    world
        .telegram()
        .fail_next(Method::SendMessage, Fault::Refuse(Failure::new(400, "Bad Request: QUOTE_TEXT_INVALID")));
    budi.says("/cek pln 530511567087");
    let card = budi.sees("5305****7087").await;
    assert!(card.reply_to.is_none() && card.text.starts_with("Budi\n"), "{:?}", card.text);
}

#[tokio::test]
async fn a_groups_buttons_carry_no_number_and_obey_nobody_else() {
    let world = World::open().await;
    let group = world.telegram().add_group("Rute Selasa");
    let (budi, citra) = (world.member(group, None, 11), world.member(group, None, 12));
    let card = budi.types("/cek pln 514040400482", "INDAH P***").await;
    let told = citra.is_told(&card, REVEAL).await;
    assert!(told.text.contains("untuk yang bertanya") && !told.text.contains("INDAH"));
    let calls = world.telegram().calls();
    assert!(!calls.iter().any(|call| call.param("reply_markup").is_some_and(|markup| markup.contains("514040400482"))));
}

#[tokio::test]
async fn the_private_chat_shows_the_whole_bill_to_its_asker_only() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    let card = budi.types("/cek pln 514040400482", "INDAH P***").await;
    let Pressed::Opened(link) = budi.presses(&card, PRIVATE) else { panic!("it opens nothing") };
    let payload = link.split_once("?start=").unwrap().1;
    let citra = world.person(12);
    world.telegram().open_link(citra.person, payload);
    citra.sees("untuk yang bertanya").await;
    let budi = world.person(11);
    world.telegram().open_link(budi.person, payload);
    let whole = budi.sees("INDAH PUTRI").await;
    assert!(whole.text.contains("514040400482"));
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "514040400482"), 1);
}

#[tokio::test]
async fn a_guided_check_in_a_group_asks_its_asker_alone() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    let home = budi.types("/cek", "jenis tagihan").await;
    budi.presses(&home, "Listrik PLN");
    let question = budi.sees("IDPEL").await;
    let Markup::ForceReply(forced) = &question.markup else { panic!("no forced reply: {:?}", question.markup) };
    assert!(forced.selective);
    assert!(question.reply_to.is_some(), "a selective reply needs somebody to answer");
    budi.replies(&question, "514040400482", "INDAH P***").await;
}

#[tokio::test]
async fn eight_people_at_once_never_mix() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let people: Vec<_> = (0..8).map(|index| world.member(group, None, 20 + index)).collect();
    for person in &people {
        person.says("/cek");
    }
    let numbers: Vec<String> = (0..8).map(|index| format!("5205115670{index}1")).collect();
    let checks = people.iter().zip(&numbers).map(|(person, number)| async {
        let mine = |message: &&cektagihan::sandbox::bot_api::Message| {
            message.is_from_bot() && message.labels().next().is_some()
        };
        let asked = world
            .telegram()
            .messages(group)
            .into_iter()
            .find(|message| message.author == cektagihan::sandbox::bot_api::Author::Person(person.person));
        let asked = asked.unwrap().id;
        let home = world
            .telegram()
            .until(|seen| seen.messages(group).filter(mine).find(|message| message.reply_to == Some(asked)).cloned());
        let home = patiently("the menu", home).await;
        person.presses(&home, "Listrik PLN");
        let question = world.telegram().until(|seen| {
            let asks = |message: &&cektagihan::sandbox::bot_api::Message| {
                matches!(message.markup, Markup::ForceReply(_)) && message.reply_to == Some(asked)
            };
            seen.messages(group).find(asks).cloned()
        });
        let question = patiently("the question", question).await;
        world.telegram().reply(group, person.person, question.id, number);
        let masked = format!("{}****{}", &number[..4], &number[8..]);
        let card = world.telegram().until(|seen| {
            let answers = |message: &&cektagihan::sandbox::bot_api::Message| {
                message.is_from_bot() && message.text.contains(&masked) && message.text.contains("Total")
            };
            seen.messages(group).find(answers).cloned()
        });
        let card = patiently("the card", card).await;
        assert_eq!(card.reply_to, None, "its quote would show the number");
        let told = person.is_told(&card, REVEAL).await;
        assert!(told.text.contains(number.as_str()), "{:?}", told.text);
    });
    join_all(checks).await;
}

#[tokio::test]
async fn one_person_in_two_topics_has_two_conversations() {
    let world = World::open().await;
    let forum = world.telegram().add_forum("Kolektor");
    let (north, south) = (world.telegram().add_topic(forum, "Utara"), world.telegram().add_topic(forum, "Selatan"));
    let (here, there) = (world.member(forum, Some(north), 11), world.member(forum, Some(south), 11));
    let menu = here.types("/cek", "jenis tagihan").await;
    here.presses(&menu, "Listrik PLN");
    let question = here.sees("IDPEL").await;
    let other = there.types("/cek", "jenis tagihan").await;
    there.presses(&other, "BPJS");
    there.sees("kartu BPJS").await;
    let card = here.replies(&question, "514040400482", "INDAH P***").await;
    assert_eq!(card.topic, Some(north));
}

#[tokio::test]
async fn a_group_hears_nothing_it_did_not_ask_for() {
    let world = World::open().await;
    world.telegram().set_privacy(false);
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    for text in ["pln 514040400482", "halo semua", "/cek@another_bot pln 514040400482", "514040400482"] {
        budi.says(text);
    }
    world.telegram().send_sticker(group, budi.person);
    budi.types("/cek pln 520511567087", "5205****7087").await;
    assert_eq!(budi.texts().len(), 1, "{:?}", budi.texts());
}

#[tokio::test]
async fn our_name_is_enough_to_be_heard() {
    let world = World::open().await;
    world.telegram().set_privacy(false);
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    budi.types("@cektagihan_sandbox_bot pln 514040400482", "INDAH P***").await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_keeps_its_conversations() {
    let world = World::open().await;
    let group = world.telegram().add_group("Rute Selasa");
    let budi = world.member(group, None, 11);
    let menu = budi.types("/cek", "jenis tagihan").await;
    budi.presses(&menu, "Listrik PLN");
    let question = budi.sees("IDPEL").await;
    let supergroup = world.telegram().migrate(group);
    let heard = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("the move to be heard", heard).await;
    let budi = world.member(supergroup, None, 11);
    // The question is not in the new chat; any reply to the bot, or a mention, reaches it.
    drop(question);
    world.telegram().set_privacy(false);
    budi.types("@cektagihan_sandbox_bot 514040400482", "INDAH P***").await;
}

#[tokio::test]
async fn a_bill_owed_to_a_moved_group_follows_it() {
    let world = World::open().await;
    let group = world.telegram().add_group("Rute Selasa");
    let budi = world.member(group, None, 11);
    world.biller().hold();
    budi.says("/cek pln 514040400482");
    patiently("the inquiry", world.biller().until(|seen| (seen.waiting() == 1).then_some(()))).await;
    let supergroup = world.telegram().migrate(group);
    world.biller().release();
    world.member(supergroup, None, 11).sees("INDAH P***").await;
}

#[tokio::test]
async fn a_question_in_a_groups_new_place_takes_no_ones_name_from_the_old() {
    let world = World::open().await;
    let group = world.telegram().add_group("Rute Selasa");
    let budi = world.member(group, None, 11);
    world.biller().hold();
    budi.says("selamat pagi");
    let before = budi.says("/cek pln 514040400482");
    patiently("the inquiry", world.biller().until(|seen| (seen.waiting() == 1).then_some(()))).await;
    let supergroup = world.telegram().migrate(group);
    let heard = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("the move to be heard", heard).await;
    let budi = world.member(supergroup, None, 11);
    let after = budi.says("/cek pln 520511567087");
    assert_eq!(before, after, "messages are numbered anew");
    patiently("the inquiries", world.biller().until(|seen| (seen.waiting() == 2).then_some(()))).await;
    world.biller().release();
    let old = budi.sees("5140****0482").await;
    assert_eq!(old.reply_to, None, "what it would answer is another message here");
    assert_eq!(budi.sees("5205****7087").await.reply_to, Some(after));
}

#[tokio::test]
async fn nobody_in_particular_is_refused_politely() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    world.telegram().say_anonymous(group, "/cek pln 514040400482");
    let budi = world.member(group, None, 11);
    budi.sees("admin anonim").await;
    assert_eq!(world.biller().observe(|seen| seen.all_inquiries()), 0);
}

#[tokio::test]
async fn a_pin_in_a_group_is_told_each_time_and_goes_where_the_bot_may_delete() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    let told = || budi.texts().iter().filter(|text| text.contains("PIN Anda terbaca semua orang")).count();
    let stays = budi.says("/cek CEKPLN.514040400482.1234");
    budi.sees("5140****0482").await;
    assert_eq!(told(), 1);
    world.telegram().let_delete(group, true);
    let goes = budi.says("/cek CEKPLN.520511567087.1234");
    budi.sees("5205****7087").await;
    assert_eq!(told(), 2);
    let gone = world.telegram().until(|seen| seen.messages(group).all(|message| message.id != goes).then_some(()));
    patiently("the message to go", gone).await;
    assert!(world.telegram().messages(group).iter().any(|message| message.id == stays));
    assert!(
        world
            .telegram()
            .messages(group)
            .iter()
            .filter(|message| message.is_from_bot())
            .all(|m| !m.text.contains("1234"))
    );
}

#[tokio::test]
async fn a_reply_of_batal_cancels_in_a_group_and_other_words_stay_with_the_people() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    let question = budi.types("/cek pln", "IDPEL").await;
    world.telegram().reply(group, budi.person, question.id, "Batal");
    budi.sees("Dibatalkan").await;
}
