//! Doors that stay shut: what somebody with the backups, an old invitation or many accounts tries.

mod people;
mod promises;
mod rows;
