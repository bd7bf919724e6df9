//! The tables, and what is true of all rows of one.

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)*) => {
        /// The tables, each with its own key order. The number is part of the stored key: never reuse one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Table {
            $($(#[$doc])* $name = $number,)*
        }

        impl Table {
            /// Every table.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

tables! {
    /// Single values: the polling offset, the bot's own name.
    Meta = 1,
    /// Updates accepted and not yet acted on, by update id.
    Inbox = 2,
    /// Conversations that wait for something, by seat.
    Conversation = 3,
    /// Messages owed to people, by chat and sequence.
    Outbox = 4,
    /// Which message shows which check, by chat and slot.
    Slot = 5,
    /// What is remembered of people, by person.
    Profile = 6,
    /// What a group's buttons stand for, by token.
    Ticket = 7,
    /// Groups that became supergroups: old chat id to new.
    Moved = 8,
    /// Durable work that no turn waits for, by owner and number.
    Job = 9,
    /// People who were let in or put out, by person.
    Member = 16,
    /// Groups opened to the bot, by chat.
    Group = 17,
    /// Open invitations, by their secret's digest.
    Invite = 18,
    /// Strangers' codes, by their digest.
    Pairing = 19,
    /// Chats that want nothing from the bot any more, by chat.
    Gone = 20,
    /// Who checked what and when, by day; each record holds the hash of the one before.
    Audit = 32,
    /// How the others are sealed; the one table that never is.
    Seal = 33,
    /// Rows that could not be understood, as they were found, by their table and key.
    Aside = 34,
}

impl Table {
    /// The table with this number.
    #[must_use]
    pub fn numbered(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| *table as u8 == number)
    }

    /// Whether a row is worth having back from an old copy: the others are work in progress, and
    /// doing old work again would tell people things twice, or let somebody in twice.
    #[must_use]
    pub const fn is_lasting(self) -> bool {
        match self {
            Self::Inbox
            | Self::Conversation
            | Self::Outbox
            | Self::Slot
            // A bill behind a group's button may be of somebody who had everything erased since.
            | Self::Ticket
            | Self::Job
            | Self::Invite
            | Self::Pairing => false,
            Self::Meta
            | Self::Profile
            | Self::Moved
            | Self::Member
            | Self::Group
            | Self::Gone
            | Self::Audit
            | Self::Seal
            | Self::Aside => true,
        }
    }

    /// The version of the form its rows have, which stands in the first byte of each. Raise it, and no
    /// other table's, when programs before would misread what is written from now on: CONTRIBUTING.md says
    /// how. 0: rows lie as they came, without one.
    #[must_use]
    pub const fn version(self) -> u8 {
        match self {
            Self::Inbox | Self::Seal | Self::Aside => 0,
            Self::Meta
            | Self::Conversation
            | Self::Outbox
            | Self::Slot
            | Self::Profile
            | Self::Moved
            | Self::Job
            | Self::Member
            | Self::Group
            | Self::Invite
            | Self::Pairing
            | Self::Gone
            | Self::Audit => 1,
            // Since 2 a bill holds known fields and months in place of fields of any name.
            Self::Ticket => 2,
        }
    }

    /// Whether a row that cannot be understood is copied to [`Table::Aside`] before anything is written
    /// over it: what a person was given or chose, and nobody could give them again unasked. The others
    /// are work in progress, or soon found out anew.
    #[must_use]
    pub const fn is_set_aside(self) -> bool {
        match self {
            Self::Profile | Self::Member | Self::Group | Self::Invite => true,
            Self::Meta
            | Self::Inbox
            | Self::Conversation
            | Self::Outbox
            | Self::Slot
            | Self::Ticket
            | Self::Moved
            | Self::Job
            | Self::Pairing
            | Self::Gone
            | Self::Audit
            | Self::Seal
            | Self::Aside => false,
        }
    }

    /// Its name in files, logs and alerts; it stays the same over versions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Inbox => "inbox",
            Self::Conversation => "conversation",
            Self::Outbox => "outbox",
            Self::Slot => "slot",
            Self::Profile => "profile",
            Self::Ticket => "ticket",
            Self::Moved => "moved",
            Self::Job => "job",
            Self::Member => "member",
            Self::Group => "group",
            Self::Invite => "invite",
            Self::Pairing => "pairing",
            Self::Gone => "gone",
            Self::Audit => "audit",
            Self::Seal => "seal",
            Self::Aside => "aside",
        }
    }

    /// Whether a row that comes back from an old copy counts only once somebody has said so: it gives a right, and
    /// may have been taken away since.
    #[must_use]
    pub const fn waits_for_consent(self) -> bool {
        match self {
            Self::Member | Self::Group | Self::Invite | Self::Pairing => true,
            Self::Meta
            | Self::Inbox
            | Self::Conversation
            | Self::Outbox
            | Self::Slot
            | Self::Profile
            | Self::Ticket
            | Self::Moved
            | Self::Job
            | Self::Gone
            | Self::Audit
            | Self::Seal
            | Self::Aside => false,
        }
    }
}
