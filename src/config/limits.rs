//! How often the gateway may be asked.

use super::ConfigError;
use crate::domain::limits::Limits;

/// What is set when nothing is said.
pub(super) const DEFAULT: &str = "burst=10,every=3,day=1000,group=60,account=600";

const VARIABLE: &str = "CEKTAGIHAN_LIMITS";
const MEND: &str = "write off, or words such as burst=10,every=3,day=1000,group=60,account=600";

/// Reads `off`, or words with commas between them; what is not said is as in [`DEFAULT`].
pub(super) fn limits(text: &str) -> Result<Limits, ConfigError> {
    if text.eq_ignore_ascii_case("off") {
        return Ok(Limits::none());
    }
    let (mut burst, mut every, mut day, mut group, mut account) = (10, 3, 1_000, 60, 600);
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let (name, number) = word.split_once('=').ok_or_else(|| bad(word))?;
        let number = number.trim().parse().ok().filter(|number| (1..=1_000_000).contains(number));
        let number: u32 = number.ok_or_else(|| bad(word))?;
        match name.trim() {
            "burst" => burst = number,
            "every" => every = number,
            "day" => day = number,
            "group" => group = number,
            "account" => account = number,
            _ => return Err(bad(word)),
        }
    }
    Ok(Limits::of(burst, every, day, group, account))
}

fn bad(word: &str) -> ConfigError {
    ConfigError::bad(VARIABLE, format!("holds {word:?}"), MEND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_as_usual() {
        assert_eq!(limits(DEFAULT).unwrap(), Limits::default());
        assert_eq!(limits("").unwrap(), Limits::default());
        assert_eq!(limits("day=50, account=60").unwrap(), Limits::of(10, 3, 50, 60, 60));
        assert_eq!(limits("OFF").unwrap(), Limits::none());
    }

    #[test]
    fn what_is_no_limit_is_refused() {
        for bad in ["10", "burst", "burst=0", "burst=-1", "burst=x", "bursts=3", "day=1000001"] {
            assert!(limits(bad).is_err(), "{bad}");
        }
    }
}
