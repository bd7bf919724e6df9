//! What turns are taken about.

use std::sync::Arc;

use crate::dialogue::{Check, Event};

use super::group_migration::Relocate;
use super::lanes::Item;
use super::turn::effort::Told;
use crate::telegram::decode::Incoming;

/// Something for a conversation to deal with.
pub enum Occasion {
    /// An update from the inbox.
    Update(Arc<Incoming>),
    /// News of a check, as it stood when it was asked, and whether the person was told of trouble meanwhile.
    Check(Box<Check>, Event, Told),
    /// A conversation of a former run: its checks are asked again.
    Resume,
}

/// Checks have other names there. An update says itself where it is from.
impl Relocate for Occasion {
    fn relocated(self) -> Self {
        let Self::Check(mut check, mut event, told) = self else { return self };
        check.id = check.id.before_migration();
        if let Event::Answered { check, .. } | Event::Waited { check, .. } | Event::Held { check, .. } = &mut event {
            *check = check.before_migration();
        }
        Self::Check(check, event, told)
    }
}

impl Item for Occasion {
    type Stub = Option<Arc<Incoming>>;

    fn stub(&self) -> Self::Stub {
        match self {
            Self::Update(incoming) => Some(Arc::clone(incoming)),
            Self::Check(..) | Self::Resume => None,
        }
    }
}
