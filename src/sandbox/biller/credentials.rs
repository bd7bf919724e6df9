//! The one customer this gateway knows. Everybody has these: they open nothing but a sandbox.

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::rsa::KeyPair;
use ring::signature::KeyPair as _;

/// What the gateway lets in.
#[derive(Clone, Copy)]
pub struct Credentials {
    /// For `KLIKOO_CLIENT_ID`.
    pub client_id: &'static str,
    /// For `KLIKOO_CLIENT_SECRET`.
    pub client_secret: &'static str,
    /// What `KLIKOO_PRIVATE_KEY_FILE` holds: RSA 2048, PKCS#8, PEM.
    pub private_key_pem: &'static str,
}

pub(super) const SANDBOX: Credentials = Credentials {
    client_id: "5a4db0c5-0000-4000-8000-000000000001",
    client_secret: "5a4db0c50a5ec4e75a4db0c50a5ec4e7",
    private_key_pem: include_str!("../sandbox_key.pem"),
};

/// The key that belongs to [`SANDBOX`]'s, as it would be registered with the vendor.
pub(super) fn public_key() -> Result<Vec<u8>, String> {
    let base64: String = SANDBOX.private_key_pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(base64).map_err(|error| error.to_string())?;
    let pair = KeyPair::from_pkcs8(&der).map_err(|error| error.to_string())?;
    Ok(pair.public_key().as_ref().to_vec())
}
