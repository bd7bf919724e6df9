//! Addresses in plain text, as Telegram's clients and servers find them: of pages, of people, of telephones.
//!
//! Telegram knows every top-level domain there is. These are the ones that occur; another one is none.

use super::letters::is_word;

const DOMAINS: [&str; 22] = [
    "com", "id", "net", "org", "me", "io", "co", "info", "biz", "xyz", "app", "dev", "site", "online", "store", "shop",
    "link", "my", "sg", "uk", "us", "ru",
];
const PHONE: std::ops::RangeInclusive<usize> = 8..=15;

/// `http://host`, or `host.domain` alone, and the path behind it; its length in bytes.
pub(super) fn web_address(rest: &str) -> Option<usize> {
    let scheme = ["https://", "http://", "tg://"]
        .into_iter()
        .find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let start = scheme.map_or(0, str::len);
    let host = host_length(&rest[start..]);
    if host == 0 || (scheme.is_none() && !ends_in_domain(&rest[..host])) {
        return None;
    }
    let tail = &rest[start + host..];
    let ends = |c: char| !c.is_ascii_graphic() || "<>\"".contains(c);
    let path = if tail.starts_with(['/', '?', '#', ':']) { tail.find(ends).unwrap_or(tail.len()) } else { 0 };
    let whole = &rest[..start + host + path];
    Some(whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']).len())
}

/// `name@host.domain`; its length in bytes.
pub(super) fn email(rest: &str) -> Option<usize> {
    let name = rest.find(|c: char| !is_word(c) && !".-+".contains(c))?;
    let host = host_length(rest[name..].strip_prefix('@')?);
    ends_in_domain(&rest[name + 1..name + 1 + host]).then_some(name + 1 + host)
}

/// `+62 812-3456-7890`, `0812..`; its length in bytes.
pub(super) fn phone(rest: &str) -> Option<usize> {
    if !rest.starts_with(['+', '0']) {
        return None;
    }
    let figures = rest[1..].find(|c: char| !c.is_ascii_digit() && !" -".contains(c)).map_or(rest.len(), |end| 1 + end);
    let whole = rest[..figures].trim_end_matches([' ', '-']);
    let many = whole.bytes().filter(u8::is_ascii_digit).count();
    (PHONE.contains(&many) && !rest[whole.len()..].starts_with(is_word)).then_some(whole.len())
}

fn host_length(rest: &str) -> usize {
    let end = rest.find(|c: char| !is_word(c) && !".-".contains(c)).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', '-']).len()
}

fn ends_in_domain(host: &str) -> bool {
    host.rsplit_once('.')
        .is_some_and(|(name, last)| !name.is_empty() && DOMAINS.iter().any(|domain| domain.eq_ignore_ascii_case(last)))
}
