//! What a check that was given up says in its message.

use crate::view::{Reply, texts::Texts};

use super::button_rows::again_and_another;
use super::{Check, Context, subject};

/// A check that was given up.
pub(super) fn reply(context: &Context<'_>, check: &Check) -> Reply {
    let texts = Texts::of(context.language());
    let html = subject::of_inquiry(context, &check.inquiry).line().line().text(&texts.check_cancelled());
    Reply::with_buttons(html, vec![again_and_another(texts, &check.inquiry)])
}
