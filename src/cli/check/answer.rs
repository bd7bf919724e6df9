//! What `check` prints.

use serde_json::{Map, Value, json};

use super::question::ShellQuestion;
use super::words::sentence;
use crate::cli::{output, wiring};
use crate::domain::{
    bill::{
        Answer, Bill, DueDate, Part, Usage,
        fact::{self, Fact},
    },
    inquiry::Inquiry,
    language::Language,
    rupiah::Rupiah,
};
use crate::ports::{Blame, Inquired, InquiryError};

/// The card, as the chat shows it, without its tags.
pub(super) fn text(question: &ShellQuestion<'_>, answer: &Answer, language: Language) -> String {
    let ShellQuestion { product, inquiry, conversion, .. } = question;
    output::plain(wiring::card(product, inquiry, *conversion, answer, language).as_str())
}

/// The document of `--json`.
pub(super) fn json(inquiry: &Inquiry, inquired: &Inquired) -> String {
    let document = json!({
        "outcome": outcome(inquired),
        "product": inquiry.product.as_str(),
        "account": inquiry.account.as_str(),
        "period": inquiry.period.map(crate::domain::period::Period::months),
        "as_of": inquired.as_ref().ok().map(|answer| answer.as_of.to_rfc3339()),
        "bills": inquired.iter().flat_map(|answer| &answer.bills).map(bill).collect::<Vec<_>>(),
        "error": inquired.as_ref().err().map(error),
    });
    format!("{document:#}")
}

fn outcome(inquired: &Inquired) -> &'static str {
    match inquired {
        Ok(_) => "bill",
        Err(error) if *error.bare() == InquiryError::NoOpenBill => "no-bill",
        Err(_) => "failed",
    }
}

fn bill(bill: &Bill) -> Value {
    let money = |sum: Option<Rupiah>| sum.map(Rupiah::get);
    json!({
        "inquiry_id": bill.inquiry_id,
        "account": bill.account,
        "product_name": bill.product_name,
        "customer_name": bill.customer_name,
        "amount": money(bill.amount),
        "admin": money(bill.admin),
        "admin_fee": money(bill.admin_fee()),
        "total": money(bill.total),
        "contradicts": bill.contradicts_itself(),
        "usage": bill.usage.as_ref().map(usage),
        "due": bill.due.as_ref().map(due),
        "period": bill.period,
        "months": bill.months,
        "tariff": bill.tariff,
        "initial_stand": bill.initial_stand,
        "final_stand": bill.final_stand,
        "biller_ref": bill.biller_ref,
        "reference_number": bill.reference_number,
        "parts": bill.parts.iter().map(part).collect::<Vec<_>>(),
        "more_parts": bill.more_parts,
        "extra": bill.facts.iter().map(fact).collect::<Map<_, _>>(),
    })
}

fn part(part: &Part) -> Value {
    let money = |sum: Option<Rupiah>| sum.map(Rupiah::get);
    json!({
        "period": part.period,
        "amount": money(part.amount),
        "admin": money(part.admin),
        "fine": money(part.fine),
        "other": money(part.other),
    })
}

/// A field by its label in English.
fn fact(fact: &Fact) -> (String, Value) {
    let value = match &fact.value {
        fact::Value::Amount(sum) => json!(sum.get()),
        fact::Value::Date(day) => json!(day.to_string()),
        fact::Value::Count(count) => json!(count),
        fact::Value::Text(text) => json!(text),
    };
    (format!("{:?}", fact.label), value)
}

fn usage(usage: &Usage) -> Value {
    match usage {
        Usage::KilowattHours(kwh) => json!({"kwh": kwh}),
        Usage::Meter { start, end, used } => json!({"start": start, "end": end, "used": used}),
        Usage::Other(text) => json!({"text": text}),
    }
}

fn due(due: &DueDate) -> String {
    match due {
        DueDate::On(day) => day.to_string(),
        DueDate::Text(text) => text.clone(),
    }
}

fn error(error: &InquiryError) -> Value {
    let blame = match error.blame() {
        Blame::Person => "person",
        Blame::Biller => "biller",
        Blame::Operator => "operator",
    };
    json!({"kind": error.bare().name(), "blame": blame, "message": sentence(error)})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::args::JSON_HELP;

    fn asked() -> Inquiry {
        serde_json::from_value(json!({"product": "POSTPAIDPLN", "account": "514040400482"})).unwrap()
    }

    fn document(inquired: &Inquired) -> Value {
        serde_json::from_str(&json(&asked(), inquired)).unwrap()
    }

    #[test]
    fn a_bill_is_written_with_figures_and_the_fee_to_show() {
        let bill = Bill {
            amount: Some(Rupiah::new(1_005_500)),
            admin: Some(Rupiah::ZERO),
            total: Some(Rupiah::new(1_010_500)),
            usage: Some(Usage::KilowattHours(5400)),
            facts: vec![Fact { label: fact::Label::Fine, value: fact::Value::Amount(Rupiah::new(5_000)) }],
            ..Bill::default()
        };
        let said = document(&Ok(Answer { bills: vec![bill], as_of: chrono::DateTime::UNIX_EPOCH }));
        assert_eq!((&said["outcome"], &said["error"]), (&json!("bill"), &Value::Null));
        assert_eq!(said["bills"][0]["admin_fee"], 5000);
        assert_eq!(said["bills"][0]["usage"], json!({"kwh": 5400}));
        assert_eq!(said["bills"][0]["extra"], json!({"Fine": 5_000}));
        assert_eq!(said["as_of"], "1970-01-01T00:00:00+00:00");
    }

    #[test]
    fn a_failure_has_a_kind_whose_fault_it_is_and_words() {
        let said = document(&Err(InquiryError::NoOpenBill));
        assert_eq!((&said["outcome"], &said["bills"], &said["as_of"]), (&json!("no-bill"), &json!([]), &Value::Null));
        let unknown = InquiryError::UnknownCode { code: "404027777".to_owned(), message: "Entah".to_owned() };
        let said = document(&Err(unknown));
        assert_eq!((&said["outcome"], &said["error"]["kind"]), (&json!("failed"), &json!("unknown-code")));
        assert_eq!(said["error"]["blame"], "biller");
    }

    #[test]
    fn every_name_of_the_help_is_in_the_document() {
        let said = document(&Ok(Answer { bills: vec![Bill::default()], as_of: chrono::DateTime::UNIX_EPOCH }));
        let names = said.as_object().unwrap().keys().chain(said["bills"][0].as_object().unwrap().keys());
        for name in names {
            assert!(JSON_HELP.contains(name), "{name} is not documented");
        }
    }
}
