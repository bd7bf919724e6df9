//! The file that a message takes along.
//!
//! Owns: when it is made, and the text in its place where it cannot be. Must not know: how it is sent.

use crate::bot::rows::{MadeFile, Owed, What};
use crate::bot::services::Services;
use crate::domain::language::Language;
use crate::domain::person::{ChatKind, PersonId};
use crate::view::Html;
use crate::view::texts::Texts;

/// Makes the file that is owed, off the threads of the conversations. A file that cannot be made is told in words
/// from here on: trying again would not help.
pub(super) async fn file(services: &Services, owed: &mut Owed) -> Option<MadeFile> {
    let What::File { recipe, .. } = &owed.what else { return None };
    let recipe = recipe.clone();
    let why = match tokio::task::spawn_blocking(move || recipe.make()).await {
        Ok(Ok(file)) => return Some(file),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "making it broke".to_owned(),
    };
    log::error!(trace = owed.trace.as_str(), why; "a file cannot be made");
    say_so(services, owed).await;
    None
}

/// Turns an owed file into a text that says it could not be made. Caption and buttons stay.
async fn say_so(services: &Services, owed: &mut Owed) {
    let language = match reader(owed) {
        Some(person) => services.language(person).await,
        None => Language::default(),
    };
    let What::File { html, markup, reply_to, target, .. } = &mut owed.what else { return };
    let gap = if html.is_empty() { Html::new() } else { Html::new().line().line() };
    html.push_str(gap.text(&Texts::of(language).file_unmade()).as_str());
    let (html, markup) = (std::mem::take(html), markup.take());
    owed.what = What::Say { html, markup, reply_to: reply_to.take(), target: *target };
}

/// Who reads it: in a group who asked, in a private chat its person.
fn reader(owed: &Owed) -> Option<PersonId> {
    let private = || u64::try_from(owed.chat.0).ok().filter(|_| owed.chat.kind() == ChatKind::Private);
    owed.asker.as_ref().map(|asker| asker.person).or_else(|| private().map(PersonId))
}
