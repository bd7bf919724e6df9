//! What tokens, ids and keys look like: cheap checks that catch a value pasted wrongly.

use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret, SecretString};

use super::ConfigError;

const KEY: &str = "KLIKOO_PRIVATE_KEY_FILE";
const CONVERT: &str = "convert it with `openssl pkcs8 -topk8 -nocrypt -in old.pem -out klikoo.pem`";
const CREATE: &str = "make one with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out klikoo.pem`";

/// A bot token is the bot's id, a colon and about 35 characters.
pub(super) fn check_token(token: &SecretString) -> Result<(), ConfigError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    let fits = token.expose_secret().split_once(':').is_some_and(|(id, rest)| {
        (1..=20).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_digit())
            && (30..=64).contains(&rest.len())
            && rest.bytes().all(plain)
    });
    if fits {
        return Ok(());
    }
    Err(ConfigError::bad(
        "TELEGRAM_BOT_TOKEN",
        "does not look like a bot token",
        "copy the whole token from BotFather: digits, a colon and about 35 letters and digits",
    ))
}

/// A client id is a UUID: 36 characters, groups of 8, 4, 4, 4 and 12 hexadecimal digits
/// (the gateway answers 6568 to anything else).
pub(super) fn check_client_id(id: &str) -> Result<(), ConfigError> {
    let lengths: Vec<usize> = id.split('-').map(str::len).collect();
    let hex = id.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    if lengths == [8, 4, 4, 4, 12] && hex {
        return Ok(());
    }
    Err(ConfigError::bad(
        "KLIKOO_CLIENT_ID",
        "is not a UUID",
        "copy it from the dashboard, Pengaturan, tab Konfigurasi API",
    ))
}

/// A client secret is one word.
pub(super) fn check_client_secret(secret: &SecretString) -> Result<(), ConfigError> {
    if secret.expose_secret().bytes().all(|b| b.is_ascii_graphic()) {
        return Ok(());
    }
    Err(ConfigError::bad(
        "KLIKOO_CLIENT_SECRET",
        "holds spaces or odd characters",
        "copy it again from the dashboard, Pengaturan, tab Konfigurasi API",
    ))
}

/// A private key is PEM text of an unencrypted PKCS#8 key.
pub(super) fn check_private_key(pem: &SecretString) -> Result<(), ConfigError> {
    let pem = pem.expose_secret();
    let bad = |problem: &str, mend: &str| Err(ConfigError::bad(KEY, problem, mend));
    match label(pem) {
        Some("PRIVATE KEY") if has_body(pem) => Ok(()),
        Some("PRIVATE KEY") => bad("names a damaged key file", "copy the file again, with all its lines"),
        Some("RSA PRIVATE KEY") => bad("names a PKCS#1 key, not a PKCS#8 key", CONVERT),
        Some("ENCRYPTED PRIVATE KEY") => bad("names a key locked by a passphrase", CONVERT),
        Some(label) if label.contains("PUBLIC KEY") || label == "CERTIFICATE" => {
            bad("names a public key", "name the file of the private key that belongs to it")
        }
        _ => bad("names a file without a PEM private key", CREATE),
    }
}

fn label(pem: &str) -> Option<&str> {
    pem.split_once("-----BEGIN ")?.1.split_once("-----").map(|(label, _)| label)
}

fn has_body(pem: &str) -> bool {
    let body = pem
        .split_once("-----BEGIN PRIVATE KEY-----")
        .and_then(|(_, rest)| rest.split_once("-----END PRIVATE KEY-----"));
    body.is_some_and(|(body, _)| {
        let packed: String = body.split_whitespace().collect();
        !packed.is_empty() && STANDARD.decode(packed).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_an_id_a_colon_and_a_word() {
        let token = format!("123456789:{}", "A".repeat(35));
        assert!(check_token(&token.as_str().into()).is_ok());
        for bad in ["", "123456789", "abc:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "123456789:short"] {
            assert!(check_token(&bad.into()).is_err(), "{bad} was taken");
        }
    }

    #[test]
    fn a_client_id_is_a_uuid() {
        assert!(check_client_id("3f9c8962-4c4b-4bb6-b3c1-8fc883519c02").is_ok());
        assert!(check_client_id("3f9c8962").is_err());
        assert!(check_client_id("3f9c8962-4c4b-4bb6-b3c1-8fc883519cxx").is_err());
    }

    #[test]
    fn each_wrong_kind_of_key_gets_its_own_mend() {
        let said = |label: &str| {
            let pem = format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
            check_private_key(&pem.as_str().into()).map_err(|error| error.to_string())
        };
        assert!(said("PRIVATE KEY").is_ok());
        assert!(said("RSA PRIVATE KEY").unwrap_err().contains("openssl pkcs8 -topk8 -nocrypt"));
        assert!(said("ENCRYPTED PRIVATE KEY").unwrap_err().contains("passphrase"));
        assert!(said("PUBLIC KEY").unwrap_err().contains("public key"));
        assert!(said("NOTHING").unwrap_err().contains("openssl genpkey"));
        assert!(check_private_key(&"-----BEGIN PRIVATE KEY-----\nAAAA".into()).is_err());
    }
}
