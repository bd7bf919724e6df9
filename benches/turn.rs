//! What one turn costs, without network and disk: from a raw update to the rendered reply.
//!
//! `cargo bench --bench turn`

use std::sync::LazyLock;

use cektagihan::dialogue::{Context, Conversation, Event, Origin, Turn, Visitor, advance};
use cektagihan::domain::bill::{Answer, Bill, ProductLine, Usage};
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::person::{Access, ChatId, ChatKind, MessageId, PersonId, Seat};
use cektagihan::domain::profile::Profile;
use cektagihan::domain::roster::Roster;
use cektagihan::domain::rupiah::Rupiah;
use cektagihan::phrase;
use cektagihan::telegram::decode::decode;
use cektagihan::telegram::render::Renderer;
use cektagihan::{dialogue::Effect, view::Reply};
use chrono::{DateTime, Utc};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const UPDATE: &str = r#"{"update_id":100001,"message":{"message_id":12,"from":{"id":7000000001,"is_bot":false,"first_name":"Ani","language_code":"id"},"chat":{"id":7000000001,"first_name":"Ani","type":"private"},"date":1800000000,"text":"pln 514040400482"}}"#;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("a time that exists")
}

fn bill() -> Bill {
    let price = Some(Rupiah::new(25_720));
    Bill {
        account: Some("514040400482".to_owned()),
        product_name: Some("PLN Pascabayar".to_owned()),
        customer_name: Some("INDAH PUTRI".to_owned()),
        amount: price,
        admin: Some(Rupiah::ZERO),
        total: price,
        usage: Some(Usage::KilowattHours(5_400)),
        products: vec![ProductLine { name: None, partner_price: None, selling_price: price }],
        ..Bill::default()
    }
}

fn context<'a>(catalogue: &'a Catalogue, profile: &'a Profile, origin: Origin) -> Context<'a> {
    static ROSTER: LazyLock<Roster> = LazyLock::new(|| Roster::new(&Access::open()));
    let seat = Seat { chat: ChatId(7_000_000_001), topic: None, person: PersonId(7_000_000_001) };
    let standing = ROSTER.standing(seat);
    let visitor = Visitor { seat, standing, roster: &ROSTER, name: "", title: "", bot: "cektagihan_bot", draw: None };
    Context {
        now: now(),
        catalogue,
        profile,
        last_use: None,
        chat: ChatKind::Private,
        origin,
        visitor,
        trace: "0000001",
    }
}

fn asked(catalogue: &Catalogue) -> Conversation {
    let phrase = phrase::read("pln 514040400482", catalogue);
    let profile = Profile::default();
    let context = context(catalogue, &profile, Origin::Message(MessageId(12)));
    advance(&context, Conversation::default(), Event::Typed(phrase)).next
}

fn rendered(turn: Turn) -> usize {
    let mut renderer = Renderer {
        owner: PersonId(7_000_000_001),
        chat: ChatKind::Private,
        topic: None,
        username: "cektagihan_bot",
        kept: Vec::new(),
    };
    let effects = turn.effects.into_iter();
    effects
        .map(|effect| match effect {
            Effect::Show(_, Reply { html, markup }) => {
                html.as_str().len() + renderer.markup(markup).map_or(0, |json| json.get().len())
            }
            Effect::Toast(_)
            | Effect::DeleteQuestion
            | Effect::Remember(_)
            | Effect::Change(_)
            | Effect::Tell(..)
            | Effect::Alarm(_)
            | Effect::Erase => 0,
        })
        .sum()
}

#[divan::bench]
fn read_an_update() {
    black_box(decode(black_box(UPDATE)));
}

#[divan::bench]
fn read_what_was_typed(bencher: Bencher) {
    let catalogue = Catalogue::embedded();
    bencher.bench(|| phrase::read(black_box("tolong cek pln 5140 4040 0482 ya bu"), &catalogue));
}

/// As long as a message can be: a list of customers as it is copied from a chat.
#[divan::bench]
fn read_a_long_paste(bencher: Bencher) {
    let catalogue = Catalogue::embedded();
    let row = "[10.31, 23/11/2026] +62 812-3456-7890: 514040400482 INDAH PUTRI R1/1300VA Rp25.720\n";
    let paste: String = row.chars().cycle().take(4096).collect();
    bencher.bench(|| phrase::read(black_box(&paste), &catalogue));
}

#[divan::bench]
fn from_update_to_check(bencher: Bencher) {
    let catalogue = Catalogue::embedded();
    let profile = Profile::default();
    bencher.bench(|| {
        let update = decode(black_box(UPDATE));
        let phrase = phrase::read("pln 514040400482", &catalogue);
        let context = context(&catalogue, &profile, Origin::Message(MessageId(12)));
        (update, advance(&context, Conversation::default(), Event::Typed(phrase)))
    });
}

#[divan::bench]
fn from_answer_to_rendered_bill(bencher: Bencher) {
    let catalogue = Catalogue::embedded();
    let profile = Profile::default();
    let before = asked(&catalogue);
    let answer = Answer { bills: vec![bill()], as_of: now() };
    bencher.bench(|| {
        let context = context(&catalogue, &profile, Origin::Within);
        let event = Event::Answered { check: before.checks[0].id, outcome: Ok(answer.clone()) };
        rendered(advance(&context, before.clone(), event))
    });
}

#[divan::bench]
fn home_screen(bencher: Bencher) {
    let catalogue = Catalogue::embedded();
    let profile = Profile::default();
    bencher.bench(|| {
        let context = context(&catalogue, &profile, Origin::Message(MessageId(12)));
        let event = Event::Command(cektagihan::dialogue::Command::Start);
        rendered(advance(&context, Conversation::default(), event))
    });
}
