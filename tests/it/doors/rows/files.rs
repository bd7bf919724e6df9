//! Files that the program makes: its owner's alone, and never through what somebody else put there.

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Stdio;

use crate::crash::{Deployment, terminated};
use crate::privacy::folder::Folder;

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn door_6_a_backup_is_a_new_file_whatever_lies_in_its_way() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let (copy, precious) = (folder.data().join("copy"), folder.data().join("precious"));
    fs::write(&precious, "precious").unwrap();
    let part = folder.data().join("copy.part");
    symlink(&precious, &part).unwrap();
    vault.back_up(&copy, false).unwrap();
    assert_eq!((fs::read(&precious).unwrap(), mode(&copy)), (b"precious".to_vec(), 0o600));
    fs::remove_file(&part).unwrap();
    // A file that others may read, made ready for us to fill.
    fs::write(&part, "").unwrap();
    fs::set_permissions(&part, Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(&copy, Permissions::from_mode(0o666)).unwrap();
    vault.back_up(&copy, true).unwrap();
    assert_eq!(mode(&copy), 0o600);
}

#[tokio::test]
async fn door_6_a_link_in_the_place_of_a_backup_is_replaced_by_force_only_and_never_followed() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let (copy, nowhere) = (folder.data().join("copy"), folder.data().join("nowhere"));
    symlink(&nowhere, &copy).unwrap();
    assert!(vault.back_up(&copy, false).is_err());
    assert!(!nowhere.exists());
    vault.back_up(&copy, true).unwrap();
    assert!(!nowhere.exists() && fs::symlink_metadata(&copy).unwrap().is_file());
}

#[tokio::test]
async fn door_6_the_exports_folder_is_its_owners_alone_and_no_link() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let (exports, elsewhere) = (folder.data().join("exports"), tempfile::tempdir().unwrap());
    symlink(elsewhere.path(), &exports).unwrap();
    assert!(vault.export().is_err());
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    fs::remove_file(&exports).unwrap();
    fs::create_dir(&exports).unwrap();
    fs::set_permissions(&exports, Permissions::from_mode(0o777)).unwrap();
    assert!(vault.export().unwrap());
    assert_eq!(mode(&exports), 0o700);
}

/// What others than the owner may do something with.
fn open_to_others(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if mode(&path) & 0o077 != 0 {
            found.push(format!("{} {:o}", path.display(), mode(&path)));
        }
        if path.is_dir() {
            open_to_others(&path, found);
        }
    }
}

#[tokio::test]
async fn door_6_nothing_that_a_running_bot_makes_is_open_to_others() {
    let deployment = Deployment::new().await;
    let mut command = tokio::process::Command::new("sh");
    // As careless as a service manager can be.
    command.args(["-c", "umask 000; exec \"$0\" run", env!("CARGO_BIN_EXE_cektagihan")]).stderr(Stdio::null());
    for (name, value) in deployment.command().as_std().get_envs() {
        command.env(name, value.unwrap());
    }
    let bot = command.kill_on_drop(true).spawn().unwrap();
    deployment.says("pln 514040400482");
    deployment.sees("INDAH PUTRI").await;
    let socket = deployment.data().join("control/socket");
    let made = ["health.json", "journal", "store/db"].map(|name| deployment.data().join(name));
    assert!(fs::symlink_metadata(&socket).unwrap().file_type().is_socket());
    crate::world::patiently("the heartbeat", async {
        while !made.iter().all(|file| file.exists()) {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let mut found = Vec::new();
    open_to_others(&deployment.data(), &mut found);
    assert_eq!(found, [""; 0]);
    assert!(deployment.is_well().await);
    assert!(terminated(bot).await.success());
    assert!(!deployment.is_well().await, "a bot that stopped is not well");
}
