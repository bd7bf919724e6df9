//! `check`: one inquiry from the shell.

mod answer;
mod question;

use super::{Exit, output, wiring};
use crate::config::{self, Settings};
use crate::ports::{Freshness, InquiryError};

/// What to ask.
#[derive(Debug, clap::Args)]
#[command(after_help = answer::JSON_HELP)]
pub(super) struct Args {
    /// Code or name of the product, such as POSTPAIDPLN or pln
    product: String,
    /// The customer's number; spaces, dots and dashes do not matter
    number: String,
    /// Months to ask for, 1 to 12, where the product asks it (BPJS)
    period: Option<String>,
    /// Print a JSON object instead of the card
    #[arg(long)]
    json: bool,
    /// Ask the built-in emulator instead of the gateway: no account needed
    #[cfg(feature = "demo")]
    #[arg(long)]
    sandbox: bool,
}

/// Asks and prints. Doubts about the number go to standard error and stop nothing.
pub(super) async fn run(args: Args, settings: &Settings) -> anyhow::Result<Exit> {
    let catalogue = config::catalogue(settings.catalogue_path().as_deref())?;
    let question = match question::read(&args, &catalogue) {
        Ok(question) => question,
        Err(refusal) => {
            output::complain(&refusal.to_string());
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
            Ok(answer) => output::say(&answer::text(&question, answer)),
            Err(error) => output::complain(&sentence(error)),
        }
    }
    Ok(if inquired.is_ok() { Exit::Done } else { Exit::Trouble })
}

#[cfg(feature = "demo")]
async fn biller(args: &Args, settings: &Settings) -> anyhow::Result<wiring::Biller> {
    if args.sandbox { wiring::sandbox().await } else { wiring::gateway(&settings.gateway()?) }
}

#[cfg(not(feature = "demo"))]
#[expect(clippy::unused_async, reason = "with the sandbox it waits")]
async fn biller(_: &Args, settings: &Settings) -> anyhow::Result<wiring::Biller> {
    wiring::gateway(&settings.gateway()?)
}

/// A failure in words; the vendor's own where we have none.
fn sentence(error: &InquiryError) -> String {
    match error.bare() {
        InquiryError::NoOpenBill => "no open bill: it is paid already, or not issued yet".to_owned(),
        InquiryError::UnknownCode { message, .. } | InquiryError::Pending { message } => {
            output::one_line(&format!("{error}: {message}"))
        }
        other => other.to_string(),
    }
}
