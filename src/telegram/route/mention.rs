//! Our name within a text.

/// The text without our `@name`, when it is there as a word of its own.
pub(super) fn mentions(text: &str, username: &str) -> Option<String> {
    let at = text.find('@')?;
    let ours = |word: &&str| word.strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(username));
    text[at..].split_whitespace().any(|word| ours(&word)).then(|| {
        let lines = text.lines().map(|line| {
            let words: Vec<&str> = line.split_whitespace().filter(|word| !ours(word)).collect();
            words.join(" ")
        });
        lines.collect::<Vec<_>>().join("\n")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_name_is_cut_out_wherever_it_stands() {
        assert_eq!(mentions("@Bot pln 5140", "bot").as_deref(), Some("pln 5140"));
        assert_eq!(mentions("pln 5140 @BOT", "bot").as_deref(), Some("pln 5140"));
        assert_eq!(mentions("pln 5140 @botty", "bot"), None);
    }
}
