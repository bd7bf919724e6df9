//! Why there is no bill: one sentence for every row of the gateway's code table.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::ports::InquiryError;

impl Texts {
    /// The sentence for a failure. What is our fault is only named here; [`Texts::ours`] says so
    /// and what to do. `asks_months`: the product takes a number of months.
    #[must_use]
    pub fn failure(self, error: &InquiryError, product: &str, asks_months: bool) -> Text {
        let locale = self.locale();
        match error {
            InquiryError::ClockOff => fl!(locale, "error-clock-off"),
            InquiryError::SignatureRefused => fl!(locale, "error-signature-refused"),
            InquiryError::InvalidField => fl!(locale, "error-invalid-field"),
            InquiryError::MissingField if asks_months => fl!(locale, "error-missing-period"),
            InquiryError::MissingField => fl!(locale, "error-missing-field"),
            InquiryError::ProductMismatch => fl!(locale, "error-product-mismatch", product = product),
            InquiryError::ClientIdRefused => fl!(locale, "error-client-id-refused"),
            InquiryError::GrantRefused => fl!(locale, "error-grant-refused"),
            InquiryError::TokenRefused => fl!(locale, "error-token-refused"),
            InquiryError::CredentialsRefused => fl!(locale, "error-credentials-refused"),
            InquiryError::AccountUnverified => fl!(locale, "error-account-unverified"),
            InquiryError::AccountKind => fl!(locale, "error-account-kind"),
            InquiryError::IpNotRegistered => fl!(locale, "error-ip-not-registered"),
            InquiryError::AccountData => fl!(locale, "error-account-data"),
            InquiryError::CustomerNotFound => fl!(locale, "error-customer-not-found"),
            InquiryError::ProductUnknown => fl!(locale, "error-product-unknown"),
            InquiryError::TransactionUnknown => fl!(locale, "error-transaction-unknown"),
            InquiryError::CustomerDisabled => fl!(locale, "error-customer-disabled"),
            InquiryError::NoOpenBill => fl!(locale, "error-no-open-bill"),
            InquiryError::NumberWrong => fl!(locale, "error-number-wrong"),
            InquiryError::LastInstalment => fl!(locale, "error-last-instalment"),
            InquiryError::ReferenceUsed => fl!(locale, "error-reference-used"),
            InquiryError::GatewayStorage => fl!(locale, "error-gateway-storage"),
            InquiryError::AccountNotSetUp => fl!(locale, "error-account-not-set-up"),
            InquiryError::ProviderUnknown => fl!(locale, "error-provider-unknown"),
            InquiryError::GatewayFault => fl!(locale, "error-gateway-fault"),
            InquiryError::NotImplemented => fl!(locale, "error-not-implemented"),
            InquiryError::BillerDown => fl!(locale, "error-biller-down"),
            InquiryError::AmountTooSmall => fl!(locale, "error-amount-too-small"),
            InquiryError::UnknownCode { code, message } if message.is_empty() => {
                fl!(locale, "error-unknown-code-only", code = code.as_str())
            }
            InquiryError::UnknownCode { code, message } => {
                fl!(locale, "error-unknown-code", code = code.as_str(), message = message.as_str())
            }
            InquiryError::TimedOut => fl!(locale, "error-timed-out"),
            InquiryError::Unreachable => fl!(locale, "error-unreachable"),
            InquiryError::Unreadable(_) => fl!(locale, "error-unreadable"),
            &InquiryError::Resting { seconds } => {
                fl!(locale, "error-resting", product = product, seconds = seconds)
            }
            &InquiryError::Crowded { seconds } => fl!(locale, "error-crowded", seconds = seconds),
        }
    }

    /// The biller failed while PLN is in its nightly cut-off.
    #[must_use]
    pub fn cut_off(self) -> Text {
        fl!(self.locale(), "error-cut-off")
    }

    /// It is our fault; the code to quote.
    #[must_use]
    pub fn ours(self, trace: &str) -> Text {
        fl!(self.locale(), "error-ours", trace = trace)
    }
}
