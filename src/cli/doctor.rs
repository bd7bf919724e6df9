//! `doctor`: looks at a deployment from end to end and says what to mend.

mod clock;
mod kept;
mod local;
mod report;
mod telegram;
mod web;

use report::{DoctorReport, Finding};

use super::exit::Exit;
use super::{output, wiring};
use crate::config::{GatewaySettings, Settings};
use crate::ports::{Blame, InquiryError, SystemClock};

/// Looks at everything it can reach and prints what it found.
pub(super) async fn run(json: bool, settings: &Settings) -> Exit {
    let report = DoctorReport::new(examine(settings).await);
    output::say(&if json { report.json() } else { report.text() });
    report.exit()
}

/// A setting that is missing costs only the checks that need it.
async fn examine(settings: &Settings) -> Vec<Finding> {
    let mut findings = local::configuration(settings);
    findings.push(local::catalogue(settings));
    findings.push(local::store(&settings.data_dir()).await);
    findings.extend([kept::key(settings), kept::retention(settings), kept::exports(settings)]);
    findings.push(kept::trail(settings).await);
    let (telegram, gateway) = futures::join!(look_at_telegram(settings), look_at_gateway(settings));
    findings.extend(telegram);
    findings.extend(gateway);
    findings
}

async fn look_at_telegram(settings: &Settings) -> Vec<Finding> {
    match settings.telegram() {
        Ok(account) => telegram::look(&account, &SystemClock).await,
        Err(_) => vec![Finding::skipped("telegram", "the bot's account is not configured")],
    }
}

async fn look_at_gateway(settings: &Settings) -> Vec<Finding> {
    match settings.gateway() {
        Ok(account) => probe(account).await,
        Err(_) => vec![Finding::skipped("gateway", "the gateway's account is not configured")],
    }
}

async fn probe(account: GatewaySettings) -> Vec<Finding> {
    let probe = match wiring::probe(account).await {
        Ok(probe) => probe,
        Err(error) => return vec![Finding::fail("gateway", format!("{error:#}"), "mend that setting")],
    };
    // A gateway that gives a token and hides the time is no fault; one that does not answer is told once.
    let clock = probe.skew.map(|skew| clock::finding("gateway clock", Some(skew)));
    [local::signature(probe.signs_right), given_token(probe.token)].into_iter().chain(clock).collect()
}

fn given_token(token: Result<(), InquiryError>) -> Finding {
    match token {
        Ok(()) => Finding::ok("gateway", "gives us a token"),
        Err(error) => Finding::fail("gateway", error.to_string(), mend(&error)),
    }
}

fn mend(error: &InquiryError) -> &'static str {
    match (error, error.blame()) {
        (InquiryError::Forbidden | InquiryError::IpNotRegistered, _) => {
            "have this machine's public IP address registered with Klikoo; if it is, look at firewalls and proxies between"
        }
        (InquiryError::Certificate(_) | InquiryError::TlsBroken, _) => {
            "check KLIKOO_BASE_URL, this machine's clock, and whether a proxy or firewall opens TLS"
        }
        (InquiryError::HostUnknown, _) => "check the host in KLIKOO_BASE_URL and this machine's DNS",
        (InquiryError::Throttled { .. }, _) => {
            "wait as long as it says; ask Klikoo for a higher limit if it comes back"
        }
        (InquiryError::Unreadable(why), _) if why.ends_with("status 404") => {
            "KLIKOO_BASE_URL ends before /v1: is its prefix right?"
        }
        (_, Blame::Operator) => "compare the KLIKOO_ settings with the dashboard (Pengaturan, tab Konfigurasi API)",
        (_, Blame::Person | Blame::Biller) => "check KLIKOO_BASE_URL and the network, or ask Klikoo",
    }
}
