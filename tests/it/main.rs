//! Every test that needs more than one file, in one binary.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "a test starts the tasks it likes and ends with all of them")]

mod access;
mod architecture;
mod catalogue;
mod configuration;
mod contrib;
mod conversations;
mod crash;
mod dialogue;
mod disks;
mod doors;
mod doubles;
mod faults;
mod first_run;
mod gateway;
mod held;
mod logs;
mod page;
mod papers;
mod phrase;
mod privacy;
mod sandbox;
mod simulation;
mod source;
mod store;
mod telegram;
mod texts;
mod trials;
mod world;
