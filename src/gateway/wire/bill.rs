//! From `data` to bills.

use super::{
    json::{Json, plain},
    value::{clean, due, money, text, usage},
};
use crate::domain::bill::{Bill, ProductLine};

/// The most unknown fields that are kept of one bill.
const MOST_EXTRA: usize = 24;

/// Fields that are known and not the customer's business: the partner's prices and balance, and
/// categories that are none (a PDAM's `category_detail` is a supplier's code). They never become
/// [`Bill::extra`], which everybody sees.
const HIDDEN: [&str; 13] = [
    "product_uuid",
    "product_code",
    "category",
    "category_detail",
    "start_from",
    "total_price",
    "selling_price",
    "agent_price",
    "commission",
    "balance",
    "beginning_balance",
    "current_balance",
    "user_id",
];

/// The bills in `data`, which is one, several or none; what holds no bill is left out.
pub(super) fn bills(data: Json) -> Vec<Bill> {
    data.one_or_more().into_iter().filter_map(bill).collect()
}

fn bill(data: Json) -> Option<Bill> {
    let Json::Object(fields) = data else {
        return None;
    };
    let mut bill = Bill::default();
    for (name, value) in fields {
        let plain_name = plain(&name);
        if plain_name == "product" {
            bill.products.extend(value.one_or_more().into_iter().flat_map(lines));
        } else if !understood(&mut bill, &plain_name, &value) {
            spill(&name, &value, &mut bill.extra);
        }
    }
    let says_something = bill.account.is_some() || bill.customer_name.is_some() || bill.total.is_some();
    (says_something || bill.amount.is_some()).then_some(bill)
}

/// Puts a known field where it belongs. Not understood is a field of an unknown name, and one
/// whose value has no reading: both are shown as they came.
fn understood(bill: &mut Bill, name: &str, value: &Json) -> bool {
    match name {
        "inquiry_id" => put(&mut bill.inquiry_id, text, value),
        "account_number" => put(&mut bill.account, text, value),
        "product_name" => put(&mut bill.product_name, text, value),
        "customer_name" => put(&mut bill.customer_name, text, value),
        "amount" => put(&mut bill.amount, money, value),
        "admin" => put(&mut bill.admin, money, value),
        "total_amount" => put(&mut bill.total, money, value),
        "capacity" => put(&mut bill.usage, usage, value),
        "due_date" => put(&mut bill.due, due, value) || text(value).is_some(),
        "period" => put(&mut bill.period, text, value),
        "number_of_months" => put(&mut bill.months, text, value),
        "tariff" => put(&mut bill.tariff, text, value),
        "initial_stan" | "initial_stand" => put(&mut bill.initial_stand, text, value),
        "final_stan" | "final_stand" => put(&mut bill.final_stand, text, value),
        "ref" => put(&mut bill.biller_ref, text, value),
        "reference_number" => put(&mut bill.reference_number, text, value),
        hidden => HIDDEN.contains(&hidden),
    }
}

fn put<T>(slot: &mut Option<T>, read: impl Fn(&Json) -> Option<T>, value: &Json) -> bool {
    let found = read(value);
    let understood = found.is_some() || value.is_blank();
    *slot = found.or(slot.take());
    understood
}

/// The lines of one `product`: one per entry of its `objs`, or the product itself when its prices
/// stand there.
fn lines(mut product: Json) -> Vec<ProductLine> {
    let objs = product.take("objs").unwrap_or(Json::Null).one_or_more();
    let objs = if objs.is_empty() { vec![product] } else { objs };
    objs.iter().map(line).filter(|line| *line != ProductLine::default()).collect()
}

fn line(obj: &Json) -> ProductLine {
    ProductLine {
        name: obj.field("product_name").and_then(text),
        partner_price: obj.field("total_price").and_then(money),
        selling_price: obj.field("selling_price").and_then(money),
    }
}

/// Keeps an unknown value as text; of lists and objects every scalar, named by its path.
fn spill(path: &str, value: &Json, extra: &mut Vec<(String, String)>) {
    let Some(path) = clean(path).filter(|_| extra.len() < MOST_EXTRA) else {
        return;
    };
    match value {
        Json::Object(fields) => fields
            .iter()
            .filter(|(field, _)| !HIDDEN.contains(&plain(field).as_str()))
            .for_each(|(field, inner)| spill(&format!("{path}.{field}"), inner, extra)),
        Json::List(items) => {
            (1..).zip(items).for_each(|(place, inner)| spill(&format!("{path}.{place}"), inner, extra));
        }
        scalar => extra.extend(text(scalar).map(|text| (path, text))),
    }
}
