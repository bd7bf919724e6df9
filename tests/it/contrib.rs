//! The files that keep a bot running: they name what there is.

use std::process::Command;

use cektagihan::config::strays_among;
use cektagihan::sandbox::biller::Biller;

use crate::configuration::{Deployment, read};

const UNIT: &str = "contrib/cektagihan.service";
const COMPOSE: &str = "contrib/compose.yaml";

#[test]
fn a_deployment_sets_variables_that_there_are() {
    for file in [UNIT, COMPOSE, ".env.example"] {
        let text = read(file);
        let words = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
        let named: Vec<String> = words.filter(|word| word.contains('_')).map(str::to_owned).collect();
        assert!(named.iter().any(|name| name.starts_with("CEKTAGIHAN_")), "{file}");
        assert_eq!(strays_among(named.into_iter()), [], "{file}");
    }
}

#[test]
fn a_deployment_ends_what_is_under_way_and_is_started_again() {
    let (unit, compose) = (read(UNIT), read(COMPOSE));
    for line in ["Restart=always", "RestartPreventExitStatus=2", "TimeoutStopSec=15", "StateDirectory=cektagihan"] {
        assert!(unit.lines().any(|known| known == line), "{line} is not in {UNIT}");
    }
    for line in
        ["restart: unless-stopped", "read_only: true", "stop_grace_period: 15s", "test: [CMD, cektagihan, healthcheck]"]
    {
        assert!(compose.lines().any(|known| known.trim() == line), "{line} is not in {COMPOSE}");
    }
}

#[test]
fn systemd_understands_the_unit() {
    if Command::new("systemd-analyze").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "systemd-analyze is missing");
        eprintln!("skipped: there is no systemd-analyze here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("cektagihan.service");
    std::fs::write(&unit, read(UNIT).replace("/usr/local/bin/cektagihan", env!("CARGO_BIN_EXE_cektagihan"))).unwrap();
    let verified = Command::new("systemd-analyze").arg("verify").arg(&unit).output().unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success() && said.is_empty(), "{said}");
}

/// The unit's command with its folders in place of systemd's, told by an environment file that was copied and filled in
/// only where it must be.
#[test]
fn the_unit_finds_its_keys_whatever_the_environment_file_leaves_empty() {
    let unit: &str = read(UNIT).leak();
    let command = unit.lines().find_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/cektagihan run")).unwrap();
    let mut deployment = Deployment::bare();
    for line in unit.lines().filter_map(|line| line.strip_prefix("Environment=")) {
        let (name, value) = line.split_once('=').unwrap();
        deployment = deployment.with(name, value);
    }
    for line in read(".env.example").leak().lines().filter(|line| !line.starts_with('#')) {
        let Some((name, value)) = line.split_once('=') else { continue };
        deployment = deployment.with(name, value);
    }
    deployment.file("klikoo.pem", Biller::credentials().private_key_pem);
    deployment.file("seal.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    let command = command.replace("%d/", "").replace("%S/cektagihan", "state");
    let arguments = ["doctor", "--json"].into_iter().chain(command.split_whitespace());
    let report = deployment.runs(&arguments.collect::<Vec<_>>()).stdout;
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let key = findings.iter().find(|finding| finding["name"] == "key").unwrap();
    assert!(key.to_string().contains("seal.key"), "{key}");
    let missing: Vec<&str> = findings.iter().filter_map(|finding| finding["words"].as_str()).collect();
    assert!(missing.iter().all(|words| !words.contains("KLIKOO_PRIVATE_KEY_FILE")), "{missing:?}");
    // The doctor goes on and names whatever else is missing, as `run` does.
    for variable in ["TELEGRAM_BOT_TOKEN", "KLIKOO_BASE_URL", "KLIKOO_CLIENT_ID", "KLIKOO_CLIENT_SECRET"] {
        assert!(missing.contains(&format!("{variable} is missing").as_str()), "{variable}: {missing:?}");
    }
}
