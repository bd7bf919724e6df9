//! Slash commands: their names, and where in a text one ends and the words begin.
//!
//! Owns: what of a text is read as words. Must not know: what they say, and what a command does.

use std::borrow::Cow;

use teloxide::utils::command::BotCommands;

/// The slash commands, as people type them.
#[derive(Clone, BotCommands)]
#[command(rename_rule = "lowercase", parse_with = "default")]
pub enum Slash {
    /// `/start`, with what a link brings along.
    Start(String),
    /// `/cek` and the words behind it.
    #[command(alias = "check")]
    Cek,
    /// `/batal`.
    #[command(alias = "cancel")]
    Batal,
    /// `/bantuan`.
    #[command(alias = "help")]
    Bantuan,
    /// `/bahasa`.
    #[command(alias = "language")]
    Bahasa,
    /// `/undang`.
    #[command(alias = "invite")]
    Undang,
    /// `/anggota`.
    #[command(alias = "members")]
    Anggota,
    /// `/setujui` and a code.
    #[command(alias = "approve")]
    Setujui(String),
    /// `/grup`.
    #[command(alias = "group")]
    Grup,
    /// `/privasi`.
    #[command(alias = "privacy")]
    Privasi,
    /// `/hapusdata`.
    #[command(alias = "erase")]
    Hapusdata,
}

impl Slash {
    /// Our command of this name, in any case, with the words behind it; `None` when we have none.
    #[must_use]
    pub fn of(name: &str, words: &str) -> Option<Self> {
        Self::parse(&format!("/{} {words}", name.to_lowercase()), "").ok()
    }
}

/// Words that are as good as a command when they are all of a message, and the command's name.
const IN_WORDS: [(&str, &str); 16] = [
    ("menu", "start"),
    ("menu utama", "start"),
    ("mulai", "start"),
    ("start", "start"),
    ("home", "start"),
    ("beranda", "start"),
    ("batal", "batal"),
    ("batalkan", "batal"),
    ("cancel", "batal"),
    ("stop", "batal"),
    ("bantuan", "bantuan"),
    ("help", "bantuan"),
    ("bahasa", "bahasa"),
    ("language", "bahasa"),
    ("privasi", "privasi"),
    ("privacy", "privasi"),
];

/// The command that is written as a word: `menu`, `Batal!`.
#[must_use]
pub fn in_words(text: &str) -> Option<Slash> {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (_, name) = IN_WORDS.iter().find(|(known, _)| *known == words)?;
    Slash::of(name, "")
}

/// Whether we have a command of this name.
#[must_use]
pub fn is_ours(name: &str) -> bool {
    Slash::of(name, "").is_some()
}

/// `/cek@CekTagihanBot pln` has the name `cek` and is meant for `CekTagihanBot`.
#[must_use]
pub fn command_name(text: &str) -> Option<(&str, Option<&str>)> {
    let word = text.strip_prefix('/')?.split_whitespace().next()?;
    Some(match word.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (word, None),
    })
}

/// The words of a text: what stands behind a command of ours that takes words, and all of a text that
/// begins with none of ours. `/pln 5140..` is people's way of writing `pln 5140..`.
///
/// Borrowed, they are the end of the text.
#[must_use]
pub fn words(text: &str) -> Cow<'_, str> {
    match command_name(text) {
        None => Cow::Borrowed(text),
        Some((name, _)) if takes_words(name) => Cow::Borrowed(behind(text)),
        Some((name, _)) if is_ours(name) => Cow::Borrowed(text),
        Some((_, None)) => Cow::Borrowed(&text[1..]),
        Some((name, Some(_))) => Cow::Owned(format!("{name} {}", behind(text))),
    }
}

/// What stands behind the first word.
pub fn behind(text: &str) -> &str {
    text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest)
}

fn takes_words(name: &str) -> bool {
    ["cek", "check"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_knows_whom_it_is_for() {
        assert_eq!(command_name("/cek@SomeBot pln"), Some(("cek", Some("SomeBot"))));
        assert_eq!(command_name("/CEK"), Some(("CEK", None)));
        assert_eq!(command_name("/"), None);
        assert_eq!(command_name("cek"), None);
    }

    #[test]
    fn a_command_may_be_a_word() {
        assert!(matches!(in_words("Menu"), Some(Slash::Start(_))));
        assert!(matches!(in_words(" batal! "), Some(Slash::Batal)));
        assert!(matches!(in_words("HELP"), Some(Slash::Bantuan)));
        assert!(in_words("menu pln").is_none() && in_words("").is_none());
    }

    #[test]
    fn words_stand_behind_commands_of_ours_and_begin_with_others() {
        for (text, expected) in [
            ("pln 5140", "pln 5140"),
            ("/cek pln 5140", "pln 5140"),
            ("/CHECK@Bot\npln 5140", "pln 5140"),
            ("/pln 5140", "pln 5140"),
            ("/pln@Bot 5140", "pln 5140"),
            ("/CEKPLN.5140.1234", "CEKPLN.5140.1234"),
            ("/start abc", "/start abc"),
            ("/", "/"),
        ] {
            assert_eq!(words(text), expected);
        }
    }
}
