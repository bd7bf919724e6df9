//! Why there is no bill: one sentence for every row of the gateway's code table.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::ports::{CertificateFault, InquiryError};

impl Texts {
    /// The sentence for a failure. What is our fault is named here for the owners; to whoever asked, [`Texts::ours`] says
    /// all that helps them. `asks_months`: the product takes a number of months.
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
            InquiryError::HostUnknown => fl!(locale, "error-host-unknown"),
            InquiryError::Certificate(fault) => self.certificate(*fault),
            InquiryError::TlsBroken => fl!(locale, "error-tls-broken"),
            InquiryError::Forbidden => fl!(locale, "error-forbidden"),
            &InquiryError::Throttled { seconds } => fl!(locale, "error-throttled", seconds = seconds),
            InquiryError::Pending { message } if message.is_empty() => fl!(locale, "error-pending-only"),
            InquiryError::Pending { message } => fl!(locale, "error-pending", message = message.as_str()),
            InquiryError::Said { verdict, .. } => self.failure(verdict, product, asks_months),
            InquiryError::Unreadable(_) => fl!(locale, "error-unreadable"),
            &InquiryError::Resting { seconds } => {
                fl!(locale, "error-resting", product = product, seconds = seconds)
            }
            &InquiryError::Crowded { seconds } => fl!(locale, "error-crowded", seconds = seconds),
        }
    }

    fn certificate(self, fault: CertificateFault) -> Text {
        let locale = self.locale();
        match fault {
            CertificateFault::Untrusted => fl!(locale, "error-certificate-untrusted"),
            CertificateFault::Expired => fl!(locale, "error-certificate-expired"),
            CertificateFault::NotYetValid => fl!(locale, "error-certificate-not-yet-valid"),
            CertificateFault::OtherHost => fl!(locale, "error-certificate-other-host"),
            CertificateFault::Invalid => fl!(locale, "error-certificate-invalid"),
        }
    }

    /// The biller failed while PLN is in its nightly cut-off.
    #[must_use]
    pub fn cut_off(self) -> Text {
        fl!(self.locale(), "error-cut-off")
    }

    /// It is our fault, and the owners know; the code they were told.
    #[must_use]
    pub fn ours(self, trace: &str) -> Text {
        fl!(self.locale(), "error-ours", trace = trace)
    }
}
