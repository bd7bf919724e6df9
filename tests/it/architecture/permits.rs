//! What a table permits is used: a permit that nobody needs is a door left open.

use super::{FENCES, ROOMS, Source, sources};
use crate::source;

#[test]
fn every_room_uses_what_it_may_use() {
    let used: Vec<(String, Vec<String>)> =
        sources().map(|file| (file.room(), source::crate_paths(&product(&file)))).collect();
    let mut idle = Vec::new();
    for (room, allowed) in ROOMS {
        for permit in allowed.iter().filter(|permit| **permit != "*") {
            let applies = |path: &String| super::lets_in(&[*permit], path);
            let needed = used.iter().any(|(of, paths)| of == room && paths.iter().any(applies));
            if !needed {
                idle.push(format!("{room} may use {permit}, and does not"));
            }
        }
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

#[test]
fn every_crate_is_used_where_it_may_be() {
    let files: Vec<Source> = sources().collect();
    let mut idle = Vec::new();
    for (outside, places) in FENCES {
        for place in *places {
            let applies = |file: &&Source| file.is_in(place) && source::names_crate(&product(file), outside);
            if !files.iter().any(|file| applies(&file)) {
                idle.push(format!("{place} may name {outside}, and does not"));
            }
        }
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

/// The code of a file without its unit tests.
fn product(file: &Source) -> String {
    source::without_tests(&file.code())
}
