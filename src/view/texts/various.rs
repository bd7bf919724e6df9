//! Cancel, help, language, and what is said to those who cannot be served.

use i18n_embed_fl::fl;

use super::{Text, Texts};

impl Texts {
    /// Everything was stopped.
    #[must_use]
    pub fn cancelled(self) -> Text {
        fl!(self.locale(), "cancelled")
    }

    /// There was nothing to stop.
    #[must_use]
    pub fn cancel_nothing(self) -> Text {
        fl!(self.locale(), "cancel-nothing")
    }

    /// The bold line of the help.
    #[must_use]
    pub fn help_title(self) -> Text {
        fl!(self.locale(), "help-title")
    }

    /// Help: checks in one message; examples follow.
    #[must_use]
    pub fn help_typed(self) -> Text {
        fl!(self.locale(), "help-typed")
    }

    /// Help: several lines.
    #[must_use]
    pub fn help_lines(self, most: usize) -> Text {
        fl!(self.locale(), "help-lines", most = most)
    }

    /// Help: a number alone.
    #[must_use]
    pub fn help_number(self) -> Text {
        fl!(self.locale(), "help-number")
    }

    /// Help: editing a message.
    #[must_use]
    pub fn help_edit(self) -> Text {
        fl!(self.locale(), "help-edit")
    }

    /// Help: the other commands.
    #[must_use]
    pub fn help_cancel(self) -> Text {
        fl!(self.locale(), "help-cancel")
    }

    /// Help: what the bot does not do.
    #[must_use]
    pub fn help_scope(self) -> Text {
        fl!(self.locale(), "help-scope")
    }

    /// Asks for a language, in every language.
    #[must_use]
    pub fn language_choose(self) -> Text {
        fl!(self.locale(), "language-choose")
    }

    /// The language's own name.
    #[must_use]
    pub fn language_name(self) -> Text {
        fl!(self.locale(), "language-name")
    }

    /// The language was chosen.
    #[must_use]
    pub fn language_chosen(self) -> Text {
        fl!(self.locale(), "language-chosen")
    }

    /// Below what a group did not let the bot say.
    #[must_use]
    pub fn said_elsewhere(self) -> Text {
        fl!(self.locale(), "said-elsewhere")
    }

    /// In place of a file that could not be made.
    #[must_use]
    pub fn file_unmade(self) -> Text {
        fl!(self.locale(), "file-unmade")
    }

    /// A button that means nothing any more.
    #[must_use]
    pub fn stale_button(self) -> Text {
        fl!(self.locale(), "stale-button")
    }

    /// A button of somebody else.
    #[must_use]
    pub fn foreign_button(self) -> Text {
        fl!(self.locale(), "foreign-button")
    }

    /// A message without text; examples follow.
    #[must_use]
    pub fn wordless(self) -> Text {
        fl!(self.locale(), "wordless")
    }

    /// A command we do not have.
    #[must_use]
    pub fn unknown_command(self) -> Text {
        fl!(self.locale(), "unknown-command")
    }

    /// In answer to thanks.
    #[must_use]
    pub fn you_are_welcome(self) -> Text {
        fl!(self.locale(), "thanks")
    }

    /// In answer to a greeting; the menu follows.
    #[must_use]
    pub fn greeting(self) -> Text {
        fl!(self.locale(), "greeting")
    }

    /// In answer to a nod.
    #[must_use]
    pub fn nod(self) -> Text {
        fl!(self.locale(), "nod")
    }

    /// A text that says nothing to us; examples follow.
    #[must_use]
    pub fn not_understood(self) -> Text {
        fl!(self.locale(), "not-understood")
    }

    /// To somebody who was not let in.
    #[must_use]
    pub fn stranger(self) -> Text {
        fl!(self.locale(), "stranger")
    }

    /// To an anonymous admin or a channel.
    #[must_use]
    pub fn nameless(self) -> Text {
        fl!(self.locale(), "nameless")
    }

    /// A turn failed on our side.
    #[must_use]
    pub fn failed(self, trace: &str) -> Text {
        fl!(self.locale(), "failed", trace = trace)
    }

    /// Why PINs are dropped, in a private chat.
    #[must_use]
    pub fn pin_private(self) -> Text {
        fl!(self.locale(), "pin-private")
    }

    /// A PIN was dropped, to somebody who knows why.
    #[must_use]
    pub fn pin_again(self) -> Text {
        fl!(self.locale(), "pin-again")
    }

    /// Why PINs are dropped, in a group, where the message stays.
    #[must_use]
    pub fn pin_group(self) -> Text {
        fl!(self.locale(), "pin-group")
    }
}
