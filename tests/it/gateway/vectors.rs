//! The recipe against every vector of `tests/vectors`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use cektagihan::gateway::signer::{
    self, KeyError, PrivateKey, RequestSigner, Signed, auth_message, payload_hash, self_test,
};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use secrecy::SecretString;
use serde_json::Value;

use super::json;

const KEY: &str = include_str!("../../vectors/throwaway-test-key.pem");
const PUBLIC: &str = include_str!("../../vectors/throwaway-test-key.public.pem");
const TOO_SMALL: &str = include_str!("../../vectors/throwaway-test-key-too-small.pem");
const NOT_RSA: &str = include_str!("../../vectors/throwaway-test-key-not-rsa.pem");

fn text<'a>(vector: &'a Value, field: &str) -> &'a str {
    vector[field].as_str().unwrap()
}

fn reproduces(vector: &str) {
    let vector = json(vector);
    let body = text(&vector, "body").as_bytes();
    assert_eq!(payload_hash(body), text(&vector, "payload_hash"));
    let signature = RequestSigner::new(&SecretString::from(text(&vector, "client_secret"))).sign(Signed {
        method: text(&vector, "method"),
        path: text(&vector, "path"),
        token: text(&vector, "token"),
        body,
        timestamp: text(&vector, "timestamp"),
    });
    assert_eq!(signature, text(&vector, "signature"));
    assert_eq!(signature.len(), 88);
}

#[test]
fn s1_the_vendors_example_with_the_method_in_lower_case() {
    reproduces(include_str!("../../vectors/S1.json"));
}

#[test]
fn s1u_the_vendors_example_with_the_method_in_upper_case() {
    reproduces(include_str!("../../vectors/S1u.json"));
}

#[test]
fn s2_an_electricity_inquiry() {
    reproduces(include_str!("../../vectors/S2.json"));
}

#[test]
fn s3_an_inquiry_with_a_period() {
    reproduces(include_str!("../../vectors/S3.json"));
}

#[test]
fn s4_a_call_without_a_body() {
    reproduces(include_str!("../../vectors/S4.json"));
}

#[test]
fn h1_the_printed_hash_is_that_of_the_sorted_payload() {
    let vector = json(include_str!("../../vectors/H1.json"));
    let hash = payload_hash(text(&vector, "body").as_bytes());
    assert_eq!(hash, text(&vector, "payload_hash"));
    assert!(hash.starts_with(text(&vector, "visible")));
}

#[test]
fn a1_the_auth_message_is_signed_as_openssl_signs_it() {
    let vector = json(include_str!("../../vectors/A1.json"));
    let message = auth_message(text(&vector, "client_id"), text(&vector, "timestamp"));
    assert_eq!(message, text(&vector, "message"));
    assert_eq!(payload_hash(message.as_bytes()), text(&vector, "message_hash"));
    let signature = PrivateKey::from_pem(KEY).unwrap().sign(&message).unwrap();
    assert_eq!(signature, text(&vector, "signature"));
}

#[test]
fn the_public_half_accepts_an_auth_signature() {
    let base64: String = PUBLIC.lines().filter(|line| !line.starts_with('-')).collect();
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, STANDARD.decode(base64).unwrap());
    let signature = PrivateKey::from_pem(KEY).unwrap().sign("id|time").unwrap();
    let signature = STANDARD.decode(signature).unwrap();
    assert_eq!(signature.len(), 256);
    public.verify(b"id|time", &signature).unwrap();
    public.verify(b"id|another time", &signature).unwrap_err();
}

#[test]
fn a_key_and_the_recipe_pass_the_self_test() {
    assert!(self_test(&PrivateKey::from_pem(KEY).unwrap()));
}

#[test]
fn a_key_is_read_with_any_line_ends_and_text_around_it() {
    let windows = format!("Bag Attributes\r\n{}\r\nmore", KEY.replace('\n', "\r\n"));
    PrivateKey::from_pem(&windows).unwrap();
}

#[test]
fn a_key_of_the_older_format_is_refused_with_the_command_that_converts_it() {
    let error = PrivateKey::from_pem("-----BEGIN RSA PRIVATE KEY-----\n..").unwrap_err();
    assert_eq!(error, KeyError::Pkcs1);
    assert!(error.to_string().contains("openssl pkcs8 -topk8 -nocrypt"));
}

#[test]
fn what_is_no_key_to_sign_with_is_named() {
    let damaged = KEY.replace("MII", "M*I");
    let cut = &KEY[..KEY.len() / 2];
    let changed = KEY.replacen("\nMII", "\nMIJ", 1);
    let refused = |pem: &str| PrivateKey::from_pem(pem).unwrap_err();
    assert_eq!(refused("-----BEGIN ENCRYPTED PRIVATE KEY-----"), KeyError::Encrypted);
    assert_eq!(refused("-----BEGIN EC PRIVATE KEY-----"), KeyError::NotRsa);
    assert_eq!(refused("-----BEGIN PUBLIC KEY-----"), KeyError::Public);
    assert_eq!(refused(PUBLIC), KeyError::Public);
    assert_eq!(refused("ssh-rsa AAAA"), KeyError::NotPem);
    assert_eq!(refused(&damaged), KeyError::Damaged);
    assert_eq!(refused(cut), KeyError::Damaged);
    assert_eq!(refused(TOO_SMALL), KeyError::TooSmall);
    assert_eq!(refused(NOT_RSA), KeyError::NotRsa);
    assert!(matches!(refused(&changed), KeyError::Unusable(_)));
}

#[test]
fn a_key_and_a_signer_show_nothing_of_themselves() {
    let key = PrivateKey::from_pem(KEY).unwrap();
    let signer = RequestSigner::new(&SecretString::from("a secret"));
    assert_eq!(format!("{key:?} {signer:?}"), "PrivateKey(..) RequestSigner(..)");
}

#[test]
fn the_paths_are_the_vendors() {
    assert_eq!(signer::TOKEN_PATH, "/v1/open-api/access-token");
    assert_eq!(signer::INQUIRY_PATH, "/v1/open-api/transactions/inquiry-postpaid");
}
