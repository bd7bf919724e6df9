//! What every request may need.

use std::sync::Arc;

use super::operator::Operator;
use crate::sandbox::{Sandbox, Stage, server::Closing};

/// What every request may need.
#[derive(Debug)]
pub(super) struct PageState {
    pub(super) sandbox: Arc<Sandbox>,
    pub(super) stage: Arc<Stage>,
    pub(super) operator: Operator,
    pub(super) closing: Closing,
}
