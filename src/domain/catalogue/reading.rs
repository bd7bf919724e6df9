//! Reading a catalogue file: every fault with its line, its field and the mend.

use std::collections::HashMap;

use toml::de::DeTable;

use crate::domain::{
    account::AccountNumber,
    number_rule::NumberRule,
    period::Period,
    product::{Family, Product, ProductCode},
};

use super::error::CatalogueError;
use super::table::{TomlTable, TomlValue, fault, line_at};
use super::words::{LONGEST_NAME, LONGEST_WORD, squeeze};

/// What a file holds.
pub(super) struct ReadCatalogue {
    /// The products, in the file's order.
    pub(super) products: Vec<Product>,
    /// Their places by squeezed code and alias.
    pub(super) words: HashMap<String, usize>,
}

const FIELDS: [&str; 7] = ["code", "family", "name_id", "name_en", "aliases", "number", "months"];
const FAMILIES: [(&str, Family); 6] = [
    ("electricity", Family::Electricity),
    ("water", Family::Water),
    ("health", Family::Health),
    ("internet", Family::Internet),
    ("phone", Family::Phone),
    ("finance", Family::Finance),
];

/// Reads a file.
pub(super) fn read(text: &str) -> Result<ReadCatalogue, CatalogueError> {
    let parsed = DeTable::parse(text).map_err(|error| syntax_fault(text, &error))?;
    let file = TomlTable::file(text, &parsed);
    file.only(&["product"])?;
    let entries = file.get("product").ok_or_else(|| no_product(file))?;
    let mut words = Words::default();
    let mut products = Vec::new();
    for entry in entries.list()? {
        let table = entry.table().ok_or_else(|| entry.fault("must be tables; write [[product]] above each"))?;
        products.push(product(table, &mut words, products.len())?);
    }
    if products.is_empty() {
        return Err(no_product(file));
    }
    Ok(ReadCatalogue { products, words: words.into_places() })
}

fn no_product(file: TomlTable<'_>) -> CatalogueError {
    file.fault("product", "there is none in the file; write at least one [[product]]".to_owned())
}

/// The parser's own words, on one line, with the key of the faulty line as the field.
fn syntax_fault(text: &str, error: &toml::de::Error) -> CatalogueError {
    let span = error.span().unwrap_or(0..0);
    let line = text.lines().nth(line_at(text, span.start) - 1).unwrap_or_default();
    let key = line.split('=').next().unwrap_or_default().trim();
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    fault(text, &span, if is_key { key } else { "syntax" }, format!("is not TOML: {message}"))
}

fn product(table: TomlTable<'_>, words: &mut Words, place: usize) -> Result<Product, CatalogueError> {
    table.only(&FIELDS)?;
    let code_field = table.need("code", "\"POSTPAIDPLN\"")?;
    let code = ProductCode::parse(code_field.string()?).map_err(|error| code_field.fault(error.to_string()))?;
    words.add(code_field, code.as_str(), place)?;
    Ok(Product {
        family: family(table.need("family", "\"electricity\"")?)?,
        name_id: name(table.need("name_id", "\"Listrik PLN\"")?)?,
        name_en: name(table.need("name_en", "\"PLN Electricity\"")?)?,
        aliases: table.get("aliases").map_or(Ok(Vec::new()), |list| aliases(list, words, place))?,
        number: number(table.need("number", "{ least = 4, most = 20 }")?)?,
        most_months: table.get("months").map(months).transpose()?,
        code,
    })
}

fn family(field: TomlValue<'_>) -> Result<Family, CatalogueError> {
    let typed = field.string()?;
    let known = FAMILIES.iter().find(|(name, _)| *name == typed);
    known.map(|(_, family)| *family).ok_or_else(|| {
        let names: Vec<&str> = FAMILIES.iter().map(|(name, _)| *name).collect();
        field.fault(format!("{typed:?} is no family; write one of {}", names.join(", ")))
    })
}

fn name(field: TomlValue<'_>) -> Result<String, CatalogueError> {
    let name = field.string()?.trim();
    let length = name.chars().count();
    if length == 0 {
        return Err(field.fault("is empty; write what the reader sees on the button"));
    }
    if length > LONGEST_NAME {
        let most = LONGEST_NAME;
        return Err(field.fault(format!("has {length} characters; write at most {most}, it is a button")));
    }
    if name.chars().any(char::is_control) {
        return Err(field.fault("holds a line break or another control character; write it on one line"));
    }
    Ok(name.to_owned())
}

fn aliases(list: TomlValue<'_>, words: &mut Words, place: usize) -> Result<Vec<String>, CatalogueError> {
    let mut aliases = Vec::new();
    for alias in list.list()? {
        let word = alias.string()?;
        let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let named = word.bytes().any(|b| b.is_ascii_lowercase());
        if !plain || !named || !(2..=LONGEST_WORD).contains(&word.len()) {
            let rule = format!("2 to {LONGEST_WORD} lower-case letters and digits, one letter at least, no spaces");
            return Err(alias.fault(format!("{word:?} cannot be an alias; write {rule}")));
        }
        if aliases.iter().any(|known| known == word) {
            return Err(alias.fault(format!("{word:?} stands here twice; take one away")));
        }
        words.add(alias, word, place)?;
        aliases.push(word.to_owned());
    }
    Ok(aliases)
}

fn number(field: TomlValue<'_>) -> Result<NumberRule, CatalogueError> {
    if let Some(table) = field.table() {
        return plain_rule(field, table);
    }
    match field.text() {
        Some("pln") => Ok(NumberRule::PlnId),
        Some("bpjs") => Ok(NumberRule::BpjsVa),
        Some("mobile") => Ok(NumberRule::Mobile),
        _ => Err(field.fault("is no rule; write \"pln\", \"bpjs\", \"mobile\" or { least = 4, most = 20 }")),
    }
}

fn plain_rule<'t>(field: TomlValue<'t>, table: TomlTable<'t>) -> Result<NumberRule, CatalogueError> {
    table.only(&["least", "most", "letters", "usual"])?;
    let possible = 1..u8::try_from(AccountNumber::MAX + 1).unwrap_or(u8::MAX);
    let least = table.need("least", "4")?.number(possible.clone())?;
    let most = table.need("most", "20")?.number(possible)?;
    if least > most {
        return Err(field.fault(format!("least is {least} and most is {most}; write the smaller one as least")));
    }
    let letters = table.get("letters").map_or(Ok(false), TomlValue::truth)?;
    let mut usual = Vec::new();
    if let Some(lengths) = table.get("usual") {
        for length in lengths.list()? {
            usual.push(length.number(least..most + 1)?);
        }
    }
    Ok(NumberRule::Plain { least, most, letters, usual })
}

fn months(field: TomlValue<'_>) -> Result<Period, CatalogueError> {
    let months = field.number(Period::ONE.months()..Period::MAX.months() + 1)?;
    Period::of(months).map_err(|error| field.fault(error.to_string()))
}

/// Who owns each code and alias, squeezed, and since which line.
#[derive(Default)]
struct Words(HashMap<String, (usize, usize)>);

impl Words {
    fn add(&mut self, at: TomlValue<'_>, word: &str, place: usize) -> Result<(), CatalogueError> {
        let Some(squeezed) = squeeze(word) else {
            return Err(at.fault("must hold a letter or a digit"));
        };
        match self.0.get(&*squeezed) {
            Some((owner, line)) if *owner != place => {
                Err(at.fault(format!("{word:?} names the product of line {line} already; write another")))
            }
            _ => {
                self.0.insert(squeezed.into_owned(), (place, at.line()));
                Ok(())
            }
        }
    }

    fn into_places(self) -> HashMap<String, usize> {
        self.0.into_iter().map(|(word, (place, _))| (word, place)).collect()
    }
}
