//! What was left out of a reply, for the log.

/// What was left out of a reply: how many fields, and what some of them are called. Never a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::gateway) struct LeftOut {
    pub(in crate::gateway) count: usize,
    names: Vec<String>,
}

impl LeftOut {
    const MOST_NAMES: usize = 12;
    const LONGEST_NAME: usize = 24;

    /// Counts a field. Its name is kept when it looks like one: anything else could be data.
    pub(in crate::gateway::wire) fn one(&mut self, name: &str) {
        self.count += 1;
        let shape = |b: u8| b.is_ascii_alphabetic() || b == b'_';
        let is_name = (1..=Self::LONGEST_NAME).contains(&name.len()) && name.bytes().all(shape);
        if is_name && self.names.len() < Self::MOST_NAMES && !self.names.iter().any(|kept| kept == name) {
            self.names.push(name.to_owned());
        }
    }

    pub(in crate::gateway::wire) fn add(&mut self, other: Self) {
        self.count += other.count;
        let room = Self::MOST_NAMES.saturating_sub(self.names.len());
        self.names.extend(other.names.into_iter().take(room));
    }

    /// The names, for a log line.
    pub(in crate::gateway) fn names(&self) -> String {
        self.names.join(",")
    }
}
