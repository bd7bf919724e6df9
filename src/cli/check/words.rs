//! Why there is no bill, in words for the shell.

use crate::cli::output;
use crate::ports::InquiryError;

/// A failure in words; the vendor's own where we have none.
pub(super) fn sentence(error: &InquiryError) -> String {
    match error.bare() {
        InquiryError::NoOpenBill => "no open bill: it is paid already, or not issued yet".to_owned(),
        InquiryError::UnknownCode { message, .. } | InquiryError::Pending { message } => {
            output::one_line(&format!("{error}: {message}"))
        }
        other => other.to_string(),
    }
}
