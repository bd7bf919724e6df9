//! The locales hold the same, every sentence is used, and bills look as they should.

mod cards;
mod locales;
mod readers;
