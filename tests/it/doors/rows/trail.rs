//! The audit trail: emptied, cut short, begun anew, put back.

use crate::doubles::{Look as _, read_trail};
use futures::executor::block_on;
use std::process::Output;
use std::sync::Arc;

use cektagihan::audit::{self, Break, Entry, Head};
use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::domain::product::ProductCode;
use cektagihan::ports::{Clock as _, Store, Table, Transaction, trail};
use cektagihan::store::{SledStore, Vault, restore};
use chrono::TimeDelta;

use crate::crash::{Deployment, terminated};
use crate::privacy::folder::{Folder, delete, put};

async fn note(folder: &Folder, rows: &dyn Store, trace: &str) {
    let entry = Entry {
        at: folder.clock.now(),
        person: PersonId(1),
        chat: ChatId(1),
        product: ProductCode::parse("POSTPAIDPLN").unwrap(),
        number: "5140****0482".to_owned(),
        outcome: "bill".to_owned(),
        ms: 120,
        trace: trace.to_owned(),
    };
    let mut transaction = Transaction::default();
    audit::append(&mut transaction, &entry, 0);
    rows.commit(transaction).await.unwrap();
}

/// A folder with a member and three records, closed.
async fn kept() -> (Folder, Head) {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Member, b"m", b"owner").await;
    for trace in ["a", "b", "c"] {
        note(&folder, vault.rows().as_ref(), trace).await;
    }
    let head = audit::head(vault.rows().as_ref()).await.unwrap().unwrap();
    vault.close();
    (folder, head)
}

async fn empty(raw: &SledStore) {
    for (key, _) in raw.rows_of(Table::Audit) {
        delete(raw, Table::Audit, &key).await;
    }
}

async fn broken(folder: &Folder) -> Option<Break> {
    read_trail(folder.open().await.rows().as_ref()).await.unwrap().1
}

#[tokio::test]
async fn door_4_a_trail_that_was_never_written_holds() {
    let folder = Folder::new();
    assert_eq!(broken(&folder).await, None);
    assert_eq!(audit::head(folder.open().await.rows().as_ref()).await.unwrap(), None);
}

#[tokio::test]
async fn door_4_an_emptied_trail_does_not_verify_whichever_end_went_with_it() {
    let [head, anchor] = trail::ENDS;
    for gone in [&[head, anchor][..], &[head], &[anchor], &[]] {
        let (folder, _) = kept().await;
        let raw = folder.raw();
        empty(&raw).await;
        for end in gone {
            delete(&raw, Table::Meta, end).await;
        }
        raw.close();
        drop(raw);
        assert!(broken(&folder).await.is_some(), "{gone:?}");
        // A check later it is no better.
        let vault = folder.open().await;
        note(&folder, vault.rows().as_ref(), "d").await;
        vault.close();
        drop(vault);
        assert!(broken(&folder).await.is_some(), "{gone:?}, after another record");
    }
}

#[tokio::test]
async fn door_4_a_missing_end_alone_is_told() {
    for end in trail::ENDS {
        let (folder, _) = kept().await;
        let raw = folder.raw();
        delete(&raw, Table::Meta, end).await;
        raw.close();
        drop(raw);
        assert_eq!(broken(&folder).await, Some(Break::EndMissing));
    }
}

#[tokio::test]
async fn door_4_a_trail_is_not_emptied_by_taking_the_proof_or_the_store_along() {
    let (folder, _) = kept().await;
    let raw = folder.raw();
    empty(&raw).await;
    for end in trail::ENDS {
        delete(&raw, Table::Meta, end).await;
    }
    delete(&raw, Table::Seal, b"key").await;
    raw.close();
    drop(raw);
    assert_eq!(broken(&folder).await, Some(Break::EndMissing), "it was begun anew");
}

#[tokio::test]
async fn door_4_an_export_without_its_trail_gives_none_back() {
    let (folder, _) = kept().await;
    let raw = folder.raw();
    empty(&raw).await;
    for end in trail::ENDS {
        delete(&raw, Table::Meta, end).await;
    }
    raw.close();
    drop(raw);
    let exports = folder.data().join("exports");
    std::fs::create_dir(&exports).unwrap();
    let export = exports.join("20270101T000000Z.backup");
    Vault::copy_at_rest(folder.data(), &export, false, folder.clock.now()).await.unwrap();
    std::fs::remove_dir_all(folder.data().join("store")).unwrap();
    std::fs::remove_file(folder.data().join("journal")).unwrap();
    let vault = folder.open().await;
    assert!(vault.rows().row(Table::Member, b"m").is_some());
    assert_eq!(read_trail(vault.rows().as_ref()).await.unwrap().1, Some(Break::EndMissing));
}

#[tokio::test]
async fn door_4_a_trail_comes_through_backup_restore_and_a_change_of_keys() {
    let (folder, head) = kept().await;
    let copy = folder.data().join("copy");
    Vault::copy_at_rest(folder.data(), &copy, false, folder.clock.now()).await.unwrap();
    let new = Folder::new();
    std::fs::copy(folder.key().path(), new.key().path()).unwrap();
    restore(&copy, new.data(), &new.key(), false).await.unwrap();
    Vault::rotate(new.data(), &new.key(), Arc::new(new.clock.clone())).await.unwrap();
    let rows = new.open().await.rows();
    assert_eq!(
        (read_trail(rows.as_ref()).await.unwrap().1, audit::holds(rows.as_ref(), head).await.unwrap()),
        (None, None)
    );
}

#[tokio::test]
async fn door_4_a_change_of_keys_gives_an_emptied_trail_no_new_ends() {
    let (folder, _) = kept().await;
    let raw = folder.raw();
    empty(&raw).await;
    for end in trail::ENDS {
        delete(&raw, Table::Meta, end).await;
    }
    raw.close();
    drop(raw);
    Vault::rotate(folder.data(), &folder.key(), Arc::new(folder.clock.clone())).await.unwrap();
    assert_eq!(broken(&folder).await, Some(Break::EndMissing));
}

#[tokio::test]
async fn door_4_a_kept_head_tells_an_older_state_and_another_trail() {
    let (folder, head) = kept().await;
    let copy = folder.data().join("copy");
    Vault::copy_at_rest(folder.data(), &copy, false, folder.clock.now()).await.unwrap();
    let vault = folder.open().await;
    note(&folder, vault.rows().as_ref(), "d").await;
    let younger = audit::head(vault.rows().as_ref()).await.unwrap().unwrap();
    assert_eq!((head.place(), younger.place()), (3, 4));
    let holds = |vault: &Vault, head| block_on(audit::holds(vault.rows().as_ref(), head)).unwrap();
    assert_eq!((holds(&vault, head), holds(&vault, younger)), (None, None));
    let forged: Head = head.to_string().replace("3:", "2:").parse().unwrap();
    assert_eq!(holds(&vault, forged), Some(Break::Another(2)));
    // Everything is put back as it was, consistent in itself.
    vault.close();
    drop(vault);
    restore(&copy, folder.data(), &folder.key(), true).await.unwrap();
    let vault = folder.open().await;
    assert_eq!(read_trail(vault.rows().as_ref()).await.unwrap().1, None);
    assert_eq!((holds(&vault, head), holds(&vault, younger)), (None, Some(Break::Older(3))));
    // And gone on with differently.
    note(&folder, vault.rows().as_ref(), "e").await;
    assert_eq!(holds(&vault, younger), Some(Break::Another(4)));
}

#[tokio::test]
async fn door_4_a_kept_head_that_was_let_go_tells_nothing_and_says_so() {
    let (folder, head) = kept().await;
    let vault = folder.open().await;
    let rows = vault.rows();
    folder.clock.pass(TimeDelta::days(2));
    note(&folder, rows.as_ref(), "d").await;
    note(&folder, rows.as_ref(), "e").await;
    assert_eq!(audit::prune(rows.as_ref(), folder.clock.now()).await.unwrap(), 3);
    assert_eq!(audit::holds(rows.as_ref(), head).await.unwrap(), None, "the anchor is it");
    let younger = audit::head(rows.as_ref()).await.unwrap().unwrap();
    folder.clock.pass(TimeDelta::days(2));
    note(&folder, rows.as_ref(), "f").await;
    audit::prune(rows.as_ref(), folder.clock.now()).await.unwrap();
    assert_eq!(audit::holds(rows.as_ref(), head).await.unwrap(), Some(Break::LetGo(3)));
    assert_eq!(audit::holds(rows.as_ref(), younger).await.unwrap(), None);
}

#[tokio::test]
async fn door_4_a_broken_trail_is_kept_no_longer_than_a_whole_one() {
    let (folder, _) = kept().await;
    let raw = folder.raw();
    let (first, _) = raw.rows_of(Table::Audit).remove(0);
    delete(&raw, Table::Audit, &first).await;
    raw.close();
    drop(raw);
    let vault = folder.open().await;
    let rows = vault.rows();
    let (until, day) = (folder.clock.now(), TimeDelta::days(1));
    assert_eq!(audit::prune(rows.as_ref(), until + day).await.unwrap(), 0, "the one before may be younger by a day");
    assert_eq!(read_trail(rows.as_ref()).await.unwrap().1, Some(Break::Missing(1)));
    assert_eq!(audit::prune(rows.as_ref(), until + day + day).await.unwrap(), 2);
    assert_eq!(read_trail(rows.as_ref()).await.unwrap(), (Vec::new(), None));
}

async fn run(deployment: &Deployment, arguments: &[&str]) -> Output {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_cektagihan"));
    command.args(arguments).env_clear().env("CEKTAGIHAN_DATA_DIR", deployment.data());
    command.env("CEKTAGIHAN_KEY_FILE", deployment.key_file()).output().await.unwrap()
}

/// The head as the doctor shows it.
async fn shown(deployment: &Deployment) -> String {
    let report: serde_json::Value =
        serde_json::from_slice(&run(deployment, &["doctor", "--json"]).await.stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == "audit trail").unwrap();
    found["words"].as_str().unwrap().rsplit(' ').next().unwrap().to_owned()
}

#[tokio::test]
async fn door_4_the_doctor_shows_the_head_and_the_command_takes_it() {
    let deployment = Deployment::new().await;
    let bot = deployment.start();
    deployment.says("pln 514040400482");
    deployment.sees("INDAH PUTRI").await;
    deployment.says("/bantuan");
    deployment.sees("Cara memakai").await;
    let beside = shown(&deployment).await;
    assert!(beside.starts_with("1:") && beside.len() == 66, "{beside}");
    assert!(run(&deployment, &["audit", "verify", "--kept", &beside]).await.status.success());
    assert!(terminated(bot).await.success());
    assert_eq!(shown(&deployment).await, beside);
    assert!(run(&deployment, &["audit", "verify"]).await.status.success());
    let later = beside.replace("1:", "2:");
    let refused = run(&deployment, &["audit", "verify", "--kept", &later]).await;
    let told = String::from_utf8(refused.stderr).unwrap();
    assert_eq!((refused.status.code(), told.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("an older state was put back"), "{told}");
    let nonsense = run(&deployment, &["audit", "verify", "--kept", "1:abc"]).await;
    assert_eq!(nonsense.status.code(), Some(2));
    let raw = SledStore::open(&deployment.data(), SledStore::LOCK_WAIT).unwrap();
    empty(&raw).await;
    for end in trail::ENDS {
        delete(&raw, Table::Meta, end).await;
    }
    raw.close();
    for command in [&["audit", "verify"][..], &["export-audit"], &["audit", "verify", "--kept", &beside]] {
        assert_eq!(run(&deployment, command).await.status.code(), Some(1), "{command:?}");
    }
}
