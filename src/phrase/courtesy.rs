//! Words that ask nothing: people thank, greet and nod, also to a bot.

/// What polite words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Courtesy {
    /// `terima kasih`, `makasih kak`.
    Thanks,
    /// `selamat pagi`, `halo min`.
    Greeting,
    /// `ok`, `siap pak`.
    Nod,
}

const THANKS: &str = "makasih makasi mksh mks terima kasih terimakasih trims trimakasih tks tq thx thanks thank suwun \
                      nuhun hatur matur tengkyu";
const GREETINGS: &str = "halo hallo hai hi hello hey selamat met pagi siang sore malam assalamualaikum \
                         assalamu'alaikum ass waalaikumsalam salam permisi punten morning afternoon evening";
const NODS: &str = "ok oke okay okey okee siap sip baik noted mantap iya ya yoi";
/// Whom and how: says nothing alone.
const BESIDE: &str = "bu pak ibu bapak kak kakak mas mbak mba bang gan bos boss min admin sis bro om tante banyak byk \
                      yah yaa nya atas bantuannya infonya semua semuanya you so much very sudah dibantu good sama \
                      alaikum wr wb";

impl Courtesy {
    /// What a text says when it is polite words and no more; `None` for any other.
    #[must_use]
    pub fn of(words: &str) -> Option<Self> {
        let lower = words.to_lowercase();
        let mut said = None;
        for word in lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()) {
            let found = [(Self::Thanks, THANKS), (Self::Greeting, GREETINGS), (Self::Nod, NODS)]
                .into_iter()
                .find_map(|(kind, known)| known.split_whitespace().any(|known| known == word).then_some(kind));
            match (found, said) {
                (Some(Self::Thanks), _) => said = Some(Self::Thanks),
                (Some(Self::Greeting), None | Some(Self::Nod)) => said = Some(Self::Greeting),
                (Some(Self::Nod), None) => said = Some(Self::Nod),
                (Some(_), Some(_)) => {}
                (None, _) if BESIDE.split_whitespace().any(|known| known == word) => {}
                (None, _) => return None,
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polite_words_say_what_they_say_and_no_more() {
        for (words, said) in [
            ("Terima kasih banyak ya Bu", Some(Courtesy::Thanks)),
            ("ok makasih kak!", Some(Courtesy::Thanks)),
            ("Selamat pagi, min", Some(Courtesy::Greeting)),
            ("siap pak", Some(Courtesy::Nod)),
            ("pak", None),
            ("", None),
            ("makasih indihome", None),
            ("pdam", None),
        ] {
            assert_eq!(Courtesy::of(words), said, "{words}");
        }
    }
}
