//! What a message is about: the product's name and the customer's number, masked in groups.

use crate::domain::{account::AccountNumber, inquiry::Inquiry, masking::mask_number, product::ProductCode};
use crate::view::{Html, texts::Texts};

use super::Context;

/// The two lines that head every message about an inquiry.
pub(super) fn of_inquiry(context: &Context<'_>, inquiry: &Inquiry) -> Html {
    let mut html = Html::new().bold(product_name(context, &inquiry.product));
    if let Some(period) = inquiry.period {
        html = html.text(" · ").text(&Texts::of(context.language()).months(period));
    }
    html.line().html(&of_number(context, &inquiry.account))
}

/// The same before the period is known.
pub(super) fn of_product(context: &Context<'_>, product: &ProductCode, account: &AccountNumber) -> Html {
    Html::new().bold(product_name(context, product)).line().html(&of_number(context, account))
}

/// A number: one tap copies it; masked where others read along.
pub(super) fn of_number(context: &Context<'_>, account: &AccountNumber) -> Html {
    if context.reader().in_group {
        Html::new().text(&mask_number(account.as_str()))
    } else {
        Html::new().code(account.as_str())
    }
}

/// A number in the label of a button.
pub(super) fn label(context: &Context<'_>, account: &AccountNumber) -> String {
    if context.reader().in_group { mask_number(account.as_str()) } else { account.as_str().to_owned() }
}

/// The product's name, or its code when the catalogue has lost it.
pub(super) fn product_name<'a>(context: &Context<'a>, code: &'a ProductCode) -> &'a str {
    context.catalogue.product(code).map_or(code.as_str(), |product| product.name(context.language()))
}
