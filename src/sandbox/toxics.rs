//! A bad way between two programs: a TCP proxy on this machine that delays, slices, starves,
//! swallows or breaks what it carries, each way for itself.
//!
//! Owns: connections and what happens to their bytes. Must not know: what the bytes mean.
//!
//! A poison takes hold of connections that are open, too. Where chance comes in it comes from the
//! seed.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::random::Random;
use crate::tasks::Tasks;

mod pump;
mod toxic;

pub use toxic::{Toxic, Way};

use pump::{Broken, pump};
use toxic::Poison;

/// A proxy. Dropped, it closes its connections.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    /// What follows the port in the server's address.
    path: String,
    poison: watch::Sender<Poison>,
    made: watch::Receiver<u64>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    /// A proxy before `http://127.0.0.1:PORT/PATH`, on a free port.
    ///
    /// # Errors
    /// When the address is none or no port can be had.
    pub async fn start(server: &str, seed: u64) -> io::Result<Self> {
        let (target, path) = parts(server).ok_or(io::ErrorKind::InvalidInput)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (poison, poisoned) = watch::channel(Poison::default());
        let (making, made) = watch::channel(0);
        let accepting = Tasks::default().spawn(accept(listener, target, poisoned, making, Random::seeded(seed)));
        Ok(Self { address, path: path.to_owned(), poison, made, accepting })
    }

    /// Where it listens, with the server's path.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.path)
    }

    /// Poisons one way, instead of what it suffered from before.
    pub fn poison(&self, way: Way, toxic: Toxic) {
        self.poison.send_modify(|poison| match way {
            Way::There => poison.there = Some(toxic),
            Way::Back => poison.back = Some(toxic),
        });
    }

    /// Both ways are well again.
    pub fn heal(&self) {
        self.poison.send_replace(Poison::default());
    }

    /// Returns once so many connections more than now were made. Set a time limit around it.
    pub async fn connections(&self, more: u64) {
        let mut made = self.made.clone();
        let enough = *made.borrow() + more;
        // Fails only once the proxy is gone, and it is borrowed here.
        let _ = made.wait_for(|made| *made >= enough).await;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Address and path of an HTTP address.
fn parts(server: &str) -> Option<(SocketAddr, &str)> {
    let rest = server.strip_prefix("http://")?;
    let (address, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some((address.parse().ok()?, path))
}

async fn accept(
    listener: TcpListener,
    server: SocketAddr,
    poison: watch::Receiver<Poison>,
    made: watch::Sender<u64>,
    mut random: Random,
) {
    let connections = Tasks::default();
    loop {
        // Out of descriptors, perhaps: the next may succeed.
        let Ok((client, _)) = listener.accept().await else { continue };
        made.send_modify(|made| *made += 1);
        if !poison.borrow().is_down() {
            connections.spawn(carry(client, server, poison.clone(), random.figure()));
        }
    }
}

async fn carry(mut client: TcpStream, server: SocketAddr, poison: watch::Receiver<Poison>, seed: u64) {
    let Ok(mut server) = TcpStream::connect(server).await else { return };
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let mut random = Random::seeded(seed);
    let (there, back) = (Random::seeded(random.figure()), Random::seeded(random.figure()));
    let outcome = {
        let ((from_client, to_client), (from_server, to_server)) = (client.split(), server.split());
        tokio::try_join!(
            pump(from_client, to_server, Way::There, poison.clone(), there),
            pump(from_server, to_client, Way::Back, poison.clone(), back),
        )
    };
    if outcome.is_err_and(|broken| broken == Broken::Reset) {
        let _ = (client.set_zero_linger(), server.set_zero_linger());
    }
}
