//! A raw update without a PIN.

/// The update with one text in place of another, everywhere it stands.
pub(super) fn rewrite(raw: &str, text: &str, blotted: &str) -> Option<String> {
    let mut update: serde_json::Value = serde_json::from_str(raw).ok()?;
    replace(&mut update, text, blotted);
    serde_json::to_string(&update).ok()
}

fn replace(value: &mut serde_json::Value, text: &str, blotted: &str) {
    match value {
        serde_json::Value::String(held) if held == text => blotted.clone_into(held),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| replace(item, text, blotted)),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, text, blotted)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blotted_update_holds_no_pin() {
        let raw = r#"{"update_id":1,"message":{"text":"PLN.514040400482.1234","x":[1.50]}}"#;
        let row = rewrite(raw, "PLN.514040400482.1234", "PLN.514040400482.****").unwrap();
        assert!(!row.contains("1234"));
        assert!(row.contains("514040400482.****"));
    }
}
