//! A person who talks to the bot: one method for each thing they do.

use std::sync::LazyLock;

use cektagihan::dialogue::{
    Command, Context, Conversation, Draw, Effect, Event, Origin, Place, Rows, State, Turn, Visitor, Wait, advance,
};
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::inquiry::Numbered;
use cektagihan::domain::{
    account::AccountNumber,
    bill::{Answer, Bill},
    catalogue::Catalogue,
    inquiry::Inquiry,
    language::Language,
    period::Period,
    person::{Access, ChatId, ChatKind, MessageId, PersonId, Seat},
    product::ProductCode,
    profile::Profile,
    roster::{Digest, Roster},
    rupiah::Rupiah,
};
use cektagihan::phrase::{Line, Phrase};
use cektagihan::ports::{CertificateFault, Inquired, InquiryError};
use cektagihan::view::{Does, Markup, Reply, Tap};
use chrono::{DateTime, TimeDelta, Utc};

pub(crate) static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse(include_str!("catalogue.toml")).unwrap());

pub(crate) const PLN: &str = "POSTPAIDPLN";
pub(crate) const BPJS: &str = "RBASRBPJSKSH";
pub(crate) const NUMBER: &str = "514040400482";
pub(crate) const NAME: &str = "INDAH PUTRI";
pub(crate) const TRACE: &str = "k7f2";

/// 10.31 in Jakarta.
pub(crate) fn morning() -> DateTime<Utc> {
    "2026-11-23T03:31:00Z".parse().unwrap()
}

#[derive(Clone)]
pub(crate) struct Talk {
    /// The products on offer.
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) chat: ChatKind,
    pub(crate) profile: Profile,
    pub(crate) conversation: Conversation,
    pub(crate) now: DateTime<Utc>,
    pub(crate) roster: Roster,
    pub(crate) person: PersonId,
    /// Their name, as it comes along.
    pub(crate) name: &'static str,
    /// The digest of the last secret that was drawn.
    pub(crate) last_draw: Digest,
    pub(crate) events: i32,
}

impl Talk {
    pub(crate) fn new(chat: ChatKind, language: Language) -> Self {
        let profile = Profile { language: Some(language), ..Profile::default() };
        let roster = Roster::new(&Access::open());
        Self {
            catalogue: &CATALOGUE,
            chat,
            profile,
            conversation: Conversation::default(),
            now: morning(),
            roster,
            person: PersonId(7),
            name: "Citra",
            last_draw: Digest([0; 32]),
            events: 0,
        }
    }

    pub(crate) fn private() -> Self {
        Self::new(ChatKind::Private, Language::Indonesian)
    }

    pub(crate) fn group() -> Self {
        Self::new(ChatKind::Group, Language::Indonesian)
    }

    pub(crate) fn in_state(mut self, state: State) -> Self {
        self.conversation.state = state;
        self
    }

    /// A digest of its own for every event.
    fn digest(&self) -> Digest {
        let mut bytes = [0; 32];
        bytes[4..8].copy_from_slice(&(1_000 + self.events).to_be_bytes());
        Digest(bytes)
    }

    /// Where the person talks.
    pub(crate) fn seat(&self) -> Seat {
        let chat = match self.chat {
            ChatKind::Private => ChatId(i64::try_from(self.person.0).unwrap()),
            ChatKind::Group => ChatId(-100),
        };
        Seat { chat, topic: None, person: self.person }
    }

    pub(crate) fn hears(&mut self, event: Event, origin: Origin) -> Vec<Effect> {
        let seat = self.seat();
        let draw = Draw { secret: format!("SECRET{}", self.events), digest: self.digest() };
        self.last_draw = if event.requires().secret.is_some() { draw.digest } else { self.last_draw };
        let visitor = Visitor {
            seat,
            standing: self.roster.standing(seat),
            roster: &self.roster,
            name: self.name,
            title: if seat.chat.kind() == ChatKind::Group { "RT 05" } else { "" },
            bot: "CekBot",
            draw: event.requires().secret.map(|_| &draw),
        };
        let context = Context {
            now: self.now,
            catalogue: self.catalogue,
            profile: &self.profile,
            last_use: None,
            chat: self.chat,
            origin,
            visitor,
            trace: TRACE,
        };
        let requires = event.requires();
        let Turn { next, effects } = advance(&context, std::mem::take(&mut self.conversation), event);
        self.conversation = next;
        let changes = effects.iter().any(|effect| matches!(effect, Effect::Change(_)));
        assert!(requires.alone || !changes, "who may use the bot is changed by a turn that is not alone: {effects:?}");
        let erases = effects.contains(&Effect::Erase);
        assert!(requires.rows == Rows::Everything || !erases, "what is erased was not looked for");
        for effect in &effects {
            match effect {
                Effect::Remember(note) => self.profile.note(note.clone()),
                Effect::Change(change) => self.roster.apply(change.clone()),
                Effect::Erase => self.profile = cektagihan::domain::profile::Profile::default(),
                Effect::Show(..) | Effect::Toast(_) | Effect::DeleteQuestion | Effect::Tell(..) | Effect::Alarm(_) => {}
            }
        }
        effects
    }

    fn by_message(&mut self, event: Event) -> Vec<Effect> {
        self.events += 1;
        let id = MessageId(self.events);
        self.hears(event, Origin::Message(id))
    }

    pub(crate) fn types(&mut self, line: Line) -> Vec<Effect> {
        self.says(phrase(vec![line]))
    }

    pub(crate) fn says(&mut self, phrase: Phrase) -> Vec<Effect> {
        self.by_message(Event::Typed(phrase))
    }

    pub(crate) fn edits(&mut self, message: i32, line: Line) -> Vec<Effect> {
        self.hears(Event::Edited(phrase(vec![line])), Origin::Message(MessageId(message)))
    }

    pub(crate) fn commands(&mut self, command: Command) -> Vec<Effect> {
        self.by_message(Event::Command(command))
    }

    pub(crate) fn sends(&mut self, event: Event) -> Vec<Effect> {
        self.by_message(event)
    }

    pub(crate) fn taps(&mut self, tap: Tap) -> Vec<Effect> {
        self.presses(Event::Tapped(tap))
    }

    pub(crate) fn presses(&mut self, event: Event) -> Vec<Effect> {
        self.events += 1;
        let update = i64::from(self.events);
        self.hears(event, Origin::Press { update, question: None })
    }

    /// The gateway answers the check asked last.
    pub(crate) fn gets(&mut self, outcome: Inquired) -> Vec<Effect> {
        let check = self.last_check();
        self.hears(Event::Answered { check, outcome }, Origin::Within)
    }

    pub(crate) fn waits(&mut self, wait: Wait) -> Vec<Effect> {
        let check = self.last_check();
        self.now += TimeDelta::seconds(wait.seconds().into());
        self.hears(Event::Waited { check, wait }, Origin::Within)
    }

    pub(crate) fn last_check(&self) -> CheckId {
        self.conversation.checks.last().unwrap().id
    }

    pub(crate) fn asked(&self) -> Vec<Inquiry> {
        self.conversation.checks.iter().map(|check| check.inquiry.clone()).collect()
    }

    pub(crate) fn state(&self) -> &State {
        &self.conversation.state
    }
}

pub(crate) fn lacking(name: &str, number: Option<&str>) -> Line {
    Line::Lacking { name: name.to_owned(), account: number.map(account), period: None }
}

pub(crate) fn numbered(numbers: &[&str]) -> Vec<Numbered> {
    numbers.iter().map(|number| Numbered { account: account(number), period: None }).collect()
}

pub(crate) fn phrase(lines: Vec<Line>) -> Phrase {
    Phrase::of(lines)
}

pub(crate) fn code(text: &str) -> ProductCode {
    ProductCode::parse(text).unwrap()
}

pub(crate) fn account(text: &str) -> AccountNumber {
    AccountNumber::parse(text).unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "periods are optional wherever they stand")]
pub(crate) fn months(count: u8) -> Option<Period> {
    Some(Period::of(count).unwrap())
}

pub(crate) fn check(product: &str, number: &str) -> Line {
    Line::Check { product: code(product), account: account(number), period: None }
}

pub(crate) fn number(number: &str) -> Line {
    Line::Number { account: account(number), period: None }
}

pub(crate) fn unclear(words: &str, number: &str) -> Line {
    Line::Unclear { words: words.to_owned(), account: account(number), period: None }
}

pub(crate) fn words(words: &str) -> Line {
    Line::Words(words.to_owned())
}

pub(crate) fn inquiry(product: &str, number: &str) -> Inquiry {
    Inquiry { product: code(product), account: account(number), period: None }
}

pub(crate) fn ask(product: &str, number: &str) -> Tap {
    Tap::Ask { product: code(product), account: account(number), period: None }
}

pub(crate) fn using(product: &str, number: &str, period: Option<Period>) -> Tap {
    Tap::Use { product: code(product), account: account(number), period }
}

pub(crate) fn bill() -> Bill {
    Bill {
        account: Some(NUMBER.to_owned()),
        customer_name: Some(NAME.to_owned()),
        amount: Some(Rupiah::new(25_720)),
        admin: Some(Rupiah::ZERO),
        total: Some(Rupiah::new(25_720)),
        ..Bill::default()
    }
}

pub(crate) fn answer() -> Answer {
    Answer { bills: vec![bill()], as_of: morning() }
}

pub(crate) fn every_failure() -> Vec<InquiryError> {
    use InquiryError as E;
    let unknown = |message: &str| E::UnknownCode { code: "404021234".to_owned(), message: message.to_owned() };
    let all = vec![
        E::ClockOff,
        E::SignatureRefused,
        E::InvalidField,
        E::MissingField,
        E::ProductMismatch,
        E::ClientIdRefused,
        E::GrantRefused,
        E::TokenRefused,
        E::CredentialsRefused,
        E::AccountUnverified,
        E::AccountKind,
        E::IpNotRegistered,
        E::AccountData,
        E::CustomerNotFound,
        E::ProductUnknown,
        E::TransactionUnknown,
        E::CustomerDisabled,
        E::NoOpenBill,
        E::NumberWrong,
        E::LastInstalment,
        E::ReferenceUsed,
        E::GatewayStorage,
        E::AccountNotSetUp,
        E::ProviderUnknown,
        E::GatewayFault,
        E::NotImplemented,
        E::BillerDown,
        E::AmountTooSmall,
        unknown("Pelanggan <b>belum</b> terdaftar"),
        unknown(""),
        E::TimedOut,
        E::Unreachable,
        E::HostUnknown,
        E::Certificate(CertificateFault::Untrusted),
        E::TlsBroken,
        E::Forbidden,
        E::Throttled { seconds: 20 },
        E::Pending { message: "TRANSAKSI <PENDING>".to_owned() },
        E::Pending { message: String::new() },
        E::Said { verdict: Box::new(E::NumberWrong), as_of: morning() - TimeDelta::seconds(7) },
        E::Unreadable("a page".to_owned()),
        E::Resting { seconds: 20 },
        E::Crowded { seconds: 15 },
    ];
    assert_eq!(all.len(), 43, "a new failure belongs into this list");
    all
}

/// The messages among effects.
pub(crate) fn shown(effects: &[Effect]) -> Vec<(Place, &Reply)> {
    let of = |effect: &'_ Effect| matches!(effect, Effect::Show(..));
    effects
        .iter()
        .filter(|effect| of(effect))
        .map(|effect| match effect {
            Effect::Show(place, reply) => (*place, reply),
            _ => unreachable!("only messages are left"),
        })
        .collect()
}

/// The words of every message and toast, one after the other.
pub(crate) fn said(effects: &[Effect]) -> String {
    let mut said = Vec::new();
    for effect in effects {
        match effect {
            Effect::Show(_, reply) => said.push(reply.html.plain()),
            Effect::Toast(toast) => said.push(toast.text.clone()),
            Effect::DeleteQuestion
            | Effect::Remember(_)
            | Effect::Change(_)
            | Effect::Tell(..)
            | Effect::Alarm(_)
            | Effect::Erase => {}
        }
    }
    said.join("\n")
}

/// Every tap a person could make now.
pub(crate) fn offered(effects: &[Effect]) -> Vec<Tap> {
    buttons(effects)
        .into_iter()
        .filter_map(|(_, does)| if let Does::Tap(tap) = does { Some(tap) } else { None })
        .collect()
}

pub(crate) fn labels(effects: &[Effect]) -> Vec<String> {
    buttons(effects).into_iter().map(|(label, _)| label).collect()
}

fn buttons(effects: &[Effect]) -> Vec<(String, Does)> {
    let mut buttons = Vec::new();
    for (_, reply) in shown(effects) {
        if let Markup::Buttons(rows) = &reply.markup {
            buttons.extend(rows.iter().flatten().map(|button| (button.label.clone(), button.does.clone())));
        }
    }
    buttons
}
