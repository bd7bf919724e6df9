//! A turn that erases: finding what there is before it, and writing down that it was done.

use std::sync::{Arc, OnceLock};

use tokio::sync::RwLockReadGuard;

use crate::dialogue::{Event, Refusal};
use crate::domain::access::Action;
use crate::domain::person::{PersonId, Seat};
use crate::domain::roster::Change;
use crate::ports::{Decision, StoreError, Table};

use super::super::decode::Incoming;
use super::super::desk::insist;
use super::super::door;
use super::super::erase::{self, Kept, Reading};
use super::super::outcome::Asked;
use super::super::rows::person_key;
use super::{Job, Turns};

impl Turns {
    /// Takes the turn of somebody who wants everything erased. While it is looked for, nothing is held up but their
    /// own lane: neither groups that move nor who comes in.
    pub(super) async fn erase(
        &self,
        seat: Seat,
        incoming: &Arc<Incoming>,
        mut asked: Asked,
        event: Event,
        here: RwLockReadGuard<'_, ()>,
    ) {
        let reading = self.may_erase(seat).then(|| self.desk.erasures.begin(seat.person, self.desk.clock.now()));
        match reading {
            // Whoever may not is told so by the conversation.
            None | Some(Reading::Needless) => self.take(seat, &asked, event, None).await,
            Some(Reading::TooOften) => self.take(seat, &asked, Event::Refused(Refusal::TooOften), None).await,
            Some(Reading::Due) => {
                drop(here);
                asked.kept = Some(self.find(seat.person).await);
                let _here = self.desk.staying().await;
                match self.desk.seat(seat) {
                    now_at if now_at == seat => self.take(seat, &asked, event, None).await,
                    now_at => self.lanes().push(now_at, Job::Update(Arc::clone(incoming))),
                }
            }
        }
    }

    fn may_erase(&self, seat: Seat) -> bool {
        let standing = self.desk.door.roster().standing(seat);
        standing.with_rows(self.desk.profile(seat.person).is_some()).may(Action::OwnData)
    }

    async fn find(&self, person: PersonId) -> Kept {
        let found = OnceLock::new();
        let looking = || async {
            let _first = found.set(erase::find(&self.desk, person).await?);
            Ok(())
        };
        insist("what is kept of a person could not be looked for yet", looking).await;
        found.into_inner().unwrap_or_default()
    }

    /// What takes something from somebody outlives the store, and is safe before it is done.
    pub(super) async fn witness(&self, changes: &[Change], erased: Option<PersonId>) -> Result<(), StoreError> {
        let mut decided = door::decisions(changes);
        decided.extend(erased.map(|person| Decision { table: Table::Profile, key: person_key(person), value: None }));
        if decided.is_empty() { Ok(()) } else { self.desk.store.witness(decided).await }
    }
}
