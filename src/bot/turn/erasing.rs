//! A turn that erases: finding what there is before it, and writing down that it was done.

use std::sync::Arc;

use crate::dialogue::{Event, Refusal};
use crate::domain::access::Action;
use crate::domain::person::{PersonId, Seat};
use crate::domain::roster::Change;
use crate::ports::{Decision, Key, StoreError, Table};

use super::effort::Effort;
use super::trigger::Trigger;
use super::{Occasion, Turns};
use crate::bot::group_migration::Staying;
use crate::bot::roster;
use crate::bot::rows::{aside_key, person_key};
use crate::bot::upkeep::erase::{self, KeptRows};
use crate::bot::upkeep::erasures::Search;
use crate::telegram::decode::Incoming;

impl Turns {
    /// Takes the turn of somebody who wants everything erased. While it is looked for, nothing is held up but their
    /// own lane: neither groups that move nor who comes in.
    pub(super) async fn erase(
        &self,
        seat: Seat,
        incoming: &Arc<Incoming>,
        mut trigger: Trigger,
        event: Event,
        here: Staying<'_>,
        mut effort: Effort,
    ) {
        let may = loop {
            match self.may_erase(seat).await {
                Ok(may) => break may,
                Err(error) => effort.rest(&self.services, seat, &error).await,
            }
        };
        let reading = may.then(|| self.services.erasures.begin(seat.person, self.services.clock.now()));
        match reading {
            // Whoever may not is told so by the conversation.
            None | Some(Search::Needless) => self.take(seat, &trigger, event, None, effort).await,
            Some(Search::TooOften) => self.take(seat, &trigger, Event::Refused(Refusal::TooOften), None, effort).await,
            Some(Search::Due) => {
                drop(here);
                trigger.kept = Some(self.find(seat, &mut effort).await);
                let _here = self.services.migrations.staying([seat.chat]).await;
                match self.services.migrations.seat(seat) {
                    now_at if now_at == seat => self.take(seat, &trigger, event, None, effort).await,
                    now_at => self.lanes().push(now_at, Occasion::Update(Arc::clone(incoming))),
                }
            }
        }
    }

    async fn may_erase(&self, seat: Seat) -> Result<bool, StoreError> {
        let standing = self.services.roster.current().standing(seat);
        Ok(standing.with_rows(self.services.profile(seat.person).await?.is_some()).may(Action::OwnData))
    }

    async fn find(&self, seat: Seat, effort: &mut Effort) -> KeptRows {
        loop {
            match erase::find(&self.services, seat.person).await {
                Ok(kept) => break kept,
                Err(error) => effort.rest(&self.services, seat, &error).await,
            }
        }
    }

    /// What takes something from somebody outlives the store, and is safe before it is done.
    pub(super) async fn witness(&self, changes: &[Change], erased: Option<PersonId>) -> Result<(), StoreError> {
        let mut decided = roster::decisions(changes);
        if let Some(key) = erased.map(person_key) {
            let aside = aside_key(Table::Profile, &key);
            decided.extend([(Table::Profile, key), (Table::Aside, aside)].map(gone));
        }
        if decided.is_empty() { Ok(()) } else { self.services.store.witness(decided).await }
    }
}

fn gone((table, key): (Table, Key)) -> Decision {
    Decision { table, key, value: None }
}
