//! Addresses of the services.

use url::{Host, Url};

use super::ConfigError;

/// Reads the address of a service: http or https, a host, no password, no query, no fragment.
pub(super) fn read(variable: &'static str, text: &str) -> Result<Url, ConfigError> {
    let bad = |problem: &str| ConfigError::bad(variable, problem, "write it like https://example.com/prefix");
    let url = Url::parse(text).map_err(|_| bad("is not an address"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(bad("is neither http nor https"));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(bad("names no host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("holds a user name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(bad("holds a query or a fragment"));
    }
    Ok(url)
}

/// A service whose requests carry a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Asking for a token takes the client secret, and whoever reads the token is us until it runs out.
    Gateway,
    /// The bot's token is in every path. A Bot API server of one's own is often asked by plain http; whoever runs
    /// one says so, because nothing in an address tells a network that is theirs alone from any other.
    Telegram,
}

impl Endpoint {
    const fn variable(self) -> &'static str {
        match self {
            Self::Gateway => "KLIKOO_BASE_URL",
            Self::Telegram => "TELEGRAM_API_URL",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Gateway => "gateway",
            Self::Telegram => "telegram",
        }
    }

    const fn secret(self) -> &'static str {
        match self {
            Self::Gateway => "the client secret",
            Self::Telegram => "the bot's token",
        }
    }
}

/// Reads the address of a service, which is not sent its secret by plain http outside this machine unless `allowed`
/// names it.
pub(super) fn of(service: Endpoint, text: &str, allowed: &[Endpoint]) -> Result<Url, ConfigError> {
    let url = read(service.variable(), text)?;
    if !is_exposed(&url) || allowed.contains(&service) {
        return Ok(url);
    }
    let problem = format!("is plain http to another machine, and {} could be read on the way", service.secret());
    let mend = format!("write https, or set {ALLOW}={} if that way is yours alone", service.word());
    Err(ConfigError::bad(service.variable(), problem, mend))
}

const ALLOW: &str = "CEKTAGIHAN_ALLOW_HTTP";

/// Reads the services that may be asked by plain http.
pub(super) fn allowed(text: &str) -> Result<Vec<Endpoint>, ConfigError> {
    let words = text.split([',', ' ']).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let known = [Endpoint::Gateway, Endpoint::Telegram].into_iter().find(|service| service.word() == word);
            let problem = || format!("holds {word:?}");
            known.ok_or_else(|| ConfigError::bad(ALLOW, problem(), "write gateway, telegram, or both with a comma"))
        })
        .collect()
}

/// Whether what is sent to an address can be read on the way: plain http to another machine.
#[must_use]
pub fn is_exposed(url: &Url) -> bool {
    let is_here = match url.host() {
        // Only this name always means this machine; others that should are asked of the network by some resolvers.
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        None => false,
    };
    url.scheme() == "http" && !is_here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_http_with_a_host_and_nothing_secret() {
        assert!(read("X", "https://api.telegram.org").is_ok());
        assert!(read("X", "http://127.0.0.1:8081/klikoo-b2b/").is_ok());
        for bad in ["", "api.telegram.org", "ftp://a", "https://", "https://me:pass@a", "https://a?b=c", "https://a#b"]
        {
            assert!(read("X", bad).is_err(), "{bad} was taken");
        }
    }

    #[test]
    fn only_this_machine_is_spoken_to_in_the_open() {
        let exposed = |text: &str| is_exposed(&Url::parse(text).unwrap());
        for here in [
            "http://localhost:1",
            "http://LOCALHOST",
            "http://127.9.9.9/x",
            "http://[::1]:1",
            "http://2130706433",
            "http://[::ffff:127.0.0.1]",
        ] {
            assert!(!exposed(here), "{here}");
        }
        for away in [
            "http://10.0.0.1",
            "http://bot-api:8081",
            "http://localhost.example.com",
            "http://0.0.0.0",
            "http://127.0.0.1.nip.io",
            "http://[::]",
            "http://a.localhost",
            "http://localhost.",
        ] {
            assert!(exposed(away), "{away}");
            assert!(!exposed(&away.replace("http:", "https:")), "{away}");
        }
    }
}
