//! Which file uses which: paths resolved over modules, re-exports and imports to the file that defines the item.

use std::collections::{BTreeMap, BTreeSet};

use crate::source;

/// The modules of the crate by their paths, `crate::domain::bill`.
pub struct Modules(BTreeMap<String, Module>);

struct Module {
    file: String,
    code: source::Names,
    /// Names bound by `use`, with the paths they stand for.
    imports: BTreeMap<String, String>,
    /// Modules imported by `*`.
    globs: Vec<String>,
}

/// An arrow from one file to an item that another file defines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    pub item: String,
}

impl Modules {
    /// Reads files, given as their names below `src` and their texts.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let read = files.into_iter().filter(|(name, _)| *name != "main.rs").map(|(name, text)| {
            let code = source::names(&source::without_tests(&source::code(text)));
            let module = Module { file: name.to_owned(), code, imports: BTreeMap::new(), globs: Vec::new() };
            (module_path(name), module)
        });
        let mut modules = Self(read.collect());
        modules.bind_imports();
        modules
    }

    /// Every arrow between two files, once for each item.
    pub fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for (path, module) in &self.0 {
            let imported = module.code.imports.iter().map(|import| &import.path);
            for named in imported.chain(&module.code.paths) {
                let Some((to, item)) = self.absolute(path, named).and_then(|named| self.definition(&named, 0)) else {
                    continue;
                };
                if to != module.file {
                    arrows.insert(Arrow { from: module.file.clone(), to, item });
                }
            }
        }
        arrows
    }

    fn bind_imports(&mut self) {
        let bound: Vec<_> = self
            .0
            .iter()
            .map(|(path, module)| {
                let absolute = |import: &source::Import| {
                    self.absolute(path, &import.path).map(|target| (import.name.clone(), target))
                };
                module.code.imports.iter().filter_map(absolute).collect::<Vec<_>>()
            })
            .collect();
        for (module, bound) in self.0.values_mut().zip(bound) {
            for (name, target) in bound {
                if name == "*" {
                    module.globs.push(target);
                } else if name != "_" {
                    module.imports.insert(name, target);
                }
            }
        }
    }

    /// A path as it is read from within a module, from the crate on; `None` when it leads out of the crate.
    fn absolute(&self, within: &str, named: &str) -> Option<String> {
        let (first, rest) = named.split_once("::").unwrap_or((named, ""));
        let base = match first {
            "crate" => "crate".to_owned(),
            "self" => within.to_owned(),
            "super" => {
                let parent = within.rsplit_once("::")?.0;
                if rest.split("::").next() == Some("super") {
                    return self.absolute(parent, rest);
                }
                parent.to_owned()
            }
            _ => self.neighbour(within, first)?,
        };
        Some(if rest.is_empty() { base } else { format!("{base}::{rest}") })
    }

    /// What a name stands for within a module: an import of it, or a module that it declares.
    fn neighbour(&self, within: &str, name: &str) -> Option<String> {
        let module = self.0.get(within)?;
        if let Some(target) = module.imports.get(name) {
            return Some(target.clone());
        }
        let child = format!("{within}::{name}");
        self.0.contains_key(&child).then_some(child)
    }

    /// The file that defines what a path names, and the item; `None` when the path names a module as a whole.
    fn definition(&self, path: &str, depth: usize) -> Option<(String, String)> {
        let (at, rest) = self.deepest_module(path);
        let module = self.0.get(at)?;
        let (item, below) = rest.split_once("::").unwrap_or((rest, ""));
        if item.is_empty() || depth > 8 {
            return None;
        }
        if item == "*" {
            return Some((module.file.clone(), item.to_owned()));
        }
        if let Some(target) = module.imports.get(item) {
            let target = if below.is_empty() { target.clone() } else { format!("{target}::{below}") };
            return self.definition(&target, depth + 1);
        }
        if !module.code.defined.contains(item) {
            let through = |glob: &String| self.definition(&format!("{glob}::{rest}"), depth + 1);
            if let Some(found) = module.globs.iter().find_map(through) {
                return Some(found);
            }
        }
        Some((module.file.clone(), item.to_owned()))
    }

    /// The longest beginning of a path that is a module, and the rest.
    fn deepest_module<'a>(&self, path: &'a str) -> (&'a str, &'a str) {
        let mut ends: Vec<usize> = path.match_indices("::").map(|(at, _)| at).collect();
        ends.push(path.len());
        let end = ends.into_iter().rev().find(|end| self.0.contains_key(&path[..*end])).unwrap_or_default();
        (&path[..end], path[end..].trim_start_matches("::"))
    }
}

/// Files that reach each other by arrows, in groups of two or more.
pub fn circles(arrows: &BTreeSet<Arrow>) -> Vec<BTreeSet<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let reach: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|from| (*from, reached(from, &next))).collect();
    let mut circles: Vec<BTreeSet<String>> = Vec::new();
    for (from, reached) in &reach {
        let back = |to: &&&str| reach.get(**to).is_some_and(|of_it| of_it.contains(from));
        let circle: BTreeSet<String> = reached.iter().filter(back).map(|file| (*file).to_owned()).collect();
        if !circle.is_empty() && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

/// The names of types, with the files that define them for others to use.
pub fn public_types<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, Vec<String>> {
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in files {
        for defined in source::names(&source::without_tests(&source::code(text))).public_types {
            types.entry(defined).or_default().push(name.to_owned());
        }
    }
    types
}

fn reached<'a>(from: &'a str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for to in next.get(file).into_iter().flatten() {
            if found.insert(*to) {
                open.push(to);
            }
        }
    }
    found
}

fn module_path(file: &str) -> String {
    let path = file.trim_end_matches(".rs").replace('/', "::");
    if path == "lib" { "crate".to_owned() } else { format!("crate::{path}") }
}
