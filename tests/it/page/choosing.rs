//! What may be chosen of a demo, without a browser.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use super::visit::Demo;

/// A chat in the terminal that says these lines.
fn chats(arguments: &[&str], variables: &[(&str, &str)], lines: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = Command::new(env!("CARGO_BIN_EXE_cektagihan"))
        .args(["demo", "--terminal"])
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that refuses has closed its end already.
    let _ = demo.stdin.take().unwrap().write_all(lines.as_bytes());
    demo.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn what_a_demo_cannot_obey_is_refused_in_one_line() {
    for (arguments, words) in [
        (&["--owners", "5"][..], "no use for --owners:"),
        (&["--klikoo-base-url", "https://a.example", "--data-dir", "x"], "--klikoo-base-url, --data-dir"),
        (&["--access", "everyone"], "CEKTAGIHAN_ACCESS"),
        (&["--limits", "many"], "CEKTAGIHAN_LIMITS"),
        (&["--catalogue", "nowhere.toml"], "CEKTAGIHAN_CATALOGUE"),
        (&["--retention-days", "0"], "CEKTAGIHAN_RETENTION_DAYS"),
    ] {
        let output = chats(arguments, &[], "");
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), complaint.lines().count()), (Some(2), 1), "{complaint}");
        assert!(complaint.contains(words) && output.stdout.is_empty(), "{words:?} is not in {complaint:?}");
    }
}

#[test]
fn the_environment_of_a_deployment_leads_a_demo_to_no_real_account() {
    let deployment = [
        ("TELEGRAM_API_URL", "http://127.0.0.1:1"),
        ("KLIKOO_BASE_URL", "http://127.0.0.1:1"),
        ("CEKTAGIHAN_OWNERS", "5"),
        ("CEKTAGIHAN_DATA_DIR", "deployed"),
    ];
    let output = chats(&[], &deployment, "pln 514040400482\n");
    assert!(said(&output).contains("INDAH PUTRI"), "{}", said(&output));
}

#[test]
fn a_catalogue_and_limits_of_ones_own_are_obeyed_by_flag_and_by_variable() {
    let catalogue = tempfile::NamedTempFile::new().unwrap();
    let embedded = include_str!("../../../catalogue.toml");
    std::fs::write(&catalogue, embedded.replace("Listrik PLN", "Listrik Desa")).unwrap();
    let path = catalogue.path().to_str().unwrap();
    let lines = "pln 514040400482\npln 520511567087\n";
    let limits = "burst=1,every=60,day=1,group=60,account=600";
    let bills = |output: &Output| said(output).lines().filter(|line| line.starts_with("Total ")).count();
    assert_eq!(bills(&chats(&[], &[], lines)), 2);
    let flagged = chats(&["--catalogue", path, "--limits", limits], &[], lines);
    let named = chats(&[], &[("CEKTAGIHAN_CATALOGUE", path), ("CEKTAGIHAN_LIMITS", limits)], lines);
    for output in [flagged, named] {
        assert!(said(&output).contains("Listrik Desa"), "{}", said(&output));
        assert_eq!(bills(&output), 1, "{}", said(&output));
    }
}

#[tokio::test]
async fn every_address_that_is_told_leads_to_the_page() {
    let demo = Demo::with(&["--listen", "0.0.0.0"]).await;
    assert!(demo.told.contains(" on a phone"), "{}", demo.told);
    let addresses = demo.told.split([' ', ',']).filter(|word| word.starts_with("http://") && !word.contains("ADDRESS"));
    for address in addresses {
        let address = address.trim_end_matches('.');
        assert!(reqwest::Client::new().get(address).send().await.unwrap().status().is_success(), "{address}");
    }
}
