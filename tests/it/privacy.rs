//! What is kept of people: where, how, how long, and that it goes when they say so.

mod audit;
mod commands;
mod contract;
mod copies;
mod disk;
mod files;
pub mod folder;
mod keeping;
mod older;
mod shell;
