//! Following along: everything at first, then what changes, for as long as somebody looks.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::Stream;
use tokio::sync::watch;

use crate::sandbox::Life;

use super::{parts::PageParts, shared::PageState};

/// Somebody who looks at the page.
struct Follower {
    shared: Arc<PageState>,
    seen: Option<PageParts>,
    telegram: watch::Receiver<u64>,
    gateway: watch::Receiver<u64>,
    bot: watch::Receiver<Life>,
    switches: watch::Receiver<u64>,
}

pub(super) async fn events(State(shared): State<Arc<PageState>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let news = futures::stream::unfold(Follower::new(shared), |mut follower| async {
        let news = follower.next().await?;
        Some((Ok(Event::default().data(news)), follower))
    });
    Sse::new(news).keep_alive(KeepAlive::default())
}

impl Follower {
    fn new(shared: Arc<PageState>) -> Self {
        Self {
            telegram: shared.sandbox.bot_api.changes(),
            gateway: shared.sandbox.biller.changes(),
            bot: shared.operator.life(),
            switches: shared.operator.changes(),
            seen: None,
            shared,
        }
    }

    /// The next news; nothing once the page is closed.
    async fn next(&mut self) -> Option<String> {
        loop {
            // Before looking, so that no change falls in between unseen.
            self.telegram.mark_unchanged();
            self.gateway.mark_unchanged();
            self.bot.mark_unchanged();
            self.switches.mark_unchanged();
            let parts = PageParts::look(&self.shared);
            let news = parts.since(self.seen.as_ref());
            self.seen = Some(parts);
            if news.is_some() {
                return news;
            }
            // A sender that is gone ends the page too.
            let changed = tokio::select! {
                changed = self.telegram.changed() => changed,
                changed = self.gateway.changed() => changed,
                changed = self.bot.changed() => changed,
                changed = self.switches.changed() => changed,
                () = self.shared.closing.wait() => return None,
            };
            changed.ok()?;
        }
    }
}
