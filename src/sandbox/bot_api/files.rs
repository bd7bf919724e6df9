//! Files: where they are found, and how the bot fetches them.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::domain::person::{ChatId, MessageId};

use super::{
    failure::{Failure, Outcome, success},
    message::{Attachment, Content, Message},
    params::Params,
    pictures::Picture,
    world::World,
};

/// The largest file a bot may fetch.
const LARGEST: usize = 20 << 20;
/// What a picture without content measures.
const UNSEEN: (u32, u32) = (640, 480);

impl Message {
    /// The file it holds.
    #[must_use]
    pub fn attachment(&self) -> Option<&Attachment> {
        match &self.content {
            Content::Photo(held) | Content::Document(held) | Content::Voice(held) => Some(held),
            _ => None,
        }
    }
}

impl World {
    /// The file of this id, if its message is still there.
    pub(super) fn file(&self, id: &str) -> Option<&Attachment> {
        self.attached(id.strip_prefix("file-")?, '-')
    }

    /// What lies at a `file_path`.
    pub(super) fn at_path(&self, path: &str) -> Option<Bytes> {
        let name = path.strip_prefix("files/file_")?;
        self.attached(name, '_').map(|held| held.bytes.clone())
    }

    fn attached(&self, place: &str, between: char) -> Option<&Attachment> {
        let (chat, message) = place.rsplit_once(between)?;
        let chat = self.chat(ChatId(chat.parse().ok()?))?;
        chat.message(MessageId(message.parse().ok()?))?.attachment()
    }
}

/// `getFile`.
pub(super) fn get(world: &mut World, params: &Params) -> Outcome {
    let id = params.text("file_id").unwrap_or_default();
    let wrong = || Failure::bad("wrong file_id or the file is temporarily unavailable");
    let held = world.file(id).ok_or_else(wrong)?;
    if held.bytes.len() > LARGEST {
        return Err(Failure::bad("file is too big"));
    }
    let place = id.trim_start_matches("file-");
    let (chat, message) = place.rsplit_once('-').ok_or_else(wrong)?;
    success(&json!({
        "file_id": id,
        "file_unique_id": format!("unique-{place}"),
        "file_size": held.bytes.len(),
        "file_path": format!("files/file_{chat}_{message}"),
    }))
}

/// A photo's one size.
pub(super) fn photo(message: &Message, held: &Attachment) -> Value {
    let (width, height) = Picture::read(&held.bytes).map_or(UNSEEN, |picture| (picture.width, picture.height));
    json!([described(message, json!({ "width": width, "height": height }))])
}

/// A file's common fields and its own.
pub(super) fn described(message: &Message, mut own: Value) -> Value {
    own["file_id"] = format!("file-{}-{}", message.chat.0, message.id.0).into();
    own["file_unique_id"] = format!("unique-{}-{}", message.chat.0, message.id.0).into();
    own["file_size"] = message.attachment().map_or(0, |held| held.bytes.len()).into();
    own
}
