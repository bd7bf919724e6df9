//! What the disk holds: nothing that was typed or shown.

use std::fs;
use std::path::Path;

use cektagihan::ports::{Store as _, Table, Transaction};
use cektagihan::store::SledStore;

use crate::logs::PERSONAL;
use crate::world::World;

/// The forbidden words that stand in any file below a folder.
pub fn found_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(found_in(&path));
            continue;
        }
        // A socket cannot be read; it holds nothing.
        let Ok(bytes) = fs::read(&path) else { continue };
        let holds = |word: &&&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        found.extend(PERSONAL.iter().filter(holds).map(|word| format!("{word} in {}", path.display())));
    }
    found
}

#[tokio::test]
async fn no_file_holds_what_was_typed_or_shown() {
    let mut world = World::open().await;
    {
        let group = world.telegram().add_group("RT 05");
        let ani = world.person(1);
        ani.types("pln 514040400482", "INDAH PUTRI").await;
        ani.types("bpjs 8888801433177155", "berapa bulan").await;
        world.member(group, None, 1).types("/cek pln 514040400482", "INDAH P***").await;
        world.biller().hold();
        ani.types("pln 520511567087", "Sedang dicek").await;
    }
    assert!(world.vault().export().unwrap());
    assert_eq!(found_in(world.data()), [""; 0], "while the bot runs");
    world.biller().release();
    world.stop().await;
    assert_eq!(found_in(world.data()), [""; 0], "after it was stopped");
}

#[tokio::test]
async fn a_file_that_held_it_would_be_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(folder.path(), SledStore::LOCK_WAIT).unwrap();
    let mut transaction = Transaction::default();
    transaction.put(Table::Profile, vec![1], b"INDAH".to_vec());
    store.commit(transaction).await.unwrap();
    assert_eq!(found_in(folder.path()).len(), 1);
}
