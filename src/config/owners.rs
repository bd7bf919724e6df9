//! Who owns the bot, and who may talk to it.

use std::collections::BTreeSet;

use super::checked::AccessPolicy;
use super::error::ConfigError;
use crate::domain::person::PersonId;

/// Reads `invite` or `open`.
pub(super) fn access(text: &str) -> Result<AccessPolicy, ConfigError> {
    match text.to_ascii_lowercase().as_str() {
        "invite" => Ok(AccessPolicy::Invite),
        "open" => Ok(AccessPolicy::Open),
        _ => Err(ConfigError::bad("CEKTAGIHAN_ACCESS", format!("is {text:?}"), "write invite or open")),
    }
}

/// Reads user ids, set apart by commas or spaces.
pub(super) fn owners(text: &str) -> Result<BTreeSet<PersonId>, ConfigError> {
    text.split([',', ' ', ';']).map(str::trim).filter(|word| !word.is_empty()).map(owner).collect()
}

/// Accounts that Telegram names for whoever posts anonymously, or as a channel.
const NOBODY: [u64; 3] = [1_087_968_824, 136_817_688, 777_000];

fn owner(word: &str) -> Result<PersonId, ConfigError> {
    match word.parse::<u64>() {
        Ok(id) if NOBODY.contains(&id) => Err(ConfigError::bad(
            "CEKTAGIHAN_OWNERS",
            format!("holds {word:?}, which stands for every anonymous admin or channel"),
            "write the id of a person",
        )),
        Ok(id) if id > 0 => Ok(PersonId(id)),
        _ => Err(ConfigError::bad(
            "CEKTAGIHAN_OWNERS",
            format!("holds {word:?}, which is no Telegram user id"),
            "write numbers with commas between them, such as 11111,22222 (a @name is not an id)",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_numbers_apart() {
        assert_eq!(owners("7, 8 9;").unwrap(), BTreeSet::from([PersonId(7), PersonId(8), PersonId(9)]));
        assert!(owners("").unwrap().is_empty());
        for bad in ["@indah", "-5", "0", "12x", "99999999999999999999999", "1087968824"] {
            assert!(owners(bad).is_err(), "{bad} was taken");
        }
    }
}
