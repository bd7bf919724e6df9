//! Why there is no bill, in words for the shell.

use super::question::ShellQuestion;
use crate::cli::output;
use crate::domain::language::Language;
use crate::ports::{Blame, InquiryError};
use crate::view::texts::Texts;

/// A failure as the chat tells it, and where an operator can mend it, what it is.
pub(super) fn told(error: &InquiryError, question: &ShellQuestion<'_>, language: Language) -> String {
    let bare = error.bare();
    let is_prefix = matches!(bare, InquiryError::Unreadable(why) if why.ends_with("status 404"));
    if bare.blame() == Blame::Operator || is_prefix {
        let mend = if is_prefix { ": KLIKOO_BASE_URL ends before /v1; is its prefix right?" } else { "" };
        return format!("{}{mend}", sentence(error));
    }
    let asks_months = question.product.most_months.is_some();
    output::one_line(&Texts::of(language).failure(bare, question.product.name(language), asks_months))
}

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
