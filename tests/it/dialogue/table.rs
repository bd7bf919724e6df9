//! Every state with every event, in both languages and both kinds of chat.

use cektagihan::dialogue::{Check, Command, Conversation, Effect, Event, Origin, Refusal, State, Wait};
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::{
    access::Role,
    inquiry::Inquiry,
    language::Language,
    limits::{Held, Limit},
    number_rule::Doubt,
    period::Period,
    person::{Access, ChatKind, MessageId, PersonId},
    product::Family,
    profile::Recent,
    retention::Retention,
    roster::{Digest, Roster},
};
use cektagihan::phrase::{Line, Phrase};
use cektagihan::ports::Freshness;
use cektagihan::view::{Office, Tap};

use super::shape;
use super::talk::{
    BPJS, NAME, NUMBER, PLN, Talk, account, answer, ask, check, code, every_failure, inquiry, lacking, months, morning,
    number, numbered, phrase, unclear, using, words,
};

const UNDER_WAY: CheckId = CheckId { source: 7, line: 0 };

fn states() -> Vec<State> {
    vec![
        State::Home,
        State::ChoosingProduct { family: Family::Water },
        State::ChoosingProduct { family: Family::Electricity },
        State::EnteringAccount { product: code(PLN) },
        State::EnteringAccount { product: code("GONE") },
        State::ConfirmingAccount {
            product: code(PLN),
            account: account("51404040048"),
            doubt: Doubt::PrepaidMeter,
            period: None,
        },
        State::ConfirmingAccount {
            product: code(BPJS),
            account: account(NUMBER),
            doubt: Doubt::Letters,
            period: months(3),
        },
        State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") },
        State::ChoosingPeriod { product: code("GONE"), account: account(NUMBER) },
        State::ChoosingMatch { account: account(NUMBER), period: None },
        State::ChoosingMatch { account: account("0001433177155"), period: months(12) },
        State::ChoosingForAll { numbers: numbered(&[NUMBER, "0001433177155"]) },
    ]
}

fn lines() -> Vec<Line> {
    vec![
        check(PLN, NUMBER),
        check(PLN, "51404040048"),
        check(BPJS, "0001433177155"),
        check("GONE", NUMBER),
        Line::Check { product: code(BPJS), account: account("0001433177155"), period: months(3) },
        Line::Product(code(PLN)),
        Line::Product(code(BPJS)),
        number(NUMBER),
        number("3"),
        number("99"),
        number("1160026"),
        unclear("pdam", "1160026"),
        unclear("idpel", NUMBER),
        unclear("bulan", "3"),
        Line::TooLong,
        Line::Spoilt,
        lacking("PGN", None),
        lacking("PGN", Some(NUMBER)),
        words("pdam"),
        words("bogor"),
        words("3"),
        words("apa kabar"),
        words(""),
    ]
}

fn phrases() -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = lines().into_iter().map(|line| phrase(vec![line])).collect();
    phrases.push(Phrase { dropped: 2, ..Phrase::of(lines()) });
    phrases.push(Phrase { repeated: 1, ..Phrase::of(vec![check(PLN, NUMBER)]) });
    phrases.push(Phrase { asks_to_pay: true, ..Phrase::of(vec![check(PLN, NUMBER)]) });
    phrases.push(Phrase { months: months(3), ..Phrase::of(vec![words("tiga")]) });
    phrases.push(phrase(vec![number(NUMBER), number("520511567087")]));
    phrases.push(Phrase { held_pin: true, ..Phrase::of(vec![check(PLN, NUMBER)]) });
    phrases.push(phrase(Vec::new()));
    phrases
}

fn taps() -> Vec<Tap> {
    let mut taps = vec![
        Tap::Home,
        Tap::Another,
        Tap::Back,
        Tap::Cancel,
        Tap::CancelCheck(UNDER_WAY),
        Tap::CancelCheck(CheckId { source: 99, line: 0 }),
        Tap::Page(Family::Water, 0),
        Tap::Page(Family::Water, 1),
        Tap::Page(Family::Water, u16::MAX),
        Tap::Product(code(PLN)),
        Tap::Product(code("GONE")),
        using(PLN, NUMBER, None),
        using(BPJS, "8888801433177155", None),
        using("GONE", NUMBER, None),
        Tap::RetypeAccount,
        using(BPJS, "8888801433177155", Some(Period::ONE)),
        using(BPJS, "8888801433177155", Some(Period::MAX)),
        ask(PLN, NUMBER),
        ask(BPJS, "0001433177155"),
        ask("GONE", NUMBER),
        Tap::Again(inquiry(PLN, NUMBER)),
        Tap::Again(inquiry(BPJS, "8888801433177155")),
        Tap::Again(inquiry("GONE", NUMBER)),
        Tap::Match { account: account(NUMBER), period: months(2) },
        Tap::AskAll { product: code(PLN), numbers: numbered(&[NUMBER, "51404040048"]) },
        Tap::AskAll { product: code("GONE"), numbers: numbered(&[NUMBER]) },
        Tap::OneByOne(numbered(&[NUMBER, "0001433177155"])),
        Tap::Reveal(inquiry(PLN, NUMBER), Box::new(answer())),
        Tap::Languages,
        Tap::Help,
        Tap::Nothing,
        Tap::Erase,
    ];
    taps.extend(Family::ALL.map(Tap::Family));
    taps.extend(Language::ALL.map(Tap::Speak));
    taps.extend(office().map(Tap::Office));
    taps
}

fn office() -> impl Iterator<Item = Office> {
    let (own, other) = (PersonId(7), PersonId(8));
    let plain = [Office::Invites, Office::Members(0), Office::Members(u16::MAX), Office::Decline(5), Office::Close];
    let people = [own, other].map(|person| [Office::Member(person), Office::Remove(person), Office::RemoveNow(person)]);
    let roles = Role::ALL.map(|role| {
        [Office::Invite(role), Office::Grant(own, role), Office::Grant(other, role), Office::Admit(5, role)]
    });
    let groups = [None, Some(Role::Staff), Some(Role::Agent), Some(Role::Admin), Some(Role::Owner)].map(Office::Open);
    plain.into_iter().chain(people.into_iter().flatten()).chain(roles.into_iter().flatten()).chain(groups)
}

/// Every event with its origin, and whether a person waits for a visible answer to it.
fn events(chat: ChatKind) -> Vec<(Event, Origin, bool)> {
    let message = Origin::Message(MessageId(40));
    let press = Origin::Press { update: 41, question: None };
    let private = chat == ChatKind::Private;
    let mut events = vec![
        (Event::Command(Command::Start), message, true),
        (Event::Command(Command::Cancel), message, true),
        (Event::Command(Command::Help), message, true),
        (Event::Command(Command::Language), message, true),
        (Event::Command(Command::Unknown), message, private),
        (Event::Command(Command::Privacy(Retention::default())), message, true),
        (Event::Command(Command::Erase), message, true),
        (Event::Wordless, message, private),
        (Event::StaleTap, press, true),
        (Event::StaleTap, message, true),
        (Event::ForeignTap, press, true),
        (Event::Refused(Refusal::Stranger), message, true),
        (Event::Refused(Refusal::Nameless), message, true),
        (Event::Refused(Refusal::Nameless), press, true),
        (Event::Failed, message, true),
        (Event::Failed, press, true),
        (Event::Failed, Origin::Within, true),
        (Event::Refused(Refusal::Closed), message, true),
        (Event::Refused(Refusal::Unowned), message, true),
        (Event::Command(Command::Invite), message, true),
        (Event::Command(Command::Members), message, true),
        (Event::Command(Command::Approve(None)), message, true),
        (Event::Command(Command::ApproveNoCode), message, true),
        (Event::Command(Command::Approve(Some(Digest([9; 32])))), message, true),
        (Event::Command(Command::Group), message, true),
        (Event::Code(Digest([9; 32])), message, true),
        (Event::Invited(Digest([9; 32])), message, true),
        (Event::Claimed, message, true),
    ];
    for read in phrases() {
        events.push((Event::Typed(read.clone()), message, true));
        events.push((Event::Command(Command::Check(read.clone())), message, true));
        events.push((Event::Edited(read.clone()), message, false));
        events.push((Event::Edited(read), Origin::Message(MessageId(7)), false));
    }
    for tap in taps() {
        let shows = tap != Tap::Nothing;
        let opens = shows && (private || !matches!(tap, Tap::Reveal(..)));
        events.push((Event::Tapped(tap.clone()), press, shows));
        events.push((Event::Opened(tap), message, opens));
    }
    for check in [UNDER_WAY, CheckId { source: 99, line: 0 }] {
        let known = check == UNDER_WAY;
        let outcomes = every_failure().into_iter().map(Err).chain([Ok(answer())]);
        events.extend(outcomes.map(|outcome| (Event::Answered { check, outcome }, Origin::Within, known)));
        let held =
            [Limit::Person, Limit::Day, Limit::Group, Limit::Account].map(|limit| Held { limit, until: morning() });
        events.extend(held.map(|held| (Event::Held { check, held }, Origin::Within, known)));
        events.extend([Wait::Moment, Wait::Long].map(|wait| (Event::Waited { check, wait }, Origin::Within, known)));
    }
    events
}

/// One check under way, or as many as can be.
fn checks(many: usize) -> Vec<Check> {
    let number = |index: usize| account(&(514_040_400_483 + index).to_string());
    let id = |index: usize| CheckId { source: 7 + i64::try_from(index).unwrap(), line: 0 };
    let check = |index: usize| Check {
        id: id(index),
        inquiry: Inquiry { product: code(PLN), account: number(index), period: None },
        freshness: Freshness::Remembered,
        quote: None,
        asker: None,
        shown: false,
        conversion: None,
        asked_at: morning(),
    };
    (0..many).map(check).collect()
}

#[test]
fn every_state_has_an_answer_to_every_event() {
    for language in Language::ALL {
        for chat in [ChatKind::Private, ChatKind::Group] {
            for state in states() {
                for many in [1, Conversation::MOST_CHECKS] {
                    for (event, origin, waits) in events(chat) {
                        for owners in [[].into(), [PersonId(7)].into()] {
                            let mut talk = Talk::new(chat, language);
                            talk.roster = Roster::new(&Access { open: true, owners });
                            meet(talk, state.clone(), many, event.clone(), origin, waits);
                        }
                    }
                }
            }
        }
    }
}

fn meet(mut talk: Talk, state: State, many: usize, event: Event, origin: Origin, waits: bool) {
    talk.conversation = Conversation { state, checks: checks(many) };
    talk.profile.recent.push(Recent { inquiry: inquiry(PLN, NUMBER), name: Some(NAME.to_owned()), at: None });
    let told = format!("{event:?} in {:?}", talk.conversation);
    let before = talk.conversation.checks.clone();
    let effects = talk.hears(event, origin);
    shape::hold(&effects, talk.chat);
    let asks = talk.conversation.checks.iter().any(|check| !before.contains(check));
    let visible = effects.iter().any(|effect| matches!(effect, Effect::Show(..) | Effect::Toast(_)));
    assert!(!waits || asks || visible, "silence after {told}");
    assert!(talk.conversation.checks.len() <= Conversation::MOST_CHECKS, "too many after {told}");
    assert!(asks_once(&talk.conversation), "asked twice after {told}");
}

fn asks_once(conversation: &Conversation) -> bool {
    let checks = &conversation.checks;
    checks.iter().enumerate().all(|(index, check)| {
        checks[index + 1..].iter().all(|other| other.inquiry != check.inquiry && other.id != check.id)
    })
}
