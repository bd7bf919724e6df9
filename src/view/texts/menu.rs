//! Commands, buttons, and the words of the menus.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::domain::product::Family;

impl Texts {
    /// The commands of a private chat, as `setMyCommands` takes them: name and description.
    #[must_use]
    pub fn commands(self) -> [(&'static str, String); 7] {
        let locale = self.locale();
        [
            ("start", fl!(locale, "command-start").into_owned()),
            ("cek", fl!(locale, "command-check").into_owned()),
            ("batal", fl!(locale, "command-cancel").into_owned()),
            ("bantuan", fl!(locale, "command-help").into_owned()),
            ("bahasa", fl!(locale, "command-language").into_owned()),
            ("privasi", fl!(locale, "command-privacy").into_owned()),
            ("hapusdata", fl!(locale, "command-erase").into_owned()),
        ]
    }

    /// The commands of a group.
    #[must_use]
    pub fn group_commands(self) -> [(&'static str, String); 3] {
        let [_, check, cancel, help, ..] = self.commands();
        [check, cancel, help]
    }

    /// Button: the home screen.
    #[must_use]
    pub fn home_button(self) -> Text {
        fl!(self.locale(), "button-home")
    }

    /// Button: one screen back.
    #[must_use]
    pub fn back_button(self) -> Text {
        fl!(self.locale(), "button-back")
    }

    /// Button: stop.
    #[must_use]
    pub fn cancel_button(self) -> Text {
        fl!(self.locale(), "button-cancel")
    }

    /// Button: ask the same again.
    #[must_use]
    pub fn again_button(self) -> Text {
        fl!(self.locale(), "button-again")
    }

    /// Button: on to another bill, by the menu.
    #[must_use]
    pub fn another_button(self) -> Text {
        fl!(self.locale(), "button-another")
    }

    /// Button: the next number of the same product, which has a short name or none.
    #[must_use]
    pub fn next_button(self, product: Option<&str>) -> Text {
        match product {
            Some(product) => fl!(self.locale(), "button-next", product = product),
            None => fl!(self.locale(), "button-next-number"),
        }
    }

    /// Button: copy the summary.
    #[must_use]
    pub fn copy_button(self) -> Text {
        fl!(self.locale(), "button-copy")
    }

    /// Button: the whole bill for the asker's eyes.
    #[must_use]
    pub fn reveal_button(self) -> Text {
        fl!(self.locale(), "button-reveal")
    }

    /// Button: the whole bill in the private chat.
    #[must_use]
    pub fn private_button(self) -> Text {
        fl!(self.locale(), "button-private")
    }

    /// Button: use an odd number all the same.
    #[must_use]
    pub fn use_button(self) -> Text {
        fl!(self.locale(), "button-use")
    }

    /// Button: type the number again.
    #[must_use]
    pub fn retype_button(self) -> Text {
        fl!(self.locale(), "button-retype")
    }

    /// Button: choose the number of months.
    #[must_use]
    pub fn months_button(self) -> Text {
        fl!(self.locale(), "button-months")
    }

    /// Button: the help.
    #[must_use]
    pub fn help_button(self) -> Text {
        fl!(self.locale(), "button-help")
    }

    /// Button: the languages.
    #[must_use]
    pub fn languages_button(self) -> Text {
        fl!(self.locale(), "button-languages")
    }

    /// Button: check the number in question with this product.
    #[must_use]
    pub fn check_button(self, product: &str) -> Text {
        fl!(self.locale(), "button-check", product = product)
    }

    /// Button: check this product and number.
    #[must_use]
    pub fn check_number_button(self, product: &str, number: &str) -> Text {
        fl!(self.locale(), "button-check-number", product = product, number = number)
    }

    /// Button: go through a list's numbers one by one.
    #[must_use]
    pub fn one_by_one_button(self) -> Text {
        fl!(self.locale(), "button-one-by-one")
    }

    /// Button: the number is for none of what was named.
    #[must_use]
    pub fn other_product_button(self) -> Text {
        fl!(self.locale(), "button-other-product")
    }

    /// Button: another product than the one that was named.
    #[must_use]
    pub fn other_button(self) -> Text {
        fl!(self.locale(), "button-other")
    }

    /// Button: the number as it was probably meant.
    #[must_use]
    pub fn corrected_button(self, number: &str) -> Text {
        fl!(self.locale(), "button-corrected", number = number)
    }

    /// Button: a recent customer.
    #[must_use]
    pub fn recent_button(self, name: &str, product: &str) -> Text {
        fl!(self.locale(), "button-recent", name = name, product = product)
    }

    /// Label: which page of how many.
    #[must_use]
    pub fn page_label(self, page: usize, pages: usize) -> Text {
        fl!(self.locale(), "button-page", page = page, pages = pages)
    }

    /// The bold line of the home screen.
    #[must_use]
    pub fn home_title(self) -> Text {
        fl!(self.locale(), "home-title")
    }

    /// Above the examples of the home screen.
    #[must_use]
    pub fn home_example(self) -> Text {
        fl!(self.locale(), "home-example")
    }

    /// Above the families of the home screen.
    #[must_use]
    pub fn home_choose(self) -> Text {
        fl!(self.locale(), "home-choose")
    }

    /// A family's name.
    #[must_use]
    pub fn family(self, family: Family) -> Text {
        let locale = self.locale();
        match family {
            Family::Electricity => fl!(locale, "family-electricity"),
            Family::Water => fl!(locale, "family-water"),
            Family::Health => fl!(locale, "family-health"),
            Family::Internet => fl!(locale, "family-internet"),
            Family::Phone => fl!(locale, "family-phone"),
            Family::Finance => fl!(locale, "family-finance"),
        }
    }

    /// Above a family's products. In groups only a reply reaches the bot.
    #[must_use]
    pub fn product_choose(self, in_group: bool) -> Text {
        if in_group { fl!(self.locale(), "product-choose-group") } else { fl!(self.locale(), "product-choose") }
    }

    /// Above what a search found.
    #[must_use]
    pub fn product_found(self) -> Text {
        fl!(self.locale(), "product-found")
    }

    /// A search found nothing.
    #[must_use]
    pub fn product_not_found(self, words: &str) -> Text {
        fl!(self.locale(), "product-not-found", words = words)
    }

    /// A company was named that the catalogue lacks.
    #[must_use]
    pub fn product_lacking(self, name: &str) -> Text {
        fl!(self.locale(), "product-lacking", name = name)
    }

    /// What the catalogue has.
    #[must_use]
    pub fn product_offered(self, list: &str) -> Text {
        fl!(self.locale(), "product-offered", list = list)
    }

    /// A family of which the catalogue has several products.
    #[must_use]
    pub fn product_offered_several(self, family: Family, count: usize) -> Text {
        let family = self.family(family);
        fl!(self.locale(), "product-offered-several", family = family.as_ref(), count = count)
    }

    /// A button's product is gone from the catalogue.
    #[must_use]
    pub fn product_gone(self) -> Text {
        fl!(self.locale(), "product-gone")
    }
}
