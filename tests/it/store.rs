//! The store's contract, what is the embedded store's own, and what a bad stop may do to it.

mod contract;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use cektagihan::{
    ports::{Range, Store, StoreError, Table, Transaction},
    store::SledStore,
};
use futures::executor::block_on;
use futures::future::{BoxFuture, join_all};
use tempfile::TempDir;

use crate::doubles::Look as _;

/// Tells the child of a test which folder to write to.
const FOLDER: &str = "CEKTAGIHAN_TEST_FOLDER";

fn open(folder: &TempDir) -> SledStore {
    SledStore::open(folder.path(), SledStore::LOCK_WAIT).unwrap()
}

fn put(store: &SledStore, key: &[u8], value: &[u8]) -> BoxFuture<'static, Result<(), StoreError>> {
    let mut transaction = Transaction::default();
    transaction.put(Table::Inbox, key.to_vec(), value.to_vec());
    store.commit(transaction)
}

fn text(value: Option<&[u8]>) -> String {
    value.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap()).unwrap_or_default()
}

fn read(store: &SledStore, key: &[u8]) -> String {
    text(store.row(Table::Inbox, key).as_deref())
}

#[tokio::test]
async fn a_row_outlives_the_process_that_wrote_it() {
    let folder = TempDir::new().unwrap();
    put(&open(&folder), b"a", b"1").await.unwrap();
    assert_eq!(read(&open(&folder), b"a"), "1");
}

/// The store's folder falls away under a running bot, as that of a disk which is unplugged, and comes back.
#[tokio::test]
async fn a_store_that_falls_away_is_no_empty_one_and_is_opened_again_by_itself() {
    let folder = TempDir::new().unwrap();
    let (at, away) = (folder.path().join("store"), folder.path().join("away"));
    // Every commit is handed over at once.
    let store = SledStore::open_with(folder.path(), SledStore::LOCK_WAIT, 16).unwrap();
    put(&store, b"cold", b"1").await.unwrap();
    put(&store, b"cold too", b"1").await.unwrap();
    fs::rename(&at, &away).unwrap();
    fs::create_dir(&at).unwrap();
    put(&store, b"warm", b"2").await.unwrap();
    let missing = || block_on(store.get(Table::Inbox, b"cold")).is_err();
    until(missing);
    put(&store, b"warm too", b"2").await.unwrap();
    assert_eq!((read(&store, b"warm"), read(&store, b"warm too")), ("2".to_owned(), "2".to_owned()));
    assert!(store.get(Table::Inbox, b"never there").await.is_err(), "nobody knows");
    fs::remove_dir_all(&at).unwrap();
    fs::rename(&away, &at).unwrap();
    until(|| !missing());
    assert_eq!((read(&store, b"cold"), read(&store, b"warm too")), ("1".to_owned(), "2".to_owned()));
    store.close();
    assert_eq!(read(&open(&folder), b"warm"), "2");
}

/// Waits until something holds that comes by itself.
fn until(mut holds: impl FnMut() -> bool) {
    let began = std::time::Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_mins(1), "it never comes");
        std::thread::yield_now();
    }
}

#[tokio::test]
async fn a_transaction_is_written_though_nobody_waits_for_it() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    drop(put(&store, b"a", b"1"));
    store.close();
    assert_eq!(read(&open(&folder), b"a"), "1");
}

/// What was put, removed and scanned must look the same wherever the rows are by then: in the
/// journal's memory, in sled, or some here and some there.
#[tokio::test]
async fn rows_look_the_same_before_and_after_a_hand_over() {
    for every in [1, 300, SledStore::HAND_OVER] {
        let folder = tempfile::tempdir().unwrap();
        let mut model = std::collections::BTreeMap::new();
        for round in 0..6_u32 {
            let store = SledStore::open_with(folder.path(), SledStore::LOCK_WAIT, every).unwrap();
            for step in 0..40_u32 {
                // Keys come back in an order of their own, so that rows are put, replaced and removed.
                let key = vec![u8::try_from((round * 40 + step) * 7 % 23).unwrap()];
                let mut transaction = Transaction::default();
                if step % 3 == 0 {
                    model.remove(&key);
                    transaction.delete(Table::Slot, key);
                } else {
                    let value = format!("{round}.{step}").into_bytes();
                    model.insert(key.clone(), value.clone());
                    transaction.put(Table::Slot, key, value);
                }
                store.commit(transaction).await.unwrap();
                let expected: Vec<_> = model.clone().into_iter().collect();
                assert_eq!(store.rows_of(Table::Slot), expected, "every {every}");
                let first = store.scan(Table::Slot, Range::all(3)).await.unwrap();
                assert_eq!(first, expected[..expected.len().min(3)]);
                let last = store.scan(Table::Slot, Range::all(3).backwards()).await.unwrap();
                assert_eq!(last, expected.into_iter().rev().take(3).collect::<Vec<_>>());
            }
        }
    }
}

#[tokio::test]
async fn large_rows_come_back_whole() {
    let folder = TempDir::new().unwrap();
    let large = |n: u8| vec![n; 200_000];
    {
        let store = open(&folder);
        for n in 0..20 {
            put(&store, &[n], &large(n)).await.unwrap();
        }
    }
    let store = open(&folder);
    assert!((0..20).all(|n| store.row(Table::Inbox, &[n]) == Some(large(n))));
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    store.close();
    store.close();
    assert!(matches!(put(&store, b"a", b"1").await, Err(StoreError::Closed)));
    assert!(matches!(store.get(Table::Inbox, b"a").await, Err(StoreError::Closed)));
    assert!(matches!(store.scan(Table::Inbox, Range::all(1)).await, Err(StoreError::Closed)));
}

#[tokio::test]
async fn a_second_process_gets_one_clear_line() {
    let folder = TempDir::new().unwrap();
    let first = open(&folder);
    let refused = SledStore::open(folder.path(), Duration::ZERO).unwrap_err().to_string();
    assert!(refused.contains("already runs") && refused.contains(folder.path().to_str().unwrap()), "{refused}");
    assert!(!refused.contains('\n'));
    put(&first, b"a", b"1").await.unwrap();
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, b"").unwrap();
    let refused = SledStore::open(&file, Duration::ZERO).unwrap_err();
    assert!(matches!(&refused, StoreError::Unusable(why) if why.to_string().contains("file")), "{refused}");
}

#[cfg(unix)]
#[test]
fn the_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let store = SledStore::open(&data, Duration::ZERO).unwrap();
    assert_eq!(fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    drop(store);
}

#[tokio::test]
async fn the_format_of_a_newer_program_is_refused_in_a_sentence() {
    let folder = TempDir::new().unwrap();
    {
        let store = open(&folder);
        let mut transaction = Transaction::default();
        transaction.put(Table::Meta, b"format".to_vec(), b"4".to_vec());
        store.commit(transaction).await.unwrap();
    }
    let refused = SledStore::open(folder.path(), SledStore::LOCK_WAIT).unwrap_err().to_string();
    assert!(refused.contains("a newer cektagihan wrote it (format 4, this one reads 3)"), "{refused}");
}

/// Fills a store of several segments, closes it, and hands its files over to be harmed.
async fn harmed(folder: &TempDir, harm: impl FnOnce(&Path)) {
    {
        let store = open(folder);
        for n in 0..200_u32 {
            drop(put(&store, &n.to_be_bytes(), &[7; 10_000]));
        }
        put(&store, b"last", b"1").await.unwrap();
    }
    // The second opening writes the snapshot that speaks of all rows.
    drop(open(folder));
    harm(&folder.path().join("store"));
}

fn snapshots(store: &Path) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(store).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("snap.")).collect()
}

#[tokio::test]
async fn damaged_snapshots_are_healed_without_loss() {
    for keep in [0, 5, 40] {
        let folder = TempDir::new().unwrap();
        harmed(&folder, |store| {
            let found = snapshots(store);
            assert!(!found.is_empty());
            for snapshot in found {
                let bytes = fs::read(&snapshot).unwrap();
                fs::write(&snapshot, &bytes[..keep.min(bytes.len() - 1)]).unwrap();
            }
        })
        .await;
        let store = open(&folder);
        assert_eq!(store.keys_of(Table::Inbox).len(), 201);
        assert!(!folder.path().join("store.damaged-1").exists());
    }
}

#[tokio::test]
async fn a_snapshot_damaged_while_the_first_was_made_is_healed_too() {
    let folder = TempDir::new().unwrap();
    put(&open(&folder), b"a", b"1").await.unwrap();
    fs::write(folder.path().join("store/snap.00000000000000FF"), b"cut").unwrap();
    assert_eq!(read(&open(&folder), b"a"), "1");
}

#[tokio::test]
async fn a_log_cut_short_is_set_aside_and_the_store_begun_anew() {
    let folder = TempDir::new().unwrap();
    for (round, left) in [(1, 0), (2, 5_000), (3, 700_000), (4, 3_000_000)] {
        harmed(&folder, |store| {
            let log = fs::OpenOptions::new().write(true).open(store.join("db")).unwrap();
            log.set_len(left).unwrap();
        })
        .await;
        let store = open(&folder);
        assert!(store.keys_of(Table::Inbox).is_empty());
        assert!(folder.path().join(format!("store.damaged-{round}/db")).exists());
        put(&store, b"a", b"1").await.unwrap();
    }
}

/// Runs one of this binary's ignored tests as a child, on a folder.
fn child(test: &str, folder: &Path, wrapper: &[&str]) -> Child {
    let own = std::env::current_exe().unwrap();
    let mut words = wrapper.iter().map(Into::into).chain([own.into_os_string()]);
    Command::new(words.next().unwrap())
        .args(words)
        .args([test, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[expect(clippy::disallowed_methods, reason = "how a test tells its child where to write")]
fn childs_folder() -> Option<std::path::PathBuf> {
    std::env::var_os(FOLDER).map(Into::into)
}

/// Eight callers commit pairs of rows and a count, and print every number that was acknowledged.
#[tokio::test]
#[ignore = "the child of what_was_acknowledged_survives_kill_9"]
async fn commits_until_killed() {
    let Some(folder) = childs_folder() else { return };
    // A hand-over every few commits: kills fall before, into and after them.
    let store = Arc::new(SledStore::open_with(&folder, SledStore::LOCK_WAIT, 600).unwrap());
    let caller = |caller: u8| {
        let store = Arc::clone(&store);
        async move {
            for number in 0_u32.. {
                let key = [&[caller][..], &number.to_be_bytes()].concat();
                let mut transaction = Transaction::default();
                transaction.put(Table::Inbox, key.clone(), vec![caller; 100]);
                transaction.put(Table::Outbox, key, vec![caller; 100]);
                transaction.put(Table::Meta, vec![caller], number.to_be_bytes().to_vec());
                store.commit(transaction).await.unwrap();
                writeln!(std::io::stdout(), "\nack {caller} {number}").unwrap();
            }
        }
    };
    join_all((0..8).map(caller)).await;
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let folder = TempDir::new().unwrap();
    for round in 0..20_usize {
        let mut child = child("store::commits_until_killed", folder.path(), &[]);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut acknowledged: Vec<String> = lines.by_ref().take(2 + round * 53).collect();
        child.kill().unwrap();
        acknowledged.extend(lines);
        child.wait().unwrap();
        let store = open(&folder);
        let pairs = store.keys_of(Table::Inbox);
        assert_eq!(pairs, store.keys_of(Table::Outbox), "half a transaction was written");
        let mut seen = 0;
        for line in acknowledged.iter().filter_map(|line| line.strip_prefix("ack ")) {
            let (caller, number) = line.split_once(' ').unwrap();
            let (caller, number): (u8, u32) = (caller.parse().unwrap(), number.parse().unwrap());
            assert!(pairs.binary_search(&[&[caller][..], &number.to_be_bytes()].concat()).is_ok(), "{line} was lost");
            assert!(store.row(Table::Meta, &[caller]).unwrap() >= number.to_be_bytes().to_vec());
            seen += 1;
        }
        assert!(seen > 0 || round == 0, "nothing was acknowledged in round {round}");
        wipe(&store);
    }
}

/// The next round counts from zero again.
fn wipe(store: &SledStore) {
    let mut transaction = Transaction::default();
    for table in [Table::Inbox, Table::Outbox] {
        for key in store.keys_of(table) {
            transaction.delete(table, key);
        }
    }
    (0..8).for_each(|caller| transaction.delete(Table::Meta, vec![caller]));
    futures::executor::block_on(store.commit(transaction)).unwrap();
}

/// Runs on a small file system of its own.
#[tokio::test]
#[ignore = "the child of a_full_disk_is_told_and_outlived"]
async fn fills_the_disk() {
    let Some(folder) = childs_folder() else { return };
    let store = SledStore::open(&folder, SledStore::LOCK_WAIT).unwrap();
    let large = vec![7; 50_000];
    let mut kept: u32 = 0;
    let full = loop {
        match put(&store, &kept.to_be_bytes(), &large).await {
            Ok(()) => kept += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(full, StoreError::DiskFull), "{full}");
    assert!(matches!(put(&store, b"more", &large).await, Err(StoreError::DiskFull)));
    assert_eq!(store.keys_of(Table::Inbox).len(), kept as usize, "readers see what is stored");
    fs::remove_file(folder.join("somebody else's")).unwrap();
    put(&store, b"more", &large).await.unwrap();
    store.close();
    let store = SledStore::open(&folder, SledStore::LOCK_WAIT).unwrap();
    assert_eq!(store.keys_of(Table::Inbox).len(), kept as usize + 1);
    writeln!(std::io::stdout(), "\nkept {kept}").unwrap();
}

/// Needs Linux and the right to make a namespace of one's own; says so where it is missing.
#[test]
fn a_full_disk_is_told_and_outlived() {
    let folder = TempDir::new().unwrap();
    let mounted = r#"mount -t tmpfs -o size=48m none "$CEKTAGIHAN_TEST_FOLDER" || { echo; echo unmounted; exit; }
        head -c 8M /dev/zero > "$CEKTAGIHAN_TEST_FOLDER/somebody else's"; exec "$0" "$@""#;
    let wrapper = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mounted];
    if Command::new("unshare").args(["--user", "--map-root-user", "--mount", "true"]).output().is_err() {
        println!("not shown: this machine has no unshare");
        return;
    }
    let output = child("store::fills_the_disk", folder.path(), &wrapper).wait_with_output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    if told.lines().any(|line| line == "unmounted") || told.is_empty() {
        println!("not shown: this machine lets nobody mount");
        return;
    }
    assert!(output.status.success(), "{told}");
    assert!(told.lines().any(|line| line.starts_with("kept ")), "{told}");
}
