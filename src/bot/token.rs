//! Random names for what a button cannot carry, and secrets that let people in.

mod draw;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{Context, SHA256};
use ring::rand::{SecureRandom as _, SystemRandom};

pub use draw::{code_digest, draw, draw_first_run, first_run_digest, link_digest};

/// 96 random bits in 16 characters that callback data and deep links may hold.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Token(String);

impl Token {
    const BYTES: usize = 12;
    const LENGTH: usize = 16;

    /// A new one.
    ///
    /// # Panics
    /// When the operating system gives no random bytes; nothing can be kept secret then.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = [0; Self::BYTES];
        SystemRandom::new().fill(&mut bytes).expect("the operating system gives random bytes");
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads one; nothing else passes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        (text.len() == Self::LENGTH && plain).then(|| Self(text.to_owned()))
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of its ticket.
    #[must_use]
    pub fn key(&self) -> Vec<u8> {
        self.0.as_bytes().to_vec()
    }
}

/// A mark by which these bytes are known again, the same in every run and version. 64 bits of SHA-256.
#[must_use]
pub fn mark(parts: &[&[u8]]) -> u64 {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(&part.len().to_be_bytes());
        context.update(part);
    }
    let digest = context.finish();
    digest.as_ref().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

/// Who holds a token may use it: it shows in no log.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}
