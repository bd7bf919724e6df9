//! Reading the RSA key that signs for tokens.

use std::{fmt, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::{
    rand::SystemRandom,
    rsa::KeyPair,
    signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey},
};
use secrecy::{ExposeSecret, SecretSlice};

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// The account's RSA key, 2048 to 4096 bits.
#[derive(Clone)]
pub struct PrivateKey(Arc<KeyPair>);

/// Why a text is not a key to sign with. Says what to do; never holds a part of the key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// `BEGIN RSA PRIVATE KEY`: the older wrapping.
    #[error(
        "the private key is PKCS#1 (BEGIN RSA PRIVATE KEY), PKCS#8 is needed: \
         openssl pkcs8 -topk8 -nocrypt -in old.pem -out key.pem"
    )]
    Pkcs1,
    /// `BEGIN ENCRYPTED PRIVATE KEY`: a passphrase protects it.
    #[error("the private key has a passphrase, take it off: openssl pkcs8 -topk8 -nocrypt -in old.pem -out key.pem")]
    Encrypted,
    /// `BEGIN PUBLIC KEY`: the half that is registered in the vendor's dashboard.
    #[error("this is the public key (BEGIN PUBLIC KEY), the private one is needed")]
    Public,
    /// No PEM at all.
    #[error("this is no PEM file: BEGIN PRIVATE KEY and END PRIVATE KEY are missing")]
    NotPem,
    /// The text between the markers is cut or changed.
    #[error("the private key is damaged: what is between BEGIN and END is not Base64")]
    Damaged,
    /// Fewer than 2048 bits.
    #[error(
        "the private key is too small, 2048 bits are needed: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem"
    )]
    TooSmall,
    /// More than 4096 bits.
    #[error("the private key is too large, at most 4096 bits can be used")]
    TooLarge,
    /// An elliptic-curve or other key.
    #[error(
        "the private key is not an RSA key: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem"
    )]
    NotRsa,
    /// The numbers inside do not make a key.
    #[error("the private key cannot be used ({0})")]
    Unusable(String),
}

/// The key refused to sign: its parts do not fit each other, or the system has no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the private key failed to sign")]
pub struct SigningFailed;

impl PrivateKey {
    /// Reads a PKCS#8 PEM file. Text around the markers is skipped.
    ///
    /// # Errors
    /// [`KeyError`] says what the file is instead, and the command that mends it.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let start = pem.find(BEGIN).ok_or_else(|| what_it_is_instead(pem))? + BEGIN.len();
        let length = pem[start..].find(END).ok_or(KeyError::Damaged)?;
        let base64: String = pem[start..start + length].split_whitespace().collect();
        let der = STANDARD.decode(base64).map_err(|_| KeyError::Damaged)?;
        let der = SecretSlice::from(der);
        let pair = KeyPair::from_pkcs8(der.expose_secret()).map_err(|refusal| why(&refusal))?;
        Ok(Self(Arc::new(pair)))
    }

    /// Base64 of the RSA PKCS#1 v1.5 signature over the SHA-256 of `message`.
    /// Takes about a millisecond.
    ///
    /// # Errors
    /// [`SigningFailed`] for a key whose parts contradict each other.
    pub fn sign(&self, message: &str) -> Result<String, SigningFailed> {
        self.sign_raw(message.as_bytes()).map(|signature| STANDARD.encode(signature))
    }

    /// Whether the public half accepts what the private one signs.
    pub(super) fn verifies_itself(&self) -> bool {
        let message = b"self-test";
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.0.public_key());
        self.sign_raw(message).is_ok_and(|signature| public.verify(message, &signature).is_ok())
    }

    fn sign_raw(&self, message: &[u8]) -> Result<Vec<u8>, SigningFailed> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(|_| SigningFailed)?;
        Ok(signature)
    }
}

fn what_it_is_instead(pem: &str) -> KeyError {
    if pem.contains("BEGIN RSA PRIVATE KEY") {
        KeyError::Pkcs1
    } else if pem.contains("BEGIN ENCRYPTED PRIVATE KEY") {
        KeyError::Encrypted
    } else if pem.contains("BEGIN EC PRIVATE KEY") {
        KeyError::NotRsa
    } else if pem.contains("PUBLIC KEY-----") {
        KeyError::Public
    } else {
        KeyError::NotPem
    }
}

/// ring names its reasons only as text.
fn why(refusal: &ring::error::KeyRejected) -> KeyError {
    match refusal.to_string().as_str() {
        "TooSmall" => KeyError::TooSmall,
        "TooLarge" => KeyError::TooLarge,
        "WrongAlgorithm" => KeyError::NotRsa,
        other => KeyError::Unusable(other.to_owned()),
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(..)")
    }
}
