//! Role by action by kind of place by forged press: what comes of each, compared with what is
//! written out here by hand. From the raw update to the conversation's decision.

use crate::doubles::parts;
use cektagihan::bot::parts::Parts;
use futures::executor::block_on;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use cektagihan::bot::roster;
use cektagihan::bot::roster::secrets::code_digest;
use cektagihan::bot::route::{Heard, schema};
use cektagihan::bot::rows::{Ticket, person_key};
use cektagihan::bot::services::{Me, Services, stored};
use cektagihan::dialogue::{Context, Conversation, Draw, Effect, Origin, Turn, Visitor, advance};
use cektagihan::domain::access::{Action, Role, Site, allows, remains};
use cektagihan::domain::account::AccountNumber;
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::person::{Access, ChatId, PersonId};
use cektagihan::domain::product::ProductCode;
use cektagihan::domain::profile::Profile;
use cektagihan::domain::roster::{Change, Digest, Group, Member, Pairing};
use cektagihan::ports::{Clock, Recovery, Store, Table, Transaction};
use cektagihan::store::MemoryStore;
use cektagihan::telegram::decode::{UpdateKind, decode};
use cektagihan::telegram::token::ButtonToken;
use cektagihan::view::Tap;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

const OWNER: u64 = 1;
const MADE_OWNER: u64 = 2;
const ADMIN: u64 = 3;
const AGENT: u64 = 5;
const STAFF: u64 = 6;
const PUT_OUT: u64 = 7;
const STRANGER: u64 = 8;
const WAITS: u64 = 9;
const ANONYMOUS: u64 = 1_087_968_824;

/// A group open to everybody in it, one open to members, one that is closed.
const OPEN: i64 = -100;
const MEMBERS: i64 = -200;
const CLOSED: i64 = -300;

/// A stranger's code that waits, and its mark.
const CODE: &str = "K7PQ2M9X";

/// Who does what where, and gets it. Whatever is not here must come to nothing.
const ALLOWED: &[(u64, &str, &str)] = &[
    (
        OWNER,
        "private",
        "cek bantuan privasi hapusdata erase undang anggota setujui kode home ask invite-staff invite-agent invite-admin list card \
         staff-to-agent staff-to-admin admin-to-staff made-owner-to-staff ask-to-remove remove-staff remove-admin \
         remove-made-owner admit-staff admit-agent admit-admin decline came-back who-waits confirm-all confirm discard grup-list \
         invites groups close-from-afar",
    ),
    (OWNER, "open", "cek bantuan privasi hapusdata erase grup home ask open-staff open-agent open-members close"),
    (OWNER, "members", "cek bantuan privasi hapusdata erase grup home ask open-staff open-agent open-members close"),
    (OWNER, "closed", "grup open-staff open-agent open-members close"),
    (
        MADE_OWNER,
        "private",
        "cek bantuan privasi hapusdata erase undang anggota setujui kode home ask invite-staff invite-agent invite-admin list card \
         staff-to-agent staff-to-admin admin-to-staff ask-to-remove remove-staff remove-admin admit-staff admit-agent \
         admit-admin decline came-back who-waits confirm-all confirm discard grup-list \
         invites groups close-from-afar",
    ),
    (MADE_OWNER, "open", "cek bantuan privasi hapusdata erase grup home ask open-staff open-agent open-members close"),
    (
        MADE_OWNER,
        "members",
        "cek bantuan privasi hapusdata erase grup home ask open-staff open-agent open-members close",
    ),
    (MADE_OWNER, "closed", "grup open-staff open-agent open-members close"),
    (
        ADMIN,
        "private",
        "cek bantuan privasi hapusdata erase undang anggota setujui kode home ask invite-staff invite-agent list card staff-to-agent \
         ask-to-remove remove-staff admit-staff admit-agent decline grup-list invites groups close-from-afar",
    ),
    (ADMIN, "open", "cek bantuan privasi hapusdata erase grup home ask open-staff open-agent open-members close"),
    (ADMIN, "members", "cek bantuan privasi hapusdata erase grup home ask open-staff open-agent open-members close"),
    (ADMIN, "closed", "grup open-staff open-agent open-members close"),
    (AGENT, "private", "cek bantuan privasi hapusdata erase home ask"),
    (AGENT, "open", "cek bantuan privasi hapusdata erase home ask"),
    (AGENT, "members", "cek bantuan privasi hapusdata erase home ask"),
    (STAFF, "private", "cek bantuan privasi hapusdata erase home ask"),
    (STAFF, "open", "cek bantuan privasi hapusdata erase home ask"),
    (STAFF, "members", "cek bantuan privasi hapusdata erase home ask"),
    (PUT_OUT, "private", "privasi hapusdata erase"),
    (WAITS, "private", "privasi hapusdata erase"),
    (STRANGER, "open", "cek bantuan privasi hapusdata erase home ask"),
];

const EVERYBODY: [u64; 9] = [OWNER, MADE_OWNER, ADMIN, AGENT, STAFF, PUT_OUT, STRANGER, WAITS, ANONYMOUS];
const PLACES: [(&str, Option<i64>); 4] =
    [("private", None), ("open", Some(OPEN)), ("members", Some(MEMBERS)), ("closed", Some(CLOSED))];

/// What shows that something was done.
enum Proof {
    /// These words.
    Says(&'static str),
    /// A check under way.
    Asks,
    /// What is kept of the person goes.
    Erases,
    /// A change of this kind.
    Changes(fn(&Change) -> bool),
}

/// What is typed, and its proof.
fn typed() -> Vec<(&'static str, String, Proof)> {
    vec![
        ("cek", "/cek pln 514040400482".to_owned(), Proof::Asks),
        ("bantuan", "/bantuan".to_owned(), Proof::Says("Cara memakai")),
        ("privasi", "/privasi".to_owned(), Proof::Says("Data Anda di bot ini")),
        ("hapusdata", "/hapusdata".to_owned(), Proof::Says("Hapus data Anda dari bot ini?")),
        ("undang", "/undang".to_owned(), Proof::Says("Undang sebagai apa")),
        ("anggota", "/anggota".to_owned(), Proof::Says("Anggota (")),
        ("setujui", format!("/setujui {CODE}"), Proof::Says("Citra ingin")),
        ("kode", CODE.to_lowercase(), Proof::Says("Citra ingin")),
        ("grup", "/grup".to_owned(), Proof::Says("aktif di grup ini")),
        ("grup-list", "/grup".to_owned(), Proof::Says("Grup aktif (")),
    ]
}

/// What is pressed, as callback data, and its proof. Nobody needs a button to send it.
fn pressed() -> Vec<(&'static str, String, Proof)> {
    let mark = format!("{:016x}", code_digest(CODE).unwrap().mark());
    let mints = || Proof::Changes(|change| matches!(change, Change::Invite(_, Some(_))));
    let of = || Proof::Changes(|change| matches!(change, Change::Member(..)));
    let group = || Proof::Changes(|change| matches!(change, Change::Group(_, Some(_))));
    vec![
        ("home", "h".to_owned(), Proof::Says("Cek tagihan pascabayar")),
        ("ask", "aPOSTPAIDPLN:514040400482:".to_owned(), Proof::Asks),
        ("erase", "e".to_owned(), Proof::Erases),
        ("invite-staff", "Ans".to_owned(), mints()),
        ("invite-agent", "Ana".to_owned(), mints()),
        ("invite-admin", "And".to_owned(), mints()),
        ("invite-owner", "Ano".to_owned(), mints()),
        ("list", "Al0".to_owned(), Proof::Says("Anggota (")),
        ("card", "Am6".to_owned(), Proof::Says("\n6\n")),
        ("staff-to-agent", "Ag6:a".to_owned(), of()),
        ("staff-to-admin", "Ag6:d".to_owned(), of()),
        ("staff-to-owner", "Ag6:o".to_owned(), of()),
        ("admin-to-staff", "Ag4:s".to_owned(), of()),
        ("made-owner-to-staff", "Ag2:s".to_owned(), of()),
        ("owner-to-staff", "Ag1:s".to_owned(), of()),
        ("stranger-to-staff", "Ag8:s".to_owned(), of()),
        ("ask-to-remove", "Ar6".to_owned(), Proof::Says("Keluarkan")),
        ("remove-staff", "Ax6".to_owned(), of()),
        ("remove-admin", "Ax4".to_owned(), of()),
        ("remove-made-owner", "Ax2".to_owned(), of()),
        ("remove-owner", "Ax1".to_owned(), of()),
        ("remove-nobody", "Ax99".to_owned(), of()),
        ("admit-staff", format!("Ap{mark}:s"), of()),
        ("admit-agent", format!("Ap{mark}:a"), of()),
        ("admit-admin", format!("Ap{mark}:d"), of()),
        ("admit-owner", format!("Ap{mark}:o"), of()),
        ("admit-nobody", "Ap00000000000000ff:s".to_owned(), of()),
        ("decline", format!("Ad{mark}"), Proof::Changes(|change| matches!(change, Change::Pairing(_, None)))),
        ("open-staff", "Aos".to_owned(), group()),
        ("open-agent", "Aoa".to_owned(), group()),
        ("open-members", "Ao-".to_owned(), group()),
        ("open-admin", "Aod".to_owned(), group()),
        ("open-owner", "Aoo".to_owned(), group()),
        ("came-back", "Ab".to_owned(), Proof::Says("Menunggu konfirmasi Anda")),
        ("who-waits", "Aw0".to_owned(), Proof::Says("sejak")),
        ("confirm-all", "Aa".to_owned(), Proof::Changes(|change| *change == Change::Confirmed)),
        ("confirm", "Ak9".to_owned(), of()),
        ("discard", "Az9".to_owned(), of()),
        ("confirm-nobody", "Ak6".to_owned(), of()),
        ("discard-nobody", "Az1".to_owned(), of()),
        ("invites", "Ae0".to_owned(), Proof::Says("Undangan terbuka (")),
        ("groups", "Ah0".to_owned(), Proof::Says("Grup aktif (")),
        ("close-from-afar", format!("Aq{OPEN}"), Proof::Changes(|change| matches!(change, Change::Group(_, None)))),
        ("close", "Ac".to_owned(), Proof::Changes(|change| matches!(change, Change::Group(_, None)))),
    ]
}

#[tokio::test]
async fn everybody_gets_what_the_table_says_and_nothing_else() {
    let house = House::new().await;
    for (place, chat) in PLACES {
        for person in EVERYBODY {
            let allowed: BTreeSet<&str> = allowed(person, place).collect();
            for (name, text, proof) in typed() {
                let came = house.hears(message(person, chat, &text)).await;
                judge(came.as_ref(), &proof, allowed.contains(name), &format!("{person} types {name} in {place}"));
            }
            for (name, data, proof) in pressed() {
                let data = if chat.is_some() { format!("{}~{data}", base36(person)) } else { data };
                let came = house.hears(press(person, chat, &data)).await;
                judge(came.as_ref(), &proof, allowed.contains(name), &format!("{person} presses {name} in {place}"));
            }
        }
    }
}

#[tokio::test]
async fn a_press_with_another_openers_id_comes_to_nothing() {
    let house = House::new().await;
    for (place, chat) in &PLACES[1..] {
        for person in EVERYBODY {
            for opener in EVERYBODY.into_iter().filter(|opener| *opener != person) {
                for (name, data, proof) in pressed() {
                    let came = house.hears(press(person, *chat, &format!("{}~{data}", base36(opener)))).await;
                    judge(came.as_ref(), &proof, false, &format!("{person} presses {opener}'s {name} in {place}"));
                }
            }
        }
    }
}

#[tokio::test]
async fn a_kept_button_obeys_its_owner_as_long_as_they_may() {
    let house = House::new().await;
    for owner in EVERYBODY {
        let token = house.keeps(owner).await;
        for (place, chat) in PLACES {
            for person in EVERYBODY {
                let may = person == owner && allowed(person, place).any(|name| name == "ask");
                let came = house.hears(press(person, chat, &format!("#{}", token.as_str()))).await;
                judge(came.as_ref(), &Proof::Asks, may, &format!("{person} presses {owner}'s kept button in {place}"));
                let link = format!("/start {}", token.as_str());
                let came = house.hears(message(person, chat, &link)).await;
                judge(came.as_ref(), &Proof::Asks, may, &format!("{person} opens {owner}'s link in {place}"));
            }
        }
    }
}

#[tokio::test]
async fn a_group_that_is_closed_is_told_once() {
    let house = House::new().await;
    let first = house.hears(message(STRANGER, Some(CLOSED), "/cek")).await.unwrap();
    assert!(said(&first.effects).contains("belum aktif"));
    for person in [STRANGER, AGENT, OWNER, ANONYMOUS] {
        assert!(house.hears(message(person, Some(CLOSED), "/cek")).await.is_none(), "{person}");
    }
    for text in ["@CekBot pln 514040400482", "/ban@CekBot2", "/ban"] {
        assert!(house.hears(message(STRANGER, Some(-301), text)).await.is_none(), "{text} is no command of ours");
    }
    assert!(house.hears(message(STRANGER, Some(-301), "/ban@CekBot")).await.is_some());
}

#[test]
fn the_table_of_rights_is_this() {
    let yes: &[(&str, &[Role])] = &[
        ("Check Private", &[Role::Owner, Role::Admin, Role::Agent, Role::Staff]),
        ("Check Group", &[Role::Owner, Role::Admin, Role::Agent, Role::Staff]),
        ("Members Private", &[Role::Owner, Role::Admin]),
        ("Grant(Admin) Private", &[Role::Owner]),
        ("Grant(Agent) Private", &[Role::Owner, Role::Admin]),
        ("Grant(Staff) Private", &[Role::Owner, Role::Admin]),
        ("Groups Group", &[Role::Owner, Role::Admin]),
        ("Groups ClosedGroup", &[Role::Owner, Role::Admin]),
        ("OwnData Private", &Role::ALL),
        ("OwnData Group", &Role::ALL),
        ("Customers Private", &[Role::Owner, Role::Admin, Role::Agent]),
        ("GroupList Private", &[Role::Owner, Role::Admin]),
    ];
    for (action, site) in questions() {
        let name = format!("{action:?} {site:?}");
        let expected = yes.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, roles)| roles);
        for role in Role::ALL {
            assert_eq!(allows(role, action, site), expected.contains(&role), "{role:?} {name}");
        }
        assert_eq!(remains(action, site), name == "OwnData Private", "without a role: {name}");
    }
}

#[test]
fn the_table_of_rights_is_printed_in_the_architecture() {
    let printed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).unwrap();
    let table = printed.split("<!-- rights -->").nth(1).unwrap().split("<!-- /rights -->").next().unwrap();
    let mut lines = 0;
    for (action, site) in questions() {
        let place = match site {
            Site::Private => "in private",
            Site::Group => "in an open group",
            Site::ClosedGroup => "in a closed group",
        };
        let cells: String =
            Role::ALL.into_iter().map(|role| if allows(role, action, site) { " yes |" } else { " |" }).collect();
        let line = format!("| `{action:?}` {place} |{cells}");
        let nobody = Role::ALL.into_iter().all(|role| !allows(role, action, site));
        assert!(nobody || table.contains(&line), "ARCHITECTURE.md should hold {line}");
        lines += usize::from(table.contains(&line));
    }
    assert_eq!(table.lines().filter(|line| line.starts_with("| `")).count(), lines, "it holds a line of its own");
}

fn questions() -> impl Iterator<Item = (Action, Site)> {
    let own = [Action::Check, Action::Customers, Action::OwnData];
    let actions =
        [Action::Members, Action::Groups, Action::GroupList].into_iter().chain(own).chain(Role::ALL.map(Action::Grant));
    actions.flat_map(|action| [Site::Private, Site::Group, Site::ClosedGroup].map(|site| (action, site)))
}

fn allowed(person: u64, place: &str) -> impl Iterator<Item = &'static str> {
    let rows = ALLOWED.iter().filter(move |(who, at, _)| *who == person && *at == place);
    rows.flat_map(|(_, _, names)| names.split_whitespace())
}

/// Holds what came of something against what should have.
#[track_caller]
fn judge(came: Option<&Turn>, proof: &Proof, may: bool, what: &str) {
    let nothing = Turn { next: Conversation::default(), effects: Vec::new() };
    let turn = came.unwrap_or(&nothing);
    let changes: Vec<&Change> = turn.effects.iter().filter_map(change).collect();
    let done = match proof {
        Proof::Says(words) => said(&turn.effects).contains(words),
        Proof::Asks => !turn.next.checks.is_empty(),
        Proof::Erases => turn.effects.contains(&Effect::Erase),
        Proof::Changes(kind) => changes.iter().any(|change| kind(change)),
    };
    assert_eq!(done, may, "{what}: {:?}", said(&turn.effects));
    if !may {
        // A stranger in private is given a code; nothing else may come of what is forbidden.
        let given = |change: &&Change| matches!(change, Change::Pairing(_, Some(_)));
        assert!(changes.iter().all(given), "{what}: {changes:?}");
        assert!(!turn.effects.iter().any(|effect| matches!(effect, Effect::Tell(..))), "{what} is told to others");
        assert!(turn.next.checks.is_empty(), "{what} asks");
        assert!(!turn.effects.contains(&Effect::Erase), "{what} erases");
    }
}

fn change(effect: &Effect) -> Option<&Change> {
    if let Effect::Change(change) = effect { Some(change) } else { None }
}

fn said(effects: &[Effect]) -> String {
    let words = effects.iter().filter_map(|effect| match effect {
        Effect::Show(_, reply) => Some(reply.html.plain()),
        Effect::Toast(toast) => Some(toast.text.clone()),
        Effect::DeleteQuestion
        | Effect::Remember(_)
        | Effect::Change(_)
        | Effect::Tell(..)
        | Effect::Alarm(_)
        | Effect::Erase => None,
    });
    words.collect::<Vec<_>>().join("\n")
}

/// The bot's rooms from the update to the decision, without a network.
struct House {
    services: Arc<Services>,
    me: Arc<Me>,
}

impl House {
    async fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let mut transaction = Transaction::default();
        roster::write(&mut transaction, &furniture());
        let rows = vec![(Table::Member as u8, person_key(PersonId(WAITS)))];
        transaction.put(Table::Meta, Recovery::KEY.to_vec(), Recovery { made: Noon.now(), rows }.written());
        store.commit(transaction).await.unwrap();
        let access = Access::owned_by([PersonId(OWNER)].into());
        let parts = Parts { store, clock: Arc::new(Noon), access, ..parts() };
        let services = block_on(Services::new(parts)).unwrap();
        let me = Me { id: PersonId(42), username: "CekBot".to_owned() };
        Self { services: Arc::new(services), me: Arc::new(me) }
    }

    /// What an update leads to; nothing when it is not even heard.
    async fn hears(&self, update: Value) -> Option<Turn> {
        let incoming = Arc::new(decode(&update.to_string()).unwrap());
        let given = dptree::deps![Arc::clone(&incoming), Arc::clone(&self.services), Arc::clone(&self.me)];
        let ControlFlow::Break(Heard::Event(event)) = schema().dispatch(given).await else { return None };
        let seat = incoming.seat().unwrap();
        let roster = self.services.roster.current();
        let draw = Draw { secret: "SECRET".to_owned(), digest: Digest([1; 32]) };
        let visitor = Visitor {
            seat,
            standing: roster.standing(seat),
            roster: &roster,
            name: "",
            title: "",
            bot: "CekBot",
            draw: event.requires().secret.map(|_| &draw),
        };
        let origin = match &incoming.kind {
            UpdateKind::Message(message) => Origin::Message(message.id),
            _ => Origin::Press { update: 1, question: None },
        };
        let context = Context {
            now: Noon.now(),
            catalogue: &self.services.catalogue,
            profile: &Profile::default(),
            last_use: None,
            chat: seat.chat.kind(),
            origin,
            visitor,
            trace: "0000000",
        };
        Some(advance(&context, Conversation::default(), event))
    }

    /// Keeps a button for somebody.
    async fn keeps(&self, owner: u64) -> ButtonToken {
        let token = ButtonToken::random();
        let Inquiry { product, account, period } = question();
        let ticket =
            Ticket { owner: PersonId(owner), tap: Tap::Ask { product, account, period }, topic: None, at: Noon.now() };
        let mut transaction = Transaction::default();
        transaction.put(Table::Ticket, token.key(), stored(&ticket));
        self.services.store.commit(transaction).await.unwrap();
        token
    }
}

fn question() -> Inquiry {
    let product = ProductCode::parse("POSTPAIDPLN").unwrap();
    Inquiry { product, account: AccountNumber::parse("514040400482").unwrap(), period: None }
}

fn furniture() -> Vec<Change> {
    let now = Noon.now();
    let member = |person: u64, role: Option<Role>| {
        let member = Member { role, name: "Dewi".to_owned(), since: now, by: None };
        Change::Member(PersonId(person), member)
    };
    let group = |chat: i64, role: Option<Role>| {
        Change::Group(ChatId(chat), Some(Group { role, since: now, by: PersonId(OWNER), title: String::new() }))
    };
    let pairing = Pairing {
        person: PersonId(10),
        name: "Citra".to_owned(),
        until: now + TimeDelta::hours(1),
        code: String::new(),
    };
    vec![
        member(MADE_OWNER, Some(Role::Owner)),
        member(ADMIN, Some(Role::Admin)),
        member(4, Some(Role::Admin)),
        member(AGENT, Some(Role::Agent)),
        member(STAFF, Some(Role::Staff)),
        member(PUT_OUT, None),
        member(WAITS, Some(Role::Admin)),
        // Nobody in particular is nobody, whatever a row says.
        member(ANONYMOUS, Some(Role::Owner)),
        group(OPEN, Some(Role::Staff)),
        group(MEMBERS, None),
        Change::Pairing(code_digest(CODE).unwrap(), Some(pairing)),
    ]
}

fn place(person: u64, chat: Option<i64>) -> Value {
    match chat {
        Some(chat) => json!({ "id": chat, "type": "supergroup", "title": "Rute Selasa" }),
        None => json!({ "id": person, "type": "private" }),
    }
}

fn message(person: u64, chat: Option<i64>, text: &str) -> Value {
    let from = json!({ "id": person, "is_bot": person == ANONYMOUS, "first_name": "Ani" });
    json!({ "update_id": 1, "message": { "message_id": 9, "from": from, "chat": place(person, chat), "text": text } })
}

fn press(person: u64, chat: Option<i64>, data: &str) -> Value {
    let from = json!({ "id": person, "is_bot": false, "first_name": "Ani" });
    let message = json!({ "message_id": 8, "chat": place(person, chat) });
    json!({ "update_id": 1, "callback_query": { "id": "5", "from": from, "message": message, "data": data } })
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(u32::try_from(number % 36).unwrap(), 36).unwrap());
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }
}
