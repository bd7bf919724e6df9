//! Where the page can be opened: here, and on a phone in the same network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// An address of documents, which nobody has; nothing is sent there.
const ELSEWHERE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);
const ELSEWHERE_V6: (Ipv6Addr, u16) = (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 9);

/// What to open, in one line.
pub(super) fn invitation(page: SocketAddr) -> String {
    let url = |ip: IpAddr| format!("http://{}", SocketAddr::new(ip, page.port()));
    if !page.ip().is_unspecified() {
        return format!("CekTagihan: open {} in a browser. Ctrl-C leaves.", url(page.ip()));
    }
    let phone = outward(page.ip()).map_or_else(
        || format!("on a phone, http://ADDRESS:{}, where ADDRESS is this machine's in your network", page.port()),
        |ip| format!("on a phone in the same network, {}", url(ip)),
    );
    format!("CekTagihan: open {} in a browser here, or {phone}. Ctrl-C leaves.", url(loopback(page.ip())))
}

fn loopback(any: IpAddr) -> IpAddr {
    match any {
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    }
}

/// The address by which this machine goes out into its network, and is found there. Connecting a datagram socket
/// only asks the routes.
fn outward(any: IpAddr) -> Option<IpAddr> {
    let elsewhere = match any {
        IpAddr::V4(_) => SocketAddr::from(ELSEWHERE),
        IpAddr::V6(_) => SocketAddr::from(ELSEWHERE_V6),
    };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect(elsewhere).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_told_as_it_is() {
        let page = "127.0.0.1:8080".parse().unwrap();
        assert_eq!(invitation(page), "CekTagihan: open http://127.0.0.1:8080 in a browser. Ctrl-C leaves.");
        assert!(invitation("[::1]:8080".parse().unwrap()).contains(" http://[::1]:8080 "));
    }

    #[test]
    fn every_address_is_told_as_those_to_type() {
        let told = invitation("0.0.0.0:8080".parse().unwrap());
        assert!(told.contains(" http://127.0.0.1:8080 ") && told.contains(" on a phone"), "{told}");
        assert!(!told.contains("0.0.0.0"), "{told}");
    }
}
