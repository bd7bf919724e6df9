//! K13: failures, and bills without a sum.

use std::sync::Arc;

use axum::{body::Body, response::Response};
use cektagihan::domain::language::Language;
use cektagihan::gateway::wire::read_reply;
use cektagihan::gateway::{CallLimits, KlikooClient};
use cektagihan::ports::{BillGateway as _, CertificateFault, Freshness, InquiryError, SystemClock};
use serde_json::json;
use tokio::net::TcpListener;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    },
};

use super::{bill_with, card, read, shown};
use crate::dialogue::talk::{self, NUMBER, PLN, Talk, labels, morning, said};
use crate::gateway::{
    biller::{Biller, Line, config},
    electricity,
};

#[test]
fn k13_a_bill_without_a_sum_says_so() {
    for sums in [
        json!({ "amount": null, "admin": null, "total_amount": null }),
        json!({ "amount": "", "admin": "", "total_amount": "" }),
        json!({ "amount": null, "total_amount": null, "denda": 500 }),
    ] {
        let everywhere = shown(PLN, bill_with(&sums), Language::Indonesian);
        for place in &everywhere {
            assert!(!place.contains("BELUM DIBAYAR"), "{sums}: {place}");
            assert!(place.to_lowercase().contains("jumlah tidak disebutkan biller"), "{sums}: {place}");
        }
    }
}

#[test]
fn k13_a_sum_below_zero_is_doubted_and_shown_as_it_is() {
    for sums in [
        json!({ "total_amount": -5_000 }),
        json!({ "amount": -5_000, "total_amount": null }),
        json!({ "admin": -5_000 }),
    ] {
        let words = card(PLN, &sums);
        assert!(words.contains("-Rp5.000") && words.contains("Periksa kembali"), "{sums}: {words}");
    }
    assert!(!card(PLN, &json!({ "amount": -5_000, "total_amount": -5_000 })).contains("BELUM DIBAYAR"));
}

#[test]
fn k13_a_sum_without_a_reading_is_doubted_and_shown_as_it_is() {
    let words = card(PLN, &json!({ "amount": null, "total_amount": "25720.50" }));
    assert!(words.contains("Total 25720.50") && words.contains("PERIKSA KEMBALI"), "{words}");
}

#[test]
fn k13_a_groups_card_is_never_without_a_word_and_a_sum_or_its_absence() {
    for sums in [
        json!({}),
        json!({ "total_amount": null }),
        json!({ "amount": null, "total_amount": null }),
        json!({ "total_amount": 0 }),
    ] {
        let [_, group, ..] = shown(PLN, bill_with(&sums), Language::Indonesian);
        assert!(group.contains("Rp") || group.contains("jumlah tidak disebutkan"), "{sums}: {group}");
        assert!(["BELUM DIBAYAR", "NIHIL", "BELUM PASTI"].iter().any(|word| group.contains(word)), "{sums}: {group}");
    }
}

#[test]
fn k13_a_pending_success_is_told_in_the_vendors_words_with_a_button() {
    for data in [json!(null), json!({}), json!({ "account_number": NUMBER, "amount": null, "total_amount": null })] {
        let body = json!({ "response_code": "200022000", "response_message": "TRANSAKSI PENDING &amp; 514040400482 <b>", "data": data });
        let pending = read_reply(200, body.to_string().as_bytes(), morning());
        let message = "TRANSAKSI PENDING & 5140****0482 <b>".to_owned();
        assert_eq!(pending, Err(InquiryError::Pending { message }), "{data}");
        let mut talk = Talk::private();
        talk.types(talk::check(PLN, NUMBER));
        let effects = talk.gets(pending);
        let words = said(&effects);
        assert!(words.contains("“TRANSAKSI PENDING & 5140****0482 <b>”"), "{words}");
        assert!(labels(&effects).contains(&"Cek ulang".to_owned()));
    }
}

#[test]
fn k13_a_success_that_says_no_more_than_success_is_no_pending() {
    for message in ["Sukses", "Success.", "OK", "Inquiry Sukses", ""] {
        let body = json!({ "response_code": "200022000", "response_message": message, "data": null });
        let answer = read_reply(200, body.to_string().as_bytes(), morning());
        assert!(matches!(answer, Err(InquiryError::Unreadable(_))), "{message}");
    }
    assert!(read(&json!({ "account_number": NUMBER, "total_amount": null })).is_ok());
}

#[test]
fn k13_a_refusal_without_a_code_is_told_by_its_status() {
    let page = b"<html><body>Forbidden by firewall</body></html>";
    let json = br#"{"message":"Forbidden"}"#;
    for body in [&page[..], json, b"", b"Forbidden", b"null", br#"{"response_code":"403","response_message":"no"}"#] {
        assert_eq!(read_reply(403, body, morning()), Err(InquiryError::Forbidden));
        assert_eq!(read_reply(401, body, morning()), Err(InquiryError::TokenRefused));
    }
    let coded = br#"{"response_code":"403026571","response_message":""}"#;
    assert_eq!(read_reply(403, coded, morning()), Err(InquiryError::IpNotRegistered), "a code says more");
}

#[tokio::test]
async fn k13_a_page_with_401_is_answered_with_another_token() {
    let page = Response::builder().status(401).body(Body::from("<h1>401</h1>")).unwrap();
    let biller = Biller::scripted([Line::Whole(page)]).await;
    assert!(biller.client().inquire(&electricity(), Freshness::Remembered).await.is_ok());
    assert_eq!(biller.tokens().len(), 2);
}

async fn asked(base_url: &str) -> InquiryError {
    let client = KlikooClient::with_limits(config(base_url), CallLimits::default(), Arc::new(SystemClock)).unwrap();
    let failure = client.inquire(&electricity(), Freshness::Remembered).await.unwrap_err();
    assert_eq!(client.probe().await.token, Err(failure.clone()), "the doctor is told the same");
    failure
}

#[tokio::test]
async fn k13_a_certificate_that_nobody_vouches_for_is_named() {
    let pem = include_bytes!("../../../vectors/throwaway-tls.pem");
    let (certificate, key) =
        (CertificateDer::from_pem_slice(pem).unwrap(), PrivateKeyDer::from_pem_slice(pem).unwrap());
    let server =
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let server = server.unwrap().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    let (acceptor, listener) = (TlsAcceptor::from(Arc::new(server)), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let _ = acceptor.accept(connection).await;
        }
    });
    assert_eq!(asked(&format!("https://{address}")).await, InquiryError::Certificate(CertificateFault::Untrusted));
}

#[tokio::test]
async fn k13_a_handshake_that_breaks_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let hangs_up = listener.local_addr().unwrap();
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let speaks_http = Biller::with_samples().await.base_url.replace("http://", "https://");
    for base_url in [format!("https://{hangs_up}"), speaks_http] {
        assert_eq!(asked(&base_url).await, InquiryError::TlsBroken, "{base_url}");
    }
}

#[tokio::test]
async fn k13_a_host_that_does_not_exist_is_named() {
    assert_eq!(asked("https://gateway.invalid").await, InquiryError::HostUnknown);
}
