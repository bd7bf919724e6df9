//! What a bot wrote, as people will read it.

use super::{
    entities::{Entity, add_found},
    failure::Failure,
    html,
    params::Params,
};

/// A text before and after its tags were read.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) source: String,
    pub(super) text: String,
    pub(super) entities: Vec<Entity>,
}

impl Written {
    /// Telegram counts characters, not bytes.
    pub(super) fn longer_than(&self, most: usize) -> bool {
        self.text.len() > most && self.text.chars().count() > most
    }
}

/// Reads a text or caption with its `parse_mode` or entities. Absent is empty.
pub(super) fn compose(params: &Params, field: &str) -> Result<Written, Failure> {
    let source = params.text(field).unwrap_or_default().to_owned();
    let (text, entities) = match params.text("parse_mode").unwrap_or_default() {
        "" => (source.clone(), given(params, field)?),
        mode if mode.eq_ignore_ascii_case("html") => {
            html::parse(&source).map_err(|why| Failure::bad(format_args!("can't parse entities: {why}")))?
        }
        // Markdown is Telegram's too; no part of this program writes it.
        _ => return Err(Failure::bad("unsupported parse_mode")),
    };
    let (text, mut entities) = trimmed(text, entities);
    add_found(&text, &mut entities);
    Ok(Written { source, text, entities })
}

fn given(params: &Params, field: &str) -> Result<Vec<Entity>, Failure> {
    let name = if field == "caption" { "caption_entities" } else { "entities" };
    Ok(params.json(name)?.unwrap_or_default())
}

/// Telegram cuts space at both ends, at the front only up to the first entity.
fn trimmed(mut text: String, mut entities: Vec<Entity>) -> (String, Vec<Entity>) {
    text.truncate(text.trim_end().len());
    let first = entities.iter().map(|entity| entity.offset).min().unwrap_or(u32::MAX);
    let blank = text.chars().take_while(|c| c.is_whitespace()).zip(0..first).count();
    let cut = u32::try_from(blank).unwrap_or(u32::MAX);
    if cut > 0 {
        text = text.chars().skip(blank).collect();
    }
    let end = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    for entity in &mut entities {
        // White space is one unit wide everywhere.
        entity.offset -= cut;
        entity.length = entity.length.min(end.saturating_sub(entity.offset));
    }
    entities.retain(|entity| entity.length > 0);
    (text, entities)
}
