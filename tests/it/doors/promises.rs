//! What docs/threat-model.md promises is held by tests.

use std::fs;
use std::path::Path;

const PAGE: &str = "docs/threat-model.md";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The tables of promises: a promise, and what holds it.
fn promises() -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join(PAGE)).unwrap();
    let mut promises = Vec::new();
    let mut in_table = false;
    for line in page.lines() {
        in_table = line.starts_with('|') && (in_table || line == "| promise | held by |");
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if let ([promise, tests], true) = (&cells[..], in_table && !line.starts_with("|---")) {
            promises.push(((*promise).to_owned(), (*tests).to_owned()));
        }
    }
    promises.retain(|(promise, _)| promise != "promise");
    promises
}

/// Whether a module of the tests, or the unit tests of one of the sources, hold this test.
fn is_there(name: &str) -> bool {
    let Some((module, test)) = name.rsplit_once("::") else { return false };
    let (folder, module) = module.strip_suffix("::tests").map_or(("tests/it", module), |module| ("src", module));
    let file = root().join(folder).join(module.replace("::", "/")).with_extension("rs");
    fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("fn {test}(")))
}

#[test]
fn each_promise_of_the_threat_model_names_tests_that_are_there() {
    let promises = promises();
    assert!(promises.len() > 20, "the tables are not found: {promises:?}");
    for (promise, tests) in promises {
        let names: Vec<_> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{promise}: no test");
        for name in names {
            assert!(is_there(name), "{promise}: there is no {name}");
        }
    }
}

#[test]
fn a_test_that_is_not_there_would_be_found() {
    assert!(is_there("doors::promises::a_test_that_is_not_there_would_be_found"));
    assert!(is_there("store::sealing::cipher::tests::any_changed_bit_closes_a_row"));
    assert!(!is_there("doors::promises::another") && !is_there("nowhere::a_test") && !is_there("test"));
}
