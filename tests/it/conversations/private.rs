//! An agent's day, in the private chat.

use cektagihan::domain::person::MessageId;
use cektagihan::sandbox::bot_api::{Content, Method, Person, Pressed};

use crate::world::{World, patiently};

const HOME: &str = "Cek tagihan pascabayar";

#[tokio::test]
async fn a_bill_takes_two_taps_and_a_number() {
    let world = World::open().await;
    let ani = world.person(1);
    let home = ani.types("/start", HOME).await;
    let question = ani.taps(&home, "Listrik PLN", "IDPEL").await;
    assert_eq!(question.id, home.id, "the screen changes in place");
    let card = ani.types("5140 4040 0482", "Rp25.720").await;
    assert_ne!(card.id, home.id, "the bill is a message of its own");
    assert!(card.text.contains("bukan bukti bayar"));
}

#[tokio::test]
async fn a_bpjs_bill_asks_for_the_months() {
    let world = World::open().await;
    let ani = world.person(1);
    let home = ani.types("/start", HOME).await;
    ani.taps(&home, "BPJS", "kartu BPJS").await;
    let months = ani.types("0001433177155", "berapa bulan").await;
    let card = ani.taps(&months, "1", "WARDI").await;
    assert!(card.text.contains("8888801433177155"));
}

#[tokio::test]
async fn one_message_is_enough_whatever_its_shape() {
    let world = World::open().await;
    for (person, text) in
        ["pln 514040400482", "514040400482 PLN", "/cek pln 514040400482", "CEKPLN.514040400482"].into_iter().enumerate()
    {
        world.person(100 + person as u64).types(text, "INDAH PUTRI").await;
    }
}

#[tokio::test]
async fn a_pin_is_dropped_taken_out_of_the_chat_and_explained_once() {
    let world = World::open().await;
    let ani = world.person(1);
    let typed = ani.says("CEKPLN.514040400482.482915");
    ani.sees("INDAH PUTRI").await;
    ani.sees("PIN tidak diperlukan").await;
    let gone = world.telegram().until(|seen| seen.message(ani.chat, typed).is_none().then_some(()));
    patiently("the message with the PIN to go", gone).await;
    ani.says("CEKPLN.520511567087.482915");
    ani.sees("520511567087").await;
    let told = ani.texts().iter().filter(|text| text.contains("PIN tidak diperlukan")).count();
    assert_eq!(told, 1);
    let calls = world.telegram().calls();
    assert!(!calls.iter().any(|call| call.params_json().to_string().contains("482915")));
}

#[tokio::test]
async fn an_edited_question_edits_its_answer() {
    let world = World::open().await;
    let ani = world.person(1);
    let asked = ani.says("pln 520511567087");
    let first = ani.sees("520511567087").await;
    world.telegram().edit(ani.chat, asked, "pln 514040400482").unwrap();
    let second = ani.sees("INDAH PUTRI").await;
    assert_eq!(first.id, second.id);
    assert_eq!(ani.texts().len(), 1);
}

#[tokio::test]
async fn back_and_cancel_lead_out_of_every_screen() {
    let world = World::open().await;
    let ani = world.person(1);
    let home = ani.types("/start", HOME).await;
    let list = ani.taps(&home, "Air PDAM", "Pilih produknya").await;
    let question = ani.taps(&list, "PDAM Mojokerto (MJK)", "nomor pelanggan").await;
    let list = ani.taps(&question, "Kembali", "Pilih produknya").await;
    ani.taps(&list, "Batal", "Dibatalkan").await;
    ani.types("/batal", "Tidak ada yang perlu dibatalkan").await;
}

#[tokio::test]
async fn a_slow_biller_is_announced_and_can_be_given_up() {
    let world = World::open().await;
    let ani = world.person(1);
    world.biller().hold();
    ani.says("pln 514040400482");
    let placeholder = ani.sees("Sedang dicek").await;
    assert!(world.telegram().chat_actions().iter().any(|action| action.chat == ani.chat), "typing was shown");
    ani.taps(&placeholder, "Batal", "dibatalkan").await;
    world.biller().release();
    ani.types("pln 520511567087", "520511567087").await;
    assert!(!ani.texts().iter().any(|text| text.contains("INDAH")), "the answer came after the person gave up");
}

#[tokio::test]
async fn a_placeholder_becomes_the_bill() {
    let world = World::open().await;
    let ani = world.person(1);
    world.biller().hold();
    ani.says("pln 514040400482");
    let placeholder = ani.sees("Sedang dicek").await;
    world.biller().release();
    assert_eq!(ani.sees("INDAH PUTRI").await.id, placeholder.id);
}

#[tokio::test]
async fn the_next_number_need_not_wait_for_the_last() {
    let world = World::open().await;
    let ani = world.person(1);
    world.biller().hold();
    ani.says("pln 514040400482");
    let one = world.biller().until(|seen| (seen.waiting() == 1).then_some(()));
    patiently("the first inquiry", one).await;
    ani.says("pln 520511567087");
    let two = world.biller().until(|seen| (seen.waiting() == 2).then_some(()));
    patiently("the second inquiry", two).await;
    world.biller().release();
    ani.sees("INDAH PUTRI").await;
    ani.sees("520511567087").await;
}

#[tokio::test]
async fn a_double_tap_asks_once() {
    let world = World::open().await;
    let ani = world.person(1);
    let home = ani.types("/start", HOME).await;
    ani.taps(&home, "BPJS", "kartu BPJS").await;
    let months = ani.types("8888801433177155", "berapa bulan").await;
    world.biller().hold();
    ani.presses(&months, "1");
    ani.presses(&months, "1");
    let answered = world.telegram().until(|seen| (seen.callback_answers().count() == 3).then_some(()));
    patiently("every press to be answered", answered).await;
    world.biller().release();
    ani.sees("WARDI").await;
    assert_eq!(world.biller().inquiries("RBASRBPJSKSH", "8888801433177155"), 1);
}

#[tokio::test]
async fn forged_and_stale_presses_lead_home() {
    let world = World::open().await;
    let ani = world.person(1);
    let home = ani.types("/start", HOME).await;
    for data in ["", "!!", "#AAAAAAAAAAAAAAAA", "\u{202e}\u{0}", &"9".repeat(64)] {
        let query = world.telegram().press_raw(ani.chat, ani.person, home.id, data);
        let answer = world.telegram().until(|seen| seen.callback_answer(query).cloned());
        let answer = patiently("an answer to a forged press", answer).await;
        assert!(answer.text.contains("sudah tidak berlaku"), "{data:?}: {:?}", answer.text);
    }
    let query = world.telegram().press_raw(ani.chat, ani.person, MessageId(9_999), "whatever");
    patiently("an answer", world.telegram().until(|seen| seen.callback_answer(query).cloned())).await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
}

#[tokio::test]
async fn the_summary_copies_without_the_bot() {
    let world = World::open().await;
    let ani = world.person(1);
    let card = ani.types("pln 514040400482", "INDAH PUTRI").await;
    let Pressed::Copied(summary) = ani.presses(&card, "Salin") else { panic!("it does not copy") };
    assert!(summary.starts_with("*Total Rp25.720*") && summary.contains("514040400482"));
}

#[tokio::test]
async fn another_language_is_one_tap_and_lasts() {
    let mut world = World::open().await;
    {
        let ani = world.person(1);
        let choice = ani.types("/bahasa", "Choose a language").await;
        ani.taps(&choice, "English", "English").await;
    }
    world.stop().await;
    world.start();
    world.person(1).types("/start", "Check a postpaid bill").await;
}

#[tokio::test]
async fn a_restart_in_mid_dialogue_goes_unnoticed() {
    for cut in [false, true] {
        let mut world = World::open().await;
        {
            let ani = world.person(1);
            let home = ani.types("/start", HOME).await;
            ani.taps(&home, "Listrik PLN", "IDPEL").await;
        }
        if cut {
            world.cut().await;
        } else {
            world.stop().await;
        }
        world.start();
        world.person(1).types("514040400482", "INDAH PUTRI").await;
    }
}

#[tokio::test]
async fn what_is_no_text_gets_a_hint() {
    let world = World::open().await;
    let ani = world.person(1);
    world.telegram().send_sticker(ani.chat, ani.person);
    ani.sees("belum bisa dibaca").await;
    let photo = world.telegram().send_photo(ani.chat, ani.person, "pln 514040400482");
    assert!(matches!(world.telegram().message(ani.chat, photo).unwrap().content, Content::Photo(_)));
    ani.sees("INDAH PUTRI").await;
}

#[tokio::test]
async fn a_stranger_is_told_so_and_nothing_else() {
    let world = World::closed(&[1]).await;
    world.person(2).types("pln 514040400482", "hanya untuk orang yang diundang").await;
    world.person(1).types("pln 514040400482", "INDAH PUTRI").await;
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "514040400482"), 1);
}

#[tokio::test]
async fn several_lines_are_several_checks() {
    let world = World::open().await;
    let ani = world.person(1);
    ani.says("pln 514040400482\nbpjs 0001433177155 1\nPDAMACEHTGR 1160026");
    for name in ["INDAH PUTRI", "WARDI", "MARIA SOFI"] {
        ani.sees(name).await;
    }
}

#[tokio::test]
async fn the_menu_speaks_the_language_of_the_bot_whatever_the_app_is_set_to() {
    let world = World::open().await;
    let telegram = world.telegram();
    let registered = telegram.until(|seen| (seen.requests(Method::SetMyCommands) == 6).then_some(()));
    patiently("the menus", registered).await;
    for scope in ["all_private_chats", "all_group_chats", "all_chat_administrators"] {
        let [any, english] = ["", "en"].map(|app| telegram.commands(scope, app));
        assert_eq!(any, english, "{scope}");
        assert!(any.iter().any(|command| command.command == "cek" && command.description.contains("tagihan")));
    }
    let ani = world.person(1);
    let app = Some("en".to_owned());
    telegram.add_person(Person { language_code: app, ..Person::new(1, "Ani") });
    ani.types("/start", HOME).await;
    let choice = ani.types("/bahasa", "Choose a language").await;
    ani.taps(&choice, "English", "English").await;
    for words in ["bill", "tagihan"] {
        let menu = telegram.until(|seen| {
            let menu = seen.menu(ani.chat, ani.person);
            menu.iter().any(|command| command.command == "cek" && command.description.contains(words)).then_some(())
        });
        patiently(words, menu).await;
        if words == "bill" {
            let asked = ani.types("/erase", "Erase your data from this bot?").await;
            ani.taps(&asked, "Yes, erase my data", "has been erased").await;
        }
    }
}

#[tokio::test]
async fn a_second_look_at_a_bill_tells_its_age_in_place_of_a_second_card() {
    let world = World::open().await;
    let ani = world.person(1);
    let card = ani.types("pln 514040400482", "INDAH PUTRI").await;
    let before = ani.texts().len();
    let told = ani.is_told(&card, "Cek ulang").await;
    assert!(told.text.starts_with("Baru dicek ") && told.text.contains("detik lalu"), "{}", told.text);
    ani.types("/bantuan", "Cara memakai").await;
    assert_eq!(ani.texts().len(), before + 1, "{:?}", ani.texts());
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "514040400482"), 1);
}

#[tokio::test]
async fn commands_may_be_words_and_polite_words_are_answered() {
    let world = World::open().await;
    let ani = world.person(1);
    ani.types("menu", "jenis tagihan").await;
    ani.types("Bantuan", "Cara memakai").await;
    ani.types("pln", "IDPEL").await;
    ani.types("terima kasih kak", "Sama-sama.").await;
    ani.types("514040400482", "INDAH PUTRI").await;
    ani.types("pln", "IDPEL").await;
    ani.types("batal", "Dibatalkan").await;
    ani.types("selamat pagi", "Halo!").await;
    ani.types("ok siap", "Siap.").await;
    let lost = ani.types("kemarin saya sudah bayar di sini", "misalnya").await;
    assert!(!lost.text.contains("kemarin"), "{}", lost.text);
}
