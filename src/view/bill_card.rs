//! The bill card.
