//! What every request may need.

use std::sync::Arc;

use super::{operator::Operator, stage::Stage};
use crate::sandbox::{Sandbox, server::Closing};

/// What every request may need.
#[derive(Debug)]
pub(super) struct PageState {
    pub(super) sandbox: Arc<Sandbox>,
    pub(super) stage: Stage,
    pub(super) operator: Operator,
    pub(super) closing: Closing,
}
