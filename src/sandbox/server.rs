//! A small HTTP server on this machine that ends with its handle.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
};

use axum::{Router, body::Body, response::Response, serve::ListenerExt};
use bytes::Bytes;
use tokio::{net::TcpListener, sync::watch};

use crate::tasks::Tasks;

/// A running server. Dropped, it stops accepting, lets go of its port, ends waiting requests
/// ([`Closing`]) and closes connections once their answer is out.
#[derive(Debug)]
pub(super) struct Server {
    address: SocketAddr,
    _open: watch::Sender<Open>,
}

/// What the channel carries; it is never sent, the channel's end is the message.
#[derive(Debug, Clone, Copy)]
struct Open;

/// Tells a waiting request that the server ends.
#[derive(Debug, Clone)]
pub(super) struct Closing(watch::Receiver<Open>);

impl Closing {
    /// For a request that no server serves: never, as long as the first of the two is kept.
    pub(super) fn without_server() -> (impl Sized, Self) {
        let (open, closing) = watch::channel(Open);
        (open, Self(closing))
    }

    /// Returns when the server ends.
    pub(super) async fn wait(&self) {
        let mut open = self.0.clone();
        while open.changed().await.is_ok() {}
    }
}

impl Server {
    /// Serves on 127.0.0.1; port 0 takes a free one.
    pub(super) async fn start(port: u16, routes: impl FnOnce(Closing) -> Router) -> io::Result<Self> {
        Self::start_on((Ipv4Addr::LOCALHOST, port).into(), routes).await
    }

    /// Serves on this address; port 0 takes a free one.
    pub(super) async fn start_on(address: SocketAddr, routes: impl FnOnce(Closing) -> Router) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (open, closing) = watch::channel(Open);
        let closing = Closing(closing);
        let app = routes(closing.clone());
        let listener = listener.tap_io(|connection| {
            // Without it every answer waits for the client's delayed acknowledgement.
            let _ = connection.set_nodelay(true);
        });
        Tasks::default().spawn(async move {
            let stop = async move { closing.wait().await };
            // Serving never fails: axum retries accepting by itself.
            let _: io::Result<()> = axum::serve(listener, app).with_graceful_shutdown(stop).await;
        });
        Ok(Self { address, _open: open })
    }

    /// Where it serves, with the port that was free.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same as `http://127.0.0.1:PORT`.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// No answer: the connection is closed instead, before a byte of it is written.
pub(super) fn hang_up() -> Response {
    let broken = futures::stream::once(async { Err::<Bytes, io::Error>(io::ErrorKind::ConnectionAborted.into()) });
    Response::new(Body::from_stream(broken))
}
