//! Copies of the rows: whole, of one moment, and good for the way back.

use crate::doubles::Look as _;
use std::fs::{self, OpenOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cektagihan::ports::{Table, Transaction};
use cektagihan::store::{BackupError, KeyFile, SledStore, Vault, VaultError, restore};
use chrono::TimeDelta;

use super::folder::{Folder, get, put};

#[tokio::test]
async fn a_backup_restores_every_row_in_an_empty_folder() {
    let (folder, other) = (Folder::new(), Folder::new());
    let vault = folder.open().await;
    for number in 0..1_200_u32 {
        put(vault.rows().as_ref(), Table::Profile, &number.to_be_bytes(), &number.to_be_bytes()).await;
    }
    put(vault.rows().as_ref(), Table::Ticket, b"AAAAAAAAAAAAAAAA", b"ticket").await;
    let file = folder.data().join("copy");
    let made = vault.back_up(&file, false).unwrap();
    assert!(matches!(vault.back_up(&file, false), Err(BackupError::Exists(_))));
    let restored = restore(&file, &other.data().join("new"), &folder.key(), false).await.unwrap();
    assert_eq!(restored, made);
    let clock = Arc::new(other.clock.clone());
    let there = Vault::open(&other.data().join("new"), SledStore::LOCK_WAIT, &folder.key(), clock).await.unwrap();
    for number in 0..1_200_u32 {
        let row = there.rows().row(Table::Profile, &number.to_be_bytes());
        assert_eq!(row.as_deref(), Some(&number.to_be_bytes()[..]));
    }
    assert_eq!(get(there.rows().as_ref(), Table::Ticket, b"AAAAAAAAAAAAAAAA").unwrap(), "ticket");
}

/// Writers put a row here and its like there in one transaction, and count; the copy must show no half of
/// it, and of each writer everything up to some number.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_under_load_is_of_one_moment() {
    let folder = Folder::new();
    let vault = Arc::new(folder.open().await);
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..6_u8)
        .map(|writer| {
            let (rows, stop) = (vault.rows(), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut number = 0_u32;
                while !stop.load(Ordering::Relaxed) {
                    let key = [&[writer][..], &number.to_be_bytes()].concat();
                    let mut transaction = Transaction::default();
                    transaction.put(Table::Outbox, key.clone(), vec![7; 50]);
                    transaction.put(Table::Meta, vec![writer], number.to_be_bytes().to_vec());
                    transaction.put(Table::Profile, key, vec![7; 50]);
                    rows.commit(transaction).await.unwrap();
                    number += 1;
                }
                number
            })
        })
        .collect();
    let copies: Vec<_> = (0..5).map(|number| folder.data().join(format!("copy-{number}"))).collect();
    for copy in &copies {
        let (vault, copy) = (Arc::clone(&vault), copy.clone());
        tokio::task::spawn_blocking(move || vault.back_up(&copy, false).unwrap()).await.unwrap();
    }
    stop.store(true, Ordering::Relaxed);
    for (writer, task) in (0_u8..).zip(writers) {
        let written = task.await.unwrap();
        assert_eq!(vault.rows().rows_with(Table::Profile, &[writer]).len(), written as usize);
    }
    let mut before = 0;
    for copy in copies {
        let beside = tempfile::tempdir().unwrap();
        let clock = Arc::new(folder.clock.clone());
        let rows = Vault::look_into(&copy, beside.path(), &folder.key(), clock).await.unwrap();
        let keys = |table| -> Vec<_> { rows.rows_of(table).into_iter().map(|(key, _)| key).collect() };
        let (here, there) = (keys(Table::Outbox), keys(Table::Profile));
        assert_eq!(here, there, "half a transaction");
        for writer in 0..6_u8 {
            let last = rows.row(Table::Meta, &[writer]).map(|n| u32::from_be_bytes(n.try_into().unwrap()));
            let mine = here.iter().filter(|key| key[0] == writer).count();
            assert_eq!(mine, last.map_or(0, |last| last as usize + 1), "a gap");
        }
        assert!(here.len() >= before);
        before = here.len();
    }
    assert!(before > 0, "nothing was written before the last copy");
}

#[tokio::test]
async fn a_folder_with_a_store_is_restored_only_by_force_and_the_old_one_is_kept() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Profile, b"a", b"old").await;
    let copy = folder.data().join("copy");
    vault.back_up(&copy, false).unwrap();
    put(vault.rows().as_ref(), Table::Profile, b"a", b"new").await;
    let key = folder.key();
    let forced = |force| restore(&copy, folder.data(), &key, force);
    assert!(matches!(forced(false).await, Err(VaultError::NotEmpty(_))));
    assert!(forced(true).await.unwrap_err().to_string().contains("already runs"));
    vault.close();
    drop(vault);
    forced(true).await.unwrap();
    assert_eq!(get(folder.open().await.rows().as_ref(), Table::Profile, b"a").unwrap(), "old");
    assert!(folder.data().join("store.replaced-1").exists());
    assert!(!folder.data().join("restoring").exists() && !folder.data().join("restored").exists());
}

#[tokio::test]
async fn a_restore_that_was_broken_off_is_told() {
    let folder = Folder::new();
    fs::create_dir(folder.data().join("restoring")).unwrap();
    let told = folder.try_open().await.unwrap_err().to_string();
    assert!(told.contains("run `cektagihan restore` once more"), "{told}");
}

#[tokio::test]
async fn without_the_key_of_that_time_nothing_is_restored() {
    let (folder, other) = (Folder::new(), Folder::new());
    let vault = folder.open().await;
    let copy = folder.data().join("copy");
    vault.back_up(&copy, false).unwrap();
    assert!(matches!(restore(&copy, other.data(), &other.key(), false).await, Err(VaultError::Key(_))));
    other.key().make_sure().unwrap();
    let told = restore(&copy, other.data(), &other.key(), false).await.unwrap_err().to_string();
    assert!(told.contains("another key sealed the backup"), "{told}");
    assert!(!SledStore::is_in(other.data()));
}

#[tokio::test]
async fn one_export_a_day_is_made_and_three_are_kept() {
    let folder = Folder::new();
    let vault = folder.open().await;
    assert!(vault.export().unwrap());
    assert!(!vault.export().unwrap(), "twice a day");
    for _ in 0..5 {
        folder.clock.pass(TimeDelta::hours(24));
        assert!(vault.export().unwrap());
    }
    assert_eq!(fs::read_dir(folder.data().join("exports")).unwrap().count(), 3);
    assert_eq!(Vault::newest_export(folder.data()), Some(cektagihan::ports::Clock::now(&folder.clock)));
}

#[tokio::test]
async fn a_store_beyond_mending_comes_back_from_the_newest_whole_export() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Profile, b"a", b"kept").await;
    put(vault.rows().as_ref(), Table::Inbox, b"a", b"done long ago").await;
    vault.export().unwrap();
    let whole = fs::read_dir(folder.data().join("exports")).unwrap().next().unwrap().unwrap().path();
    fs::write(whole.with_file_name("29991231T000000Z.backup"), "cut").unwrap();
    for number in 0..200_u32 {
        put(vault.rows().as_ref(), Table::Slot, &number.to_be_bytes(), &[7; 10_000]).await;
    }
    put(vault.rows().as_ref(), Table::Profile, b"b", b"since the export").await;
    vault.close();
    drop(vault);
    // The second opening writes the snapshot that speaks of all rows.
    folder.open().await.close();
    OpenOptions::new().write(true).open(folder.data().join("store/db")).unwrap().set_len(5_000).unwrap();
    let rows = folder.open().await.rows();
    assert!(folder.data().join("store.damaged-1").exists());
    assert_eq!(get(rows.as_ref(), Table::Profile, b"a").unwrap(), "kept");
    assert_eq!(get(rows.as_ref(), Table::Inbox, b"a"), None, "work in progress was done again");
    assert_eq!(get(rows.as_ref(), Table::Profile, b"b"), None);
}

#[tokio::test]
async fn a_store_that_was_emptied_unseen_comes_back_too() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Profile, b"a", b"kept").await;
    vault.export().unwrap();
    vault.close();
    drop(vault);
    // sled takes so short a log for the whole of a new store.
    OpenOptions::new().write(true).open(folder.data().join("store/db")).unwrap().set_len(0).unwrap();
    assert_eq!(get(folder.open().await.rows().as_ref(), Table::Profile, b"a").unwrap(), "kept");
}

#[tokio::test]
async fn what_the_journal_still_has_is_newer_than_an_export() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Profile, b"a", b"old").await;
    vault.export().unwrap();
    put(vault.rows().as_ref(), Table::Profile, b"a", b"new").await;
    // A kill: the journal was not handed over.
    let journal = fs::read(folder.data().join("journal")).unwrap();
    vault.close();
    drop(vault);
    fs::write(folder.data().join("journal"), journal).unwrap();
    OpenOptions::new().write(true).open(folder.data().join("store/db")).unwrap().set_len(0).unwrap();
    assert_eq!(get(folder.open().await.rows().as_ref(), Table::Profile, b"a").unwrap(), "new");
}

#[tokio::test]
async fn another_key_or_none_is_refused_and_nothing_touched() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Profile, b"a", b"1").await;
    vault.close();
    drop(vault);
    let key = fs::read(folder.key().path()).unwrap();
    fs::remove_file(folder.key().path()).unwrap();
    let told = folder.try_open().await.unwrap_err().to_string();
    assert!(told.contains("it is gone") && !folder.key().path().exists(), "{told}");
    folder.key().make_sure().unwrap();
    let told = folder.try_open().await.unwrap_err().to_string();
    assert!(told.contains("another key seals the rows"), "{told}");
    let chosen = KeyFile::at(Some(&folder.data().join("nowhere")), folder.data());
    let clock = Arc::new(folder.clock.clone());
    assert!(matches!(Vault::open(folder.data(), SledStore::LOCK_WAIT, &chosen, clock).await, Err(VaultError::Key(_))));
    fs::write(folder.key().path(), key).unwrap();
    assert_eq!(get(folder.open().await.rows().as_ref(), Table::Profile, b"a").unwrap(), "1");
}
