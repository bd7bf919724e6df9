//! The files that keep a bot running: they name what there is.

use std::process::Command;

use cektagihan::config::strays_among;

use crate::configuration::read;

const UNIT: &str = "contrib/cektagihan.service";
const COMPOSE: &str = "contrib/compose.yaml";

#[test]
fn a_deployment_sets_variables_that_there_are() {
    for file in [UNIT, COMPOSE, ".env.example"] {
        let text = read(file);
        let words = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
        let named: Vec<String> = words.filter(|word| word.contains('_')).map(str::to_owned).collect();
        assert!(named.iter().any(|name| name == "KLIKOO_PRIVATE_KEY_FILE"), "{file}");
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
