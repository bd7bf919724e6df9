//! Variables that are named like ours and are none: most often a slip of the fingers.

use clap::{Args as _, Command};

use super::secret::{CLIENT_SECRET, TOKEN};
use super::settings::Settings;

/// How the variables of this program begin.
const PREFIXES: [&str; 3] = ["CEKTAGIHAN_", "KLIKOO_", "TELEGRAM_"];
/// Slips that still leave a name recognisable.
const MOST_SLIPS: usize = 4;

/// A variable that does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Its name.
    pub variable: String,
    /// The variable that was probably meant.
    pub nearest: Option<String>,
}

/// Those of this process. Their values are not looked at: they may be secrets.
#[must_use]
pub fn strays() -> Vec<Stray> {
    strays_among(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))
}

/// Those among names of variables.
pub fn strays_among(set: impl Iterator<Item = String>) -> Vec<Stray> {
    let known = known();
    let is_stray = |name: &String| PREFIXES.iter().any(|prefix| name.starts_with(prefix)) && !known.contains(name);
    let mut strays: Vec<_> = set.filter(is_stray).map(|variable| stray(variable, &known)).collect();
    strays.sort_by(|one, other| one.variable.cmp(&other.variable));
    strays
}

fn stray(variable: String, known: &[String]) -> Stray {
    let slips = |name: &String| strsim::damerau_levenshtein(name, &variable);
    let nearest = known.iter().min_by_key(|name| slips(name)).filter(|name| slips(name) <= MOST_SLIPS);
    Stray { nearest: nearest.cloned(), variable }
}

/// Every variable that this program reads.
fn known() -> Vec<String> {
    let command = Settings::augment_args(Command::new("cektagihan"));
    let named = command.get_arguments().filter_map(|arg| arg.get_env()?.to_str().map(str::to_owned));
    named.chain([TOKEN.variable, CLIENT_SECRET.variable].map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_named_with_what_was_meant() {
        let set = ["CEKTAGIHAN_OWNER", "CEKTAGIHAN_OWNERS", "KLIKOO_BASEURL", "TELEGRAM_WHATEVER_ELSE", "PATH"];
        let found = strays_among(set.into_iter().map(str::to_owned));
        let found: Vec<_> = found.iter().map(|stray| (stray.variable.as_str(), stray.nearest.as_deref())).collect();
        assert_eq!(
            found,
            [
                ("CEKTAGIHAN_OWNER", Some("CEKTAGIHAN_OWNERS")),
                ("KLIKOO_BASEURL", Some("KLIKOO_BASE_URL")),
                ("TELEGRAM_WHATEVER_ELSE", None)
            ]
        );
    }
}
