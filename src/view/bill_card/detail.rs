//! How much of a bill a card shows.

/// How much of a bill is shown: less when more would not fit a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything.
    Most,
    /// Without further fields.
    Known,
    /// And values cut short.
    Least,
}

impl Detail {
    /// From everything to the least.
    pub(super) const MOST_FIRST: [Self; 3] = [Self::Most, Self::Known, Self::Least];

    /// How many months of a bill have a row of their own.
    pub(super) fn most_parts(self) -> usize {
        match self {
            Self::Most | Self::Known => 12,
            Self::Least => 3,
        }
    }

    /// The longest value shown, in characters.
    pub(super) fn longest_value(self) -> usize {
        match self {
            Self::Most | Self::Known => 120,
            Self::Least => 24,
        }
    }
}
