//! Hiding personal data from eyes it is not meant for: groups, logs, audit lines.

/// `514040400482` becomes `5140****0482`. A third of the number, at most four characters,
/// stays visible at each end, and never more than half of it in all.
#[must_use]
pub(crate) fn mask_number(number: &str) -> String {
    let chars: Vec<char> = number.chars().collect();
    let shown = (chars.len() / 3).min(4);
    let hidden = chars.len() - 2 * shown;
    let mut masked: String = chars[..shown].iter().collect();
    masked.extend(std::iter::repeat_n('*', hidden));
    masked.extend(&chars[chars.len() - shown..]);
    masked
}

/// `INDAH PUTRI` becomes `INDAH P***`: the first name stays, of every other the initial.
/// A single name keeps its first two letters, so that no name is ever shown whole.
#[must_use]
pub(crate) fn mask_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else {
        return String::new();
    };
    let rest: Vec<String> = words.map(|word| abbreviate(word, 1)).collect();
    if rest.is_empty() {
        return abbreviate(first, 2);
    }
    format!("{first} {}", rest.join(" "))
}

fn abbreviate(word: &str, keep: usize) -> String {
    let mut short: String = word.chars().take(keep).collect();
    short.push_str("***");
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_ends_only() {
        assert_eq!(mask_number("514040400482"), "5140****0482");
        assert_eq!(mask_number("107917"), "10**17");
        assert_eq!(mask_number("12"), "**");
        assert_eq!(mask_number(""), "");
    }

    #[test]
    fn a_name_is_never_whole() {
        assert_eq!(mask_name("INDAH PUTRI"), "INDAH P***");
        assert_eq!(mask_name("WARDI"), "WA***");
        assert_eq!(mask_name("  "), "");
    }
}
