//! Whole conversations: the real bot between both emulators, and people in front of it.

mod access;
mod groups;
mod private;
mod samples;
