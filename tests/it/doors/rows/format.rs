//! Rows that no key seals, formats of before, and rows that lie where they were not sealed for.

use crate::doubles::{Look as _, read_trail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use cektagihan::ports::{Store, Table, envelope};
use cektagihan::store::{KeyFile, SledStore, Vault, VaultError, restore};

use crate::crash::{Deployment, terminated};
use crate::privacy::folder::{Folder, delete, get, put};

const FORGED: &[u8] = b"\x01{\"role\":\"owner\"}";

/// What whoever owns a table makes of a row of it.
fn understood(rows: &dyn Store, table: Table, key: &[u8]) -> Option<serde_json::Value> {
    envelope::decode(1, &rows.row(table, key)?).ok()
}
/// A backup that commit 1dba5e6 made: two checks of the vendor's samples, sealed by the key below.
const OF_FORMAT_2: &[u8] = include_bytes!("format-2.backup");
const ITS_KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// Writes what somebody without the key can write: a folder of format 1 in which they own the bot.
async fn forge(data: &Path) {
    let raw = SledStore::open(data, SledStore::LOCK_WAIT).unwrap();
    put(&raw, Table::Meta, b"format", b"1").await;
    put(&raw, Table::Member, b"\0\0\0\0\0\0\0\x09", FORGED).await;
    raw.close();
}

/// A backup of such a folder.
async fn forged_backup(folder: &Folder) -> PathBuf {
    let data = folder.data().join("forged");
    forge(&data).await;
    let copy = folder.data().join("forged.backup");
    Vault::copy_at_rest(&data, &copy, false, cektagihan::ports::Clock::now(&folder.clock)).await.unwrap();
    copy
}

async fn run(deployment: &Deployment, data: &Path, arguments: &[&str]) -> Output {
    let mut command = deployment.command();
    let mut fresh = tokio::process::Command::new(command.as_std_mut().get_program());
    for (name, value) in command.as_std().get_envs() {
        fresh.env(name, value.unwrap());
    }
    fresh.args(arguments).env("CEKTAGIHAN_DATA_DIR", data).env("CEKTAGIHAN_LOG", "off").output().await.unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[tokio::test]
async fn door_1_a_forged_plain_row_is_refused() {
    let deployment = Deployment::new().await;
    let folder = Folder::new();
    let forged = folder.data().join("data");
    forge(&forged).await;
    for command in [&["run"][..], &["export-audit"], &["rotate-key"]] {
        let refused = run(&deployment, &forged, command).await;
        let told = told(&refused);
        assert_eq!((refused.status.code(), told.lines().count()), (Some(1), 1), "{command:?}: {told}");
        let words = ["no key seals", "--accept-unsealed", forged.to_str().unwrap()];
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
    }
    let raw = SledStore::open(&forged, SledStore::LOCK_WAIT).unwrap();
    assert_eq!(raw.row(Table::Member, b"\0\0\0\0\0\0\0\x09").as_deref(), Some(FORGED), "it was sealed");
}

#[tokio::test]
async fn door_1_a_forged_backup_is_not_restored() {
    let deployment = Deployment::new().await;
    let folder = Folder::new();
    let copy = forged_backup(&folder).await;
    let fresh = folder.data().join("fresh");
    let refused = run(&deployment, &fresh, &["restore", copy.to_str().unwrap()]).await;
    let told = told(&refused);
    assert_eq!((refused.status.code(), told.lines().count()), (Some(1), 1), "{told}");
    assert!(told.contains("--accept-unsealed") && !SledStore::is_in(&fresh), "{told}");
}

#[tokio::test]
async fn door_1_a_key_that_lies_beside_the_rows_refuses_them_too() {
    let folder = Folder::new();
    folder.key().make_sure().unwrap();
    let copy = forged_backup(&folder).await;
    forge(folder.data()).await;
    assert!(matches!(folder.try_open().await, Err(VaultError::Unsealed(_))));
    let restored = restore(&copy, &folder.data().join("new"), &folder.key(), false).await;
    assert!(matches!(restored, Err(VaultError::Unsealed(_))));
}

#[tokio::test]
async fn door_1_plain_rows_of_the_format_of_today_are_refused_too() {
    let folder = Folder::new();
    folder.key().make_sure().unwrap();
    put(&folder.raw(), Table::Member, b"m", FORGED).await;
    assert!(matches!(folder.try_open().await, Err(VaultError::Unsealed(_))));
}

#[tokio::test]
async fn door_1_what_was_sealed_once_does_not_become_unsealed() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Member, b"a", b"genuine").await;
    vault.close();
    drop(vault);
    let proof = folder.raw().row(Table::Seal, b"key").unwrap();
    for note in ["1", "0"] {
        for has_proof in [true, false] {
            let raw = folder.raw();
            put(&raw, Table::Meta, b"format", note.as_bytes()).await;
            put(&raw, Table::Member, b"m", FORGED).await;
            if has_proof {
                put(&raw, Table::Seal, b"key", &proof).await;
            } else {
                delete(&raw, Table::Seal, b"key").await;
            }
            let copy = folder.data().join("copy");
            drop(raw);
            assert!(matches!(folder.try_open().await, Err(VaultError::Downgraded(_))), "{note} {has_proof}");
            Vault::copy_at_rest(folder.data(), &copy, true, cektagihan::ports::Clock::now(&folder.clock))
                .await
                .unwrap();
            let restored = restore(&copy, &folder.data().join("new"), &folder.key(), false).await;
            assert!(matches!(restored, Err(VaultError::Downgraded(_))), "{note} {has_proof}");
        }
    }
    let accepting = folder.key().accepting_unsealed(true);
    let rows = folder.try_open_with(&accepting).await.unwrap().rows();
    assert_eq!(get(rows.as_ref(), Table::Member, b"a").unwrap(), "genuine");
    assert_eq!(understood(rows.as_ref(), Table::Member, b"m"), None, "a row that no key seals was let in");
    drop(rows);
    folder.open().await;
}

#[tokio::test]
async fn door_1_a_backup_without_its_proof_is_refused() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Member, b"a", b"genuine").await;
    vault.close();
    drop(vault);
    let raw = folder.raw();
    delete(&raw, Table::Seal, b"key").await;
    raw.close();
    let copy = folder.data().join("copy");
    Vault::copy_at_rest(folder.data(), &copy, false, cektagihan::ports::Clock::now(&folder.clock)).await.unwrap();
    let restored = restore(&copy, &folder.data().join("new"), &folder.key(), false).await;
    assert!(matches!(restored, Err(VaultError::Downgraded(_))));
}

#[tokio::test]
async fn door_1_an_older_folder_is_taken_in_once_by_who_chose_a_key_and_says_so() {
    let deployment = Deployment::new().await;
    let data = deployment.data();
    let raw = SledStore::open(&data, SledStore::LOCK_WAIT).unwrap();
    put(&raw, Table::Meta, b"format", b"1").await;
    put(&raw, Table::Profile, b"\0\0\0\0\0\0\0\x01", br#"{"language":"En","recent":[]}"#).await;
    raw.close();
    drop(raw);
    let mut command = deployment.command();
    let bot = command.arg("--accept-unsealed").stderr(std::process::Stdio::null()).spawn().unwrap();
    deployment.says("/start");
    deployment.sees("Cek tagihan pascabayar").await;
    assert!(terminated(bot).await.success());
    assert!(data.join("before-format-2.backup").exists());
    let bot = deployment.start();
    deployment.says("/bantuan");
    deployment.sees("Cara memakai").await;
    assert!(terminated(bot).await.success());
    // Another one, later: the word was for that time.
    put(&SledStore::open(&data, SledStore::LOCK_WAIT).unwrap(), Table::Meta, b"format", b"1").await;
    assert_eq!(run(&deployment, &data, &["run"]).await.status.code(), Some(1));
}

#[tokio::test]
async fn door_1_an_older_backup_is_taken_in_by_who_says_so_and_sealed_at_once() {
    let folder = Folder::new();
    folder.key().make_sure().unwrap();
    let copy = forged_backup(&folder).await;
    let key = folder.key().accepting_unsealed(true);
    let fresh = Folder::new();
    fs::copy(folder.key().path(), fresh.key().path()).unwrap();
    restore(&copy, fresh.data(), &key, false).await.unwrap();
    let vault = fresh.open().await;
    assert_eq!(get(vault.rows().as_ref(), Table::Member, b"\0\0\0\0\0\0\0\x09").unwrap().as_bytes(), FORGED);
    assert_eq!(read_trail(vault.rows().as_ref()).await.unwrap(), (Vec::new(), None));
}

/// A folder as commit 1dba5e6 left it, with its key.
async fn of_format_2() -> Folder {
    let folder = Folder::new();
    fs::write(folder.key().path(), ITS_KEY).unwrap();
    let copy = folder.data().join("format-2.backup");
    fs::write(&copy, OF_FORMAT_2).unwrap();
    restore(&copy, folder.data(), &folder.key(), false).await.unwrap();
    let raw = folder.raw();
    assert_eq!(get(&raw, Table::Meta, b"format").unwrap(), "2", "it is of an older format no more");
    raw.close();
    folder
}

#[tokio::test]
async fn door_1_a_sealed_folder_of_the_version_before_opens_by_itself() {
    let folder = of_format_2().await;
    for _ in 0..2 {
        let vault = folder.open().await;
        let (records, broken) = read_trail(vault.rows().as_ref()).await.unwrap();
        assert_eq!((records.len(), broken), (2, None));
        assert_eq!(vault.rows().rows_of(Table::Profile).len(), 1);
        vault.close();
        drop(vault);
        let raw = folder.raw();
        assert_eq!(get(&raw, Table::Meta, b"format").unwrap(), "3");
        raw.close();
    }
}

#[tokio::test]
async fn door_1_a_sealed_folder_of_the_version_before_cannot_be_downgraded_either() {
    let folder = of_format_2().await;
    forge(folder.data()).await;
    assert!(matches!(folder.try_open().await, Err(VaultError::Downgraded(_))));
    let raw = folder.raw();
    delete(&raw, Table::Seal, b"key").await;
    raw.close();
    drop(raw);
    assert!(matches!(folder.try_open().await, Err(VaultError::Downgraded(_))));
}

#[tokio::test]
async fn door_1_the_copy_of_a_chosen_key_is_asked_for_by_name() {
    let folder = Folder::new();
    forge(folder.data()).await;
    let chosen = folder.data().join("chosen");
    fs::write(&chosen, ITS_KEY).unwrap();
    let key = KeyFile::at(Some(&chosen), folder.data());
    let told = folder.try_open_with(&key).await.unwrap_err().to_string();
    assert!(
        told.contains("take them in once by --accept-unsealed (of run or restore)") && told.lines().count() == 1,
        "{told}"
    );
}

#[tokio::test]
async fn door_1_a_row_that_is_moved_to_another_key_or_table_cannot_be_read() {
    let folder = Folder::new();
    let vault = folder.open().await;
    put(vault.rows().as_ref(), Table::Member, b"owner", b"\x01{}").await;
    put(vault.rows().as_ref(), Table::Ticket, b"AAAAAAAAAAAAAAAA", b"bill").await;
    vault.close();
    drop(vault);
    let raw = folder.raw();
    let owner = raw.row(Table::Member, b"owner").unwrap();
    let (_, bill) = raw.rows_of(Table::Ticket).remove(0);
    put(&raw, Table::Member, b"mallory", &owner).await;
    put(&raw, Table::Invite, b"owner", &owner).await;
    put(&raw, Table::Ticket, &[7; 32], &bill).await;
    raw.close();
    drop(raw);
    let rows = folder.open().await.rows();
    assert_eq!(understood(rows.as_ref(), Table::Member, b"mallory"), None);
    assert_eq!(understood(rows.as_ref(), Table::Invite, b"owner"), None);
    assert_eq!(rows.rows_of(Table::Ticket).len(), 1);
    assert_eq!(understood(rows.as_ref(), Table::Member, b"owner"), Some(serde_json::json!({})));
}
