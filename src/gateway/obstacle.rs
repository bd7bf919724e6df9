//! Why no reply came: what the errors of the network say to whoever must mend it.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::wire::Again;
use crate::ports::{CertificateFault, InquiryError};

/// What stands between us and the gateway, and whether trying once more may help.
pub(super) fn of(error: &reqwest::Error) -> (InquiryError, Again) {
    in_chain(error, error.is_connect())
}

/// `connecting`: nothing was sent yet.
fn in_chain(error: &(dyn Error + 'static), connecting: bool) -> (InquiryError, Again) {
    let mut cause = Some(error);
    while let Some(known) = cause {
        if let Some(failure) = named(known, connecting) {
            return (failure, Again::No);
        }
        cause = beneath(known);
    }
    (InquiryError::Unreachable, Again::Soon)
}

fn named(cause: &(dyn Error + 'static), connecting: bool) -> Option<InquiryError> {
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(match tls {
            rustls::Error::InvalidCertificate(fault) => InquiryError::Certificate(fault_of(fault)),
            _ => InquiryError::TlsBroken,
        });
    }
    if let Some(io) = cause.downcast_ref::<io::Error>()
        && connecting
        && breaks_a_handshake(io.kind())
    {
        return Some(InquiryError::TlsBroken);
    }
    // hyper-util's own error, which has no type to ask for.
    cause.to_string().starts_with("dns error").then_some(InquiryError::HostUnknown)
}

/// A connection that is there and ends before anything was sent over it ends in its handshake.
fn breaks_a_handshake(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(kind, UnexpectedEof | ConnectionReset | ConnectionAborted | BrokenPipe)
}

/// An I/O error tells what it wraps only when asked for it: its `source` is its content's.
fn beneath<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    wrapped.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source())
}

fn fault_of(fault: &CertificateError) -> CertificateFault {
    match fault {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => CertificateFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => CertificateFault::NotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateFault::OtherHost
        }
        CertificateError::UnknownIssuer => CertificateFault::Untrusted,
        // A self-signed certificate that vouches for itself, by webpki's account.
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            CertificateFault::Untrusted
        }
        _ => CertificateFault::Invalid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error of rustls as it comes out of a connection: within an I/O error, within another.
    fn wrapped(tls: rustls::Error) -> io::Error {
        io::Error::other(io::Error::new(io::ErrorKind::InvalidData, tls))
    }

    fn certificate(fault: CertificateError) -> InquiryError {
        in_chain(&wrapped(rustls::Error::InvalidCertificate(fault)), true).0
    }

    #[test]
    fn each_fault_of_a_certificate_is_told_apart() {
        for (fault, told) in [
            (CertificateError::UnknownIssuer, CertificateFault::Untrusted),
            (CertificateError::Expired, CertificateFault::Expired),
            (CertificateError::NotValidYet, CertificateFault::NotYetValid),
            (CertificateError::NotValidForName, CertificateFault::OtherHost),
            (CertificateError::Revoked, CertificateFault::Invalid),
        ] {
            assert_eq!(certificate(fault), InquiryError::Certificate(told));
        }
    }

    #[test]
    fn a_handshake_that_breaks_and_a_name_that_leads_nowhere_are_told() {
        let told = |error: io::Error, connecting| in_chain(&error, connecting).0;
        assert_eq!(told(wrapped(rustls::Error::HandshakeNotComplete), true), InquiryError::TlsBroken);
        assert_eq!(told(io::ErrorKind::ConnectionReset.into(), true), InquiryError::TlsBroken);
        assert_eq!(told(io::ErrorKind::ConnectionReset.into(), false), InquiryError::Unreachable);
        assert_eq!(told(io::ErrorKind::ConnectionRefused.into(), true), InquiryError::Unreachable);
        assert_eq!(told(io::Error::other("dns error"), true), InquiryError::HostUnknown);
    }
}
