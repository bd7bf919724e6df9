//! Every test that needs more than one file, in one binary.

mod architecture;
mod catalogue;
mod configuration;
mod conversations;
mod crash;
mod dialogue;
mod gateway;
mod logs;
mod phrase;
mod sandbox;
mod store;
mod telegram;
mod texts;
