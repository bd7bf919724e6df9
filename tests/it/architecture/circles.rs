//! Files that need each other, directly or by way of others: at most three circles, each with its reason.

use std::collections::BTreeSet;

use super::{
    modules::{self, Arrow, Modules},
    printed, sources,
};

/// Circles that stay, by their files, each with the reason that ARCHITECTURE.md prints.
const CIRCLES: &[(&[&str], &str)] = &[(
    &["dialogue/account.rs", "dialogue/period.rs"],
    "two screens that lead to each other: a number may lack its months, and months complete a number",
)];

/// The most circles that may stay.
const MOST: usize = 3;

#[test]
fn files_go_round_in_no_circle_but_those_that_are_argued() {
    let arrows = arrows();
    let circles = modules::circles(&arrows);
    let faults: Vec<String> =
        circles.iter().filter(|circle| !is_argued(circle)).map(|circle| drawn(circle, &arrows)).collect();
    println!("{} circles of files:", circles.len());
    for circle in &circles {
        println!("{}", drawn(circle, &arrows));
    }
    assert!(faults.is_empty(), "files that need each other:\n{}", faults.join("\n"));
}

#[test]
fn every_circle_that_is_argued_is_there_and_printed() {
    let circles = modules::circles(&arrows());
    assert!(CIRCLES.len() <= MOST, "{} circles are argued, {MOST} are the most", CIRCLES.len());
    for (files, reason) in CIRCLES {
        let files: BTreeSet<String> = files.iter().map(|file| (*file).to_owned()).collect();
        assert!(circles.contains(&files), "no circle any more: {files:?}");
        let names: Vec<String> = files.iter().map(|file| format!("`{file}`")).collect();
        let row = format!("| {} | {reason} |\n", names.join(", "));
        assert!(printed().contains(&row), "ARCHITECTURE.md should hold:\n\n{row}");
    }
}

#[test]
fn a_reexport_leads_to_the_file_that_defines_the_item() {
    let files = [
        ("lib.rs", "pub mod a;"),
        ("a.rs", "mod b;\nmod c;\npub use b::{B, C as D};"),
        ("a/b.rs", "pub struct B;\npub struct C;"),
        ("a/c.rs", "use super::D;\nuse crate::a;\nfn f(b: a::B) {}"),
    ];
    let arrows = Modules::read(files).arrows();
    let arrow = |from: &str, to: &str, item: &str| Arrow { from: from.into(), to: to.into(), item: item.into() };
    let expected = [("a.rs", "B"), ("a.rs", "C"), ("a/c.rs", "B"), ("a/c.rs", "C")];
    assert_eq!(arrows, expected.iter().map(|(from, item)| arrow(from, "a/b.rs", item)).collect());
    assert!(modules::circles(&arrows).is_empty());
}

#[test]
fn a_module_that_uses_its_own_child_is_a_circle_when_the_child_uses_it() {
    let files = [
        ("lib.rs", "mod a;"),
        ("a.rs", "mod b;\npub struct A;\nfn f() { b::g() }"),
        ("a/b.rs", "mod deep;\npub fn g() { deep::h() }"),
        ("a/b/deep.rs", "pub fn h() { let _ = super::super::A; }"),
    ];
    let circle = ["a.rs", "a/b.rs", "a/b/deep.rs"].map(str::to_owned);
    assert_eq!(modules::circles(&Modules::read(files).arrows()), [BTreeSet::from(circle)]);
}

fn arrows() -> BTreeSet<Arrow> {
    let files: Vec<(String, String)> = sources().map(|file| (file.name(), file.text)).collect();
    Modules::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).arrows()
}

fn is_argued(circle: &BTreeSet<String>) -> bool {
    CIRCLES.iter().any(|(files, _)| circle.iter().map(String::as_str).eq(files.iter().copied()))
}

fn drawn(circle: &BTreeSet<String>, arrows: &BTreeSet<Arrow>) -> String {
    let inside = arrows.iter().filter(|arrow| circle.contains(&arrow.from) && circle.contains(&arrow.to));
    let lines: Vec<String> =
        inside.map(|Arrow { from, to, item }| format!("    {from} uses {item} of {to}\n")).collect();
    format!("{}\n{}", circle.iter().cloned().collect::<Vec<_>>().join(", "), lines.concat())
}
