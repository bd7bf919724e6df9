//! Reading Rust source just well enough to see what it names.

use std::collections::BTreeSet;

/// The code without comments, and with literals emptied.
pub fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            'r' if !ends_in_word(&code) && is_raw_string(rest) => raw_string(rest),
            '"' => string(rest),
            '\'' => character(rest),
            _ => {
                code.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[skip..];
    }
    code
}

/// Everything before the unit tests, which stand last in a file.
pub fn without_tests(code: &str) -> String {
    code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

/// The paths that follow `crate::`, groups taken apart: `domain::bill::Bill`.
pub fn crate_paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        if !ends_in_word(&code[..at]) && !code[..at].ends_with('$') {
            tree(&code[at + found.len()..], "", &mut paths);
        }
    }
    paths
}

/// Whether the code names a crate: `use name` or `name::`.
pub fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let whole = !ends_in_word(before) && !before.ends_with("::") && !before.ends_with('.');
        whole && (after.starts_with("::") || (before.ends_with("use ") && after.starts_with([';', ' '])))
    })
}

/// Reads one branch of a `use` tree and returns what follows it.
fn tree<'a>(text: &'a str, prefix: &str, paths: &mut Vec<String>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start().trim_start_matches(',').trim_start();
            if rest.is_empty() {
                return rest;
            }
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            rest = tree(rest, prefix, paths);
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let path = if prefix.is_empty() { word.to_owned() } else { format!("{prefix}::{word}") };
    if let Some(deeper) = rest.strip_prefix("::") {
        return tree(deeper, &path, paths);
    }
    paths.push(path.trim_end_matches("::").to_owned());
    // What stands between here and the next branch: a `*`, or `as name`.
    rest.find([',', '}', ';', '{', '(', '\n']).map_or("", |end| &rest[end..])
}

/// What a file names, read from its code.
#[derive(Default)]
pub struct Names {
    pub imports: Vec<Import>,
    /// Paths of at least two parts outside of `use`.
    pub paths: Vec<String>,
    /// Items that the file defines.
    pub defined: BTreeSet<String>,
    /// Types among them that other files can see.
    pub public_types: BTreeSet<String>,
}

/// One leaf of a `use` tree: `use a::{b as c}` has the path `a::b` and the name `c`.
pub struct Import {
    pub path: String,
    /// `*` when everything is imported.
    pub name: String,
}

/// Reads code without comments and literals, see [`code`].
pub fn names(code: &str) -> Names {
    let tokens = tokens(code);
    let mut names = Names::default();
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map_or("", |before| tokens[before]);
        match tokens[at] {
            // `use<'a>` says what an opaque type captures.
            "use" if tokens.get(at + 1) != Some(&"<") => at = imports(&tokens, at + 1, "", &mut names.imports),
            word if is_word(word) && !["::", "."].contains(&before) => {
                let end = path_end(&tokens, at);
                if end > at {
                    names.paths.push(tokens[at..=end].concat());
                }
                note_definition(&tokens, at, &mut names);
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    names
}

/// Words that begin the definition of an item, and whether the item is a type.
const DEFINING: &[(&str, bool)] = &[
    ("struct", true),
    ("enum", true),
    ("trait", true),
    ("type", true),
    ("fn", false),
    ("const", false),
    ("static", false),
];

fn note_definition(tokens: &[&str], at: usize, names: &mut Names) {
    let before = at.checked_sub(1).map_or("", |before| tokens[before]);
    let Some((_, is_type)) = DEFINING.iter().find(|(word, _)| *word == before) else { return };
    names.defined.insert(tokens[at].to_owned());
    let visibility = at.checked_sub(2).map_or("", |visibility| tokens[visibility]);
    let restricted = visibility == ")" && tokens[..at - 2].iter().rev().take(8).any(|token| *token == "pub");
    if *is_type && (visibility == "pub" || restricted) {
        names.public_types.insert(tokens[at].to_owned());
    }
}

/// Reads one branch of a `use` tree and returns where the next one begins.
fn imports(tokens: &[&str], mut at: usize, prefix: &str, found: &mut Vec<Import>) -> usize {
    let mut path = prefix.to_owned();
    while let Some(token) = tokens.get(at) {
        match *token {
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| *token != "}") {
                    at = imports(tokens, at, &path, found);
                    if tokens.get(at) == Some(&",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            "::" => {}
            "as" => {
                let name = tokens.get(at + 1).copied().unwrap_or_default().to_owned();
                found.push(Import { path, name });
                return at + 2;
            }
            "," | "}" | ";" => break,
            "self" if !path.is_empty() => {}
            word if path.is_empty() => word.clone_into(&mut path),
            word => path = format!("{path}::{word}"),
        }
        at += 1;
    }
    let name = path.rsplit("::").next().unwrap_or_default().to_owned();
    found.push(Import { path, name });
    at
}

/// Where the path that begins here ends: the index of its last word.
fn path_end(tokens: &[&str], mut at: usize) -> usize {
    while tokens.get(at + 1) == Some(&"::") && tokens.get(at + 2).is_some_and(|token| is_word(token)) {
        at += 2;
    }
    at
}

/// Words, `::`, and every other character that is no space.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            _ if rest.starts_with("::") => 2,
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        tokens.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    tokens
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn is_raw_string(text: &str) -> bool {
    text[1..].trim_start_matches('#').starts_with('"')
}

fn raw_string(text: &str) -> usize {
    let hashes = text[1..].chars().take_while(|c| *c == '#').count();
    let end = format!("\"{}", "#".repeat(hashes));
    let start = 2 + hashes;
    text[start..].find(&end).map_or(text.len(), |at| start + at + end.len())
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A character literal, or the tick of a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, c))) => {
            let from = at + c.len_utf8();
            text[from..].find('\'').map_or(text.len(), |end| from + end + 1)
        }
        (_, Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[test]
fn comments_and_literals_are_no_code() {
    let text = "a /* crate::x */ b // crate::y\n\"crate::z \\\" \" r#\"crate::\"q\"# 'c' '\\'' '\\u{1}' &'a str";
    let code = code(text);
    assert!(!code.contains("crate"), "{code}");
    assert!(code.ends_with("&a str"), "{code}");
}

#[test]
fn a_group_is_taken_apart() {
    let code = "use crate::{\n  domain::{bill::{Bill, Usage as U}, person},\n  view::*,\n};\nlet x = crate::app::run(config); pub(crate) fn f() {}";
    let found = ["domain::bill::Bill", "domain::bill::Usage", "domain::person", "view", "app::run"];
    assert_eq!(crate_paths(code), found);
}

#[test]
fn a_crate_is_named_by_use_or_by_path() {
    assert!(names_crate("use teloxide::types;", "teloxide"));
    assert!(names_crate("use anyhow as a;", "anyhow"));
    assert!(names_crate("x: sled::Db", "sled"));
    assert!(!names_crate("mod sled; use self::sled::Rows; string::x(), super::ring::y", "sled"));
    assert!(!names_crate("string::x() super::ring::y", "ring"));
}
