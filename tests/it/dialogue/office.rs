//! The office: who lets whom in, and the rules nobody gets around.

use cektagihan::dialogue::{Command, Effect, Event, News, Refusal, State};
use cektagihan::domain::access::Role;
use cektagihan::domain::language::Language;
use cektagihan::domain::person::{Access, ChatKind, PersonId};
use cektagihan::domain::roster::{Change, Digest, Group, Invite, Member, Pairing, Roster};
use cektagihan::view::{Office, Tap};
use chrono::TimeDelta;

use super::screens::{Script, scene};
use super::talk::{NUMBER, PLN, Talk, check, morning, said};

const OWNER: PersonId = PersonId(1);
const ADMIN: PersonId = PersonId(3);
const AGENT: PersonId = PersonId(5);
const LINK: Digest = Digest([4; 32]);

fn member(role: Option<Role>, name: &str) -> Member {
    Member { role, name: name.to_owned(), since: morning(), by: Some(OWNER) }
}

/// A house with an owner, an admin and an agent.
fn house() -> Roster {
    let mut roster = Roster::new(&Access::owned_by([OWNER].into()));
    roster.apply(Change::Member(ADMIN, member(Some(Role::Admin), "Dewi")));
    roster.apply(Change::Member(AGENT, member(Some(Role::Agent), "Ani")));
    roster
}

/// Somebody who talks to the bot in that house.
fn talk(person: PersonId) -> Talk {
    Talk { roster: house(), person, ..Talk::private() }
}

fn tap(office: Office) -> Tap {
    Tap::Office(office)
}

fn changes(effects: &[Effect]) -> Vec<&Change> {
    effects.iter().filter_map(|effect| if let Effect::Change(change) = effect { Some(change) } else { None }).collect()
}

fn told(effects: &[Effect]) -> Vec<u64> {
    effects
        .iter()
        .filter_map(|effect| if let Effect::Tell(person, _) = effect { Some(person.0) } else { None })
        .collect()
}

#[test]
fn an_invitation_lets_in_one_person_as_what_it_says() {
    let mut admin = talk(ADMIN);
    let minted = admin.taps(tap(Office::Invite(Role::Staff)));
    assert!(said(&minted).contains("https://t.me/CekBot?start=SECRET"), "{}", said(&minted));
    let [Change::Invite(digest, Some(invite))] = changes(&minted)[..] else { panic!("{minted:?}") };
    assert_eq!((invite.role, invite.by, invite.until), (Role::Staff, ADMIN, morning() + TimeDelta::hours(24)));
    let mut guest = Talk { person: PersonId(9), ..admin };
    let joined = guest.sends(Event::Invited(*digest));
    assert!(said(&joined).contains("Anda sekarang staf"));
    assert_eq!((guest.roster.role(PersonId(9)), told(&joined)), (Some(Role::Staff), vec![1, 3]));
    let mut next = Talk { person: PersonId(10), ..guest };
    assert!(said(&next.sends(Event::Invited(*digest))).contains("tidak berlaku"));
    assert_eq!(next.roster.role(PersonId(10)), None);
}

#[test]
fn an_invitation_ends_after_a_day_and_with_its_inviters_rights() {
    let mut roster = house();
    let invite = Invite::new(Role::Agent, ADMIN, morning());
    roster.apply(Change::Invite(LINK, Some(invite)));
    assert!(roster.invite(&LINK, morning() + TimeDelta::hours(24) - TimeDelta::seconds(1)).is_some());
    assert!(roster.invite(&LINK, morning() + TimeDelta::hours(24)).is_none());
    roster.apply(Change::Member(ADMIN, member(Some(Role::Agent), "Dewi")));
    assert!(roster.invite(&LINK, morning()).is_none(), "who may not invite any more invites nobody");
}

#[test]
fn an_invitation_makes_nobody_less() {
    let mut admin = talk(ADMIN);
    let invite = Invite::new(Role::Agent, OWNER, morning());
    admin.roster.apply(Change::Invite(LINK, Some(invite)));
    let opened = admin.sends(Event::Invited(LINK));
    assert!(said(&opened).contains("sudah terdaftar sebagai admin"));
    assert_eq!(admin.roster.role(ADMIN), Some(Role::Admin));
    assert_eq!(admin.roster.invite(&LINK, morning()).unwrap().opened, [ADMIN], "and is not spent on them");
}

#[test]
fn one_who_rises_by_an_invitation_keeps_their_name() {
    let mut agent = talk(AGENT);
    agent.name = "";
    agent.now += TimeDelta::minutes(1);
    let invite = Invite::new(Role::Admin, OWNER, agent.now);
    agent.roster.apply(Change::Invite(LINK, Some(invite)));
    agent.sends(Event::Invited(LINK));
    let risen = agent.roster.member(AGENT).unwrap();
    assert_eq!((risen.role, risen.name.as_str()), (Some(Role::Admin), "Ani"));
}

#[test]
fn open_invitations_are_bounded() {
    let mut owner = talk(OWNER);
    for seed in 0..20 {
        let invite = Invite::new(Role::Staff, OWNER, morning());
        owner.roster.apply(Change::Invite(Digest([100 + seed; 32]), Some(invite)));
    }
    let refused = owner.taps(tap(Office::Invite(Role::Staff)));
    assert!(changes(&refused).is_empty() && said(&refused).contains("20 undangan"));
    owner.now += TimeDelta::hours(25);
    assert_eq!(changes(&owner.taps(tap(Office::Invite(Role::Staff)))).len(), 1);
}

/// A stranger's visit, and the code it brought.
fn visited(stranger: &mut Talk) -> Option<Digest> {
    let effects = stranger.sends(Event::Refused(Refusal::Stranger));
    changes(&effects).into_iter().find_map(|change| match change {
        Change::Pairing(digest, Some(_)) => Some(*digest),
        _ => None,
    })
}

#[test]
fn a_code_is_shown_to_the_house_and_lets_its_holder_in() {
    let mut stranger = talk(PersonId(9));
    let code = visited(&mut stranger).unwrap();
    let mut admin = Talk { person: ADMIN, ..stranger };
    let shown = admin.commands(Command::Approve(Some(code)));
    assert!(said(&shown).contains("Citra ingin memakai") && said(&shown).contains("\n9"));
    let admitted = admin.taps(tap(Office::Admit(code.mark(), Role::Agent)));
    assert_eq!((admin.roster.role(PersonId(9)), told(&admitted)), (Some(Role::Agent), vec![9, 1]));
    assert_eq!(admin.roster.pairings_of(PersonId(9)).count(), 0, "the code is spent");
    let again = admin.taps(tap(Office::Admit(code.mark(), Role::Agent)));
    assert!(changes(&again).is_empty());
}

#[test]
fn a_code_is_good_for_an_hour() {
    let mut stranger = talk(PersonId(9));
    assert!(visited(&mut stranger).is_some());
    stranger.now += TimeDelta::hours(1);
    assert!(visited(&mut stranger).is_some());
    assert_eq!(stranger.roster.pairings_of(PersonId(9)).count(), 1, "what expired is gone");
}

#[test]
fn strangers_never_fill_the_store() {
    let mut stranger = talk(PersonId(100));
    for person in 100..400 {
        stranger.person = PersonId(person);
        visited(&mut stranger);
    }
    let codes: usize = (100..400).map(|person| stranger.roster.pairings_of(PersonId(person)).count()).sum();
    assert_eq!(codes, Roster::MOST_PAIRINGS);
}

#[test]
fn a_declined_code_lets_nobody_in() {
    let mut stranger = talk(PersonId(9));
    let code = visited(&mut stranger).unwrap();
    let mut admin = Talk { person: ADMIN, ..stranger };
    let declined = admin.taps(tap(Office::Decline(code.mark())));
    assert!(told(&declined).is_empty());
    assert!(changes(&admin.taps(tap(Office::Admit(code.mark(), Role::Staff)))).is_empty());
}

#[test]
fn nobody_changes_an_owner_or_themselves() {
    for (actor, person) in
        [(OWNER, OWNER), (ADMIN, OWNER), (ADMIN, ADMIN), (ADMIN, PersonId(99)), (OWNER, PersonId(99))]
    {
        let mut talk = talk(actor);
        for office in [Office::Grant(person, Role::Staff), Office::Remove(person), Office::RemoveNow(person)] {
            let effects = talk.taps(tap(office));
            assert!(matches!(&effects[..], [Effect::Toast(toast)] if toast.alert), "{actor:?} {office:?} {effects:?}");
        }
    }
}

#[test]
fn an_admin_is_only_an_owners_to_change() {
    let other = PersonId(4);
    for (actor, may) in [(OWNER, true), (ADMIN, false)] {
        let mut talk = talk(actor);
        talk.roster.apply(Change::Member(other, member(Some(Role::Admin), "Eko")));
        assert_eq!(changes(&talk.taps(tap(Office::Grant(other, Role::Staff)))).len(), usize::from(may));
    }
}

#[test]
fn an_owner_of_the_first_run_is_below_those_of_the_configuration() {
    let made = PersonId(2);
    let mut roster = house();
    roster.apply(Change::Member(made, member(Some(Role::Owner), "Fitri")));
    assert_eq!(roster.touch(OWNER, made), Ok(Role::Owner));
    assert!(roster.touch(made, OWNER).is_err() && roster.touch(ADMIN, made).is_err());
    assert_eq!(roster.owners().collect::<Vec<_>>(), [OWNER, made]);
}

#[test]
fn a_removed_person_has_no_conversation_left() {
    let mut agent = talk(AGENT);
    agent.types(check(PLN, NUMBER));
    agent.conversation.state = State::EnteringAccount { product: super::talk::code(PLN) };
    let before = agent.conversation.clone();
    let mut admin = Talk { person: ADMIN, conversation: cektagihan::dialogue::Conversation::default(), ..agent };
    let removed = admin.taps(tap(Office::RemoveNow(AGENT)));
    assert_eq!(told(&removed), [1]);
    assert_eq!(admin.roster.member(AGENT).unwrap().name, "", "the name goes along");
    let mut agent = Talk { person: AGENT, conversation: before.clone(), ..admin };
    let answered = agent.hears(
        Event::Answered { check: before.checks[0].id, outcome: Ok(super::talk::answer()) },
        cektagihan::dialogue::Origin::Within,
    );
    assert_eq!((answered, agent.conversation.is_idle()), (vec![], true), "the bill is for nobody's eyes");
    agent.conversation = before;
    let typed = agent.types(check(PLN, NUMBER));
    assert_eq!((typed, agent.conversation.is_idle()), (vec![], true));
    let pressed = agent.taps(super::talk::ask(PLN, NUMBER));
    assert!(matches!(&pressed[..], [Effect::Toast(_)]) && agent.asked().is_empty());
}

#[test]
fn a_group_works_once_it_is_opened_and_only_its_own_role_goes_to_guests() {
    let mut admin = Talk { chat: ChatKind::Group, ..talk(ADMIN) };
    assert!(admin.types(check(PLN, NUMBER)).is_empty() && admin.asked().is_empty(), "closed even to the house");
    let panel = admin.commands(Command::Group);
    assert!(said(&panel).contains("belum aktif"));
    admin.taps(tap(Office::Open(Some(Role::Staff))));
    let mut guest = Talk { person: PersonId(9), ..admin };
    guest.types(check(PLN, NUMBER));
    assert_eq!(guest.asked().len(), 1);
    let card = guest.gets(Ok(super::talk::answer()));
    assert_eq!(
        super::talk::labels(&card),
        ["Lihat lengkap", "Cek ulang", "PLN lain", "Menu"],
        "no way to the private chat"
    );
    let private = Talk { chat: ChatKind::Private, ..guest };
    assert_eq!(private.roster.standing(private.seat()).role, None, "a group's guest is a stranger elsewhere");
}

#[test]
fn one_who_was_put_out_is_no_groups_guest() {
    let mut roster = house();
    let talk = Talk { chat: ChatKind::Group, ..talk(AGENT) };
    roster.apply(Change::Group(
        talk.seat().chat,
        Some(Group { role: Some(Role::Staff), since: morning(), by: OWNER, title: String::new() }),
    ));
    roster.apply(Change::Member(AGENT, member(None, "")));
    assert_eq!(roster.standing(talk.seat()).role, None);
}

#[test]
fn a_group_can_be_for_members_only() {
    let mut admin = Talk { chat: ChatKind::Group, ..talk(ADMIN) };
    admin.taps(tap(Office::Open(None)));
    let standing = |person| admin.roster.standing(Talk { person, chat: ChatKind::Group, ..talk(person) }.seat());
    assert_eq!((standing(PersonId(9)).role, standing(AGENT).role), (None, Some(Role::Agent)));
}

#[test]
fn the_first_owner_is_made_once() {
    let mut first = Talk { roster: Roster::new(&Access::default()), ..Talk::private() };
    assert!(said(&first.sends(Event::Claimed)).contains("Anda sekarang pemilik"));
    let mut second = Talk { person: PersonId(8), ..first };
    assert!(changes(&second.sends(Event::Claimed)).is_empty());
    assert_eq!(second.roster.owners().collect::<Vec<_>>(), [PersonId(7)]);
}

#[test]
fn news_are_in_no_debug_form() {
    let pairing = Pairing { person: AGENT, name: "Ani".to_owned(), until: morning(), code: String::new() };
    let news = News::Removed { name: "Ani".to_owned(), by: "Ani".to_owned() };
    assert!(!format!("{news:?} {pairing:?} {:?} {LINK:?}", member(None, "Ani")).contains("Ani"));
}

#[test]
fn office() {
    scene("office", |talk, script| {
        talk.roster = house();
        talk.person = OWNER;
        if talk.chat == ChatKind::Group { in_group(talk, script) } else { in_private(talk, script) }
    });
}

fn in_group(talk: &mut Talk, script: &mut Script) {
    script.sees("a closed group", &talk.sends(Event::Refused(Refusal::Closed)));
    script.sees("/grup", &talk.commands(Command::Group));
    script.sees("open to all", &talk.taps(tap(Office::Open(Some(Role::Staff)))));
    script.sees("members only", &talk.taps(tap(Office::Open(None))));
    script.sees("/bantuan", &talk.commands(Command::Help));
    script.sees("/undang", &talk.commands(Command::Invite));
    script.sees("a stranger", &talk.sends(Event::Refused(Refusal::Stranger)));
    script.sees("closed again", &talk.taps(tap(Office::Close)));
}

fn in_private(talk: &mut Talk, script: &mut Script) {
    script.sees("/undang", &talk.commands(Command::Invite));
    script.sees("a link", &talk.taps(tap(Office::Invite(Role::Admin))));
    let link = talk.last_draw;
    script.sees("/anggota", &talk.commands(Command::Members));
    script.sees("an agent", &talk.taps(tap(Office::Member(AGENT))));
    script.sees("oneself", &talk.taps(tap(Office::Member(OWNER))));
    script.sees("a role", &talk.taps(tap(Office::Grant(AGENT, Role::Staff))));
    script.sees("removal", &talk.taps(tap(Office::Remove(AGENT))));
    script.sees("removed", &talk.taps(tap(Office::RemoveNow(AGENT))));
    script.sees("/grup", &talk.commands(Command::Group));
    script.sees("/bantuan", &talk.commands(Command::Help));
    script.sees("/setujui", &talk.commands(Command::Approve(None)));
    script.sees("an unknown code", &talk.commands(Command::Approve(Some(LINK))));
    talk.person = PersonId(9);
    script.sees("a stranger", &talk.sends(Event::Refused(Refusal::Stranger)));
    let code = talk.last_draw;
    script.sees("nobody owns it", &talk.sends(Event::Refused(Refusal::Unowned)));
    script.sees("an old link", &talk.sends(Event::Invited(LINK)));
    talk.person = ADMIN;
    script.sees("the stranger's code", &talk.sends(Event::Code(code)));
    script.sees("the stranger is let in", &talk.taps(tap(Office::Admit(code.mark(), Role::Agent))));
    script.sees("an admin's own card", &talk.taps(tap(Office::Member(OWNER))));
    talk.person = PersonId(10);
    script.sees("the link", &talk.sends(Event::Invited(link)));
    script.sees("the same link", &talk.sends(Event::Invited(link)));
    talk.person = AGENT;
    talk.roster.apply(Change::Member(AGENT, member(Some(Role::Agent), "Ani")));
    script.sees("an agent's /undang", &talk.commands(Command::Invite));
    script.sees("an agent's /bantuan", &talk.commands(Command::Help));
    limits(talk, script);
}

fn limits(talk: &mut Talk, script: &mut Script) {
    use cektagihan::domain::limits::{Held, Limit};
    for limit in [Limit::Person, Limit::Day, Limit::Group, Limit::Account] {
        talk.types(check(PLN, NUMBER));
        let held = Held { limit, until: talk.now + TimeDelta::milliseconds(11_200) };
        let event = Event::Held { check: talk.last_check(), held };
        script.sees(&format!("{limit:?}"), &talk.hears(event, cektagihan::dialogue::Origin::Within));
    }
}

#[test]
fn recovery() {
    scene("recovery", |talk, script| {
        talk.roster = house();
        talk.roster.apply(Change::Group(
            talk.seat().chat,
            Some(Group { role: None, since: morning(), by: OWNER, title: String::new() }),
        ));
        let groups = [talk.seat().chat, cektagihan::domain::person::ChatId(-100)];
        talk.roster.recovered(morning() - TimeDelta::hours(9), [OWNER, ADMIN, AGENT].into_iter(), groups.into_iter());
        if talk.chat == ChatKind::Group { recovered_group(talk, script) } else { recovered_people(talk, script) }
    });
}

fn recovered_group(talk: &mut Talk, script: &mut Script) {
    talk.person = AGENT;
    script.sees("somebody who waits", &talk.sends(Event::Refused(Refusal::Stranger)));
    script.sees("the group waits", &talk.sends(Event::Refused(Refusal::Closed)));
    talk.person = OWNER;
    script.sees("/grup", &talk.commands(Command::Group));
    script.sees("open again", &talk.taps(tap(Office::Open(Some(Role::Staff)))));
    assert!(talk.roster.waiting().unwrap().groups.is_empty());
}

fn recovered_people(talk: &mut Talk, script: &mut Script) {
    talk.person = AGENT;
    script.sees("somebody who waits", &talk.sends(Event::Refused(Refusal::Stranger)));
    script.sees("their button", &talk.taps(super::talk::ask(PLN, NUMBER)));
    talk.person = ADMIN;
    script.sees("an admin who waits", &talk.commands(Command::Members));
    talk.person = OWNER;
    script.sees("/anggota", &talk.commands(Command::Members));
    script.sees("what came back", &talk.taps(tap(Office::Recovered)));
    script.sees("one by one", &talk.taps(tap(Office::Waiting(0))));
    script.sees("the admin stays", &talk.taps(tap(Office::Confirm(ADMIN))));
    script.sees("the agent goes", &talk.taps(tap(Office::Discard(AGENT))));
    script.sees("nobody is left", &talk.taps(tap(Office::ConfirmAll)));
    assert_eq!((talk.roster.role(ADMIN), talk.roster.role(AGENT)), (Some(Role::Admin), None));
}

#[test]
fn the_list_has_pages() {
    let mut owner = talk(OWNER);
    for person in 100..120 {
        owner.roster.apply(Change::Member(PersonId(person), member(Some(Role::Staff), "Gita")));
    }
    for (page, first, pages) in [(0, "ID 1", "1 / 3"), (2, "Gita", "3 / 3"), (u16::MAX, "Gita", "3 / 3")] {
        let shown = owner.taps(tap(Office::Members(page)));
        assert!(said(&shown).contains(first));
        assert!(super::talk::labels(&shown).contains(&pages.to_owned()), "{:?}", super::talk::labels(&shown));
    }
    assert_eq!(owner.profile.language, Some(Language::Indonesian));
}
