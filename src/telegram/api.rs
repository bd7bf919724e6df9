//! The Bot API over HTTP, as bytes in and a verdict out.
//!
//! Owns: the connection, the token, what Telegram's refusals mean. Must not know: what is sent.
//!
//! Why not teloxide's `Bot` here: its request path waits 10 s inside the call on any 5xx, and reads
//! every reply into a full `Message`. A row of the outbox needs neither; it needs to know whether
//! it was delivered, and under which id.

mod body;
mod error;
mod refusals;
mod reply;
mod upload;

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use reqwest::header;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;
use url::Url;

use crate::domain::person::{MessageId, PersonId};

pub use error::ApiError;
pub use reply::result;
pub use upload::{Body, File};

use error::unreachable;

/// How long a call other than a poll may take.
const CALL: Duration = Duration::from_secs(15);
/// How long a call may take that carries a file.
const UPLOAD: Duration = Duration::from_mins(1);
const CONNECT: Duration = Duration::from_secs(5);

/// The methods the bot calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Asks for updates.
    GetUpdates,
    /// Asks who the bot is.
    GetMe,
    /// Registers a command menu.
    SetMyCommands,
    /// Sends a message.
    SendMessage,
    /// Sends a picture.
    SendPhoto,
    /// Sends a document.
    SendDocument,
    /// Changes a message.
    EditMessageText,
    /// Changes the text under a file.
    EditMessageCaption,
    /// Changes a file and the text under it.
    EditMessageMedia,
    /// Takes a message away.
    DeleteMessage,
    /// Answers a press.
    AnswerCallbackQuery,
    /// Shows "typing".
    SendChatAction,
}

impl Method {
    const ALL: [Self; 12] = [
        Self::GetUpdates,
        Self::GetMe,
        Self::SetMyCommands,
        Self::SendMessage,
        Self::SendPhoto,
        Self::SendDocument,
        Self::EditMessageText,
        Self::EditMessageCaption,
        Self::EditMessageMedia,
        Self::DeleteMessage,
        Self::AnswerCallbackQuery,
        Self::SendChatAction,
    ];
}

/// Calls methods of the Bot API. Cheap to clone. Its addresses hold the token: it has no debug form.
#[derive(Clone)]
pub struct Api {
    way: Way,
    /// Turns for calls beside the queues.
    asides: Arc<Semaphore>,
}

/// How a call gets to Telegram.
#[derive(Clone)]
enum Way {
    Http(Http),
    Carried(Arc<dyn Carrier>),
}

/// Whose updates come from where: what a place in a count of updates belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpdateSource {
    /// The bot, by its token; absent where there is no token.
    pub bot: Option<PersonId>,
    /// The address of the Bot API.
    pub server: String,
}

#[derive(Clone)]
struct Http {
    client: reqwest::Client,
    origin: UpdateSource,
    /// By [`Method`], in the order of [`Method::ALL`]: read once, not at every call.
    addresses: Arc<[Url; Method::ALL.len()]>,
}

/// Stands in for HTTP where there is no network: in simulations.
pub trait Carrier: Send + Sync + 'static {
    /// Carries a call to Telegram and brings its reply back: status and body.
    fn post(&self, method: Method, body: Body, limit: Duration) -> BoxFuture<'_, Result<(u16, Vec<u8>), ApiError>>;
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum ApiSetupError {
    /// The address of the Bot API cannot carry a path, or the token cannot stand in one.
    #[error("TELEGRAM_API_URL and the token make no address")]
    Address,
    /// TLS cannot be set up.
    #[error("no HTTP client for Telegram")]
    Client(#[from] reqwest::Error),
}

impl Api {
    /// A client for the bot with this token.
    ///
    /// # Errors
    /// [`ApiSetupError`].
    pub fn new(api_url: &Url, token: &SecretString) -> Result<Self, ApiSetupError> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(CALL)
            .pool_idle_timeout(Duration::from_secs(90))
            .tcp_nodelay(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let server = api_url.as_str().trim_end_matches('/').to_owned();
        let bot = token.expose_secret().split(':').next().and_then(|id| id.parse().ok()).map(PersonId);
        let base = format!("{server}/bot{}", token.expose_secret());
        // Telegram reads method names in any case; the variants are spelt as it documents them.
        let addresses = Method::ALL.iter().map(|method| Url::parse(&format!("{base}/{method:?}")));
        let addresses = addresses.collect::<Result<Vec<_>, _>>().map_err(|_| ApiSetupError::Address)?;
        let addresses = addresses.try_into().map_err(|_| ApiSetupError::Address)?;
        let origin = UpdateSource { bot, server };
        let way = Way::Http(Http { client, origin, addresses: Arc::new(addresses) });
        Ok(Self { way, asides: asides() })
    }

    /// Whose updates come from where.
    #[must_use]
    pub fn origin(&self) -> UpdateSource {
        match &self.way {
            Way::Http(http) => http.origin.clone(),
            Way::Carried(_) => UpdateSource::default(),
        }
    }

    /// A client whose calls this carrier takes.
    #[must_use]
    pub fn over(carrier: Arc<dyn Carrier>) -> Self {
        Self { way: Way::Carried(carrier), asides: asides() }
    }

    /// Calls a method and gives the raw reply, for the caller to read.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn call(&self, method: Method, body: Vec<u8>) -> Result<Vec<u8>, ApiError> {
        self.post(method, body, CALL).await
    }

    /// Like [`Api::call`], for what is done beside the queues: the answer to a press, "typing". Waits
    /// for its turn among its like.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn aside(&self, method: Method, body: Vec<u8>) -> Result<Vec<u8>, ApiError> {
        let _turn = self.asides.acquire().await;
        self.call(method, body).await
    }

    /// Whether such calls have to wait: a mere courtesy had better be left out.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.asides.available_permits() == 0
    }

    /// Like [`Api::call`] with its own time limit.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn post(&self, method: Method, body: Vec<u8>, limit: Duration) -> Result<Vec<u8>, ApiError> {
        self.carry(method, body.into(), limit).await
    }

    async fn carry(&self, method: Method, body: Body, limit: Duration) -> Result<Vec<u8>, ApiError> {
        let (status, reply) = match &self.way {
            Way::Http(http) => http.post(method, body, limit).await?,
            Way::Carried(carrier) => carrier.post(method, body, limit).await?,
        };
        reply::judge(status, &reply)?;
        Ok(reply)
    }

    /// Sends or edits a message; gives its id. A reply that says "done" and no id is done as well:
    /// sent again, the person would read it twice.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn message(&self, method: Method, body: Body) -> Result<Option<MessageId>, ApiError> {
        let limit = if body.file.is_some() { UPLOAD } else { CALL };
        Ok(reply::sent(&self.carry(method, body, limit).await?).ok())
    }
}

/// Calls aside under way at once. Each takes a connection, and a flood of presses must not open
/// thousands.
fn asides() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(64))
}

impl Http {
    async fn post(&self, method: Method, body: Body, limit: Duration) -> Result<(u16, Vec<u8>), ApiError> {
        let url = self.addresses[method as usize].clone();
        let request = self.client.post(url).timeout(limit);
        let Body { parameters, file } = body;
        let request = match file {
            None => request.header(header::CONTENT_TYPE, "application/json").body(parameters),
            Some(file) => request.multipart(upload::form(&parameters, file)),
        };
        let reply = request.send().await.map_err(unreachable)?;
        let status = reply.status().as_u16();
        Ok((status, body::whole(reply).await?))
    }
}
