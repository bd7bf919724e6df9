//! Which forms rows can take: every variant of every stored enum, every field that may be absent.
//!
//! Nothing here has a catch-all: a new variant or field does not compile before it stands here, and then asks for
//! a golden row.

use std::collections::BTreeSet;

use cektagihan::audit::Entry;
use cektagihan::bot::checks::limiter::DayCounts;
use cektagihan::bot::jobs::job::Job;
use cektagihan::bot::jobs::sweep_at::SweepAt;
use cektagihan::bot::jobs::work::Work;
use cektagihan::bot::outbox::departed::Mark;
use cektagihan::bot::rows::{Asker, FileRecipe, Move, Offset, Owed, Shown, Slot, Target, Ticket, What, meta, read};
use cektagihan::bot::services::Me;
use cektagihan::dialogue::{Check, Conversation, State};
use cektagihan::domain::access::Role;
use cektagihan::domain::bill::fact::{Fact, Label, Value};
use cektagihan::domain::bill::{Answer, Bill, DueDate, Part, ProductLine, Usage};
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::inquiry::Numbered;
use cektagihan::domain::language::Language;
use cektagihan::domain::number_rule::{Conversion, Doubt};
use cektagihan::domain::product::Family;
use cektagihan::domain::profile::{Profile, Recent};
use cektagihan::domain::replied_to::RepliedTo;
use cektagihan::domain::roster::{Group, Invite, Member, Pairing};
use cektagihan::ports::{Freshness, Recovery, Table};
use cektagihan::view::{Office, Tap};

/// Forms that must be pinned, and those that are.
#[derive(Default)]
pub struct Forms {
    needed: BTreeSet<String>,
    found: BTreeSet<String>,
}

/// Notes which variant a value is, and that all the others are needed as well.
macro_rules! variant {
    ($forms:ident, $value:expr, $of:literal { $($pattern:pat => $name:literal,)* }) => {
        $forms.needed.extend([$(concat!($of, "::", $name).to_owned(),)*]);
        $forms.found.insert(match $value { $($pattern => concat!($of, "::", $name),)* }.to_owned());
    };
}

impl Forms {
    /// What is needed and stands nowhere.
    pub fn missing(&self) -> Vec<String> {
        self.needed.difference(&self.found).cloned().collect()
    }

    /// A field that may be absent must be there in one row and absent in another.
    fn maybe<'a, T>(&mut self, name: &str, value: Option<&'a T>) -> Option<&'a T> {
        self.needed.extend([format!("{name}: there"), format!("{name}: absent")]);
        self.found.insert(format!("{name}: {}", if value.is_some() { "there" } else { "absent" }));
        value
    }

    pub fn note(&mut self, table: Table, key: &[u8], value: &[u8]) {
        match table {
            Table::Meta => self.meta(key),
            Table::Conversation => self.conversation(&read(value).unwrap()),
            Table::Outbox => self.owed(&read(value).unwrap()),
            Table::Slot => {
                let Slot { message: _, at: _, shown } = read(value).unwrap();
                variant!(self, shown, "Shown" {
                    Shown::Text => "Text",
                    Shown::File => "File",
                });
            }
            Table::Profile => self.profile(&read(value).unwrap()),
            Table::Ticket => {
                let Ticket { owner: _, tap, topic, at: _ } = read(value).unwrap();
                self.maybe("Ticket.topic", topic.as_ref());
                self.tap(&tap);
            }
            Table::Member => {
                let Member { role, name: _, since: _, by } = read(value).unwrap();
                self.maybe("Member.by", by.as_ref());
                self.maybe("Member.role", role.as_ref()).into_iter().for_each(|role| self.role(*role));
            }
            Table::Group => {
                let Group { role, since: _, by: _, title } = read(value).unwrap();
                self.maybe("Group.role", role.as_ref());
                self.maybe("Group.title", (!title.is_empty()).then_some(&title));
            }
            Table::Invite => {
                let Invite { role: _, by: _, until: _, made, opened } = read(value).unwrap();
                self.maybe("Invite.made", made.as_ref());
                self.maybe("Invite.opened", opened.first());
            }
            Table::Pairing => {
                let Pairing { person: _, name: _, until: _, code } = read(value).unwrap();
                self.maybe("Pairing.code", (!code.is_empty()).then_some(&code));
            }
            Table::Audit => {
                let Entry { at: _, person: _, chat: _, product: _, number: _, outcome: _, ms: _, trace: _ } =
                    super::entry(value);
            }
            Table::Job => {
                let Job { work: Work::Sweep(at), due: _ } = read(value).unwrap();
                variant!(self, at, "SweepAt" {
                    SweepAt::Table { .. } => "Table",
                    SweepAt::Roster => "Roster",
                    SweepAt::Trail => "Trail",
                });
                if let SweepAt::Table { table: _, after } = at {
                    self.maybe("SweepAt.after", after.as_ref());
                }
            }
            Table::Inbox | Table::Moved | Table::Gone | Table::Seal | Table::Aside => {}
        }
    }

    fn meta(&mut self, key: &[u8]) {
        let marks = &[meta::MARKS, &[0]].concat();
        let all = [
            meta::OFFSET,
            meta::PLACES,
            marks.as_slice(),
            meta::ME,
            meta::ASKED,
            b"format",
            b"audit-head",
            b"audit-anchor",
            Recovery::KEY,
        ];
        let name = |key: &[u8]| format!("Meta: {}", String::from_utf8_lossy(key));
        self.needed.extend(all.map(name));
        self.found.insert(name(key));
    }

    fn conversation(&mut self, Conversation { state, checks }: &Conversation) {
        self.state(state);
        for Check { id: _, inquiry, freshness, quote, asker, conversion, shown, asked_at: _ } in checks {
            self.maybe("Check.shown", shown.then_some(()).as_ref());
            self.inquiry(inquiry);
            variant!(self, freshness, "Freshness" {
                Freshness::Remembered => "Remembered",
                Freshness::Afresh => "Afresh",
            });
            self.replied("Check.quote", quote.as_ref());
            self.maybe("Check.asker", asker.as_ref());
            if let Some(conversion) = self.maybe("Check.conversion", conversion.as_ref()) {
                variant!(self, conversion, "Conversion" {
                    Conversion::CardToVa => "CardToVa",
                    Conversion::MandiriVa => "MandiriVa",
                    Conversion::CountryCode => "CountryCode",
                });
            }
        }
    }

    fn state(&mut self, state: &State) {
        variant!(self, state, "State" {
            State::Home => "Home",
            State::ChoosingProduct { family: _ } => "ChoosingProduct",
            State::EnteringAccount { product: _ } => "EnteringAccount",
            State::ConfirmingAccount { product: _, account: _, doubt: _, period: _ } => "ConfirmingAccount",
            State::ChoosingPeriod { product: _, account: _ } => "ChoosingPeriod",
            State::ChoosingMatch { account: _, period: _ } => "ChoosingMatch",
            State::ChoosingForAll { numbers: _ } => "ChoosingForAll",
        });
        match state {
            State::ChoosingProduct { family } => self.family(*family),
            State::ConfirmingAccount { doubt, period, .. } => {
                self.maybe("ConfirmingAccount.period", period.as_ref());
                variant!(self, doubt, "Doubt" {
                    Doubt::PrepaidMeter => "PrepaidMeter",
                    Doubt::Nik => "Nik",
                    Doubt::Letters => "Letters",
                    Doubt::Length { got: _, least: _, most: _ } => "Length",
                    Doubt::NotMobile => "NotMobile",
                    Doubt::Mobile => "Mobile",
                    Doubt::Identity => "Identity",
                });
            }
            State::ChoosingMatch { period, .. } => drop(self.maybe("ChoosingMatch.period", period.as_ref())),
            State::ChoosingForAll { numbers } => self.numbered(numbers),
            State::Home | State::EnteringAccount { .. } | State::ChoosingPeriod { .. } => {}
        }
    }

    fn family(&mut self, family: Family) {
        variant!(self, family, "Family" {
            Family::Electricity => "Electricity",
            Family::Water => "Water",
            Family::Health => "Health",
            Family::Internet => "Internet",
            Family::Phone => "Phone",
            Family::Finance => "Finance",
        });
    }

    fn inquiry(&mut self, Inquiry { product: _, account: _, period }: &Inquiry) {
        self.maybe("Inquiry.period", period.as_ref());
    }

    fn role(&mut self, role: Role) {
        variant!(self, role, "Role" {
            Role::Staff => "Staff",
            Role::Agent => "Agent",
            Role::Admin => "Admin",
            Role::Owner => "Owner",
        });
    }

    fn language(&mut self, language: Language) {
        variant!(self, language, "Language" {
            Language::Indonesian => "Indonesian",
            Language::English => "English",
        });
    }

    fn owed(&mut self, Owed { chat: _, topic, what, trace: _, asker }: &Owed) {
        if let Some(Asker { person: _, name }) = self.maybe("Owed.asker", asker.as_ref()) {
            self.maybe("Asker.name", name.as_ref());
        }
        self.maybe("Owed.topic", topic.as_ref());
        variant!(self, what, "What" {
            What::Say { html: _, markup: _, reply_to: _, target: _ } => "Say",
            What::File { recipe: _, html: _, markup: _, reply_to: _, target: _ } => "File",
            What::Delete(_) => "Delete",
        });
        if let What::File { recipe, html: _, markup: _, reply_to: _, target: _ } = what {
            variant!(self, recipe, "Recipe" {
                FileRecipe::Text { name: _, text: _ } => "Text",
                FileRecipe::Picture { name: _, base64: _ } => "Picture",
            });
        }
        if let What::Say { html: _, markup, reply_to, target }
        | What::File { recipe: _, html: _, markup, reply_to, target } = what
        {
            self.maybe("Say.markup", markup.as_ref());
            self.replied("Say.reply_to", reply_to.as_ref());
            variant!(self, target, "Target" {
                Target::New => "New",
                Target::Edit(_) => "Edit",
                Target::Check(_, _) => "Check",
            });
        }
    }

    fn profile(&mut self, profile: &Profile) {
        let Profile { language, told_about_pins: _, recent, habits: _, touched, opened, wrote } = profile;
        self.maybe("Profile.opened", opened.then_some(()).as_ref());
        self.maybe("Profile.wrote", wrote.first());
        self.maybe("Profile.language", language.as_ref()).into_iter().for_each(|language| self.language(*language));
        self.maybe("Profile.touched", touched.as_ref());
        for Recent { inquiry, name, at } in recent {
            self.inquiry(inquiry);
            self.maybe("Recent.name", name.as_ref());
            self.maybe("Recent.at", at.as_ref());
        }
    }

    fn tap(&mut self, tap: &Tap) {
        variant!(self, tap, "Tap" {
            Tap::Home => "Home",
            Tap::Another => "Another",
            Tap::Back => "Back",
            Tap::Cancel => "Cancel",
            Tap::CancelCheck(_) => "CancelCheck",
            Tap::Family(_) => "Family",
            Tap::Page(_, _) => "Page",
            Tap::Product(_) => "Product",
            Tap::Use { product: _, account: _, period: _ } => "Use",
            Tap::RetypeAccount => "RetypeAccount",
            Tap::Ask { product: _, account: _, period: _ } => "Ask",
            Tap::Match { account: _, period: _ } => "Match",
            Tap::AskAll { product: _, numbers: _ } => "AskAll",
            Tap::OneByOne(_) => "OneByOne",
            Tap::Again(_) => "Again",
            Tap::Reveal(_, _) => "Reveal",
            Tap::Speak(_) => "Speak",
            Tap::Languages => "Languages",
            Tap::Help => "Help",
            Tap::Nothing => "Nothing",
            Tap::Office(_) => "Office",
            Tap::Erase => "Erase",
        });
        match tap {
            Tap::Use { period, .. } => drop(self.maybe("Use.period", period.as_ref())),
            Tap::Ask { period, .. } => drop(self.maybe("Ask.period", period.as_ref())),
            Tap::Match { period, .. } => drop(self.maybe("Match.period", period.as_ref())),
            Tap::AskAll { numbers, .. } | Tap::OneByOne(numbers) => self.numbered(numbers),
            Tap::Reveal(_, answer) => self.answer(answer),
            Tap::Office(office) => self.office(office),
            _ => {}
        }
    }

    fn numbered(&mut self, numbers: &[Numbered]) {
        for Numbered { account: _, period } in numbers {
            self.maybe("Numbered.period", period.as_ref());
        }
    }

    fn replied(&mut self, name: &'static str, replied: Option<&RepliedTo>) {
        if let Some(RepliedTo { message: _, part }) = self.maybe(name, replied) {
            self.maybe("RepliedTo.part", part.as_ref());
        }
    }

    fn office(&mut self, office: &Office) {
        variant!(self, office, "Office" {
            Office::Invites => "Invites",
            Office::Invite(_) => "Invite",
            Office::Members(_) => "Members",
            Office::Member(_) => "Member",
            Office::Grant(_, _) => "Grant",
            Office::Remove(_) => "Remove",
            Office::RemoveNow(_) => "RemoveNow",
            Office::Admit(_, _) => "Admit",
            Office::Decline(_) => "Decline",
            Office::Open(_) => "Open",
            Office::Close => "Close",
            Office::Recovered => "Recovered",
            Office::Waiting(_) => "Waiting",
            Office::ConfirmAll => "ConfirmAll",
            Office::Confirm(_) => "Confirm",
            Office::Discard(_) => "Discard",
            Office::OpenInvites(_) => "OpenInvites",
            Office::Withdraw(_) => "Withdraw",
            Office::Groups(_) => "Groups",
            Office::CloseGroup(_) => "CloseGroup",
        });
        if let Office::Open(role) = office {
            self.maybe("Open.role", role.as_ref());
        }
    }

    fn answer(&mut self, Answer { bills, as_of: _ }: &Answer) {
        for bill in bills {
            self.bill(bill);
        }
    }

    fn fact(&mut self, Fact { label, value }: &Fact) {
        variant!(self, value, "Value" {
            Value::Amount(_) => "Amount",
            Value::Date(_) => "Date",
            Value::Count(_) => "Count",
            Value::Text(_) => "Text",
        });
        variant!(self, label, "Label" {
            Label::Amount => "Amount",
            Label::Admin => "Admin",
            Label::Total => "Total",
            Label::Address => "Address",
            Label::Class => "Class",
            Label::Power => "Power",
            Label::Sheets => "Sheets",
            Label::SheetsLeft => "SheetsLeft",
            Label::Members => "Members",
            Label::Item => "Item",
            Label::Plate => "Plate",
            Label::Frame => "Frame",
            Label::Engine => "Engine",
            Label::Tenor => "Tenor",
            Label::InstalmentNumber => "InstalmentNumber",
            Label::Fine => "Fine",
            Label::StampDuty => "StampDuty",
            Label::FixedCharge => "FixedCharge",
            Label::MeterFee => "MeterFee",
            Label::Waste => "Waste",
            Label::WaterCharge => "WaterCharge",
            Label::NonWater => "NonWater",
            Label::OtherCharges => "OtherCharges",
            Label::Vat => "Vat",
            Label::LightingTax => "LightingTax",
            Label::Arrears => "Arrears",
            Label::TaxYear => "TaxYear",
            Label::Village => "Village",
            Label::District => "District",
            Label::City => "City",
            Label::Land => "Land",
            Label::Building => "Building",
            Label::Branch => "Branch",
            Label::Package => "Package",
            Label::Issued => "Issued",
            Label::Remark => "Remark",
        });
    }

    fn bill(&mut self, bill: &Bill) {
        let Bill {
            inquiry_id,
            account,
            product_name,
            customer_name,
            amount,
            admin,
            total,
            usage,
            due,
            period,
            months,
            tariff,
            initial_stand,
            final_stand,
            biller_ref,
            reference_number,
            products,
            parts,
            more_parts: _,
            facts,
        } = bill;
        let texts = [inquiry_id, account, product_name, customer_name, period, months, tariff];
        let texts = texts.into_iter().chain([initial_stand, final_stand, biller_ref, reference_number]);
        for (number, text) in texts.enumerate() {
            self.maybe(&format!("Bill.text {number}"), text.as_ref());
        }
        for (number, sum) in [amount, admin, total].into_iter().enumerate() {
            self.maybe(&format!("Bill.sum {number}"), sum.as_ref());
        }
        if let Some(usage) = self.maybe("Bill.usage", usage.as_ref()) {
            variant!(self, usage, "Usage" {
                Usage::KilowattHours(_) => "KilowattHours",
                Usage::Meter { end: _, start: _, used: _ } => "Meter",
                Usage::Other(_) => "Other",
            });
        }
        if let Some(due) = self.maybe("Bill.due", due.as_ref()) {
            variant!(self, due, "DueDate" {
                DueDate::On(_) => "On",
                DueDate::Text(_) => "Text",
            });
        }
        for Part { period, amount, admin, fine, other } in parts {
            self.maybe("Part.period", period.as_ref());
            for (number, sum) in [amount, admin, fine, other].into_iter().enumerate() {
                self.maybe(&format!("Part.sum {number}"), sum.as_ref());
            }
        }
        for fact in facts {
            self.fact(fact);
        }
        for ProductLine { name, partner_price, selling_price } in products {
            self.maybe("ProductLine.name", name.as_ref());
            self.maybe("ProductLine.partner_price", partner_price.as_ref());
            self.maybe("ProductLine.selling_price", selling_price.as_ref());
        }
    }
}

/// Whether a row of an earlier version is understood.
pub fn is_read(table: Table, value: &[u8]) -> bool {
    match table {
        Table::Meta => {
            read::<Offset>(value).is_ok()
                || read::<Me>(value).is_ok()
                || read::<DayCounts>(value).is_ok()
                || value.len() == 40
        }
        Table::Conversation => read::<Conversation>(value).is_ok(),
        Table::Outbox => read::<Owed>(value).is_ok(),
        Table::Slot => read::<Slot>(value).is_ok(),
        Table::Profile => read::<Profile>(value).is_ok(),
        Table::Ticket => read::<Ticket>(value).is_ok(),
        Table::Moved => read::<Move>(value).is_ok(),
        Table::Job => read::<Job>(value).is_ok(),
        Table::Member => read::<Member>(value).is_ok(),
        Table::Group => read::<Group>(value).is_ok(),
        Table::Invite => read::<Invite>(value).is_ok(),
        Table::Pairing => read::<Pairing>(value).is_ok(),
        Table::Gone => read::<Mark>(value).is_ok(),
        Table::Inbox | Table::Audit | Table::Seal | Table::Aside => true,
    }
}
