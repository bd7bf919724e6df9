//! `check` and `doctor` as an operator meets them, and the faults only they find.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::json;

use super::{Deployment, TOKEN, read};
use crate::gateway::biller::{Biller, Line};

#[test]
fn the_doctor_names_every_fault_and_looks_at_what_it_can() {
    let key = cektagihan::sandbox::biller::Biller::credentials().private_key_pem;
    let deployment =
        Deployment::complete().with_file("KLIKOO_PRIVATE_KEY_FILE", key).with("CEKTAGIHAN_ACCESS", "everyone");
    let output = deployment.runs(&["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(2));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let verdict = |name: &str| findings.iter().find(|finding| finding["name"] == name).unwrap()["verdict"].clone();
    let verdicts = ["configuration", "catalogue", "store", "telegram", "signature", "gateway"].map(verdict);
    assert_eq!(verdicts, ["fail", "ok", "ok", "fail", "ok", "fail"]);
    assert_eq!(["key", "retention", "backups"].map(verdict), ["warn", "ok", "ok"]);
    assert_eq!(report["verdict"], "fail");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("CEKTAGIHAN_ACCESS") && !said.contains(TOKEN), "{said}");
}

#[test]
fn the_doctor_looks_at_the_key_that_seals_the_rows_and_at_the_last_export() {
    let deployment = Deployment::bare();
    let finding = |name: &str, key: &str| {
        let report = deployment.runs(&["doctor", "--json", "--key-file", key]).stdout;
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        report["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == name).unwrap().clone()
    };
    deployment.file("good", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    deployment.file("bad", "AAEC");
    assert_eq!(finding("key", "bad")["verdict"], "fail");
    assert!(finding("key", "bad")["mend"].as_str().unwrap().contains("openssl rand -base64 32"));
    assert_eq!(finding("key", "nowhere")["verdict"], "fail");
    let exports = deployment.folder.path().join("data/exports");
    std::fs::create_dir_all(&exports).unwrap();
    std::fs::write(exports.join("20200101T000000Z.backup"), "").unwrap();
    assert_eq!(finding("backups", "good")["verdict"], "warn");
}

#[tokio::test(flavor = "multi_thread")]
async fn k13_the_doctor_says_why_the_gateway_does_not_let_us_in() {
    let forbidden = || Line::Json(403, json!({ "message": "Forbidden" }));
    let biller = Biller::with_tokens([forbidden(), Line::Json(404, json!(null))], []).await;
    let key = cektagihan::sandbox::biller::Biller::credentials().private_key_pem;
    let encrypted = biller.base_url.replace("http://", "https://");
    for (base_url, words, mend) in [
        (biller.base_url.as_str(), "403", "public IP address registered with Klikoo"),
        (&biller.base_url, "status 404", "is its prefix right?"),
        (&encrypted, "encrypted connection", "proxy or firewall"),
        ("https://gateway.invalid", "host name cannot be found", "DNS"),
    ] {
        let deployment = Deployment::complete().with_file("KLIKOO_PRIVATE_KEY_FILE", key);
        let deployment = deployment.with("KLIKOO_BASE_URL", base_url);
        let report = tokio::task::block_in_place(|| deployment.runs(&["doctor", "--json"])).stdout;
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["name"] == "gateway").unwrap();
        let said = |part: &str| finding[part].as_str().unwrap().to_owned();
        assert!(said("words").contains(words) && said("mend").contains(mend), "{finding}");
    }
}

#[test]
fn a_key_that_is_none_is_named_with_its_file() {
    // The deployment's key has the right wrapping and nothing in it.
    let output = Deployment::complete().runs(&["check", "pln", "514040400482"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(said.starts_with("KLIKOO_PRIVATE_KEY_FILE names "), "{said}");
}

#[test]
fn a_fault_in_the_catalogue_is_named_by_line_and_field() {
    let catalogue = "[[product]]\ncode = \"PLN PASCA\"\n";
    let output =
        Deployment::complete().with_file("CEKTAGIHAN_CATALOGUE", catalogue).runs(&["check", "--sandbox", "pln", "1"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    for word in ["CEKTAGIHAN_CATALOGUE", "line 2", "code"] {
        assert!(said.contains(word), "{word:?} is not in {said:?}");
    }
}

#[test]
fn a_bill_can_be_checked_from_the_shell_without_an_account() {
    let output = Deployment::bare().runs(&["check", "--sandbox", "POSTPAIDPLN", "514040400482"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    for row in ["INDAH PUTRI", "514040400482", "5.400 kWh", "Rp25.720"] {
        assert!(said.contains(row), "{row:?} is not in {said:?}");
    }
    assert!(!said.contains('<'), "{said}");
}

#[test]
fn the_shell_tells_what_it_made_of_a_number() {
    let output = Deployment::bare().runs(&["check", "--sandbox", "--json", "bpjs", "0001433177155", "1"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&document["outcome"], &document["account"]), (&"bill".into(), &"8888801433177155".into()));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("nomor VA (88888 + 11 digit terakhir). 8888801433177155")
    );
}

#[test]
fn no_bill_is_told_by_the_exit_code() {
    let output = Deployment::bare().runs(&["check", "--sandbox", "--json", "pln", "519900997010"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &document["outcome"]), (Some(1), &"no-bill".into()));
    let output = Deployment::bare().runs(&["check", "--sandbox", "pln", "519900997002"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
}

#[test]
fn arguments_that_cannot_be_right_are_refused() {
    for (arguments, word) in [
        (["listirk", "514040400482", "1"], "perhaps POSTPAIDPLN"),
        (["pln", "514040400482", "1"], "takes no period"),
        (["bpjs", "0001433177155", "13"], "1 to 12"),
        (["bpjs", "(0001433177155)", "1"], "Only digits and letters"),
    ] {
        let output = Deployment::bare().runs(&[&["check", "--sandbox", "--lang", "en"][..], &arguments].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(word), "{word:?} is not in {said:?}");
    }
}

#[test]
fn check_lists_the_products_it_knows() {
    for arguments in [&["check"][..], &["check", "indihome", "1"]] {
        let output = Deployment::bare().runs(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        for product in ["POSTPAIDPLN", "BPJS Kesehatan", "FIRSMEDIA"] {
            assert!(said.contains(product), "{said}");
        }
    }
}

#[test]
fn check_speaks_the_language_that_is_asked_for() {
    for (language, card, failure) in [("id", "BELUM DIBAYAR", "tidak ditemukan"), ("en", "UNPAID", "not found")] {
        let check = |number| Deployment::bare().runs(&["check", "--sandbox", "--lang", language, "pln", number]);
        assert!(String::from_utf8(check("514040400482").stdout).unwrap().starts_with(&format!("Rp25.720 · {card}")));
        assert!(String::from_utf8(check("519900997002").stderr).unwrap().contains(failure));
    }
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let output = Deployment::bare().runs(&["run"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    let missing: Vec<_> =
        said.lines().filter_map(|line| line.split_once(" is missing: ")).map(|(name, _)| name).collect();
    let expected = [
        "TELEGRAM_BOT_TOKEN",
        "KLIKOO_BASE_URL",
        "KLIKOO_CLIENT_ID",
        "KLIKOO_CLIENT_SECRET",
        "KLIKOO_PRIVATE_KEY_FILE",
    ];
    assert_eq!(missing, expected, "{said}");
}

#[test]
fn a_variable_that_does_nothing_is_named_and_its_value_is_not() {
    let deployment = Deployment::bare().with("CEKTAGIHAN_OWNER", "5150015").with("KLIKOO_CLIENT_SECRT", "hush-hush");
    for command in ["run", "doctor"] {
        let output = deployment.runs(&[command]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        for words in ["CEKTAGIHAN_OWNER is no variable", "CEKTAGIHAN_OWNERS is one", "KLIKOO_CLIENT_SECRET is one"] {
            assert!(said.contains(words), "{words:?} is not in {said:?}");
        }
        assert!(!said.contains("5150015") && !said.contains("hush-hush"), "{said}");
    }
}

#[test]
fn a_command_shows_and_takes_the_flags_that_it_obeys() {
    let help = |command: &str| String::from_utf8(Deployment::bare().runs(&[command, "--help"]).stdout).unwrap();
    assert!(help("run").contains("--owners") && !help("check").contains("--owners"));
    assert!(help("check").contains("--klikoo-base-url") && !help("backup").contains("--klikoo-base-url"));
    assert!(help("demo").contains("--limits") && !help("demo").contains("--telegram-api-url"));
    let output = Deployment::bare().runs(&["check", "--owners", "5", "pln", "514040400482"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("check has no use for --owners"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn a_shell_is_taught_and_a_manual_printed() {
    let printed = |arguments: &[&str]| String::from_utf8(Deployment::bare().runs(arguments).stdout).unwrap();
    assert!(printed(&["completions", "bash"]).contains("complete -F _cektagihan"));
    assert!(printed(&["completions", "fish"]).contains("complete -c cektagihan"));
    assert!(printed(&["man"]).contains(".TH cektagihan 1"));
}

#[test]
fn the_developers_page_lists_the_magic_numbers_of_the_sandbox() {
    let rows =
        cektagihan::sandbox::biller::MAGIC.iter().map(|magic| format!("| `{}` | {} |\n", magic.ending, magic.what_en));
    let table = format!("| ends in | what happens |\n|---|---|\n{}", rows.collect::<String>());
    assert!(read("docs/development.md").contains(&table), "docs/development.md should hold:\n\n{table}");
}

#[test]
fn the_demo_can_be_talked_to_through_a_pipe_and_goes_on_with_its_data() {
    let deployment = Deployment::bare();
    for _ in 0..2 {
        let mut demo = Command::new(env!("CARGO_BIN_EXE_cektagihan"))
            .args(["demo", "--terminal", "--data", "chat"])
            .env_clear()
            .current_dir(&deployment.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        demo.stdin.take().unwrap().write_all(b"pln 514040400482\n").unwrap();
        let output = demo.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && said.contains("INDAH PUTRI"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn check_names_the_variable_when_the_gateways_address_lacks_its_prefix() {
    let missing = || Line::Json(404, json!(null));
    let biller = Biller::with_tokens([missing(), missing(), missing()], []).await;
    let key = cektagihan::sandbox::biller::Biller::credentials().private_key_pem;
    let deployment = Deployment::complete().with_file("KLIKOO_PRIVATE_KEY_FILE", key);
    let deployment = deployment.with("KLIKOO_BASE_URL", biller.base_url.as_str());
    let output = tokio::task::block_in_place(|| deployment.runs(&["check", "pln", "514040400482"]));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("KLIKOO_BASE_URL ends before /v1; is its prefix right?"), "{said}");
}
