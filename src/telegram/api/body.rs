//! Reading replies of a length that can be held.

use super::error::{ApiError, unreachable};

/// The longest reply that is read. A hundred updates are far below it; a page that never ends is not.
const LONGEST: usize = 8 << 20;

/// The body of a reply.
pub(super) async fn whole(mut reply: reqwest::Response) -> Result<Vec<u8>, ApiError> {
    let announced = reply.content_length().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    match announced {
        Some(length) if length > LONGEST => return Err(too_long()),
        Some(_) => return reply.bytes().await.map(Vec::from).map_err(unreachable),
        None => {}
    }
    let mut body = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > LONGEST {
            return Err(too_long());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn too_long() -> ApiError {
    ApiError::Unreachable("the reply is too long".into())
}
