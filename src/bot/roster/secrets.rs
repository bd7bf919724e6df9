//! Secrets that let people in: drawn here, kept only as their digest.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::dialogue::{Draw, Secret};
use crate::domain::roster::Digest;

/// What codes are made of: no 0, O, 1, I or L, which are taken for one another.
const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// The first sign is a letter, so that no code is ever all digits and taken for a number.
const LETTERS: usize = 23;
const CODE: usize = 8;
/// The code of the first run is typed from a screen once: it may be longer.
const FIRST_RUN: usize = 12;
const LINK_BYTES: usize = 16;
const LINK: usize = 22;

/// Draws a secret.
///
/// # Panics
/// When the operating system gives no random bytes; nothing can be kept secret then.
#[must_use]
pub fn draw(secret: Secret) -> Draw {
    let secret = match secret {
        Secret::Link => URL_SAFE_NO_PAD.encode(random::<LINK_BYTES>()),
        Secret::Code => code::<CODE>(),
    };
    Draw { digest: digest_of(&secret), secret }
}

/// Draws the code of the first run; it is shown in groups of four.
#[must_use]
pub fn draw_first_run() -> Draw {
    let secret = code::<FIRST_RUN>();
    Draw { digest: digest_of(&secret), secret: format!("{}-{}-{}", &secret[..4], &secret[4..8], &secret[8..]) }
}

/// The digest of a link's payload; nothing else passes.
#[must_use]
pub fn link_digest(text: &str) -> Option<Digest> {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (text.len() == LINK && plain).then(|| digest_of(text))
}

/// The digest of a stranger's code, as people type it: in any case, with spaces or dashes.
#[must_use]
pub fn code_digest(text: &str) -> Option<Digest> {
    typed_code(text, CODE)
}

/// The digest of the code of the first run, as people type it.
#[must_use]
pub fn first_run_digest(text: &str) -> Option<Digest> {
    typed_code(text, FIRST_RUN)
}

fn typed_code(text: &str, length: usize) -> Option<Digest> {
    // Longer texts are no codes, however they are written.
    if text.len() > 3 * length {
        return None;
    }
    let code: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    (code.len() == length && code.bytes().all(|byte| ALPHABET.contains(&byte))).then(|| digest_of(&code))
}

fn digest_of(text: &str) -> Digest {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
    Digest(bytes)
}

fn code<const LENGTH: usize>() -> String {
    (0..LENGTH).map(|at| char::from(ALPHABET[below(if at == 0 { LETTERS } else { ALPHABET.len() })])).collect()
}

/// A number below `most`, each as likely as the others: what would favour some is drawn again.
fn below(most: usize) -> usize {
    loop {
        let [byte] = random::<1>().map(usize::from);
        if byte < 256 / most * most {
            return byte % most;
        }
    }
}

fn random<const MANY: usize>() -> [u8; MANY] {
    let mut bytes = [0; MANY];
    SystemRandom::new().fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::Catalogue;
    use crate::phrase;

    #[test]
    fn a_link_holds_128_bits_and_fits_a_start_payload() {
        let drawn = draw(Secret::Link);
        assert_eq!(URL_SAFE_NO_PAD.decode(&drawn.secret).unwrap().len(), 16);
        assert_eq!(link_digest(&drawn.secret), Some(drawn.digest));
        assert_ne!(draw(Secret::Link).secret, drawn.secret);
    }

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let Draw { secret, digest } = draw(Secret::Code);
        assert_eq!(secret.len(), 8);
        let typed = format!(" {}-{} ", secret[..4].to_lowercase(), &secret[4..]);
        assert_eq!(code_digest(&typed), Some(digest));
        assert_eq!(code_digest(&secret[1..]), None);
        assert_eq!(code_digest("ABCDEFG0"), None);
        let first = draw_first_run();
        assert_eq!(first_run_digest(&first.secret), Some(first.digest));
    }

    #[test]
    fn a_code_is_a_letter_and_signs_nobody_confuses() {
        for _ in 0..500 {
            let Draw { secret, .. } = draw(Secret::Code);
            assert!(secret.starts_with(|c: char| c.is_ascii_uppercase()), "{secret}");
            assert!(!secret.contains(['0', 'O', '1', 'I', 'L']), "{secret}");
        }
    }

    #[test]
    fn no_secret_is_taken_for_a_number_with_a_pin() {
        let catalogue = Catalogue::embedded();
        let holds = |text: String| assert_eq!(phrase::blot(&text, &catalogue), text);
        for _ in 0..500 {
            holds(format!("/setujui {}", draw(Secret::Code).secret));
            holds(format!("/start {}", draw(Secret::Link).secret));
            holds(draw_first_run().secret);
        }
        for odd in ["XK23-4567-8923", "XKAB-4567-8923", "XKAB-CDEF-2345", "XKABCDEF2345", "X234-5678-9234", "X2345678"]
        {
            holds(odd.to_owned());
        }
    }

    #[test]
    fn every_sign_is_drawn() {
        let drawn: String = (0..400).map(|_| code::<12>()).collect();
        assert!(ALPHABET.iter().all(|sign| drawn.contains(char::from(*sign))));
    }
}
