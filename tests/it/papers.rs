//! The papers lead somewhere: their links, and the files that they name.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// How long README.md may be: what does not fit has a reader of its own, and goes to docs/.
const MOST_LINES_OF_README: usize = 150;

/// Folders whose files are named from the root: `tests/it/world.rs`.
const FOLDERS: [&str; 7] = ["src/", "tests/", "docs/", "benches/", "examples/", "fuzz/", "locales/"];

#[test]
fn every_link_leads_somewhere() {
    let mut faults = Vec::new();
    for paper in papers() {
        for target in links(&without_code(&text(&paper))) {
            if !leads_somewhere(&paper, &target) {
                faults.push(format!("{}: {target}", paper.display()));
            }
        }
    }
    assert!(faults.is_empty(), "links that lead nowhere:\n{}", faults.join("\n"));
}

#[test]
fn every_file_that_a_paper_names_is_there() {
    let mut faults = Vec::new();
    for paper in papers() {
        for name in files(&without_code(&text(&paper))) {
            if !is_there(&name) {
                faults.push(format!("{}: {name}", paper.display()));
            }
        }
    }
    assert!(faults.is_empty(), "files that are not there:\n{}", faults.join("\n"));
}

/// A room's part of the map names each of its files by the last part of its path: `albums` for `bot/inbox/albums.rs`.
#[test]
fn the_map_of_files_is_complete() {
    let map = map();
    let parts: Vec<Vec<&str>> = map.split("\n### ").skip(1).map(quoted).collect();
    let mut faults = Vec::new();
    for path in sources(&root().join("src")) {
        let path = path.strip_prefix(root().join("src")).unwrap().with_extension("");
        let names: Vec<_> = path.iter().filter_map(OsStr::to_str).collect();
        let (room, name) = (names[0], names[names.len() - 1]);
        if !parts.iter().any(|part| part.contains(&room) && part.contains(&name)) {
            faults.push(path.display().to_string());
        }
    }
    assert!(faults.is_empty(), "the map in ARCHITECTURE.md lacks:\n{}", faults.join("\n"));
}

#[test]
fn the_map_names_no_file_that_is_gone() {
    let map = map();
    let files: BTreeSet<_> =
        sources(&root().join("src")).iter().filter_map(|path| path.file_stem()).map(OsStr::to_owned).collect();
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    let first = rows.flat_map(|line| quoted(line.split(" | ").next().unwrap_or_default()));
    let gone: Vec<_> = first.filter(|name| !files.contains(OsStr::new(name))).collect();
    assert!(gone.is_empty(), "the map in ARCHITECTURE.md names what is not there: {gone:?}");
}

#[test]
fn the_readme_is_short() {
    let lines = text(Path::new("README.md")).lines().count();
    assert!(lines <= MOST_LINES_OF_README, "README.md has {lines} lines");
}

#[test]
fn what_leads_nowhere_would_be_found() {
    let page = Path::new("docs/operator.md");
    assert_eq!(links("[a](b.md#c), <img src=\"d.png\">, [e](https://f)"), ["b.md#c", "d.png"]);
    assert!(leads_somewhere(page, "../README.md#run-it-for-real") && leads_somewhere(page, "#keys"));
    assert!(!leads_somewhere(page, "README.md") && !leads_somewhere(page, "../README.md#keys"));
    assert_eq!(files("`src/lib.rs` and `tests/rows/<table>.json` and `../src/lib.rs`"), ["src/lib.rs"]);
    assert_eq!(files("`domain/bill` or `domain::Bill`, not `and/or`"), ["domain/bill", "domain::Bill"]);
    assert!(["src/lib.rs", "domain/bill", "domain::bill::Bill", "domain::access::allows"].into_iter().all(is_there));
    assert!(!["src/lib", "domain/bills", "domain::bills::Bill", "domain::bill::old::Bill"].into_iter().any(is_there));
    assert_eq!(
        anchor("What a *biller* says: `429`, or (perhaps) no-thing"),
        "what-a-biller-says-429-or-perhaps-no-thing"
    );
    assert!(papers().len() > 8, "{:?}", papers());
}

/// Every page for people, by its path from the root.
fn papers() -> Vec<PathBuf> {
    let docs =
        fs::read_dir(root().join("docs")).unwrap().map(|entry| Path::new("docs").join(entry.unwrap().file_name()));
    let docs = docs.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let others = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "tests/fixtures/README.md"];
    others.map(PathBuf::from).into_iter().chain(docs).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(paper: &Path) -> String {
    fs::read_to_string(root().join(paper)).unwrap_or_else(|error| panic!("{}: {error}", paper.display()))
}

/// Leaves out blocks of code, in which brackets and paths mean something else.
fn without_code(text: &str) -> String {
    let mut inside = false;
    let lines = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Targets within the repository, of `[..](target)` and `src="target"`.
fn links(text: &str) -> Vec<String> {
    let between = |start: &str, end: char| {
        let parts = text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).map(str::to_owned);
        parts.collect::<Vec<_>>()
    };
    let all = [between("](", ')'), between("src=\"", '"')].concat();
    all.into_iter().filter(|target| !target.contains("://")).collect()
}

fn leads_somewhere(paper: &Path, target: &str) -> bool {
    let (file, heading) = target.split_once('#').map_or((target, None), |(file, heading)| (file, Some(heading)));
    let folder = paper.parent().unwrap_or_else(|| Path::new(""));
    let file = if file.is_empty() { paper.to_owned() } else { folder.join(file) };
    let is_heading = |heading: &str| {
        let page = without_code(&text(&file));
        page.lines()
            .filter(|line| line.starts_with('#'))
            .any(|line| anchor(line.trim_start_matches('#').trim()) == heading)
    };
    root().join(&file).exists() && heading.is_none_or(is_heading)
}

/// What a heading is called in a link: lower case, hyphens for spaces, no other signs.
fn anchor(heading: &str) -> String {
    let letters = heading.to_lowercase().replace(' ', "-");
    letters.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-' || *letter == '_').collect()
}

/// The map of files in ARCHITECTURE.md.
fn map() -> String {
    let page = text(Path::new("ARCHITECTURE.md"));
    let (_, rest) = page.split_once("\n## The map of files\n").unwrap();
    rest.split("\n## ").next().unwrap_or_default().to_owned()
}

/// What stands in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The Rust files of a folder, at any depth.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// Files, folders and modules that stand in backticks. What holds a placeholder is a pattern, and no file.
fn files(text: &str) -> Vec<String> {
    let is_of_a_room = |name: &str| {
        let room = name.split(['/', ':']).next().unwrap_or_default();
        let is_a_name = room.chars().all(char::is_alphanumeric) && room.len() < name.len();
        is_a_name && root().join("src").join(room).with_extension("rs").exists()
    };
    let named = quoted(text)
        .into_iter()
        .filter(|name| FOLDERS.iter().any(|folder| name.starts_with(folder)) || is_of_a_room(name));
    named.filter(|name| !name.contains(['<', '*', ' ', '{'])).map(str::to_owned).collect()
}

/// Whether there is such a file or folder, below the root or below `src`, or such a module of the crate or of these tests.
/// The last name of a path may be of something in a module.
fn is_there(name: &str) -> bool {
    let is_module = |path: &str| {
        ["src", "tests/it"].into_iter().any(|sources| root().join(sources).join(path).with_extension("rs").exists())
    };
    if !name.contains("::") {
        return root().join(name).exists() || is_module(name);
    }
    let path = name.replace("::tests::", "::").replace("::", "/");
    is_module(&path) || path.rsplit_once('/').is_some_and(|(module, _)| is_module(module))
}
