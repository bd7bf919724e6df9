//! From `data` to bills.

use super::{
    extras::{self, LeftOut},
    json::{Json, plain},
    value::{due, money, put, text, usage},
};
use crate::domain::bill::{Bill, ProductLine, Usage, fact};

/// Fields that are documented and not the customer's business: the partner's prices, and categories that are none (a
/// PDAM's `category_detail` is a supplier's code). That they are left out is no news for the log.
const HIDDEN: [&str; 7] =
    ["productuuid", "productcode", "category", "categorydetail", "startfrom", "totalprice", "sellingprice"];

/// The bills in `data`, which is one, several or none; what holds no bill is left out.
pub(super) fn bills(data: Json, left_out: &mut LeftOut) -> Vec<Bill> {
    data.one_or_more().into_iter().filter_map(|data| bill(data, left_out)).collect()
}

fn bill(data: Json, left_out: &mut LeftOut) -> Option<Bill> {
    let Json::Object(fields) = data else {
        return None;
    };
    let mut bill = Bill::default();
    let mut others = Vec::new();
    for (name, value) in fields {
        let plain_name = plain(&name);
        if plain_name == "product" {
            bill.products.extend(value.one_or_more().into_iter().flat_map(lines));
        } else if !understood(&mut bill, &plain_name, &value) {
            others.push((name, value));
        }
    }
    // Read last, because they fill what the documented fields left open.
    let mut left_out_here = LeftOut::default();
    extras::read(&mut bill, &others, &mut left_out_here);
    without_shop_talk(&mut bill, &mut left_out_here);
    let says_something = bill.account.is_some() || bill.customer_name.is_some() || bill.total.is_some();
    let is_bill = says_something || bill.amount.is_some();
    if is_bill {
        left_out.add(left_out_here);
    }
    is_bill.then_some(bill)
}

/// Puts a documented field where it belongs. Not understood is a field of another name, and one whose value has no
/// reading.
fn understood(bill: &mut Bill, name: &str, value: &Json) -> bool {
    match name {
        "inquiryid" => put(&mut bill.inquiry_id, text, value),
        "accountnumber" => put(&mut bill.account, text, value),
        "productname" => put(&mut bill.product_name, text, value),
        "customername" => put(&mut bill.customer_name, text, value),
        "amount" => put(&mut bill.amount, money, value),
        "admin" => put(&mut bill.admin, money, value),
        "totalamount" => put(&mut bill.total, money, value),
        "capacity" => put(&mut bill.usage, usage, value),
        "duedate" => put(&mut bill.due, due, value) || text(value).is_some(),
        "period" => put(&mut bill.period, extras::period, value),
        "numberofmonths" => put(&mut bill.months, text, value),
        "tariff" => put(&mut bill.tariff, text, value),
        "initialstan" | "initialstand" => put(&mut bill.initial_stand, text, value),
        "finalstan" | "finalstand" => put(&mut bill.final_stand, text, value),
        "ref" => put(&mut bill.biller_ref, text, value),
        "referencenumber" => put(&mut bill.reference_number, text, value),
        hidden => HIDDEN.contains(&hidden),
    }
}

/// Where billers write freely, they may write to the shop.
fn without_shop_talk(bill: &mut Bill, left_out: &mut LeftOut) {
    if let Some(Usage::Other(text)) = &bill.usage
        && fact::speaks_of_the_shop(text)
    {
        bill.usage = None;
        left_out.one("capacity");
    }
    for (name, slot) in [("period", &mut bill.period), ("tariff", &mut bill.tariff)] {
        if slot.take_if(|text| fact::speaks_of_the_shop(text)).is_some() {
            left_out.one(name);
        }
    }
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
        name: obj.field("productname").and_then(text),
        partner_price: obj.field("totalprice").and_then(money),
        selling_price: obj.field("sellingprice").and_then(money),
    }
}
