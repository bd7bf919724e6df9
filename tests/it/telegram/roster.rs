//! The shared roster: what it keeps, what it forgets, and the code of the first run.

use crate::doubles::{Look as _, parts, swept};
use cektagihan::bot::parts::Parts;
use futures::executor::block_on;
use std::sync::Arc;

use cektagihan::bot::roster::{SharedRoster, write};
use cektagihan::bot::rows::person_key;
use cektagihan::bot::services::Services;
use cektagihan::domain::access::Role;
use cektagihan::domain::person::{Access, ChatId, PersonId};
use cektagihan::domain::roster::{Change, Digest, Group, Invite, Member, Pairing};
use cektagihan::ports::{Clock, Store, Table, Transaction};
use cektagihan::store::MemoryStore;
use chrono::{DateTime, TimeDelta, Utc};

const ANI: PersonId = PersonId(5);
const GROUP: ChatId = ChatId(-100);

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn changes() -> [Change; 4] {
    let (since, until) = (noon(), noon() + TimeDelta::minutes(30));
    [
        Change::Member(ANI, Member { role: Some(Role::Admin), name: "Ani".to_owned(), since, by: None }),
        Change::Group(GROUP, Some(Group { role: Some(Role::Staff), since, by: ANI, title: String::new() })),
        Change::Invite(Digest([1; 32]), Some(Invite { until, ..Invite::new(Role::Staff, ANI, since) })),
        Change::Pairing(
            Digest([2; 32]),
            Some(Pairing { person: PersonId(9), name: "Citra".to_owned(), until, code: String::new() }),
        ),
    ]
}

async fn stored(changes: &[Change]) -> Arc<dyn Store> {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let mut transaction = Transaction::default();
    write(&mut transaction, changes);
    store.commit(transaction).await.unwrap();
    store
}

fn shared_roster(store: &Arc<dyn Store>) -> SharedRoster {
    block_on(SharedRoster::load(&Access::default(), store.as_ref(), noon())).unwrap().0
}

#[tokio::test]
async fn what_was_decided_outlives_the_process() {
    let store = stored(&changes()).await;
    let roster = shared_roster(&store).current();
    assert_eq!(roster.role(ANI), Some(Role::Admin));
    assert_eq!(roster.group(GROUP).unwrap().role, Some(Role::Staff));
    assert!(roster.invite(&Digest([1; 32]), noon()).is_some());
    assert_eq!(roster.pairings_of(PersonId(9)).count(), 1);
    let mut transaction = Transaction::default();
    write(&mut transaction, &[Change::Group(GROUP, None), Change::Invite(Digest([1; 32]), None)]);
    store.commit(transaction).await.unwrap();
    let roster = shared_roster(&store).current();
    assert!(roster.group(GROUP).is_none() && roster.invite(&Digest([1; 32]), noon()).is_none());
}

#[tokio::test]
async fn a_row_nobody_can_read_lets_nobody_in() {
    let store = stored(&changes()).await;
    let mut transaction = Transaction::default();
    transaction.put(Table::Member, person_key(ANI), b"\xff\xffnonsense".to_vec());
    transaction.put(Table::Member, b"short".to_vec(), b"\x01{}".to_vec());
    store.commit(transaction).await.unwrap();
    let roster = shared_roster(&store).current();
    assert_eq!(roster.role(ANI), None);
    assert!(roster.invite(&Digest([1; 32]), noon()).is_none(), "an invitation dies with its inviter's right");
}

#[tokio::test]
async fn secrets_lie_in_no_row() {
    let store = stored(&changes()).await;
    let keys = store.rows_of(Table::Invite);
    assert_eq!(keys[0].0, [1; 32], "the key is the digest");
}

#[tokio::test]
async fn what_expired_is_swept() {
    let store = stored(&changes()).await;
    let access = Access::default();
    let services = |clock| {
        let (store, access) = (Arc::clone(&store), access.clone());
        Arc::new(block_on(Services::new(Parts { store, clock: Arc::new(clock), access, ..parts() })).unwrap())
    };
    assert_eq!(swept(&services(At(noon()))).await, 0);
    let later = services(At(noon() + TimeDelta::minutes(30)));
    assert_eq!(swept(&later).await, 2);
    assert_eq!(later.roster.current().pairings_of(PersonId(9)).count(), 0);
    assert!(store.rows_of(Table::Invite).is_empty());
    assert!(store.rows_of(Table::Pairing).is_empty());
}

#[tokio::test]
async fn the_code_of_the_first_run_is_typed_in_any_form_and_used_once() {
    let shared = shared_roster(&stored(&[]).await);
    assert!(!shared.waits_for_owner());
    let code = shared.first_run().unwrap();
    assert!(shared.waits_for_owner() && shared.opens_first_run(ANI, &code.replace('-', " ").to_lowercase(), noon()));
    assert!(!shared.opens_first_run(ANI, "halo", noon()));
    let owner = Member { role: Some(Role::Owner), name: String::new(), since: noon(), by: None };
    shared.apply(&[Change::Member(ANI, owner)]);
    assert!(!shared.waits_for_owner());
}

#[tokio::test]
async fn a_bot_that_is_owned_or_open_has_no_first_run() {
    let store = stored(&[]).await;
    let loaded = |access: &Access| block_on(SharedRoster::load(access, store.as_ref(), noon())).unwrap().0;
    assert!(loaded(&Access::open()).first_run().is_none());
    assert!(loaded(&Access::owned_by([ANI].into())).first_run().is_none());
    let owner = Member { role: Some(Role::Owner), name: String::new(), since: noon(), by: None };
    assert!(shared_roster(&stored(&[Change::Member(ANI, owner)]).await).first_run().is_none());
}

#[tokio::test]
async fn those_told_no_are_remembered_within_bounds() {
    let shared = shared_roster(&stored(&[]).await);
    assert!(shared.tells_once(GROUP, None) && !shared.tells_once(GROUP, None));
    assert!(shared.tells_once(GROUP, Some(ANI)), "a person is not their group");
    for chat in 0..5_000 {
        shared.tells_once(ChatId(chat), None);
    }
    assert!(shared.tells_once(GROUP, None), "a flood makes it forget, not grow");
}

#[tokio::test]
async fn a_group_takes_its_row_along() {
    let shared = shared_roster(&stored(&changes()).await);
    shared.moved(GROUP, ChatId(-200));
    let roster = shared.current();
    assert!(roster.group(GROUP).is_none() && roster.group(ChatId(-200)).is_some());
}

struct At(DateTime<Utc>);

impl Clock for At {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}
