//! What Telegram and a small phone ask of everything that is shown.

use cektagihan::dialogue::{Effect, Place};
use cektagihan::domain::person::ChatKind;
use cektagihan::view::{Button, Does, Markup, Reply, Tap};

use super::talk::{NAME, NUMBER};

/// Callback data in a group carries its opener, 14 bytes at most.
const ROOM: usize = 64;
const GROUP_ROOM: usize = 50;
const COLUMNS: usize = 30;

/// Fails when Telegram would refuse an effect, a phone would break it, or a group would read
/// what it must not.
pub(crate) fn hold(effects: &[Effect], chat: ChatKind) {
    for effect in effects {
        match effect {
            Effect::Show(place, reply) => hold_reply(*place, reply, chat),
            Effect::Toast(toast) => {
                let units = toast.text.encode_utf16().count();
                assert!((1..=200).contains(&units), "a toast of {units}: {}", toast.text);
                assert!(toast.alert || chat == ChatKind::Private || !tells(&toast.text), "{}", toast.text);
            }
            Effect::DeleteQuestion
            | Effect::Remember(_)
            | Effect::Change(_)
            | Effect::Tell(..)
            | Effect::Alarm(_)
            | Effect::Erase => {}
        }
    }
}

fn hold_reply(place: Place, reply: &Reply, chat: ChatKind) {
    let html = reply.html.as_str();
    hold_html(html);
    assert!(chat == ChatKind::Private || !tells(html), "a group reads {html}");
    match &reply.markup {
        Markup::None => {}
        Markup::Buttons(rows) => {
            assert!(rows.iter().all(|row| (1..=8).contains(&row.len())), "an empty or endless row");
            rows.iter().flatten().for_each(|button| hold_button(button, chat));
        }
        Markup::Question { placeholder } => {
            assert_eq!((chat, place), (ChatKind::Group, Place::New), "a question cannot be an edit");
            assert!((1..=64).contains(&placeholder.chars().count()), "{placeholder}");
        }
    }
}

fn hold_button(button: &Button, chat: ChatKind) {
    let in_group = chat == ChatKind::Group;
    assert!(!button.label.trim().is_empty());
    assert!(!in_group || !tells(&button.label), "a group reads {}", button.label);
    match &button.does {
        Does::Tap(tap) => hold_tap(tap, in_group),
        Does::Copy(text) => {
            assert!(!in_group, "a copy button is everybody's");
            assert!((1..=256).contains(&text.encode_utf16().count()), "{text}");
        }
        Does::OpenPrivately(_) => assert!(in_group),
        Does::Link(address) => assert!(!in_group && address.starts_with("https://t.me/"), "{address}"),
    }
}

fn hold_tap(tap: &Tap, in_group: bool) {
    match tap.encode(in_group, if in_group { GROUP_ROOM } else { ROOM }) {
        Some(data) => assert_eq!(Tap::decode(&data).as_ref(), Some(tap)),
        None => assert!(tap_names_customer(tap), "{tap:?}"),
    }
}

fn tap_names_customer(tap: &Tap) -> bool {
    matches!(tap, Tap::Use { .. } | Tap::Ask { .. } | Tap::Match { .. } | Tap::Again(_) | Tap::Reveal(..))
        || matches!(tap, Tap::AskAll { .. } | Tap::OneByOne(_))
}

/// Whether a text tells a group whose bill it is; the examples of the home screen tell nobody's.
fn tells(text: &str) -> bool {
    let text = text.replace(&format!("/cek pln {NUMBER}"), "");
    text.contains(NUMBER) || text.contains(NAME)
}

/// Balanced tags of the few that are used, known entities, no bare signs, sane lengths.
pub(crate) fn hold_html(html: &str) {
    let mut open: Option<String> = None;
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '>']) {
        text.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('<') { '>' } else { ';' };
        assert!(!rest[at..].starts_with('>'), "a bare sign in {html}");
        let (piece, after) = rest[at + 1..].split_once(end).unwrap();
        match (end, &open) {
            (';', _) => {
                assert!(["amp", "lt", "gt", "quot"].contains(&piece), "{piece} in {html}");
                text.push('.');
            }
            (_, Some(tag)) => {
                assert_eq!(piece, format!("/{tag}"), "in {html}");
                if tag == "pre" {
                    assert!(text.lines().all(|line| line.chars().count() <= COLUMNS), "wider than a phone:\n{text}");
                }
                open = None;
            }
            (_, None) => {
                assert!(["b", "i", "code", "pre"].contains(&piece), "{piece} in {html}");
                open = Some(piece.to_owned());
                text.clear();
            }
        }
        rest = after;
    }
    assert_eq!(open, None, "unclosed in {html}");
    assert!(!html.trim().is_empty());
    assert!(html.encode_utf16().count() <= 4096, "{} units", html.encode_utf16().count());
}
