//! Invitations, codes, removals and erasures.
