//! Albums: a message for each picture, one of them with the caption, and that not always the first.
//!
//! Owns: that an album gets one hint at most, and none beside a caption. Must not know: what either says.
//!
//! Telegram tells nobody how many messages an album has. So a picture without a caption waits until the
//! others must be there; its row waits with it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::person::{ChatKind, Seat};

use crate::bot::occasion::Occasion;
use crate::bot::services::Services;
use crate::bot::turn::Turns;
use crate::telegram::decode::{Incoming, UpdateKind};

/// Within which an album's messages have all come.
const WAIT: Duration = Duration::from_secs(1);
/// So many albums are remembered; beyond it all are forgotten.
const MOST: usize = 1_024;

/// An album of somebody.
type Album = (Seat, Arc<str>);

/// Albums that came lately.
pub(super) struct Albums {
    services: Arc<Services>,
    turns: Arc<Turns>,
    /// Those whose caption came, or that were given a hint.
    answered: Mutex<HashSet<Album>>,
}

impl Albums {
    pub(super) fn new(services: Arc<Services>, turns: Arc<Turns>) -> Arc<Self> {
        Arc::new(Self { services, turns, answered: Mutex::default() })
    }

    /// Gives back what need not wait.
    pub(super) fn pass(self: &Arc<Self>, update: Incoming) -> Option<Incoming> {
        let Some((album, has_caption)) = album_of(&update) else { return Some(update) };
        if has_caption {
            self.answers(album);
            return Some(update);
        }
        let albums = Arc::clone(self);
        let waiting = async move {
            tokio::time::sleep(WAIT).await;
            albums.decide(album, update).await;
        };
        self.services.tasks.spawn(waiting);
        None
    }

    async fn decide(&self, album: Album, update: Incoming) {
        let seat = album.0;
        if self.answers(album) {
            self.turns.lanes().push(self.services.migrations.seat(seat), Occasion::Update(Arc::new(update)));
        } else {
            self.turns.forget(update.update).await;
        }
    }

    /// Whether this is the album's first answer.
    fn answers(&self, album: Album) -> bool {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        if answered.len() >= MOST {
            answered.clear();
        }
        answered.insert(album)
    }
}

/// The album a message is part of, where it would be answered, and whether it has the caption.
fn album_of(update: &Incoming) -> Option<(Album, bool)> {
    let UpdateKind::Message(message) = &update.kind else { return None };
    let album = message.album.clone().filter(|_| message.seat.chat.kind() == ChatKind::Private && !message.edited)?;
    Some(((message.seat, album), message.text.is_some()))
}
