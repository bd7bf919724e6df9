//! Who is named in a text: Telegram says it, by entities. Within code, or in front of more letters, a name
//! is none.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use crate::domain::person::PersonId;

use super::part::RawPart;
use super::user::RawUser;

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// Where, in bytes.
    pub at: Range<usize>,
    /// Whose it is, when it is no `@name`.
    pub person: Option<PersonId>,
}

/// The entities of a text, each read on its own.
pub(super) type RawEntities<'a> = RawPart<'a, Vec<RawPart<'a, RawEntity<'a>>>>;

#[derive(Deserialize)]
pub(super) struct RawEntity<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    offset: usize,
    length: usize,
    #[serde(borrow, default)]
    user: RawPart<'a, RawUser<'a>>,
}

/// The names among the entities of a text. One that leads nowhere in it is none.
pub(super) fn namings(text: &str, entities: &RawEntities<'_>) -> Vec<Naming> {
    let entities = entities.read().unwrap_or_default();
    entities.iter().filter_map(|entity| naming(text, &entity.read()?)).collect()
}

fn naming(text: &str, entity: &RawEntity<'_>) -> Option<Naming> {
    let person = match &*entity.kind {
        "mention" => None,
        "text_mention" => Some(PersonId(entity.user.read()?.id)),
        _ => return None,
    };
    let end = entity.offset.checked_add(entity.length)?;
    Some(Naming { at: byte(text, entity.offset)?..byte(text, end)?, person })
}

/// Where a place counted in UTF-16 units lies.
fn byte(text: &str, place: usize) -> Option<usize> {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units == place {
            return Some(at);
        }
        units += c.len_utf16();
    }
    (units == place).then_some(text.len())
}
