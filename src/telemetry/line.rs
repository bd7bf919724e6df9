//! The form of a log line.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use log::Record;
use log::kv::{Error, Key, Value, VisitSource};
use serde_json::{Map, Value as Json, json};

use crate::config::LogFormat;

/// Room for a common line.
const ROOM: usize = 256;

/// One line for `record`, without its line break: a field cannot forge another line.
pub(super) fn render(format: LogFormat, now: DateTime<Utc>, record: &Record<'_>) -> String {
    let time = now.to_rfc3339_opts(SecondsFormat::Millis, true);
    match format {
        LogFormat::Text => text(&time, record),
        LogFormat::Json => json(&time, record),
    }
}

fn text(time: &str, record: &Record<'_>) -> String {
    struct Fields<'a>(&'a mut String);
    impl<'kvs> VisitSource<'kvs> for Fields<'_> {
        fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
            self.0.extend([" ", key.as_str(), "="]);
            if let Some(word) = value.to_borrowed_str().filter(|text| is_word(text)) {
                self.0.push_str(word);
                return Ok(());
            }
            match plain(&value) {
                Json::String(text) if is_word(&text) => self.0.push_str(&text),
                other => drop(write!(self.0, "{other}")),
            }
            Ok(())
        }
    }
    let mut line = String::with_capacity(ROOM);
    // Writing to a String cannot fail.
    let _ = write!(line, "{time} {:<5} {} ", record.level(), record.target());
    match record.args().as_str() {
        Some(fixed) => escape(fixed, &mut line),
        None => escape(&record.args().to_string(), &mut line),
    }
    // The visitor never fails, and a source that does has given what it could.
    let _ = record.key_values().visit(&mut Fields(&mut line));
    line
}

fn json(time: &str, record: &Record<'_>) -> String {
    json!({
        "time": time,
        "level": record.level().as_str(),
        "target": record.target(),
        "message": record.args().to_string(),
        "fields": fields(record).into_iter().collect::<Map<_, _>>(),
    })
    .to_string()
}

fn fields(record: &Record<'_>) -> Vec<(String, Json)> {
    struct Fields(Vec<(String, Json)>);
    impl<'kvs> VisitSource<'kvs> for Fields {
        fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
            self.0.push((key.as_str().to_owned(), plain(&value)));
            Ok(())
        }
    }
    let mut fields = Fields(Vec::new());
    // The visitor above never fails, and a source that does has given what it could.
    let _ = record.key_values().visit(&mut fields);
    fields.0
}

fn plain(value: &Value<'_>) -> Json {
    if let Some(figure) = value.to_i64() {
        return figure.into();
    }
    if let Some(figure) = value.to_u64() {
        return figure.into();
    }
    if let Some(answer) = value.to_bool() {
        return answer.into();
    }
    if let Some(figure) = value.to_borrowed_str().is_none().then(|| value.to_f64()).flatten() {
        return figure.into();
    }
    value.to_string().into()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '"' && c != '=')
}

fn escape(text: &str, line: &mut String) {
    for c in text.chars() {
        if c.is_control() { line.extend(c.escape_default()) } else { line.push(c) }
    }
}

#[cfg(test)]
mod tests {
    use log::Level;

    use super::*;

    fn rendered(format: LogFormat, message: &str, fields: &[(&str, Value<'_>)]) -> String {
        let now = DateTime::from_timestamp_millis(1_795_405_860_123).unwrap();
        let mut builder = Record::builder();
        builder.level(Level::Info).target("cektagihan::turn").key_values(&fields);
        render(format, now, &builder.args(format_args!("{message}")).build())
    }

    #[test]
    fn text_shows_fields_after_a_fixed_sentence() {
        let fields = [
            ("trace", Value::from("ab12")),
            ("ms", Value::from(12_u64)),
            ("why", Value::from("not found")),
            ("cached", Value::from(true)),
        ];
        assert_eq!(
            rendered(LogFormat::Text, "turn done", &fields),
            "2026-11-23T03:51:00.123Z INFO  cektagihan::turn turn done trace=ab12 ms=12 why=\"not found\" cached=true"
        );
    }

    #[test]
    fn json_is_one_object_with_its_fields_apart() {
        let fields = [("ms", Value::from(12_u64)), ("share", Value::from(0.5)), ("message", Value::from("other"))];
        let line: Json = serde_json::from_str(&rendered(LogFormat::Json, "turn \"done\"", &fields)).unwrap();
        assert_eq!(line["message"], "turn \"done\"");
        assert_eq!(line["level"], "INFO");
        assert_eq!(line["fields"], json!({"ms": 12, "share": 0.5, "message": "other"}));
    }

    #[test]
    fn nothing_logged_can_forge_a_line() {
        let fields = [("why", Value::from("a\nb"))];
        for format in [LogFormat::Text, LogFormat::Json] {
            assert!(!rendered(format, "one\ntwo\u{1b}[2J", &fields).contains(['\n', '\u{1b}']));
        }
    }
}
