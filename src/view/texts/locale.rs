//! One language's messages, read once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use crate::domain::language::Language;
use crate::view::foreign::broken_up;

/// A sentence: borrowed from the locale where nothing was filled in.
pub type Text = Cow<'static, str>;

const INDONESIAN: &str = include_str!("../../../locales/id/cektagihan.ftl");
const ENGLISH: &str = include_str!("../../../locales/en/cektagihan.ftl");

/// One language's messages. Has the two methods that `fl!` calls, so that a sentence without
/// arguments is borrowed and one with arguments costs one formatting, behind no lock.
pub(super) struct Locale(FluentBundle<FluentResource>);

impl Locale {
    /// The messages of `language`.
    pub(super) fn of(language: Language) -> &'static Self {
        static INDONESIAN_LOCALE: LazyLock<Locale> = LazyLock::new(|| Locale::read(Language::Indonesian, INDONESIAN));
        static ENGLISH_LOCALE: LazyLock<Locale> = LazyLock::new(|| Locale::read(Language::English, ENGLISH));
        match language {
            Language::Indonesian => &INDONESIAN_LOCALE,
            Language::English => &ENGLISH_LOCALE,
        }
    }

    fn read(language: Language, text: &str) -> Self {
        let resource = FluentResource::try_new(text.to_owned()).expect("a test reads the same embedded file");
        let code = language.code().parse().expect("two letters are a language identifier");
        let mut bundle = FluentBundle::new_concurrent(vec![code]);
        // Isolation marks would be copied along with numbers and break the columns of a card.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("a test finds every message name once");
        Self(bundle)
    }

    /// The message without arguments. The name is checked when compiling.
    pub(super) fn get(&'static self, name: &str) -> Text {
        self.format(name, None)
    }

    /// The message with its arguments. Names are checked when compiling. What is filled in is somebody
    /// else's as far as anybody here knows: Telegram shall find nothing to tap in it.
    pub(super) fn get_args_concrete(&'static self, name: &str, args: HashMap<&str, FluentValue<'_>>) -> Text {
        let args = args.into_iter().map(|(name, value)| (name, untappable(value)));
        self.format(name, Some(&args.collect()))
    }

    fn format(&'static self, name: &str, args: Option<&FluentArgs<'_>>) -> Text {
        let Some(pattern) = self.0.get_message(name).and_then(|message| message.value()) else {
            return Text::Owned(name.to_owned());
        };
        self.0.format_pattern(pattern, args, &mut Vec::new())
    }
}

/// Words in which Telegram finds nothing to tap; mostly they are so already.
fn untappable(value: FluentValue<'_>) -> FluentValue<'_> {
    let FluentValue::String(words) = value else { return value };
    let broken = match broken_up(&words) {
        Cow::Owned(broken) => Some(broken),
        Cow::Borrowed(_) => None,
    };
    FluentValue::String(broken.map_or(words, Cow::Owned))
}
