//! Rows, copies and files that somebody else wrote.

mod files;
mod format;
mod settings;
mod trail;
