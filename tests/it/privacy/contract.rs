//! The sealed store keeps the contract of the one below it.

use crate::doubles::Look as _;
use cektagihan::ports::Range;
use std::collections::BTreeMap;

use cektagihan::ports::{Table, Transaction};
use proptest::prelude::*;

use super::folder::Folder;

#[derive(Debug, Clone)]
enum Step {
    Put(u8, u8),
    Delete(u8),
    KeepFirst(u8, u8),
}

fn steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let key = || 0..6_u8;
    let step = prop_oneof![
        (key(), any::<u8>()).prop_map(|(key, value)| Step::Put(key, value)),
        key().prop_map(Step::Delete),
        (key(), any::<u8>()).prop_map(|(key, value)| Step::KeepFirst(key, value)),
    ];
    prop::collection::vec(prop::collection::vec(step, 0..6), 0..12)
}

fn key(number: u8) -> Vec<u8> {
    vec![b'a' + number % 2, number]
}

fn add(transaction: &mut Transaction, table: Table, model: &mut BTreeMap<Vec<u8>, Vec<u8>>, step: &Step) {
    match *step {
        Step::Put(number, value) => {
            model.insert(key(number), vec![value]);
            transaction.put(table, key(number), vec![value]);
        }
        Step::Delete(number) => {
            model.remove(&key(number));
            transaction.delete(table, key(number));
        }
        Step::KeepFirst(number, value) => {
            model.entry(key(number)).or_insert_with(|| vec![value]);
            transaction.merge(table, key(number), cektagihan::ports::Merge::KeepFirst(vec![value]));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_went_in_comes_out(transactions in steps()) {
        let folder = Folder::new();
        let vault = futures::executor::block_on(folder.open());
        for table in [Table::Profile, Table::Ticket] {
            let mut model = BTreeMap::new();
            for steps in &transactions {
                let mut transaction = Transaction::default();
                for step in steps {
                    add(&mut transaction, table, &mut model, step);
                }
                futures::executor::block_on(vault.rows().commit(transaction)).unwrap();
            }
            for number in 0..6 {
                prop_assert_eq!(vault.rows().row(table, &key(number)), model.get(&key(number)).cloned());
            }
            for prefix in [&b""[..], b"a", b"b", b"c"] {
                let mut rows = vault.rows().rows_with(table, prefix);
                // Hashed keys lie in an order of their own.
                rows.sort();
                let expected: Vec<_> =
                    model.clone().into_iter().filter(|(key, _)| key.starts_with(prefix)).collect();
                prop_assert_eq!(rows, expected);
                let first = futures::executor::block_on(vault.rows().scan(table, Range::of(prefix, 1))).unwrap();
                prop_assert_eq!(first.len(), usize::from(model.keys().any(|key| key.starts_with(prefix))));
            }
        }
    }
}
