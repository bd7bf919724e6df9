//! The dependency rule of ARCHITECTURE.md, and the house's other rules that a machine can hold.

mod circles;
mod modules;
mod names;
mod permits;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::source;

/// What each room may use of the others. `room::Item` lets in that item alone.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("phrase", &["domain"]),
    ("ports", &["domain", "reason"]),
    ("view", &["domain", "ports"]),
    ("dialogue", &["domain", "phrase", "ports", "view"]),
    ("gateway", &["domain", "ports", "tasks"]),
    ("audit", &["domain", "ports"]),
    ("store", &["ports", "files", "reason"]),
    ("bot", &["domain", "phrase", "ports", "view", "dialogue", "audit", "telegram", "shutdown", "tasks"]),
    ("telegram", &["domain", "phrase", "view", "reason"]),
    ("sandbox", &["domain", "ports", "tasks"]),
    ("config", &["domain", "files"]),
    ("telemetry", &["config", "ports"]),
    ("shutdown", &["tasks"]),
    ("tasks", &[]),
    ("reason", &[]),
    ("health", &["files"]),
    ("files", &[]),
    ("app", &["*"]),
    ("cli", &["*"]),
];

/// Rooms that nobody may use but these.
const TOPS: &[(&str, &[&str])] = &[("app", &["cli"]), ("cli", &[])];

/// Which rooms, or parts of a room, may name a crate from outside.
const FENCES: &[(&str, &[&str])] = &[
    ("teloxide", &["bot", "telegram"]),
    ("dptree", &["bot"]),
    ("reqwest", &["gateway", "telegram/api", "cli/doctor"]),
    ("sled", &["store"]),
    ("axum", &["sandbox"]),
    ("ring", &["gateway", "sandbox", "ports/store/trail", "store", "bot/mark", "bot/roster/secrets", "telegram/token"]),
    ("clap", &["config", "cli"]),
    ("env_logger", &["telemetry"]),
    ("anyhow", &["main", "app", "cli"]),
    ("rustix", &["main", "files"]),
    ("tikv_jemallocator", &["main"]),
    ("tokio_util", &["tasks"]),
];

/// Unit tests, which stand last in a file, are not counted.
const MOST_LINES: usize = 300;

/// Files that may be longer, with the reason.
const LONGER: &[(&str, &str)] = &[];

#[test]
fn rooms_use_only_what_the_table_lets_them() {
    let mut faults = Vec::new();
    for file in sources() {
        let Some(allowed) = allowed(&file.room()) else { continue };
        for path in source::crate_paths(&file.code()) {
            let used = path.split("::").next().unwrap_or_default().to_owned();
            if used != file.room() && !lets_in(allowed, &path) {
                faults.push(format!("{} uses crate::{path}", file.name()));
            }
        }
    }
    assert!(faults.is_empty(), "against the table of ARCHITECTURE.md:\n{}", faults.join("\n"));
}

#[test]
fn the_top_is_used_by_nobody() {
    for (room, allowed) in ROOMS {
        for (top, users) in TOPS {
            let sees = allowed.contains(&"*") || allowed.contains(top);
            let rightly = room == top || users.contains(room) || *room == "app";
            assert!(!sees || rightly, "{room} sees {top}");
        }
    }
    let app_uses_cli = sources()
        .filter(|file| file.room() == "app")
        .any(|file| source::crate_paths(&file.code()).iter().any(|path| path.starts_with("cli")));
    assert!(!app_uses_cli, "app uses cli");
}

#[test]
fn every_room_is_in_the_table() {
    for file in sources().filter(|file| !["lib", "main"].contains(&file.room().as_str())) {
        assert!(allowed(&file.room()).is_some(), "{} belongs to a room that the table lacks", file.name());
    }
}

#[test]
fn crates_from_outside_stay_behind_their_fences() {
    let mut faults = Vec::new();
    for file in sources() {
        let code = file.code();
        for (outside, rooms) in FENCES {
            let inside = rooms.iter().any(|room| file.is_in(room));
            if !inside && source::names_crate(&code, outside) {
                faults.push(format!("{} uses {outside}, which is only for {}", file.name(), rooms.join(", ")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_tables_are_printed_in_the_architecture() {
    let printed = printed();
    for table in [rooms_table(), fences_table()] {
        assert!(printed.contains(&table), "ARCHITECTURE.md should hold:\n\n{table}");
    }
}

#[test]
fn files_stay_short() {
    let long: Vec<String> = sources()
        .map(|file| (source::without_tests(&file.text).lines().count(), file.name()))
        .filter(|(lines, name)| *lines > MOST_LINES && !LONGER.iter().any(|(longer, _)| longer == name))
        .map(|(lines, name)| format!("{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "longer than {MOST_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn nothing_is_unwrapped_or_allowed_outside_tests() {
    let mut faults = Vec::new();
    for file in sources() {
        let code = source::without_tests(&file.code());
        for forbidden in [".unwrap()", "#[allow(", "#![allow(", "dbg!(", "unsafe {"] {
            if code.contains(forbidden) {
                faults.push(format!("{}: {forbidden}", file.name()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The path below `src`.
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn room(&self) -> String {
        let first = self.path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        first.unwrap_or_default().trim_end_matches(".rs").to_owned()
    }

    /// Whether the file is `part` or lies below it: `telegram/api` has `telegram/api.rs` and `telegram/api/*`.
    fn is_in(&self, part: &str) -> bool {
        self.path.with_extension("").starts_with(part)
    }

    fn code(&self) -> String {
        source::code(&self.text)
    }
}

fn printed() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> impl Iterator<Item = Source> {
    let src = root().join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    files.into_iter().map(move |path| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(&src).unwrap().to_owned(),
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

fn allowed(room: &str) -> Option<&'static [&'static str]> {
    ROOMS.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed)
}

fn lets_in(allowed: &[&str], path: &str) -> bool {
    allowed.iter().any(|entry| {
        *entry == "*" || path.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    })
}

fn rooms_table() -> String {
    table("room", "may use", ROOMS)
}

fn fences_table() -> String {
    table("crate", "only in", FENCES)
}

fn table(left: &str, right: &str, rows: &[(&str, &[&str])]) -> String {
    let mut table = format!("| {left} | {right} |\n|---|---|\n");
    for (name, list) in rows {
        let list = match list {
            [] => "nothing".to_owned(),
            ["*"] => "everything".to_owned(),
            list => list.iter().map(|entry| format!("`{entry}`")).collect::<Vec<_>>().join(", "),
        };
        writeln!(table, "| `{name}` | {list} |").unwrap();
    }
    table
}
