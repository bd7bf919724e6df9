//! A data folder that an older version wrote.

use crate::doubles::Look as _;
use cektagihan::dialogue::{Conversation, State};
use cektagihan::domain::product::ProductCode;
use cektagihan::ports::{Table, envelope};
use cektagihan::store::SledStore;

use super::files::found_in;
use super::folder::{Folder, get, put};

/// The rows of format 1, as they were written before anything was sealed.
const ROWS: &[(Table, &[u8], &[u8])] = &[
    (Table::Meta, b"offset", b"\x0117"),
    (Table::Inbox, b"\0\0\0\x07", br#"{"update_id":7,"message":{"text":"pln 514040400482"}}"#),
    (Table::Profile, b"\0\0\0\0\0\0\0\x01", br#"{"language":"En","recent":[]}"#),
    (Table::Ticket, b"AAAAAAAAAAAAAAAA", b"\x01{\"owner\":1}"),
    (Table::Slot, b"slot", b""),
];

/// A data folder of format 1.
async fn of_format_1() -> Folder {
    let folder = Folder::new();
    let store = SledStore::open(folder.data(), SledStore::LOCK_WAIT).unwrap();
    for (table, key, value) in ROWS {
        put(&store, *table, key, value).await;
    }
    put(&store, Table::Meta, b"format", b"1").await;
    store.close();
    folder
}

#[tokio::test]
async fn no_file_but_the_copy_holds_what_it_held_unsealed() {
    let folder = of_format_1().await;
    assert_eq!(found_in(folder.data()).len(), 1, "there is nothing to seal");
    folder.open().await.close();
    let found = found_in(folder.data());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("before-format-2.backup"), "{found:?}");
}

#[tokio::test]
async fn it_is_copied_and_sealed_and_nothing_is_lost() {
    let folder = of_format_1().await;
    let vault = folder.open().await;
    for (table, key, value) in ROWS {
        assert_eq!(vault.rows().row(*table, key).as_deref(), Some(*value), "{table:?}");
    }
    assert_eq!(vault.rows().rows_of(Table::Ticket)[0].0, b"AAAAAAAAAAAAAAAA");
    vault.close();
    let raw = SledStore::open(folder.data(), SledStore::LOCK_WAIT).unwrap();
    assert_eq!(get(&raw, Table::Meta, b"format").unwrap(), "3");
    for (table, key, value) in ROWS {
        assert_ne!(raw.row(*table, key).as_deref(), Some(*value), "{table:?} is not sealed");
    }
    assert!(raw.row(Table::Ticket, b"AAAAAAAAAAAAAAAA").is_none(), "a token can be read");
}

#[tokio::test]
async fn the_copy_leads_back_and_is_upgraded_again() {
    let folder = of_format_1().await;
    folder.open().await.close();
    let other = Folder::new();
    let copy = folder.data().join("before-format-2.backup");
    cektagihan::store::restore(&copy, other.data(), &other.key(), false).await.unwrap();
    let vault = other.open().await;
    for (table, key, value) in ROWS {
        assert_eq!(vault.rows().row(*table, key).as_deref(), Some(*value), "{table:?}");
    }
}

#[tokio::test]
async fn the_copy_is_not_sealed_and_goes_like_everything_else() {
    let folder = of_format_1().await;
    let vault = folder.open().await;
    let copy = folder.data().join("before-format-2.backup");
    let day = chrono::TimeDelta::days(1);
    vault.forget_upgrade(cektagihan::ports::Clock::now(&folder.clock) - day).unwrap();
    assert!(copy.exists());
    vault.forget_upgrade(cektagihan::ports::Clock::now(&folder.clock) + day).unwrap();
    assert!(!copy.exists());
}

#[tokio::test]
async fn a_conversation_in_the_midst_of_a_question_goes_on() {
    let mut world = crate::world::World::open().await;
    world.person(1).types("/start", "Cek tagihan pascabayar").await;
    world.stop().await;
    std::fs::remove_dir_all(world.data().join("store")).unwrap();
    std::fs::remove_file(world.data().join("journal")).unwrap();
    // Versions that sealed nothing had no key.
    std::fs::remove_file(world.data().join("key")).unwrap();
    let waiting = Conversation {
        state: State::EnteringAccount { product: ProductCode::parse("POSTPAIDPLN").unwrap() },
        checks: Vec::new(),
    };
    {
        let store = SledStore::open(world.data(), SledStore::LOCK_WAIT).unwrap();
        let seat = cektagihan::domain::person::Seat {
            chat: cektagihan::domain::person::ChatId(1),
            topic: None,
            person: cektagihan::domain::person::PersonId(1),
        };
        let key = cektagihan::bot::rows::seat_key(seat);
        put(&store, Table::Conversation, &key, &envelope::encode(1, &waiting)).await;
        put(&store, Table::Meta, b"format", b"1").await;
    }
    world.start();
    world.person(1).types("514040400482", "INDAH PUTRI").await;
}
