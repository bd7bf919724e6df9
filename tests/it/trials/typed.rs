//! What people type and paste (K1 to K8, K15): a corpus of messages and what must come of each.
//!
//! The messages are data, a file for each kind; [`case`] says what a case may ask for, [`heard`] what a turn gave.
//! What holds for every text made of known parts stands in [`properties`].

mod case;
mod heard;
mod judge;
mod parts;
mod properties;

use case::Corpus;

#[test]
fn k1_other_digits_are_no_customers_number() {
    Corpus::parse("K1", include_str!("typed/k1.toml")).hold();
}

#[test]
fn k2_neighbours_are_not_glued_to_a_number() {
    Corpus::parse("K2", include_str!("typed/k2.toml")).hold();
}

#[test]
fn k3_a_numbers_first_part_is_not_cut_off() {
    Corpus::parse("K3", include_str!("typed/k3.toml")).hold();
}

#[test]
fn k4_only_months_are_months() {
    Corpus::parse("K4", include_str!("typed/k4.toml")).hold();
}

#[test]
fn k5_what_is_no_pin_deletes_nothing() {
    Corpus::parse("K5", include_str!("typed/k5.toml")).hold();
}

#[test]
fn k6_pins_are_known_blotted_and_never_shown() {
    Corpus::parse("K6", include_str!("typed/k6.toml")).hold();
}

#[test]
fn k7_no_number_is_dropped_in_silence() {
    Corpus::parse("K7", include_str!("typed/k7.toml")).hold();
}

#[test]
fn k8_plain_wishes_are_understood() {
    Corpus::parse("K8", include_str!("typed/k8.toml")).hold();
}

#[test]
fn k15_what_is_not_on_offer_is_said() {
    Corpus::parse("K15", include_str!("typed/k15.toml")).hold();
}
