//! `doctor`: looks at a deployment from end to end and says what to mend.

mod clock;
mod local;
mod report;
mod telegram;
mod web;

use report::{Finding, Report};

use super::{Exit, output, wiring};
use crate::config::{GatewaySettings, Settings};
use crate::ports::{Blame, SystemClock};

/// Looks at everything it can reach and prints what it found.
pub(super) async fn run(json: bool, settings: &Settings) -> Exit {
    let report = Report::new(examine(settings).await);
    output::say(&if json { report.json() } else { report.text() });
    report.exit()
}

/// A setting that is missing costs only the checks that need it.
async fn examine(settings: &Settings) -> Vec<Finding> {
    let mut findings = local::configuration(settings);
    findings.push(local::catalogue(settings));
    findings.push(local::store(&settings.data_dir()).await);
    findings.push(local::signature());
    let web = match web::Web::new() {
        Ok(web) => web,
        Err(words) => {
            findings.push(Finding::fail("network", words, "check the limits of this process (open files, memory)"));
            return findings;
        }
    };
    let (telegram, gateway) = futures::join!(
        async {
            match settings.telegram() {
                Ok(telegram) => telegram::look(&web, &telegram, &SystemClock).await,
                Err(_) => vec![Finding::skipped("telegram", "the bot's account is not configured")],
            }
        },
        async {
            match settings.gateway() {
                Ok(gateway) => look_at_gateway(&web, gateway).await,
                Err(_) => vec![Finding::skipped("gateway", "the gateway's account is not configured")],
            }
        }
    );
    findings.extend(telegram);
    findings.extend(gateway);
    findings
}

async fn look_at_gateway(web: &web::Web, settings: GatewaySettings) -> Vec<Finding> {
    let url = settings.base_url.clone();
    let clock = web.get(url, &SystemClock).await.map(|answer| clock::finding("gateway clock", answer.skew));
    let account = match wiring::probe(settings).await {
        Ok(()) => Finding::ok("gateway", "the gateway gives us a token"),
        Err(error) => Finding::fail("gateway", error.to_string(), mend(error.blame())),
    };
    // An address that does not answer is told once, by the account's finding.
    [Some(account), clock.ok()].into_iter().flatten().collect()
}

fn mend(blame: Blame) -> &'static str {
    match blame {
        Blame::Operator => "compare the KLIKOO_ settings with the dashboard (Pengaturan, tab Konfigurasi API)",
        Blame::Person | Blame::Biller => "check KLIKOO_BASE_URL and the network, or ask Klikoo",
    }
}
