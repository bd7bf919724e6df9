//! Fields that no document promises: those of the list of known ones are kept, the rest is left out and counted.

mod left_out;
mod parts;

use super::{
    json::{Json, plain},
    value::{dated, due, money, put, text, whole},
};
use crate::domain::bill::{
    Bill, Part,
    day::{self, Dated},
    fact::{self, Fact, FieldKind, Known, Label, Value},
};

pub(in crate::gateway) use left_out::LeftOut;
pub(super) use parts::period;
use parts::{MOST_PARTS, is_of_a_part, part};

/// The most further fields that are kept of one bill.
const MOST_FACTS: usize = 24;
/// Deeper than this a reply hides nothing of the customer's.
const DEEPEST: u8 = 6;
/// The longest text of a further field, in characters.
const LONGEST_TEXT: usize = 120;

/// Reads the further fields of a bill.
pub(super) fn read(bill: &mut Bill, fields: &[(String, Json)], left_out: &mut LeftOut) {
    let mut reader = Reader { bill, left_out };
    for (name, value) in fields {
        reader.field(name, value, 0);
    }
    parts::settle(bill);
}

struct Reader<'a> {
    bill: &'a mut Bill,
    left_out: &'a mut LeftOut,
}

impl Reader<'_> {
    fn field(&mut self, name: &str, value: &Json, depth: u8) {
        if value.is_blank() || self.fills_a_gap(&plain(name), value, depth) {
            return;
        }
        match (value, fact::meaning(name)) {
            (Json::Object(_) | Json::List(_), _) if fact::may_hold(name) && depth < DEEPEST => {
                self.within(name, value, depth + 1);
            }
            (_, Some(known)) if self.fact(known, value) => {}
            _ => self.leave_out(name, value),
        }
    }

    /// A documented field under another name, or within another: it counts where the documented one is open. A sum that
    /// has no reading is shown as it came.
    fn fills_a_gap(&mut self, name: &str, value: &Json, depth: u8) -> bool {
        let bill = &mut *self.bill;
        match name {
            "amount" | "admin" | "totalamount" if depth == 0 => self.unread_sum(name, value),
            "periode" | "period" | "bulan" | "blth" if bill.period.is_none() => put(&mut bill.period, period, value),
            "jatuhtempo" | "tgljatuhtempo" | "tanggaljatuhtempo" | "duedate" if bill.due.is_none() => {
                put(&mut bill.due, due, value)
            }
            "tarif" | "tariff" if bill.tariff.is_none() => put(&mut bill.tariff, text, value),
            "meterawal" | "standawal" | "stanawal" if bill.initial_stand.is_none() => {
                put(&mut bill.initial_stand, text, value)
            }
            "meterakhir" | "standakhir" | "stanakhir" if bill.final_stand.is_none() => {
                put(&mut bill.final_stand, text, value)
            }
            "biayaadmin" | "adminfee" | "adminbank" if bill.admin.is_none() => put(&mut bill.admin, money, value),
            _ => false,
        }
    }

    fn unread_sum(&mut self, name: &str, value: &Json) -> bool {
        let label = match name {
            "amount" => Label::Amount,
            "admin" => Label::Admin,
            _ => Label::Total,
        };
        text(value)
            .filter(|text| !fact::speaks_of_the_shop(text))
            .is_some_and(|text| self.keep(label, Value::Text(text)))
    }

    fn within(&mut self, name: &str, value: &Json, depth: u8) {
        match value {
            // A list whose places PHP wrote down, or months by their names.
            Json::Object(fields) if !fields.is_empty() && fields.iter().all(|(key, _)| is_figure(key)) => {
                for (key, item) in fields {
                    self.item(name, key, item, depth);
                }
            }
            Json::Object(fields) => self.object(value, fields, depth),
            Json::List(items) => items.iter().for_each(|item| self.item(name, "", item, depth)),
            scalar => self.leave_out(name, scalar),
        }
    }

    /// A month that stands alone, or any other object.
    fn object(&mut self, value: &Json, fields: &[(String, Json)], depth: u8) {
        let part = part(value, "").filter(|part| part.period.is_some() && part.amount.is_some());
        let is_part = part.is_some();
        if let Some(part) = part {
            self.keep_part(part);
        }
        for (name, inner) in fields.iter().filter(|(name, _)| !(is_part && is_of_a_part(&plain(name)))) {
            self.field(name, inner, depth);
        }
    }

    fn item(&mut self, name: &str, key: &str, item: &Json, depth: u8) {
        match part(item, key) {
            Some(part) => {
                self.keep_part(part);
                self.beside_a_part(item);
            }
            None if depth < DEEPEST => self.within(name, item, depth + 1),
            None => self.leave_out(name, item),
        }
    }

    fn keep_part(&mut self, part: Part) {
        if self.bill.parts.len() < MOST_PARTS {
            self.bill.parts.push(part);
        } else {
            self.bill.more_parts += 1;
        }
    }

    /// What an entry of a list holds beside its sums: of the meter, the first reading of the first and the last of the last.
    fn beside_a_part(&mut self, item: &Json) {
        let Json::Object(fields) = item else { return };
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_blank()) {
            match plain(name).as_str() {
                "meterawal" | "standawal" | "stanawal" => {
                    self.bill.initial_stand = self.bill.initial_stand.take().or_else(|| text(value));
                }
                "meterakhir" | "standakhir" | "stanakhir" => {
                    put(&mut self.bill.final_stand, text, value);
                }
                name if is_of_a_part(name) => {}
                _ => self.leave_out(name, value),
            }
        }
    }

    fn fact(&mut self, known: &Known, value: &Json) -> bool {
        let words =
            || text(value).filter(|text| text.chars().count() <= LONGEST_TEXT && !fact::speaks_of_the_shop(text));
        let value = match known.kind {
            FieldKind::Amount => money(value).map(Value::Amount),
            FieldKind::Count => whole(value).and_then(|count| u64::try_from(count).ok()).map(Value::Count),
            FieldKind::Date => dated(value).and_then(|(text, zone)| match day::read(&text, &zone) {
                Dated::On(day) => Some(Value::Date(day)),
                Dated::Nothing | Dated::Words => None,
            }),
            FieldKind::Text => words().map(Value::Text),
        };
        value.is_some_and(|value| self.keep(known.label, value))
    }

    /// Keeps a field once, though it may be told in two places.
    fn keep(&mut self, label: Label, value: Value) -> bool {
        let fact = Fact { label, value };
        if self.bill.facts.len() >= MOST_FACTS {
            return false;
        }
        if !self.bill.facts.contains(&fact) {
            self.bill.facts.push(fact);
        }
        true
    }

    fn leave_out(&mut self, name: &str, value: &Json) {
        match value {
            Json::Object(fields) if !fields.is_empty() => {
                for (name, inner) in fields {
                    self.leave_out(name, inner);
                }
            }
            Json::List(items) if !items.is_empty() => items.iter().for_each(|inner| self.leave_out(name, inner)),
            blank if blank.is_blank() => {}
            _ => self.left_out.one(name),
        }
    }
}

fn is_figure(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit())
}
