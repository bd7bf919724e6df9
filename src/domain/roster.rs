//! Who was let in, where, and who waits at the door. A value: what is decided about it is a
//! [`Change`], and whoever keeps the roster applies and stores it.

mod entry;
mod open;
mod waiting;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use chrono::{DateTime, TimeDelta, Utc};

pub use waiting::Waiting;

pub use entry::{Change, Digest, Group, Invite, Member, Pairing, Untouchable};

use super::access::{Action, Role, Site, Standing, allows};
use super::person::{Access, ChatId, ChatKind, PersonId, Seat};

/// Everybody who may use the bot, and everything that lets more in.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    open: bool,
    owners: BTreeSet<PersonId>,
    members: BTreeMap<PersonId, Member>,
    groups: HashMap<ChatId, Group>,
    invites: HashMap<Digest, Invite>,
    pairings: HashMap<Digest, Pairing>,
    waiting: Option<Waiting>,
}

impl Roster {
    /// How many invitations of one person may be open.
    pub const MOST_INVITES: usize = 20;
    /// How long a stranger's code is good.
    pub const PAIRING_LASTS: TimeDelta = TimeDelta::hours(1);
    /// How many strangers' codes there may be: they shall not fill the store. One a stranger; one more makes the
    /// oldest go.
    pub const MOST_PAIRINGS: usize = 200;

    /// A roster of its configured owners alone.
    #[must_use]
    pub fn new(access: &Access) -> Self {
        Self { open: access.open, owners: access.owners.clone(), ..Self::default() }
    }

    /// Whether everybody may check, everywhere.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Takes a decision over.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Member(person, member) => {
                self.members.insert(person, member);
                self.waiting = self.waiting.take().and_then(|waiting| waiting.without_person(person));
            }
            Change::Group(chat, group) => {
                put(&mut self.groups, chat, group);
                self.waiting = self.waiting.take().and_then(|waiting| waiting.without_group(chat));
            }
            Change::Confirmed => self.waiting = None,
            Change::Invite(digest, invite) => put(&mut self.invites, digest, invite),
            Change::Pairing(digest, pairing) => put(&mut self.pairings, digest, pairing),
        }
    }

    /// The store came back from an old copy of this time: of these, none counts before an owner says so. Who is an
    /// owner, or nothing, waits for nobody.
    pub fn recovered(
        &mut self,
        made: DateTime<Utc>,
        people: impl Iterator<Item = PersonId>,
        groups: impl Iterator<Item = ChatId>,
    ) {
        let waits = |person: &PersonId| {
            let role = self.members.get(person).and_then(|member| member.role);
            role.is_some_and(|role| role != Role::Owner)
        };
        let people = people.filter(waits).collect();
        let groups = groups.filter(|chat| self.groups.contains_key(chat)).collect();
        self.waiting = Some(Waiting { made, people, groups });
    }

    /// What came back from an old copy and waits for an owner's word.
    #[must_use]
    pub fn waiting(&self) -> Option<&Waiting> {
        self.waiting.as_ref()
    }

    /// Since when the copy is in which somebody waits.
    #[must_use]
    pub fn waits(&self, person: PersonId) -> Option<DateTime<Utc>> {
        let waiting = self.waiting.as_ref().filter(|waiting| waiting.people.contains(&person))?;
        Some(waiting.made)
    }

    /// A group has a new id.
    pub fn moved(&mut self, from: ChatId, to: ChatId) {
        if let Some(waiting) = &mut self.waiting {
            waiting.moved(from, to);
        }
        if let Some(group) = self.groups.remove(&from) {
            self.groups.insert(to, group);
        }
    }

    /// What somebody is where they sit.
    #[must_use]
    pub fn standing(&self, seat: Seat) -> Standing {
        let site = self.site(seat.chat);
        if let Some(role) = self.role(seat.person) {
            return Standing { role: Some(role), site, guest: false, known: true };
        }
        let known = self.members.contains_key(&seat.person);
        Standing { role: self.guest_role(seat), site, guest: true, known }
    }

    fn site(&self, chat: ChatId) -> Site {
        match chat.kind() {
            ChatKind::Private => Site::Private,
            ChatKind::Group if self.open || self.group(chat).is_some() => Site::Group,
            ChatKind::Group => Site::ClosedGroup,
        }
    }

    /// What somebody is who was not let in by name.
    fn guest_role(&self, seat: Seat) -> Option<Role> {
        if self.open {
            return Some(Role::Agent);
        }
        let put_out = self.members.contains_key(&seat.person);
        self.group(seat.chat).filter(|_| !put_out)?.role
    }

    /// What somebody is everywhere.
    #[must_use]
    pub fn role(&self, person: PersonId) -> Option<Role> {
        if self.owners.contains(&person) {
            return Some(Role::Owner);
        }
        self.members.get(&person).filter(|_| self.waits(person).is_none())?.role
    }

    /// Whether anybody owns the bot.
    #[must_use]
    pub fn is_owned(&self) -> bool {
        self.owners().next().is_some()
    }

    /// The owners, those of the configuration first.
    pub fn owners(&self) -> impl Iterator<Item = PersonId> {
        let made =
            self.members.iter().filter(|(_, member)| member.role == Some(Role::Owner)).map(|(person, _)| *person);
        self.owners.iter().copied().chain(made.filter(|person| !self.owners.contains(person)))
    }

    /// Who may use the bot, the highest first, then by age.
    #[must_use]
    pub fn list(&self) -> Vec<(PersonId, Role, Option<&Member>)> {
        let configured = self.owners.iter().map(|person| (*person, Role::Owner, self.members.get(person)));
        let others = self.members.iter().filter(|(person, _)| !self.owners.contains(person));
        let others = others.filter_map(|(person, member)| Some((*person, self.role(*person)?, Some(member))));
        let mut all: Vec<_> = configured.chain(others).collect();
        all.sort_by_key(|(person, role, member)| {
            (std::cmp::Reverse(*role), member.map(|member| member.since), *person)
        });
        all
    }

    /// What is kept of a person.
    #[must_use]
    pub fn member(&self, person: PersonId) -> Option<&Member> {
        self.members.get(&person)
    }

    /// Whether `actor` may change what `person` is; their role as it stands.
    ///
    /// # Errors
    /// [`Untouchable`] says why not. Owners of the configuration are above everybody; the owner
    /// of a first run is below those.
    pub fn touch(&self, actor: PersonId, person: PersonId) -> Result<Role, Untouchable> {
        if actor == person {
            return Err(Untouchable::Yourself);
        }
        let role = self.role(person).ok_or(Untouchable::Unknown)?;
        let above = if role == Role::Owner {
            self.owners.contains(&actor) && !self.owners.contains(&person)
        } else {
            self.role(actor).is_some_and(|own| own.grants().any(|granted| granted == role))
        };
        if above { Ok(role) } else { Err(Untouchable::Above) }
    }

    /// A group, if it is open to the bot.
    #[must_use]
    pub fn group(&self, chat: ChatId) -> Option<&Group> {
        let waits = |waiting: &Waiting| waiting.groups.contains(&chat);
        self.groups.get(&chat).filter(|_| !self.waiting.as_ref().is_some_and(waits))
    }

    /// An invitation that is good: in time, and of somebody who may still give its role.
    #[must_use]
    pub fn invite(&self, digest: &Digest, now: DateTime<Utc>) -> Option<&Invite> {
        self.invites.get(digest).filter(|invite| {
            let granted = Action::Grant(invite.role);
            now < invite.until && self.role(invite.by).is_some_and(|own| allows(own, granted, Site::Private))
        })
    }

    /// An invitation that is good and that this person may use. A decision about somebody outdates every
    /// invitation that was there before: who was put out or made less comes back by none of them.
    #[must_use]
    pub fn invite_for(&self, digest: &Digest, person: PersonId, now: DateTime<Utc>) -> Option<&Invite> {
        let invite = self.invite(digest, now)?;
        let outdated = self.members.get(&person).is_some_and(|member| invite.made() <= member.since);
        (!outdated && !invite.opened.contains(&person)).then_some(invite)
    }

    /// The invitations somebody made, good or not.
    pub fn invites_by(&self, person: PersonId) -> impl Iterator<Item = (Digest, &Invite)> {
        let theirs = self.invites.iter().filter(move |(_, invite)| invite.by == person);
        theirs.map(|(digest, invite)| (*digest, invite))
    }

    /// When somebody was put out who is nothing now.
    #[must_use]
    pub fn put_out(&self, person: PersonId) -> Option<DateTime<Utc>> {
        self.members.get(&person).filter(|member| member.role.is_none()).map(|member| member.since)
    }

    /// How many invitations of somebody are open.
    #[must_use]
    pub fn invites_of(&self, person: PersonId, now: DateTime<Utc>) -> usize {
        self.invites.values().filter(|invite| invite.by == person && now < invite.until).count()
    }

    /// The code that is good and bears this mark.
    #[must_use]
    pub fn pairing(&self, mark: u64, now: DateTime<Utc>) -> Option<(Digest, &Pairing)> {
        let marked = self.pairings.iter().filter(|(digest, pairing)| digest.mark() == mark && now < pairing.until);
        marked.map(|(digest, pairing)| (*digest, pairing)).next()
    }

    /// The codes a stranger holds, good or not.
    pub fn pairings_of(&self, person: PersonId) -> impl Iterator<Item = (Digest, &Pairing)> {
        let theirs = self.pairings.iter().filter(move |(_, pairing)| pairing.person == person);
        theirs.map(|(digest, pairing)| (*digest, pairing))
    }

    /// The code of a stranger that is good and can be shown again. Rows of older versions hold none.
    #[must_use]
    pub fn code_of(&self, person: PersonId, now: DateTime<Utc>) -> Option<&str> {
        let good = self.pairings_of(person).filter(|(_, pairing)| now < pairing.until);
        good.map(|(_, pairing)| pairing.code.as_str()).find(|code| !code.is_empty())
    }

    /// The code that must go for one more: the oldest, when there are as many as there may be.
    #[must_use]
    pub fn surplus_pairing(&self, person: PersonId, now: DateTime<Utc>) -> Option<Digest> {
        let others = self.pairings.iter().filter(|(_, pairing)| now < pairing.until && pairing.person != person);
        let many = others.clone().count();
        let oldest = others.min_by_key(|(digest, pairing)| (pairing.until, digest.0));
        oldest.filter(|_| many >= Self::MOST_PAIRINGS).map(|(digest, _)| *digest)
    }

    /// The changes that rid the roster of what has expired.
    #[must_use]
    pub fn expired(&self, now: DateTime<Utc>) -> Vec<Change> {
        let invites = self.invites.iter().filter(|(_, invite)| invite.until <= now);
        let pairings = self.pairings.iter().filter(|(_, pairing)| pairing.until <= now);
        let invites = invites.map(|(digest, _)| Change::Invite(*digest, None));
        invites.chain(pairings.map(|(digest, _)| Change::Pairing(*digest, None))).collect()
    }
}

fn put<K: Eq + Hash, V>(rows: &mut HashMap<K, V>, key: K, row: Option<V>) {
    match row {
        Some(row) => drop(rows.insert(key, row)),
        None => drop(rows.remove(&key)),
    }
}
