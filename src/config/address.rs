//! Addresses of the services.

use url::Url;

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
}
