//! What a disk may do to what was kept, and what programs before this one wrote.

mod broken;
mod illegible;
mod moves;
mod reads;
mod releases;
mod rows;
mod starts;
