//! How long what is kept is kept.

use crate::doubles::{Look as _, parts, read_trail, swept};
use cektagihan::bot::parts::Parts;
use futures::executor::block_on;
use std::sync::Arc;

use cektagihan::bot::rows::{inbox_key, outbox_key, person_key, seat_key};
use cektagihan::bot::services::{Services, stored};
use cektagihan::domain::account::AccountNumber;
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::person::{ChatId, PersonId, Seat};
use cektagihan::domain::product::ProductCode;
use cektagihan::domain::profile::{Profile, Recent};
use cektagihan::domain::retention::Retention;
use cektagihan::ports::{Clock as _, Table};
use cektagihan::store::Vault;
use chrono::TimeDelta;

use super::folder::{Folder, put};

fn services(folder: &Folder, vault: &Vault) -> Arc<Services> {
    let clock = Arc::new(folder.clock.clone());
    let retention = Retention { days: 30, audit_days: 60 };
    block_on(Services::new(Parts { store: vault.rows(), clock, retention, ..parts() })).unwrap().into()
}

fn profile(folder: &Folder, name: &str) -> Profile {
    let inquiry = Inquiry {
        product: ProductCode::parse("POSTPAIDPLN").unwrap(),
        account: AccountNumber::parse("514040400482").unwrap(),
        period: None,
    };
    let now = folder.clock.now();
    let recent = Recent { inquiry, name: Some(name.to_owned()), at: Some(now) };
    Profile { recent: vec![recent], touched: Some(now), ..Profile::default() }
}

fn places() -> [(Table, Vec<u8>); 4] {
    let seat = Seat { chat: ChatId(7), topic: None, person: PersonId(7) };
    [
        (Table::Inbox, inbox_key(1)),
        (Table::Conversation, seat_key(seat)),
        (Table::Outbox, outbox_key(ChatId(7), 1)),
        (Table::Profile, person_key(PersonId(7))),
    ]
}

#[tokio::test]
async fn what_nobody_touched_for_so_long_goes() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let services = services(&folder, &vault);
    for (table, key) in places() {
        put(vault.rows().as_ref(), table, &key, &stored(&profile(&folder, "INDAH"))).await;
    }
    folder.clock.pass(TimeDelta::days(30));
    put(vault.rows().as_ref(), Table::Conversation, b"newer", b"x").await;
    assert_eq!(swept(&services).await, 1, "the profile ages by its own time");
    folder.clock.pass(TimeDelta::seconds(1));
    assert_eq!(swept(&services).await, 3);
    for (table, key) in places() {
        assert_eq!(vault.rows().row(table, &key), None, "{table:?}");
    }
    assert!(vault.rows().row(Table::Conversation, b"newer").is_some());
    assert_eq!(swept(&services).await, 0);
}

#[tokio::test]
async fn a_customer_is_forgotten_though_the_person_goes_on() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let services = services(&folder, &vault);
    let key = person_key(PersonId(7));
    let mut used = profile(&folder, "INDAH");
    folder.clock.pass(TimeDelta::days(20));
    used.recent.push(profile(&folder, "WARDI").recent.remove(0));
    used.touched = Some(folder.clock.now());
    put(vault.rows().as_ref(), Table::Profile, &key, &stored(&used)).await;
    let names = || {
        let profile: Profile = block_on(services.read(&key)).unwrap()?;
        Some(profile.recent.into_iter().filter_map(|recent| recent.name).collect::<Vec<_>>())
    };
    folder.clock.pass(TimeDelta::days(9));
    swept(&services).await;
    assert_eq!(names().unwrap(), ["INDAH", "WARDI"]);
    folder.clock.pass(TimeDelta::days(1));
    swept(&services).await;
    assert_eq!(names().unwrap(), ["WARDI"]);
    folder.clock.pass(TimeDelta::days(20));
    swept(&services).await;
    assert_eq!(names(), None, "sweeping is no use of a profile");
}

#[tokio::test]
async fn a_customer_without_a_time_counts_from_now_on() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let services = services(&folder, &vault);
    let mut old = profile(&folder, "INDAH");
    old.recent[0].at = None;
    old.touched = None;
    let key = person_key(PersonId(7));
    put(vault.rows().as_ref(), Table::Profile, &key, &stored(&old)).await;
    folder.clock.pass(TimeDelta::days(1));
    swept(&services).await;
    let kept: Profile = services.read(&key).await.unwrap().unwrap();
    assert_eq!(kept.recent[0].at, Some(folder.clock.now()));
}

#[tokio::test]
async fn the_trail_is_kept_for_its_own_time() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let services = services(&folder, &vault);
    let entry = cektagihan::audit::Entry {
        at: folder.clock.now(),
        person: PersonId(7),
        chat: ChatId(7),
        product: ProductCode::parse("POSTPAIDPLN").unwrap(),
        number: "5140****0482".to_owned(),
        outcome: "bill".to_owned(),
        ms: 1,
        trace: "0000001".to_owned(),
    };
    let mut transaction = cektagihan::ports::Transaction::default();
    cektagihan::audit::append(&mut transaction, &entry, 0);
    vault.rows().commit(transaction).await.unwrap();
    folder.clock.pass(TimeDelta::days(60));
    assert_eq!(swept(&services).await, 0);
    folder.clock.pass(TimeDelta::days(1));
    assert_eq!(swept(&services).await, 1);
    assert_eq!(read_trail(vault.rows().as_ref()).await.unwrap(), (Vec::new(), None));
}
