//! Whom a sentence is for: what an agent reads names nothing that only an owner can mend, and leads on.

use cektagihan::domain::language::Language;

use super::locales::messages;
use crate::dialogue::answers::told;
use crate::dialogue::talk::{NUMBER, PLN, Talk, every_failure, labels, said};

/// How messages begin that owners and operators read; whoever reads any other may be an agent.
const FOR_OWNERS: [&str; 7] = ["alert-", "mend-", "cause-", "recovery-", "news-", "error-", "suppressed"];
/// Words of those who run the bot.
const OWNERS_WORDS: [&str; 14] = [
    "firewall",
    "TLS",
    "DNS",
    "sertifikat",
    "certificate",
    "KLIKOO",
    "CEKTAGIHAN",
    "client id",
    "kredensial",
    "credential",
    "tanda tangan",
    "signature",
    "server",
    "token akses",
];

#[test]
fn what_an_agent_reads_holds_no_owners_word() {
    for language in Language::ALL {
        for (name, text) in messages(language) {
            if FOR_OWNERS.iter().any(|prefix| name.starts_with(prefix)) {
                continue;
            }
            for word in OWNERS_WORDS {
                assert!(
                    !text.to_lowercase().contains(&word.to_lowercase()),
                    "{name} ({language:?}) says {word:?}: {text}"
                );
            }
        }
    }
}

#[test]
fn every_failure_is_told_in_words_of_the_reader_with_a_step_and_a_button() {
    for error in every_failure() {
        let effects = told(&mut Talk::private(), PLN, NUMBER, Err(error.clone()));
        let (words, buttons) = (said(&effects), labels(&effects));
        for word in OWNERS_WORDS {
            assert!(!words.to_lowercase().contains(&word.to_lowercase()), "{error:?} says {word:?}: {words}");
        }
        assert!(!buttons.is_empty(), "{error:?} leads nowhere: {words}");
        let steps =
            ["Periksa", "Coba", "Cek", "Minta", "Tanyakan", "Pilih", "Tekan", "kantor", "sudah diberi tahu", "cek"];
        assert!(steps.iter().any(|step| words.contains(step)), "{error:?} names no step: {words}");
    }
}
