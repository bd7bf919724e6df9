//! What the owners are told, and what is said when there is too much to do.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::ports::{Cause, GatewayPart, InquiryError};
use crate::view::Html;
use crate::view::foreign::whole;

impl Texts {
    /// A message to an owner: something is wrong, what to do, and what to look for in the log.
    /// `suppressed`: how often it happened since the last such message.
    #[must_use]
    pub fn alert(self, cause: &Cause, trace: &str, suppressed: u32) -> Html {
        let locale = self.locale();
        let html = Html::new().bold(&fl!(locale, "alert-title")).line().text(&self.trouble(cause)).line();
        // The mend is a sentence of ours, and a command in it is meant to be tapped.
        let mend: Text = whole(fl!(locale, "alert-mend", mend = self.mend(cause)));
        self.reference(html.text(&mend).line(), cause, trace, suppressed)
    }

    /// A message to an owner: it is over.
    #[must_use]
    pub fn alert_over(self, cause: &Cause, trace: &str, suppressed: u32) -> Html {
        let locale = self.locale();
        let html = Html::new().bold(&fl!(locale, "alert-recovered-title")).line();
        let html = match cause {
            Cause::Down(part) => html.text(&fl!(locale, "alert-recovered", part = self.part(*part))).line(),
            Cause::Refused(_)
            | Cause::Throttled
            | Cause::Conflict
            | Cause::MessageRefused
            | Cause::TurnBroke
            | Cause::StoreFails
            | Cause::StrangersCrowd
            | Cause::Recovered(_)
            | Cause::RowUnreadable(_) => html,
        };
        self.reference(html, cause, trace, suppressed)
    }

    fn reference(self, html: Html, cause: &Cause, trace: &str, suppressed: u32) -> Html {
        let html = html.text(&fl!(self.locale(), "alert-cause", cause = cause.name(), trace = trace));
        if suppressed == 0 {
            return html;
        }
        html.line().text(&fl!(self.locale(), "alert-suppressed", count = suppressed))
    }

    fn trouble(self, cause: &Cause) -> Text {
        let locale = self.locale();
        match cause {
            Cause::Down(part) => fl!(locale, "alert-down", part = self.part(*part)),
            Cause::Refused(error) => self.failure(error, "", false),
            Cause::Throttled => fl!(locale, "alert-throttled"),
            Cause::Conflict => fl!(locale, "alert-conflict"),
            Cause::MessageRefused => fl!(locale, "alert-message-refused"),
            Cause::TurnBroke => fl!(locale, "alert-turn-broke"),
            Cause::StoreFails => fl!(locale, "alert-store-fails"),
            Cause::StrangersCrowd => fl!(locale, "alert-strangers"),
            Cause::Recovered(made) => fl!(locale, "alert-recovered-store", time = self.time(*made)),
            Cause::RowUnreadable(table) => fl!(locale, "alert-row-unreadable", table = table.name()),
        }
    }

    fn mend(self, cause: &Cause) -> Text {
        let locale = self.locale();
        match cause {
            Cause::Down(_) => fl!(locale, "mend-wait"),
            Cause::Refused(error) => self.mend_refusal(error),
            Cause::Throttled => fl!(locale, "mend-throttled"),
            Cause::Conflict => fl!(locale, "mend-conflict"),
            Cause::MessageRefused | Cause::TurnBroke => fl!(locale, "mend-log"),
            Cause::StoreFails => fl!(locale, "mend-disk"),
            Cause::StrangersCrowd => fl!(locale, "mend-strangers"),
            Cause::Recovered(_) => fl!(locale, "mend-recovered-store"),
            Cause::RowUnreadable(_) => fl!(locale, "mend-row"),
        }
    }

    fn mend_refusal(self, error: &InquiryError) -> Text {
        let locale = self.locale();
        match error {
            InquiryError::ClockOff => fl!(locale, "mend-clock"),
            InquiryError::SignatureRefused => fl!(locale, "mend-signature"),
            InquiryError::ClientIdRefused | InquiryError::TokenRefused | InquiryError::CredentialsRefused => {
                fl!(locale, "mend-credentials")
            }
            InquiryError::IpNotRegistered => fl!(locale, "mend-ip"),
            InquiryError::Forbidden => fl!(locale, "mend-forbidden"),
            InquiryError::Certificate(_) => fl!(locale, "mend-certificate"),
            InquiryError::TlsBroken => fl!(locale, "mend-tls"),
            InquiryError::HostUnknown => fl!(locale, "mend-host"),
            InquiryError::AccountUnverified
            | InquiryError::AccountKind
            | InquiryError::AccountData
            | InquiryError::AccountNotSetUp => fl!(locale, "mend-account"),
            InquiryError::ProductUnknown => fl!(locale, "mend-catalogue"),
            // What else the gateway refuses, only the gateway can explain.
            _ => fl!(locale, "mend-provider"),
        }
    }

    fn part(self, part: GatewayPart) -> Text {
        match part {
            GatewayPart::Family(family) => self.family(family),
            GatewayPart::Unsorted => fl!(self.locale(), "part-unsorted"),
            GatewayPart::SignIn => fl!(self.locale(), "part-sign-in"),
        }
    }

    /// So many messages came at once that the last ones were let go.
    #[must_use]
    pub fn shed(self) -> Text {
        fl!(self.locale(), "shed")
    }
}
