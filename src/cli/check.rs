//! `check`: one inquiry from the shell.

mod answer;
mod args;
mod question;
mod words;

use super::exit::Exit;
use super::{output, wiring};
use crate::config::{self, Settings};
use crate::ports::Freshness;

pub(super) use args::CheckArgs;

/// Asks and prints. Doubts about the number go to standard error and stop nothing.
pub(super) async fn run(args: CheckArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let catalogue = config::catalogue(settings.catalogue_path().as_deref())?;
    let question = match question::read(&args, &catalogue) {
        Ok(question) => question,
        Err(refusal) => {
            output::complain(&refusal.words(&catalogue, args.lang));
            return Ok(Exit::Refused);
        }
    };
    for note in &question.notes {
        output::complain(note);
    }
    let biller = biller(&args, settings).await?;
    let inquired = biller.gateway.inquire(&question.inquiry, Freshness::Afresh).await;
    if args.json {
        output::say(&answer::json(&question.inquiry, &inquired));
    } else {
        match &inquired {
            Ok(answer) => output::say(&answer::text(&question, answer, args.lang)),
            Err(error) => output::complain(&words::told(error, &question, args.lang)),
        }
    }
    Ok(if inquired.is_ok() { Exit::Done } else { Exit::Trouble })
}

#[cfg(feature = "demo")]
async fn biller(args: &CheckArgs, settings: &Settings) -> anyhow::Result<wiring::ShellGateway> {
    if args.sandbox { wiring::sandbox().await } else { wiring::gateway(&settings.gateway()?) }
}

#[cfg(not(feature = "demo"))]
#[expect(clippy::unused_async, reason = "with the sandbox it waits")]
async fn biller(_: &CheckArgs, settings: &Settings) -> anyhow::Result<wiring::ShellGateway> {
    wiring::gateway(&settings.gateway()?)
}
