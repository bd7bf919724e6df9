//! Bills made up from the number alone: always the same, and plausible for their family.

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use crate::sandbox::random::Random;

/// What kind of bill a product has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BillKind {
    Electricity,
    Water,
    Health,
    Internet,
    Finance,
    Other,
}

/// Products the gateway sells: every code the vendor's documents show, and a name for each.
const PRODUCTS: [(&str, BillKind, &str); 8] = [
    ("POSTPAIDPLN", BillKind::Electricity, "PLN Pascabayar"),
    ("PDAMACEHTGR", BillKind::Water, "PDAM ACEHTGR"),
    ("PDAMMJK", BillKind::Water, "PDAM MJK"),
    ("PDAMABOJ", BillKind::Water, "PDAM ABOJ"),
    ("FIRSMEDIA", BillKind::Internet, "First Media"),
    ("RBKREDITBAF", BillKind::Finance, "BAF"),
    ("RBFNFIF", BillKind::Finance, "FIF"),
    ("RBASRBPJSKSH", BillKind::Health, "BPJS Kesehatan"),
];

/// Given names as common as those of the vendor's samples; two make a customer.
const FIRST_NAMES: [&str; 12] =
    ["ADI", "BUDI", "CITRA", "DEWI", "EKO", "FITRI", "HADI", "INDAH", "JOKO", "MARIA", "RINA", "WARDI"];
const LAST_NAMES: [&str; 8] = ["PUTRI", "SAPUTRA", "LESTARI", "SANTOSO", "WATI", "HIDAYAT", "UTAMI", "SOFIAN"];
const TARIFFS: [(&str, u64); 4] =
    [("R1/900VA", 1_352), ("R1/1300VA", 1_444), ("R1/2200VA", 1_444), ("B1/5500VA", 1_699)];
const CLASSES: [u64; 3] = [35_000, 100_000, 150_000];

/// The kind and name of a product; `None` for a code that is not sold.
pub(super) fn product<'a>(code: &'a str, more: &[String]) -> Option<(BillKind, &'a str)> {
    let known = PRODUCTS.iter().find(|(known, _, _)| *known == code).map(|(_, kind, name)| (*kind, *name));
    known.or_else(|| more.iter().any(|other| other == code).then_some((BillKind::Other, code)))
}

/// `data` of a reply, in the vendor's spelling and order.
#[derive(Debug, Serialize)]
pub(super) struct MadeUpBill<'a> {
    inquiry_id: String,
    account_number: &'a str,
    product_name: &'a str,
    amount: u64,
    capacity: String,
    customer_name: String,
    due_date: String,
    period: &'a str,
    admin: u64,
    total_amount: u64,
    #[serde(rename = "ref")]
    biller_ref: String,
    initial_stan: String,
    final_stan: String,
    reference_number: &'a str,
    tariff: &'a str,
    number_of_months: &'a str,
    product: Sold<'a>,
}

#[derive(Debug, Serialize)]
struct Sold<'a> {
    category: &'a str,
    category_detail: &'a str,
    start_from: &'a str,
    objs: Offer<'a>,
}

#[derive(Debug, Serialize)]
struct Offer<'a> {
    product_uuid: String,
    product_name: &'a str,
    total_price: String,
    selling_price: String,
}

/// The bill of a number. Months count for [`BillKind::Health`] alone; the due date is one of next
/// month's days.
pub(super) fn bill<'a>(
    (code, kind, name): (&str, BillKind, &'a str),
    number: &'a str,
    period: Option<&'a str>,
    now: DateTime<Utc>,
) -> MadeUpBill<'a> {
    let mut random = Random::of(&[code, number]);
    let customer = format!("{} {}", random.pick(&FIRST_NAMES), random.pick(&LAST_NAMES));
    let months = period.and_then(|period| period.parse().ok()).unwrap_or(1);
    let fees = Fees::of(kind, months, &mut random);
    let total = fees.amount + fees.hidden;
    let commission = random.between(3, 20) * 100;
    MadeUpBill {
        inquiry_id: random.uuid(),
        account_number: number,
        product_name: name,
        amount: fees.amount,
        capacity: fees.usage,
        customer_name: customer,
        due_date: due(kind, now, &mut random),
        period: period.unwrap_or(if kind == BillKind::Electricity { "1" } else { "" }),
        admin: 0,
        total_amount: total,
        biller_ref: if kind == BillKind::Finance {
            random.between(2_000_000_000, 2_999_999_999).to_string()
        } else {
            String::new()
        },
        initial_stan: fees.stand.map(|(start, _)| format!("{start:08}")).unwrap_or_default(),
        final_stan: fees.stand.map(|(_, end)| format!("{end:08}")).unwrap_or_default(),
        reference_number: "",
        tariff: fees.tariff,
        number_of_months: "",
        product: Sold {
            category: name,
            category_detail: name,
            start_from: "0",
            objs: Offer {
                product_uuid: Random::of(&[code]).uuid(),
                product_name: name,
                total_price: total.saturating_sub(commission).to_string(),
                selling_price: total.to_string(),
            },
        },
    }
}

/// What is owed, and what of it a meter shows.
#[derive(Debug, Default)]
struct Fees {
    amount: u64,
    /// The fee in the total that `admin` does not own up to, as in the vendor's samples.
    hidden: u64,
    usage: String,
    stand: Option<(u64, u64)>,
    tariff: &'static str,
}

impl Fees {
    fn of(kind: BillKind, months: u64, random: &mut Random) -> Self {
        match kind {
            BillKind::Electricity => {
                let (tariff, price) = TARIFFS[usize::try_from(random.figure() % 4).unwrap_or(0)];
                let (start, used) = (random.between(1_000, 60_000), random.between(40, 900));
                Self {
                    amount: used * price,
                    usage: format!("{used} kWh"),
                    stand: Some((start, start + used)),
                    tariff,
                    ..Self::default()
                }
            }
            BillKind::Water => {
                let (start, used) = (random.between(100, 9_000), random.between(5, 60));
                Self {
                    amount: used * 4_500 + 7_500,
                    usage: format!("{}-{start}={used}", start + used),
                    ..Self::default()
                }
            }
            BillKind::Health => {
                let class = CLASSES[usize::try_from(random.figure() % 3).unwrap_or(0)];
                Self { amount: class * random.between(1, 5) * months, hidden: 2_500, ..Self::default() }
            }
            BillKind::Internet => Self { amount: random.between(200, 900) * 1_000 + 900, ..Self::default() },
            BillKind::Finance => Self { amount: random.between(300, 4_000) * 1_000, hidden: 5_000, ..Self::default() },
            BillKind::Other => Self { amount: random.between(20, 500) * 1_000, ..Self::default() },
        }
    }
}

fn due(kind: BillKind, now: DateTime<Utc>, random: &mut Random) -> String {
    let jakarta: NaiveDate = (now + TimeDelta::hours(7)).date_naive();
    let next = jakarta.checked_add_months(Months::new(1)).and_then(|day| chrono::Datelike::with_day(&day, 1));
    let day = match kind {
        BillKind::Electricity | BillKind::Water => return String::new(),
        BillKind::Health => 10,
        BillKind::Internet | BillKind::Finance | BillKind::Other => random.between(1, 28),
    };
    next.and_then(|first| first.checked_add_days(Days::new(day - 1))).map(|day| day.to_string()).unwrap_or_default()
}
