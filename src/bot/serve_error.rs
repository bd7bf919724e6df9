//! Why the bot cannot go on.

use super::services::Unread;

/// Why the bot cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store failed at the start.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Telegram does not know the token.
    #[error("TELEGRAM_BOT_TOKEN is not accepted by Telegram: copy it again from BotFather")]
    TokenRefused,
}
