//! Who the bot is, and what it offers in the command menu.
//!
//! Owns: asking Telegram at the start, beside the first poll. Must not know: anything of
//! conversations.

use serde::Deserialize;

use crate::domain::person::PersonId;
use crate::ports::{Table, Transaction};

use super::menus;
use crate::bot::backoff::Backoff;
use crate::bot::rows::meta;
use crate::bot::serve_error::ServeError;
use crate::bot::services::{Me, Services, stored};
use crate::telegram::api::{ApiError, Method, result};

/// Telegram does not know the token.
#[derive(Debug)]
pub struct TokenRefused;

impl From<TokenRefused> for ServeError {
    fn from(_: TokenRefused) -> Self {
        Self::TokenRefused
    }
}

#[derive(Deserialize)]
struct Account {
    id: u64,
    username: String,
}

/// Asks Telegram who the bot is and registers its commands; goes on trying while Telegram
/// cannot be reached.
///
/// # Errors
/// [`TokenRefused`]: trying again would not help.
pub(crate) async fn introduce(services: &Services) -> Result<(), TokenRefused> {
    let me = who_are_we(services).await?;
    log::info!(username = me.username.as_str(); "telegram knows the bot");
    let mut transaction = Transaction::default();
    transaction.put(Table::Meta, meta::ME.to_vec(), stored(&me));
    services.learn(me);
    if let Err(error) = services.store.commit(transaction).await {
        log::warn!(error:%; "the bot's own name could not be stored");
    }
    for menu in menus::all(services).await {
        insist(|| menus::register(services, &menu)).await?;
    }
    Ok(())
}

/// Who the bot is by Telegram's word, however long it takes to hear it.
///
/// # Errors
/// [`TokenRefused`].
pub(super) async fn who_are_we(services: &Services) -> Result<Me, TokenRefused> {
    insist(|| who_am_i(services)).await
}

async fn insist<T, F: Future<Output = Result<T, ApiError>>>(attempt: impl Fn() -> F) -> Result<T, TokenRefused> {
    let mut backoff = Backoff::of_telegram();
    loop {
        match attempt().await {
            Ok(done) => return Ok(done),
            Err(ApiError::TokenRefused) => return Err(TokenRefused),
            Err(ApiError::RetryAfter(time)) => tokio::time::sleep(time).await,
            Err(error) => {
                log::warn!(error:%; "telegram does not answer the introduction yet");
                tokio::time::sleep(backoff.pause()).await;
            }
        }
    }
}

async fn who_am_i(services: &Services) -> Result<Me, ApiError> {
    let reply = services.api.call(Method::GetMe, b"{}".to_vec()).await?;
    let account: Account = result(&reply)?;
    Ok(Me { id: PersonId(account.id), username: account.username })
}
