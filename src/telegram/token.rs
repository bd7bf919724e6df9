//! Random names for what a button cannot carry.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom as _, SystemRandom};

/// 96 random bits in 16 characters that callback data and deep links may hold.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ButtonToken(String);

impl ButtonToken {
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

/// Who holds a token may use it: it shows in no log.
impl std::fmt::Debug for ButtonToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ButtonToken(..)")
    }
}
