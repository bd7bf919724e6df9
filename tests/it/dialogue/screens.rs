//! Every screen, in each language and kind of chat, as a snapshot.

use std::fmt::Write;

use cektagihan::dialogue::{Command, Effect, Event, Refusal, State, Wait};
use cektagihan::domain::{
    language::Language, number_rule::Doubt, person::ChatKind, product::Family, profile::Recent, retention::Retention,
    roster::Change,
};
use cektagihan::phrase::{Line, Phrase};
use cektagihan::view::{Does, Markup, Reply, Tap};

use super::talk::{
    BPJS, NAME, NUMBER, PLN, Talk, account, answer, ask, check, code, every_failure, inquiry, lacking, number,
    numbered, phrase, unclear, using, words,
};

/// Plays a scene in every language and kind of chat and holds it to its snapshots.
pub(super) fn scene(name: &str, mut play: impl FnMut(&mut Talk, &mut Script)) {
    for language in Language::ALL {
        for (kind, chat) in [("private", ChatKind::Private), ("group", ChatKind::Group)] {
            let mut script = Script::default();
            play(&mut Talk::new(chat, language), &mut script);
            let name = format!("{name}.{kind}.{}", language.code());
            insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name, script.0);
            });
        }
    }
}

/// What was seen, written down.
#[derive(Default)]
pub(super) struct Script(pub(super) String);

impl Script {
    pub(super) fn sees(&mut self, heading: &str, effects: &[Effect]) {
        let _ = writeln!(self.0, "## {heading}");
        for effect in effects {
            match effect {
                Effect::Show(place, reply) => {
                    let _ = writeln!(self.0, "({place:?})\n{}", written(reply));
                }
                Effect::Toast(toast) => {
                    let _ = writeln!(self.0, "({}) {}", if toast.alert { "alert" } else { "toast" }, toast.text);
                }
                Effect::DeleteQuestion => self.0.push_str("(deletes the message)\n"),
                Effect::Remember(_) => {}
                Effect::Change(change) => {
                    let _ = writeln!(self.0, "(changes {})", kind(change));
                }
                Effect::Tell(person, news) => {
                    let words = news.reply(Language::Indonesian).html;
                    let _ = writeln!(self.0, "(tells {}) {}", person.0, words.as_str());
                }
                Effect::Alarm(cause) => {
                    let _ = writeln!(self.0, "(calls the owners: {})", cause.name());
                }
                Effect::Erase => self.0.push_str("(erases what is kept)\n"),
            }
        }
        self.0.push('\n');
    }
}

fn kind(change: &Change) -> &'static str {
    match change {
        Change::Member(..) => "a member",
        Change::Group(..) => "a group",
        Change::Invite(..) => "an invitation",
        Change::Pairing(..) => "a code",
        Change::Confirmed => "what came back",
    }
}

fn written(reply: &Reply) -> String {
    let mut text = reply.html.as_str().to_owned();
    match &reply.markup {
        Markup::None => {}
        Markup::Question { placeholder } => {
            let _ = write!(text, "\n[____{placeholder}____]");
        }
        Markup::Buttons(rows) => {
            for row in rows {
                text.push('\n');
                for button in row {
                    let _ = match &button.does {
                        Does::Tap(_) => write!(text, "[{}]", button.label),
                        Does::Copy(copy) => write!(text, "[{} ⧉ {copy:?}]", button.label),
                        Does::OpenPrivately(_) => write!(text, "[{} ↗]", button.label),
                        Does::Link(address) => write!(text, "[{} → {address}]", button.label),
                    };
                }
            }
        }
    }
    text
}

#[test]
fn home() {
    scene("home", |talk, script| {
        script.sees("/start", &talk.commands(Command::Start));
        talk.profile.recent.push(Recent { inquiry: inquiry(PLN, NUMBER), name: Some(NAME.to_owned()), at: None });
        talk.profile.recent.push(Recent { inquiry: inquiry("HALO", "0811123456"), name: None, at: None });
        script.sees("/start again", &talk.commands(Command::Start));
        script.sees("an old button", &talk.presses(Event::StaleTap));
        script.sees("an old link", &talk.sends(Event::StaleTap));
    });
}

#[test]
fn products() {
    scene("products", |talk, script| {
        script.sees("a family", &talk.taps(Tap::Family(Family::Water)));
        script.sees("its second page", &talk.taps(Tap::Page(Family::Water, 1)));
        script.sees("part of a name", &talk.types(words("mojo")));
        script.sees("a name nobody has", &talk.types(words("qqqq")));
        talk.taps(Tap::Home);
        script.sees("a name nobody has, at home", &talk.types(words("qqqq")));
        script.sees("nothing readable", &talk.types(words("")));
    });
}

#[test]
fn numbers() {
    scene("numbers", |talk, script| {
        for product in [PLN, BPJS, "HALO", "PDAMBOGOR", "FIRSMEDIA", "RBFNFIF"] {
            script.sees(product, &talk.taps(Tap::Product(code(product))));
        }
        script.sees("words instead", &talk.types(words("sebentar")));
        script.sees("too many digits", &talk.types(Line::TooLong));
    });
}

#[test]
fn odd_numbers() {
    scene("odd_numbers", |talk, script| {
        for (product, odd) in [
            (PLN, "51404040048"),
            (PLN, "5140"),
            (PLN, "5140ABC00482"),
            (BPJS, "3273010203040506"),
            ("HALO", "0211234567"),
        ] {
            script.sees(odd, &talk.types(check(product, odd)));
        }
        script.sees("words instead", &talk.types(words("ya")));
        assert!(matches!(talk.state(), State::ConfirmingAccount { doubt: Doubt::NotMobile, .. }));
        script.sees("use it", &talk.taps(using("HALO", "0211234567", None)));
    });
}

#[test]
fn months() {
    scene("months", |talk, script| {
        script.sees("a card number", &talk.types(check(BPJS, "0001433177155")));
        script.sees("13 months", &talk.types(number("13")));
        script.sees("a Mandiri number", &talk.types(check(BPJS, "8988801433177155")));
    });
}

#[test]
fn matches() {
    scene("matches", |talk, script| {
        script.sees("one product", &talk.types(number("8888801433177155")));
        script.sees("several", &talk.types(number(NUMBER)));
        script.sees("none", &talk.types(number("123")));
        script.sees("none, a family chosen", &talk.taps(Tap::Family(Family::Finance)));
        script.sees("words", &talk.types(unclear("pdam", "1160026")));
        script.sees("words nobody knows", &talk.types(unclear("qqqq", NUMBER)));
    });
}

#[test]
fn waiting() {
    scene("waiting", |talk, script| {
        script.sees("a press", &talk.taps(ask(PLN, NUMBER)));
        script.sees("the same press", &talk.taps(ask(PLN, NUMBER)));
        script.sees("the same, typed", &talk.types(check(PLN, NUMBER)));
        script.sees("after a moment", &talk.waits(Wait::Moment));
        script.sees("after long", &talk.waits(Wait::Long));
        let id = talk.last_check();
        script.sees("given up", &talk.taps(Tap::CancelCheck(id)));
        script.sees("given up too late", &talk.taps(Tap::CancelCheck(id)));
        let many = (0..8).map(|last| check(PLN, &format!("53351236638{last}")));
        many.for_each(|line| drop(talk.types(line)));
        script.sees("too many", &talk.types(check(PLN, NUMBER)));
    });
}

#[test]
fn several_lines() {
    scene("several_lines", |talk, script| {
        let lines = vec![
            check(PLN, NUMBER),
            check(PLN, NUMBER),
            check(PLN, "51404040048"),
            check(BPJS, "0001433177155"),
            number("547010008701"),
            number("123"),
            words("halo"),
            Line::TooLong,
        ];
        script.sees("some can be asked", &talk.says(Phrase { dropped: 4, ..phrase(lines) }));
        let lines = (0..8).map(|last| check(PLN, &format!("53351236638{last}"))).collect();
        script.sees("no room for all", &talk.says(phrase(lines)));
    });
}

#[test]
fn lists() {
    scene("lists", |talk, script| {
        let numbers = || vec![number(NUMBER), number("520511567087"), number("11632498")];
        let list = || Phrase { repeated: 1, ..phrase(numbers()) };
        script.sees("numbers without a product", &talk.says(list()));
        script.sees("one by one", &talk.taps(Tap::OneByOne(numbered(&[NUMBER, "11632498"]))));
        talk.says(list());
        script.sees("words that name a family", &talk.says(phrase(vec![words("air")])));
        let all = Tap::AskAll { product: code(PLN), numbers: numbered(&[NUMBER, "520511567087", "11632498"]) };
        script.sees("all for one product", &talk.taps(all));
    });
}

#[test]
fn lacking_products() {
    scene("lacking", |talk, script| {
        script.sees("a company we lack", &talk.types(lacking("PGN", None)));
        script.sees("with a number", &talk.types(lacking("PDAM Surabaya", Some("1726010024"))));
        let other = Tap::Match { account: account("1726010024"), period: None };
        script.sees("the number for another product", &talk.taps(other));
        script.sees("beside a check", &talk.says(phrase(vec![check(PLN, NUMBER), lacking("PGN", Some("1234567890"))])));
        script.sees("a telephone number", &talk.types(number("081234567890")));
        script.sees("a NIK", &talk.types(number("3515081211560001")));
        script.sees("a meter's number", &talk.types(number("51404040048")));
        script.sees("letters for digits", &talk.types(number("514O404OO482")));
        script.sees("letters for a product's digits", &talk.types(check(PLN, "514O404OO482")));
        script.sees("a number that Excel cut", &talk.types(Line::Spoilt));
        script.sees("to pay", &talk.says(Phrase { asks_to_pay: true, ..phrase(vec![check(PLN, NUMBER)]) }));
    });
}

#[test]
fn bill() {
    scene("bill", |talk, script| {
        talk.types(check(PLN, NUMBER));
        script.sees("the bill", &talk.gets(Ok(answer())));
        let reveal = Tap::Reveal(inquiry(PLN, NUMBER), Box::new(answer()));
        script.sees("shown in full", &talk.taps(reveal));
    });
}

#[test]
fn failures() {
    scene("failures", |talk, script| {
        for failure in every_failure() {
            talk.types(Line::Check {
                product: code(BPJS),
                account: account("8888801433177155"),
                period: super::talk::months(1),
            });
            script.sees(&failure.to_string(), &talk.gets(Err(failure)));
        }
        talk.now = "2026-11-23T16:30:00Z".parse().unwrap();
        talk.types(check(PLN, NUMBER));
        script.sees("PLN at 23.30", &talk.gets(Err(cektagihan::ports::InquiryError::BillerDown)));
    });
}

#[test]
fn privacy() {
    scene("privacy", |talk, script| {
        script.sees("/privasi", &talk.commands(Command::Privacy(Retention::default())));
        script.sees("/hapusdata", &talk.commands(Command::Erase));
        script.sees("yes", &talk.taps(Tap::Erase));
    });
}

#[test]
fn others() {
    scene("others", |talk, script| {
        script.sees("/batal", &talk.commands(Command::Cancel));
        talk.types(check(PLN, NUMBER));
        script.sees("/batal again", &talk.commands(Command::Cancel));
        script.sees("/bantuan", &talk.commands(Command::Help));
        script.sees("/bahasa", &talk.commands(Command::Language));
        script.sees("a language", &talk.taps(Tap::Speak(talk.profile.language())));
        script.sees("/what", &talk.commands(Command::Unknown));
        script.sees("a photo", &talk.sends(Event::Wordless));
        script.sees("somebody else's button", &talk.presses(Event::ForeignTap));
        script.sees("a stranger", &talk.sends(Event::Refused(Refusal::Stranger)));
        script.sees("an anonymous admin", &talk.sends(Event::Refused(Refusal::Nameless)));
        script.sees("a failed turn", &talk.sends(Event::Failed));
        script.sees("a PIN", &talk.says(Phrase { held_pin: true, ..phrase(vec![check(PLN, NUMBER)]) }));
        script.sees("a product that is gone", &talk.taps(ask("GONE", NUMBER)));
    });
}
