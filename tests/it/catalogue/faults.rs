//! An owner's faulty file: line, field and mend.

use cektagihan::domain::catalogue::Catalogue;

const GOOD: &str = r#"[[product]]
code = "POSTPAIDPLN"
family = "electricity"
name_id = "Listrik PLN"
name_en = "PLN Electricity"
aliases = ["pln"]
number = "pln"
"#;

fn fault(text: &str) -> String {
    Catalogue::parse(text).expect_err("a fault").to_string()
}

/// The fault of the good file with one line changed.
fn fault_with(line: &str, other: &str) -> String {
    assert!(GOOD.contains(line), "{line}");
    fault(&GOOD.replace(line, other))
}

#[test]
fn the_good_file_is_good() {
    assert!(Catalogue::parse(GOOD).is_ok());
    assert!(Catalogue::parse(&GOOD.replace('\n', "\r\n")).is_ok());
}

#[test]
fn a_file_without_products_is_refused() {
    for text in ["", "# nothing\n", "product = []"] {
        assert_eq!(fault(text), "line 1: product: there is none in the file; write at least one [[product]]");
    }
}

#[test]
fn what_is_not_toml_is_refused() {
    let told = fault_with("name_id = \"Listrik PLN\"", "name_id = \"Listrik PLN");
    assert!(told.starts_with("line 4: name_id: is not TOML: "), "{told}");
    assert!(!told.contains('\n'), "{told}");
    let told = fault_with("name_en", "name_id");
    assert!(told.starts_with("line 5: name_id: is not TOML: duplicate"), "{told}");
    assert!(fault("{").starts_with("line 1: syntax: is not TOML: "));
    assert!(fault("product = 3").starts_with("line 1: product: must be a list"));
    assert!(fault("product = [3]").starts_with("line 1: product: must be tables"));
}

#[test]
fn an_unknown_field_is_refused() {
    let told = fault_with("number = \"pln\"", "number = \"pln\"\nmonth = 3");
    assert!(told.starts_with("line 8: month: is unknown here; known are code, family,"), "{told}");
    let told = fault(&format!("version = 1\n{GOOD}"));
    assert_eq!(told, "line 1: version: is unknown here; known are product");
    let told = fault_with("\"pln\"\n", "{ least = 4, most = 6, letter = true }\n");
    assert!(told.starts_with("line 7: letter: is unknown here"), "{told}");
}

#[test]
fn a_missing_field_is_named_at_its_product() {
    for field in ["code", "family", "name_id", "name_en", "number"] {
        let kept: String =
            GOOD.lines().filter(|line| !line.starts_with(field)).fold(String::new(), |text, line| text + line + "\n");
        let told = fault(&format!("\n{kept}"));
        assert!(told.starts_with(&format!("line 2: {field}: is missing; write {field} = ")), "{told}");
    }
}

#[test]
fn a_bad_code_or_family_is_refused() {
    let told = fault_with("code = \"POSTPAIDPLN\"", "code = \"“POSTPAIDPLN\"");
    assert_eq!(told, "line 2: code: a product code is 1 to 32 letters, digits, dots, dashes or underscores");
    assert!(fault_with("\"POSTPAIDPLN\"", "7").starts_with("line 2: code: must be a text"));
    assert!(fault_with("\"POSTPAIDPLN\"", "\"--\"").starts_with("line 2: code: must hold a letter or a digit"));
    let told = fault_with("\"electricity\"", "\"listrik\"");
    assert!(told.starts_with("line 3: family: \"listrik\" is no family; write one of electricity, water,"), "{told}");
}

#[test]
fn a_name_that_fits_no_button_is_refused() {
    let told = fault_with("Listrik PLN", &"x".repeat(41));
    assert_eq!(told, "line 4: name_id: has 41 characters; write at most 40, it is a button");
    assert!(Catalogue::parse(&GOOD.replace("Listrik PLN", &"é".repeat(40))).is_ok());
    assert!(fault_with("PLN Electricity", " ").starts_with("line 5: name_en: is empty"));
    assert!(fault_with("PLN Electricity", "PLN\\nElectricity").starts_with("line 5: name_en: holds a line break"));
}

#[test]
fn a_bad_alias_is_refused() {
    for alias in ["PLN", "p l n", "", "p", "123", "pln!", &"p".repeat(33)] {
        let told = fault_with("[\"pln\"]", &format!("[\"listrik\",\n\"{alias}\"]"));
        assert!(told.starts_with(&format!("line 7: aliases: \"{alias}\" cannot be an alias; write 2 to 32")), "{told}");
    }
    assert!(fault_with("[\"pln\"]", "\"pln\"").starts_with("line 6: aliases: must be a list"));
    assert!(fault_with("[\"pln\"]", "[3]").starts_with("line 6: aliases: must be a text"));
    assert!(fault_with("[\"pln\"]", "[\"pln\", \"pln\"]").starts_with("line 6: aliases: \"pln\" stands here twice"));
}

#[test]
fn a_word_for_two_products_is_refused() {
    let second = GOOD.replace("POSTPAIDPLN", "OTHER");
    let told = fault(&format!("{GOOD}{second}"));
    assert_eq!(told, "line 13: aliases: \"pln\" names the product of line 6 already; write another");
    let told = fault(&format!("{GOOD}{GOOD}"));
    assert_eq!(told, "line 9: code: \"POSTPAIDPLN\" names the product of line 2 already; write another");
    let told = fault(&format!("{GOOD}{}", second.replace("\"pln\"]", "\"postpaidpln\"]")));
    assert_eq!(told, "line 13: aliases: \"postpaidpln\" names the product of line 2 already; write another");
}

#[test]
fn a_bad_number_rule_is_refused() {
    let with = |rule: &str| fault_with("number = \"pln\"", &format!("number = {rule}"));
    assert!(with("\"pdam\"").starts_with("line 7: number: is no rule; write \"pln\", \"bpjs\", \"mobile\" or {"));
    assert!(with("12").starts_with("line 7: number: is no rule"));
    assert_eq!(with("{ most = 4 }"), "line 7: least: is missing; write least = 4");
    assert_eq!(with("{ least = 0, most = 4 }"), "line 7: least: must be a whole number from 1 to 20");
    assert_eq!(with("{ least = 4, most = 21 }"), "line 7: most: must be a whole number from 1 to 20");
    assert_eq!(with("{ least = \"4\", most = 21 }"), "line 7: least: must be a whole number from 1 to 20");
    assert!(with("{ least = 9, most = 8 }").starts_with("line 7: number: least is 9 and most is 8"));
    assert_eq!(with("{ least = 4, most = 8, letters = 1 }"), "line 7: letters: must be true or false");
    assert_eq!(with("{ least = 4, most = 8, usual = [9] }"), "line 7: usual: must be a whole number from 4 to 8");
    assert!(with("{ least = 4, most = 8, usual = 7 }").starts_with("line 7: usual: must be a list"));
}

#[test]
fn months_are_one_to_twelve() {
    for months in ["0", "13", "-1", "1.0", "\"3\"", "99999999999999999999"] {
        let told = fault(&format!("{GOOD}months = {months}\n"));
        assert!(told.starts_with("line 8: months: "), "{told}");
    }
    assert!(Catalogue::parse(&format!("{GOOD}months = 12\n")).is_ok());
}
