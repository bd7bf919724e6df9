//! An invitation is a way in, never a way back.

use cektagihan::dialogue::{Effect, Event, News};
use cektagihan::domain::access::Role;
use cektagihan::domain::person::{Access, PersonId};
use cektagihan::domain::roster::{Change, Digest, Invite, Member, Pairing, Roster};
use cektagihan::ports::{Table, envelope};
use cektagihan::view::{Office, Tap};
use chrono::TimeDelta;

use super::{STRANGER, invites, lets_in, puts_out};
use crate::dialogue::talk::{Talk, morning, said};
use crate::world::World;

const OWNER: PersonId = PersonId(1);
const ADMIN: PersonId = PersonId(3);
const ANI: PersonId = PersonId(5);
const LINK: Digest = Digest([4; 32]);

#[tokio::test]
async fn door_2_an_invitation_older_than_the_removal_lets_nobody_back() {
    let world = World::closed(&[1]).await;
    let (owner, ani) = (world.person(1), world.person(2));
    lets_in(&owner, &ani).await;
    let spare = invites(&owner).await;
    world.telegram().open_link(ani.person, &spare);
    ani.sees("Undangan itu tidak dipakai").await;
    let unopened = invites(&owner).await;
    puts_out(&owner).await;
    world.telegram().open_link(ani.person, &spare);
    ani.sees("Undangan itu tidak berlaku").await;
    world.telegram().open_link(ani.person, &unopened);
    ani.types("pln 514040400482", STRANGER).await;
    assert!(!ani.texts().iter().any(|text| text.contains("INDAH")), "{:?}", ani.texts());
    let budi = world.person(3);
    world.telegram().open_link(budi.person, &spare);
    budi.sees("Anda sekarang agen").await;
}

#[tokio::test]
async fn door_2_a_new_invitation_lets_a_removed_person_in_and_its_maker_hears_who_it_is() {
    let world = World::closed(&[1]).await;
    let (owner, ani) = (world.person(1), world.person(2));
    lets_in(&owner, &ani).await;
    assert!(!owner.sees("bergabung sebagai agen").await.text.contains("pernah dikeluarkan"));
    puts_out(&owner).await;
    lets_in(&owner, &ani).await;
    owner.sees("pernah dikeluarkan").await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
}

fn member(role: Option<Role>) -> Member {
    Member { role, name: "Ani".to_owned(), since: morning(), by: Some(OWNER) }
}

/// An owner, an admin and somebody who was decided about this morning.
fn house(ani: Option<Role>) -> Roster {
    let mut roster = Roster::new(&Access::owned_by([OWNER].into()));
    roster.apply(Change::Member(ADMIN, member(Some(Role::Admin))));
    roster.apply(Change::Member(ANI, member(ani)));
    roster
}

fn opens(roster: Roster, person: PersonId) -> (Talk, Vec<Effect>) {
    let mut talk = Talk { roster, person, now: morning() + TimeDelta::hours(1), ..Talk::private() };
    let effects = talk.sends(Event::Invited(LINK));
    (talk, effects)
}

#[test]
fn door_2_an_invitation_as_old_as_a_decision_about_somebody_changes_nothing_for_them() {
    for decided in [None, Some(Role::Staff)] {
        for minutes in [-60, 0] {
            let mut roster = house(decided);
            let invite = Invite::new(Role::Admin, OWNER, morning() + TimeDelta::minutes(minutes));
            roster.apply(Change::Invite(LINK, Some(invite)));
            let (talk, effects) = opens(roster, ANI);
            assert_eq!(talk.roster.role(ANI), decided, "{minutes} minutes");
            assert!(said(&effects).contains("tidak berlaku"));
        }
        let mut roster = house(decided);
        roster.apply(Change::Invite(LINK, Some(Invite::new(Role::Admin, OWNER, morning() + TimeDelta::minutes(1)))));
        assert_eq!(opens(roster, ANI).0.roster.role(ANI), Some(Role::Admin));
    }
}

#[test]
fn door_2_an_invitation_opened_once_in_vain_is_no_way_back_whatever_the_clock_says() {
    let mut roster = house(Some(Role::Agent));
    let ahead = morning() + TimeDelta::days(400);
    let invite = Invite { until: ahead, ..Invite::new(Role::Agent, OWNER, ahead) };
    roster.apply(Change::Invite(LINK, Some(invite)));
    let (mut talk, effects) = opens(roster, ANI);
    assert!(said(&effects).contains("tidak dipakai"));
    talk.roster.apply(Change::Member(ANI, member(None)));
    assert!(said(&talk.sends(Event::Invited(LINK))).contains("tidak berlaku"));
    assert_eq!(talk.roster.role(ANI), None);
    let (other, _) = opens(talk.roster, PersonId(9));
    assert_eq!(other.roster.role(PersonId(9)), Some(Role::Agent), "it is still good for who was meant");
}

#[test]
fn door_2_those_who_open_an_invitation_in_vain_do_not_make_it_grow_without_end() {
    let mut roster = house(None);
    roster.apply(Change::Invite(LINK, Some(Invite::new(Role::Staff, OWNER, morning()))));
    for person in 100..140 {
        roster.apply(Change::Member(PersonId(person), member(Some(Role::Staff))));
        roster = opens(roster, PersonId(person)).0.roster;
    }
    assert!(roster.invite(&LINK, morning()).is_none(), "a link that goes round is spent");
}

/// A row as version 1dba5e6 wrote it: made a day before it ends.
#[test]
fn door_2_an_invitation_of_an_older_version_is_as_old_as_its_end_says() {
    let row = br#"{"role":"agent","by":1,"until":"2026-11-24T03:31:00Z"}"#;
    let invite: Invite = envelope::decode(1, &[&[1][..], row].concat()).unwrap();
    assert_eq!(invite.made(), morning());
    for (decided, comes) in [(-1, Some(Role::Agent)), (0, None), (1, None)] {
        let mut roster = house(None);
        let since = morning() + TimeDelta::seconds(decided);
        roster.apply(Change::Member(ANI, Member { since, ..member(None) }));
        roster.apply(Change::Invite(LINK, Some(invite.clone())));
        assert_eq!(opens(roster, ANI).0.roster.role(ANI), comes, "{decided} s");
    }
}

#[test]
fn door_2_with_the_right_to_invite_go_the_invitations() {
    for press in [Office::RemoveNow(ADMIN), Office::Grant(ADMIN, Role::Agent)] {
        let mut roster = house(None);
        roster.apply(Change::Invite(LINK, Some(Invite::new(Role::Staff, ADMIN, morning()))));
        let mut owner = Talk { roster, person: OWNER, ..Talk::private() };
        owner.taps(Tap::Office(press));
        owner.roster.apply(Change::Member(ADMIN, member(Some(Role::Admin))));
        assert!(owner.roster.invite(&LINK, morning()).is_none(), "{press:?}: it came back with its maker");
    }
}

#[test]
fn door_2_who_takes_a_strangers_code_hears_that_they_were_put_out() {
    let mut roster = house(None);
    let until = morning() + TimeDelta::hours(1);
    roster.apply(Change::Pairing(
        LINK,
        Some(Pairing { person: ANI, name: "Ani".to_owned(), until, code: String::new() }),
    ));
    let mut admin = Talk { roster, person: ADMIN, ..Talk::private() };
    assert!(said(&admin.sends(Event::Code(LINK))).contains("pernah dikeluarkan"));
    let admitted = admin.taps(Tap::Office(Office::Admit(LINK.mark(), Role::Staff)));
    let told = |effect: &&Effect| matches!(effect, Effect::Tell(OWNER, News::Admitted { put_out: Some(_), .. }));
    assert_eq!(admitted.iter().filter(told).count(), 1);
}

#[tokio::test]
async fn door_2_a_removed_person_is_told_no_once_and_not_for_every_old_link() {
    let world = World::closed(&[1]).await;
    let (owner, ani) = (world.person(1), world.person(2));
    lets_in(&owner, &ani).await;
    let spare = invites(&owner).await;
    puts_out(&owner).await;
    for _ in 0..5 {
        world.telegram().open_link(ani.person, &spare);
    }
    ani.types("/privasi", "90 hari").await;
    let told = ani.texts().iter().filter(|text| text.contains("tidak berlaku")).count();
    assert_eq!(told, 1);
    assert_eq!(world.rows(Table::Invite).len(), 1, "and the link is not theirs to spend");
}
