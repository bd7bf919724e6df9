//! Setting a client up, and what its probe tells whoever does.

use axum::{body::Body, response::Response};
use cektagihan::{
    gateway::{GatewayConfigError, KlikooClient, KlikooConfig},
    ports::InquiryError,
};
use chrono::TimeDelta;
use secrecy::SecretString;
use serde_json::json;

use super::{
    StillClock,
    biller::{Biller, Line, config, refusal},
};

#[tokio::test]
async fn a_probe_tells_the_token_and_the_clocks() {
    let reply = json!({ "response_code": "200012000", "data": { "access_token": "t", "expires_in": 900 } });
    let dated = |date: &str| Response::builder().header("date", date).body(Body::from(reply.to_string())).unwrap();
    let ahead = Line::Whole(dated("Wed, 07 Feb 2024 03:29:05 GMT"));
    let behind = Line::Whole(dated("Wed, 07 Feb 2024 03:28:34 GMT"));
    let biller = Biller::with_tokens([ahead, behind, refusal(403, 6571)], []).await;
    let client = biller.client();
    let report = client.probe().await;
    assert_eq!((report.token, report.skew), (Ok(()), Some(TimeDelta::seconds(30))));
    assert!(report.signs_right);
    assert_eq!(client.probe().await.skew, Some(TimeDelta::seconds(-1)));
    assert_eq!(client.probe().await.token, Err(InquiryError::IpNotRegistered));
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let refused = |config: KlikooConfig| KlikooClient::new(config, StillClock::new()).err();
    for base_url in
        ["", "example.com", "ftp://example.com", "https://user:pass@example.com", "https://example.com/?a=b"]
    {
        assert_eq!(refused(config(base_url)), Some(GatewayConfigError::BaseUrl), "{base_url}");
    }
    let good = config("https://example.com/klikoo-b2b/");
    assert_eq!(refused(good.clone()), None);
    assert_eq!(refused(KlikooConfig { client_id: String::new(), ..good.clone() }), Some(GatewayConfigError::ClientId));
    let nameless = KlikooConfig { client_secret: SecretString::from(""), ..good };
    assert_eq!(refused(nameless), Some(GatewayConfigError::ClientSecret));
}

#[test]
fn settings_show_no_secret() {
    let shown = format!("{:?}", config("https://example.com"));
    assert_eq!(shown, r#"KlikooConfig { base_url: "https://example.com", .. }"#);
}
