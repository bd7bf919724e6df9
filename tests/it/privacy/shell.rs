//! The commands of the real binary, beside the running bot and without it.

use crate::doubles::Look as _;
use std::path::Path;
use std::process::{Output, Stdio};

use cektagihan::ports::{Store as _, Table, Transaction};
use cektagihan::store::SledStore;

use crate::crash::{Deployment, terminated};

/// Runs a command with the deployment's settings on a data folder.
async fn run(deployment: &Deployment, data: &Path, arguments: &[&str]) -> Output {
    deployment.shell(data, arguments).await
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A deployment that has answered a check, with its bot still running.
async fn busy() -> (Deployment, tokio::process::Child) {
    let deployment = Deployment::new().await;
    let bot = deployment.start();
    deployment.says("pln 514040400482");
    deployment.sees("INDAH PUTRI").await;
    deployment.says("/bantuan");
    deployment.sees("Cara memakai").await;
    (deployment, bot)
}

#[tokio::test]
async fn the_running_bot_makes_the_backup_and_another_goes_on_from_it() {
    let (deployment, bot) = busy().await;
    let (data, elsewhere) = (deployment.data(), tempfile::tempdir().unwrap());
    let copy = elsewhere.path().join("copy");
    let made = run(&deployment, &data, &["backup", copy.to_str().unwrap()]).await;
    assert!(made.status.success(), "{}", text(&made.stderr));
    let again = run(&deployment, &data, &["backup", copy.to_str().unwrap()]).await;
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("--force"), "{}", text(&again.stderr));
    assert!(terminated(bot).await.success());
    let fresh = elsewhere.path().join("data");
    let restored = run(&deployment, &fresh, &["restore", copy.to_str().unwrap()]).await;
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    let bot = deployment.command().env("CEKTAGIHAN_DATA_DIR", &fresh).stderr(Stdio::null()).spawn().unwrap();
    deployment.says("/start");
    let home = deployment.sees("Cek tagihan pascabayar").await;
    assert!(home.labels().any(|label| label.contains("INDAH PUTRI")), "the customer was not brought along");
    assert!(terminated(bot).await.success());
}

#[tokio::test]
async fn the_trail_is_printed_beside_the_running_bot_and_a_gap_is_told() {
    let (deployment, bot) = busy().await;
    let data = deployment.data();
    let printed = run(&deployment, &data, &["export-audit"]).await;
    assert!(printed.status.success(), "{}", text(&printed.stderr));
    let rows = text(&printed.stdout);
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert!(rows.contains(",1,1,POSTPAIDPLN,5140****0482,bill,") && !rows.contains("514040400482"), "{rows}");
    let later = run(&deployment, &data, &["export-audit", "--from", "2999-01-01", "--json"]).await;
    assert!(later.status.success() && later.stdout.is_empty());
    assert!(terminated(bot).await.success());
    {
        let store = SledStore::open(&data, SledStore::LOCK_WAIT).unwrap();
        let mut transaction = Transaction::default();
        transaction.delete(Table::Audit, store.rows_of(Table::Audit)[0].0.clone());
        store.commit(transaction).await.unwrap();
    }
    let broken = run(&deployment, &data, &["export-audit"]).await;
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(text(&broken.stderr), "the audit trail is broken: record 1 is missing\n");
}

#[tokio::test]
async fn a_changed_key_seals_everything_and_the_old_one_opens_nothing() {
    let (deployment, bot) = busy().await;
    let data = deployment.data();
    let busy = run(&deployment, &data, &["rotate-key"]).await;
    assert_eq!(busy.status.code(), Some(1), "changed under a running bot");
    assert!(terminated(bot).await.success());
    let old = std::fs::read(deployment.key_file()).unwrap();
    let rotated = run(&deployment, &data, &["rotate-key"]).await;
    assert!(rotated.status.success(), "{}", text(&rotated.stderr));
    let new = std::fs::read(deployment.key_file()).unwrap();
    assert_ne!(old, new);
    assert_eq!(text(&new).lines().count(), 1);
    let bot = deployment.start();
    deployment.says("/start");
    let home = deployment.sees("Cek tagihan pascabayar").await;
    assert!(home.labels().any(|label| label.contains("INDAH PUTRI")));
    assert!(terminated(bot).await.success());
    std::fs::write(deployment.key_file(), old).unwrap();
    let refused = run(&deployment, &data, &["export-audit"]).await;
    assert_eq!(refused.status.code(), Some(2));
    let told = text(&refused.stderr);
    assert!(told.starts_with("CEKTAGIHAN_KEY_FILE names ") && told.lines().count() == 1, "{told}");
}

#[tokio::test]
async fn a_bot_with_another_key_ends_in_one_line_that_names_the_variable() {
    let (deployment, bot) = busy().await;
    assert!(terminated(bot).await.success());
    for (key, mend) in [
        ("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "put back the one that was there before"),
        ("not a key", "openssl rand -base64 32"),
    ] {
        std::fs::write(deployment.key_file(), key).unwrap();
        let ended = deployment.command().env("CEKTAGIHAN_LOG", "warn").output().await.unwrap();
        let told = text(&ended.stderr);
        assert_eq!((ended.status.code(), told.lines().count()), (Some(2), 1), "{told}");
        assert!(told.starts_with("CEKTAGIHAN_KEY_FILE names ") && told.contains(mend), "{told}");
    }
}

#[tokio::test]
async fn a_folder_without_a_store_has_nothing_to_copy() {
    let deployment = Deployment::new().await;
    let nothing = tempfile::tempdir().unwrap();
    let refused = run(&deployment, nothing.path(), &["backup", "copy"]).await;
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("CEKTAGIHAN_DATA_DIR"));
    assert_eq!(std::fs::read_dir(nothing.path()).unwrap().count(), 0, "something was made");
}

#[tokio::test]
async fn people_are_told_the_time_that_the_operator_has_things_kept() {
    let deployment = Deployment::new().await;
    let mut command = deployment.command();
    command.env("CEKTAGIHAN_RETENTION_DAYS", "7").env("CEKTAGIHAN_AUDIT_DAYS", "30").stderr(Stdio::null());
    let bot = command.spawn().unwrap();
    deployment.says("/privasi");
    let told = deployment.sees("bila 7 hari").await;
    assert!(told.text.contains("30 hari"), "{}", told.text);
    assert!(terminated(bot).await.success());
}
