//! `CEKTAGIHAN_LOG`: how much is logged, and in which form.

use log::LevelFilter;

use super::ConfigError;

/// What is logged, and how. Written as words with commas between them: a level for the bot's own
/// lines, `module=level` for one module or library, and `text` or `json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSettings {
    /// The form of a line.
    pub format: LogFormat,
    /// How much the bot itself logs.
    pub level: LevelFilter,
    /// Modules with a level of their own.
    pub modules: Vec<(String, LevelFilter)>,
}

/// The form of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: LevelFilter::Info, modules: Vec::new() }
    }
}

impl LogSettings {
    /// Reads words such as `debug,json,cektagihan::gateway=trace`; what is not said stays as in `otherwise`.
    ///
    /// # Errors
    /// [`ConfigError`] names the word that means nothing.
    pub fn parse(text: &str, otherwise: Self) -> Result<Self, ConfigError> {
        text.split(',').map(str::trim).filter(|word| !word.is_empty()).try_fold(otherwise, Self::with)
    }

    fn with(mut self, word: &str) -> Result<Self, ConfigError> {
        if let Some((module, level)) = word.split_once('=') {
            let level = level.trim().parse().map_err(|_| unknown(word))?;
            self.modules.push((module.trim().to_owned(), level));
            return Ok(self);
        }
        match word {
            "text" => self.format = LogFormat::Text,
            "json" => self.format = LogFormat::Json,
            _ => self.level = word.parse().map_err(|_| unknown(word))?,
        }
        Ok(self)
    }
}

fn unknown(word: &str) -> ConfigError {
    ConfigError::bad(
        "CEKTAGIHAN_LOG",
        format!("holds {word:?}"),
        "write off, error, warn, info, debug or trace, module=level, and text or json, such as info,json",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_come_in_any_order() {
        let read = LogSettings::parse("json, debug,cektagihan::gateway=trace", LogSettings::default()).unwrap();
        assert_eq!(read.format, LogFormat::Json);
        assert_eq!(read.level, LevelFilter::Debug);
        assert_eq!(read.modules, [("cektagihan::gateway".to_owned(), LevelFilter::Trace)]);
    }

    #[test]
    fn what_is_not_said_keeps_its_default() {
        let read =
            LogSettings::parse("json", LogSettings { level: LevelFilter::Warn, ..LogSettings::default() }).unwrap();
        assert_eq!((read.format, read.level), (LogFormat::Json, LevelFilter::Warn));
    }

    #[test]
    fn a_word_without_meaning_is_named() {
        for bad in ["loud", "xml", "cektagihan=loud"] {
            let error = LogSettings::parse(bad, LogSettings::default()).unwrap_err();
            assert!(error.to_string().contains(bad), "{error}");
        }
    }
}
