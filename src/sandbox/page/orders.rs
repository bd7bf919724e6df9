//! What whoever pulls the switches wants.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};

use super::{operator::Order, shared::PageState};

pub(super) async fn order(State(shared): State<Arc<PageState>>, Json(order): Json<Order>) -> StatusCode {
    shared.operator.obey(order);
    StatusCode::NO_CONTENT
}
