//! What is asked for, as the shell gives it.

use crate::domain::language::Language;

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "it is id or en".to_owned())
}

/// The form of `--json`, which stays as it is: names are only ever added.
pub(super) const JSON_HELP: &str = "\
JSON (names are only ever added; what the biller left empty is null; amounts are whole rupiah):
  outcome   bill | no-bill (paid already or not issued yet) | failed
  product   code as the gateway spells it
  account   the number that was asked
  period    months asked for, or null
  as_of     when the biller said so (RFC 3339, UTC); null without a bill
  bills     list of: inquiry_id, account, product_name, customer_name, amount, admin, admin_fee (to show),
            total (what the customer pays), contradicts (figures do not add up), usage ({kwh} | {start, end, used} |
            {text}), due, period, months, tariff, initial_stand, final_stand, biller_ref, reference_number,
            parts (months of the bill: period, amount, admin, fine, other), more_parts (further ones, not listed),
            extra (other fields that are known, by label)
  error     null or: kind (as in logs, such as customer-not-found), blame (person | biller | operator), message

Exit codes: 0 a bill, 1 no bill or a failure, 2 bad arguments or configuration.";

/// What to ask.
#[derive(Debug, clap::Args)]
#[command(after_help = JSON_HELP)]
pub(crate) struct CheckArgs {
    /// Code or name of the product, such as POSTPAIDPLN or pln; without one the products are listed
    pub(super) product: Option<String>,
    /// The customer's number; spaces, dots and dashes do not matter
    pub(super) number: Option<String>,
    /// Months to ask for, 1 to 12, where the product asks it (BPJS)
    pub(super) period: Option<String>,
    /// Print a JSON object instead of the card; it speaks English
    #[arg(long)]
    pub(super) json: bool,
    /// The language of the card and of what is said beside it: id or en
    #[arg(long, value_name = "LANG", default_value = "id", value_parser = language)]
    pub(super) lang: Language,
    /// Ask the built-in emulator instead of the gateway: no account needed
    #[cfg(feature = "demo")]
    #[arg(long)]
    pub(super) sandbox: bool,
}
