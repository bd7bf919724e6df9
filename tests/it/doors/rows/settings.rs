//! Secrets in files, in memory and on their way.

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use cektagihan::sandbox::biller::Biller;

use crate::configuration::{Deployment, read};
use crate::crash;

const SEAL: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// The verdict of `doctor` on a part.
fn finding(deployment: &Deployment, name: &str) -> Option<String> {
    let report: serde_json::Value = serde_json::from_slice(&deployment.runs(&["doctor", "--json"]).stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == name);
    found.map(|finding| finding["verdict"].as_str().unwrap().to_owned())
}

#[test]
fn door_10_the_doctor_warns_of_every_mode_that_lets_others_at_a_key() {
    let deployment = Deployment::complete().with_file("CEKTAGIHAN_KEY_FILE", SEAL);
    for (mode, verdict) in
        [(0o600, "ok"), (0o640, "ok"), (0o440, "ok"), (0o644, "warn"), (0o660, "warn"), (0o604, "warn")]
    {
        let keys = ["CEKTAGIHAN_KEY_FILE", "klikoo.pem"].map(|name| deployment.folder.path().join(name));
        for key in keys {
            fs::set_permissions(key, Permissions::from_mode(mode)).unwrap();
        }
        assert_eq!(finding(&deployment, "key").as_deref(), Some(verdict), "{mode:o}");
        let warned = finding(&deployment, "private key");
        assert_eq!(warned.as_deref(), (verdict == "warn").then_some("warn"), "{mode:o}");
    }
}

#[tokio::test]
async fn door_10_a_bot_warns_of_its_keys_when_it_starts() {
    for (mode, warnings) in [(0o644, 2), (0o640, 0)] {
        let deployment = crash::Deployment::new().await;
        let seal = deployment.key_file();
        for key in [seal.clone(), seal.with_file_name("key.pem")] {
            fs::set_permissions(key, Permissions::from_mode(mode)).unwrap();
        }
        let bot = deployment.command().stderr(Stdio::piped()).spawn().unwrap();
        deployment.says("/start");
        deployment.sees("Cek tagihan pascabayar").await;
        let id = bot.id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let told = String::from_utf8(bot.wait_with_output().await.unwrap().stderr).unwrap();
        assert_eq!(told.matches("others on this machine can get at a key").count(), warnings, "{told}");
    }
}

#[test]
fn door_10_the_line_that_makes_a_key_makes_it_for_its_owner() {
    let papers = ["README.md", "docs/operator.md"].map(read).concat();
    let lines: Vec<_> =
        papers.split('`').filter(|code| code.contains("openssl rand") && code.contains(".key")).collect();
    assert_eq!(lines.len(), 2, "the table of settings and the image's block: {lines:?}");
    for line in lines {
        let (before, _) = line.split_once("openssl").unwrap();
        assert!(before.contains("umask 077"), "{line}");
    }
}

#[test]
fn door_11_no_secret_goes_by_plain_http_to_another_machine_unless_the_operator_says_so() {
    for (variable, word) in [("KLIKOO_BASE_URL", "gateway"), ("TELEGRAM_API_URL", "telegram")] {
        for address in ["http://10.0.0.7:8081", "http://klikoo.example.com/prefix", "http://localhost.example.com"] {
            let mend = format!("write https, or set CEKTAGIHAN_ALLOW_HTTP={word}");
            Deployment::complete().with(variable, address).is_refused_with(&[variable, &mend]);
        }
        // What is looked at after the addresses.
        let allowed = || Deployment::complete().with("CEKTAGIHAN_OWNERS", "@indah").with(variable, "http://10.0.0.7");
        allowed().with("CEKTAGIHAN_ALLOW_HTTP", word).is_refused_with(&["CEKTAGIHAN_OWNERS"]);
        allowed().with("CEKTAGIHAN_ALLOW_HTTP", "telegram,gateway").is_refused_with(&["CEKTAGIHAN_OWNERS"]);
        let other = if word == "gateway" { "telegram" } else { "gateway" };
        let other = Deployment::complete().with(variable, "http://10.0.0.7").with("CEKTAGIHAN_ALLOW_HTTP", other);
        other.is_refused_with(&[variable]);
    }
    Deployment::complete()
        .with("CEKTAGIHAN_ALLOW_HTTP", "yes")
        .is_refused_with(&["CEKTAGIHAN_ALLOW_HTTP", "write gateway"]);
}

#[test]
fn door_11_the_doctor_reminds_of_what_was_allowed() {
    let deployment = Deployment::complete()
        .with("KLIKOO_BASE_URL", "http://localhost.invalid:1")
        .with("CEKTAGIHAN_ALLOW_HTTP", "gateway");
    assert_eq!(finding(&deployment, "gateway address").as_deref(), Some("warn"));
    assert_eq!(finding(&deployment, "telegram address"), None);
}

#[tokio::test]
async fn door_12_a_bot_leaves_no_core_dump() {
    let deployment = crash::Deployment::new().await;
    let bot = deployment.start();
    deployment.says("/start");
    deployment.sees("Cek tagihan pascabayar").await;
    let limits = fs::read_to_string(format!("/proc/{}/limits", bot.id().unwrap())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    assert!(crash::terminated(bot).await.success());
}

#[test]
fn door_12_a_file_without_end_is_not_read_to_its_end() {
    for variable in ["KLIKOO_PRIVATE_KEY_FILE", "KLIKOO_CLIENT_SECRET_FILE", "CEKTAGIHAN_KEY_FILE"] {
        let deployment =
            Deployment::complete().with_file("KLIKOO_PRIVATE_KEY_FILE", Biller::credentials().private_key_pem);
        let deployment = deployment.without("KLIKOO_CLIENT_SECRET").with_file("KLIKOO_CLIENT_SECRET_FILE", "secret");
        deployment.with(variable, "/dev/zero").is_refused_with(&[variable, "/dev/zero"]);
    }
    let deployment = Deployment::complete().with("CEKTAGIHAN_CATALOGUE", "/dev/zero");
    assert_eq!(finding(&deployment, "catalogue").as_deref(), Some("fail"));
}

#[test]
fn door_12_an_answer_without_end_is_not_read_to_its_end() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let flood = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let chunk = vec![b'x'; 1 << 16];
        // Until the other side has had enough; what its socket holds is a few megabytes at most.
        (0..4096).take_while(|_| stream.write_all(&chunk).is_ok()).count()
    });
    let deployment = Deployment::complete().with("TELEGRAM_API_URL", address);
    assert_eq!(finding(&deployment, "telegram").as_deref(), Some("fail"));
    assert!(flood.join().unwrap() < 1024, "it listened to more than 64 MB");
}
