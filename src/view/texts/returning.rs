//! What is said of those who were put out before, and of what came back from a copy.

use chrono::{DateTime, Utc};
use i18n_embed_fl::fl;

use super::{Text, Texts};

impl Texts {
    /// To those who let somebody in: this person was put out before.
    #[must_use]
    pub fn put_out_before(self, time: DateTime<Utc>) -> Text {
        fl!(self.locale(), "put-out-before", time = self.time(time))
    }
}
