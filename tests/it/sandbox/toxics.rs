//! The bad way: what each poison does to what is carried.

use std::io::ErrorKind;
use std::time::Duration;

use cektagihan::sandbox::toxics::{Proxy, Toxic, Way};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const MOMENT: Duration = Duration::from_millis(1);

/// A server that says what it hears, and a proxy before it.
async fn proxied() -> Proxy {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}/path", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut from, mut to) = stream.split();
                let _ = tokio::io::copy(&mut from, &mut to).await;
            });
        }
    });
    Proxy::start(&server, 7).await.unwrap()
}

async fn connected(proxy: &Proxy) -> TcpStream {
    let address = proxy.url();
    TcpStream::connect(address.trim_start_matches("http://").trim_end_matches("/path")).await.unwrap()
}

/// What comes back of a text until the stream ends.
async fn echo(proxy: &Proxy, text: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = connected(proxy).await;
    stream.write_all(text).await?;
    stream.shutdown().await?;
    let mut heard = Vec::new();
    stream.read_to_end(&mut heard).await.map(|_| heard)
}

fn text() -> Vec<u8> {
    (0..5_000_u32).flat_map(u32::to_le_bytes).collect()
}

#[tokio::test]
async fn a_healthy_way_changes_nothing() {
    let proxy = proxied().await;
    assert!(proxy.url().ends_with("/path"));
    assert_eq!(echo(&proxy, &text()).await.unwrap(), text());
}

#[tokio::test]
async fn what_is_late_sliced_or_narrow_comes_whole() {
    let proxy = proxied().await;
    for way in [Way::There, Way::Back] {
        for toxic in [
            Toxic::Latency { delay: MOMENT, jitter: MOMENT },
            Toxic::Slicer { size: 700, delay: Duration::ZERO },
            Toxic::Bandwidth { bytes_per_second: 1 << 20 },
            Toxic::SlowClose { delay: MOMENT },
        ] {
            proxy.poison(way, toxic);
            assert_eq!(echo(&proxy, &text()).await.unwrap(), text(), "{way:?} {toxic:?}");
        }
        proxy.heal();
    }
}

#[tokio::test]
async fn a_limit_lets_so_many_bytes_through() {
    let proxy = proxied().await;
    proxy.poison(Way::Back, Toxic::LimitData { bytes: 100 });
    let heard = echo(&proxy, &text()).await.unwrap_or_default();
    assert!(heard.len() <= 100);
    assert_eq!(heard, &text()[..heard.len()]);
}

#[tokio::test]
async fn a_timeout_swallows_and_then_closes() {
    let proxy = proxied().await;
    proxy.poison(Way::There, Toxic::Timeout { after: MOMENT });
    assert!(echo(&proxy, b"heard?").await.unwrap_or_default().is_empty());
}

#[tokio::test]
async fn a_reset_is_one() {
    let proxy = proxied().await;
    proxy.poison(Way::Back, Toxic::Reset { after: Duration::ZERO });
    let mut stream = connected(&proxy).await;
    stream.write_all(b"heard?").await.unwrap();
    let read = stream.read_to_end(&mut Vec::new()).await;
    assert_eq!(read.unwrap_err().kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn a_server_that_is_down_comes_back() {
    let proxy = proxied().await;
    let mut open = connected(&proxy).await;
    open.write_all(b"a").await.unwrap();
    assert_eq!(open.read_u8().await.unwrap(), b'a');
    proxy.poison(Way::There, Toxic::Down);
    assert!(open.read_u8().await.is_err(), "open connections are cut as well");
    assert!(echo(&proxy, b"heard?").await.unwrap_or_default().is_empty());
    proxy.heal();
    assert_eq!(echo(&proxy, b"heard?").await.unwrap(), b"heard?");
}
