//! Configuration as an operator meets it: the real binary with a bare environment.

mod shell;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cektagihan::config::{AccessPolicy, Config, GatewaySettings, LogSettings, TelegramConfig};
use cektagihan::domain::{limits::Limits, person::PersonId, retention::Retention};

const TOKEN: &str = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const SECRET: &str = "9ec999e21a3be41064c52bb3f37554a2";
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PRIVATE KEY-----\n";

/// A deployment in a folder of its own: the environment it runs with.
pub struct Deployment {
    pub folder: tempfile::TempDir,
    environment: BTreeMap<&'static str, String>,
}

impl Deployment {
    /// One that lacks nothing; both services are addresses where nobody listens.
    pub fn complete() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut it = Self { folder, environment: BTreeMap::new() };
        let key = it.file("klikoo.pem", KEY);
        for (name, value) in [
            ("TELEGRAM_BOT_TOKEN", TOKEN),
            ("TELEGRAM_API_URL", "http://127.0.0.1:1"),
            ("KLIKOO_BASE_URL", "http://127.0.0.1:1/prefix"),
            ("KLIKOO_CLIENT_ID", "3f9c8962-4c4b-4bb6-b3c1-8fc883519c02"),
            ("KLIKOO_CLIENT_SECRET", SECRET),
            ("KLIKOO_PRIVATE_KEY_FILE", key.to_str().unwrap()),
            ("CEKTAGIHAN_OWNERS", "11111"),
        ] {
            it.environment.insert(name, value.to_owned());
        }
        it
    }

    /// One without any settings.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), environment: BTreeMap::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.insert(name, value.into());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.environment.remove(name);
        self
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    pub fn with_file(self, variable: &'static str, text: &str) -> Self {
        let path = self.file(variable, text);
        self.with(variable, path.to_str().unwrap())
    }

    pub fn runs(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_cektagihan"))
            .args(arguments)
            .env_clear()
            .envs(&self.environment)
            .current_dir(&self.folder)
            .output()
            .unwrap()
    }

    /// `run` refuses: exit code 2, nothing on standard output, one line that says all of `words`.
    #[track_caller]
    pub fn is_refused_with(&self, words: &[&str]) {
        let output = self.runs(&["run"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
        assert!(output.stdout.is_empty());
        for word in words {
            assert!(said.contains(word), "{word:?} is not in {said:?}");
        }
        for secret in [TOKEN, SECRET, "MIIEvQIBADANBgkqhkiG9w0B"] {
            assert!(!said.contains(secret), "{said:?} tells a secret");
        }
    }
}

#[test]
fn what_is_missing_is_named_with_its_mend() {
    for (variable, mend) in [
        ("TELEGRAM_BOT_TOKEN", "get one from BotFather and put it in the environment or in a file"),
        ("KLIKOO_BASE_URL", "the address Klikoo gave you"),
        ("KLIKOO_CLIENT_ID", "Konfigurasi API"),
        ("KLIKOO_CLIENT_SECRET", "KLIKOO_CLIENT_SECRET_FILE"),
        ("KLIKOO_PRIVATE_KEY_FILE", "name the PEM file"),
    ] {
        let words = [&format!("{variable} is missing: ")[..], mend];
        Deployment::complete().without(variable).is_refused_with(&words);
        Deployment::complete().with(variable, "").is_refused_with(&words);
    }
}

#[test]
fn what_is_bad_is_named_with_its_mend() {
    for (variable, value, mend) in [
        ("TELEGRAM_BOT_TOKEN", "123456789", "copy the whole token from BotFather"),
        ("TELEGRAM_API_URL", "api.telegram.org", "write it like https://"),
        ("TELEGRAM_BOT_TOKEN_FILE", "nowhere", "TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set"),
        ("KLIKOO_BASE_URL", "ftp://127.0.0.1", "neither http nor https: write it like https://"),
        ("KLIKOO_CLIENT_ID", "klikoo", "is not a UUID: copy it from the dashboard"),
        ("KLIKOO_CLIENT_SECRET", "two words", "copy it again from the dashboard"),
        ("KLIKOO_CLIENT_SECRET_FILE", "nowhere", "are both set: keep one"),
        ("KLIKOO_PRIVATE_KEY_FILE", "nowhere", "cannot be read"),
        ("CEKTAGIHAN_RETENTION_DAYS", "0", "write a number of days from 1 to 3650"),
        ("CEKTAGIHAN_AUDIT_DAYS", "a year", "write a number of days from 1 to 3650"),
        ("CEKTAGIHAN_OWNERS", "@indah", "write numbers with commas between them"),
        ("CEKTAGIHAN_ACCESS", "everyone", "write invite or open"),
        ("CEKTAGIHAN_LOG", "loud", "write off, error, warn, info, debug or trace"),
    ] {
        Deployment::complete().with(variable, value).is_refused_with(&[variable, mend]);
    }
}

#[test]
fn a_secret_file_that_is_gone_or_empty_is_named() {
    let deployment = || Deployment::complete().without("TELEGRAM_BOT_TOKEN");
    deployment().with("TELEGRAM_BOT_TOKEN_FILE", "nowhere").is_refused_with(&[
        "TELEGRAM_BOT_TOKEN_FILE",
        "nowhere",
        "check the path",
    ]);
    deployment().with_file("TELEGRAM_BOT_TOKEN_FILE", " \n").is_refused_with(&["TELEGRAM_BOT_TOKEN is missing"]);
}

#[test]
fn a_secret_may_come_from_a_file_with_a_line_break() {
    let deployment = Deployment::complete()
        .without("TELEGRAM_BOT_TOKEN")
        .with_file("TELEGRAM_BOT_TOKEN_FILE", &format!("{TOKEN}\n"))
        .without("KLIKOO_CLIENT_SECRET")
        .with_file("KLIKOO_CLIENT_SECRET_FILE", &format!("{SECRET}\r\n"))
        .with("CEKTAGIHAN_OWNERS", "@indah");
    // The owners are looked at last: everything before them was taken.
    deployment.is_refused_with(&["CEKTAGIHAN_OWNERS holds"]);
}

#[test]
fn a_key_of_another_kind_comes_with_the_line_that_converts_it() {
    let key = |text: &str| Deployment::complete().with_file("KLIKOO_PRIVATE_KEY_FILE", text);
    let openssl = "openssl pkcs8 -topk8 -nocrypt -in old.pem -out klikoo.pem";
    key(&KEY.replace(" PRIVATE", " RSA PRIVATE")).is_refused_with(&["KLIKOO_PRIVATE_KEY_FILE", "PKCS#1", openssl]);
    key(&KEY.replace(" PRIVATE", " ENCRYPTED PRIVATE")).is_refused_with(&["passphrase", openssl]);
    key(&KEY.replace(" PRIVATE", " PUBLIC")).is_refused_with(&["public key"]);
    key("secret").is_refused_with(&["KLIKOO_PRIVATE_KEY_FILE", "openssl genpkey"]);
    key(&KEY.replace("MIIE", "M*IE")).is_refused_with(&["damaged"]);
}

#[test]
fn a_secret_is_no_flag() {
    for flag in ["--telegram-bot-token", "--klikoo-client-secret"] {
        let output = Deployment::complete().runs(&["run", flag, "x"]);
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn a_limit_that_is_none_is_refused() {
    let words = ["CEKTAGIHAN_LIMITS holds \"daily=5\"", "burst=10"];
    Deployment::complete().with("CEKTAGIHAN_LIMITS", "daily=5").is_refused_with(&words);
    Deployment::complete().with("CEKTAGIHAN_LIMITS", "day=0").is_refused_with(&["CEKTAGIHAN_LIMITS"]);
}

#[test]
fn a_flag_speaks_before_the_environment() {
    let output = Deployment::complete().runs(&["run", "--access", "everyone"]);
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("CEKTAGIHAN_ACCESS is \"everyone\""));
}

#[test]
fn secrets_are_not_in_debug_or_help() {
    let config = Config {
        telegram: TelegramConfig { token: TOKEN.into(), api_url: "https://api.telegram.org".parse().unwrap() },
        gateway: GatewaySettings {
            base_url: "https://example.com/prefix".parse().unwrap(),
            client_id: "3f9c8962-4c4b-4bb6-b3c1-8fc883519c02".to_owned(),
            client_secret: SECRET.into(),
            private_key: KEY.into(),
            private_key_file: PathBuf::from("klikoo.pem"),
        },
        data_dir: PathBuf::from("data"),
        key_file: None,
        retention: Retention::default(),
        owners: BTreeSet::from([PersonId(11111)]),
        access: AccessPolicy::Invite,
        limits: Limits::default(),
        catalogue_path: None,
        log: LogSettings::default(),
    };
    let help = String::from_utf8(Deployment::complete().runs(&["--help"]).stdout).unwrap();
    for text in [format!("{config:?}"), format!("{config:#?}"), help] {
        for secret in [TOKEN, SECRET, "MIIEvQIBADANBgkqhkiG9w0B", "3f9c8962"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[test]
fn the_operators_handbook_lists_what_help_lists() {
    let help = String::from_utf8(Deployment::complete().runs(&["--help"]).stdout).unwrap();
    assert_eq!(variables_of_handbook(), variables_of_help(&help));
}

#[test]
fn the_sample_environment_names_every_variable_that_help_names() {
    let help = String::from_utf8(Deployment::complete().runs(&["--help"]).stdout).unwrap();
    let sample = read(".env.example");
    for name in variables_of_help(&help).keys() {
        assert!(sample.contains(&format!("{name}=")), "{name} is not in .env.example");
    }
}

/// Name to default, from the table between the marks.
fn variables_of_handbook() -> BTreeMap<String, String> {
    let handbook = read("docs/operator.md");
    let table = handbook.split("<!-- configuration -->").nth(1).expect("docs/operator.md marks its table of settings");
    let table = table.split("<!-- /configuration -->").next().expect("a split has a first part");
    let cell = |text: &str| text.trim().trim_matches('`').to_owned();
    table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.split('|').skip(1).map(cell).collect::<Vec<_>>())
        .map(|cells| (cells[0].clone(), cells[1].clone()))
        .collect()
}

/// Name to default, from `[env: NAME]`, `[default: VALUE]` and the lines on secrets.
fn variables_of_help(help: &str) -> BTreeMap<String, String> {
    let between = |line: &str, mark: &str| {
        line.split_once(mark).and_then(|(_, rest)| rest.split_once(']')).map(|(value, _)| value.to_owned())
    };
    let flags = help
        .lines()
        .filter_map(|line| Some((between(line, "[env: ")?, between(line, "[default: ").unwrap_or_default())));
    let secrets = help.split("\nSecrets").nth(1).unwrap().lines().filter(|line| line.starts_with("  "));
    let secrets =
        secrets.filter_map(|line| line.split_whitespace().next()).map(|name| (name.to_owned(), String::new()));
    flags.chain(secrets).collect()
}

pub fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}
