//! Who may use the page, without a browser.

use reqwest::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN};
use reqwest::{RequestBuilder, StatusCode};

use super::visit::Demo;

fn client() -> reqwest::Client {
    reqwest::Client::builder().build().unwrap()
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn only_addresses_and_localhost_are_hosts() {
    let demo = Demo::start().await;
    let as_host = |host: &'static str| client().get(&demo.url).header(HOST, host);
    for host in ["localhost:80", "127.0.0.1", "[::1]:8080"] {
        assert_eq!(status(as_host(host)).await, StatusCode::OK, "{host}");
    }
    for host in ["evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", ""] {
        assert_eq!(status(as_host(host)).await, StatusCode::FORBIDDEN, "{host}");
    }
}

#[tokio::test]
async fn what_changes_something_must_come_from_the_page() {
    let demo = Demo::start().await;
    let order = || {
        client()
            .post(format!("{}/language", demo.url))
            .header(CONTENT_TYPE, "application/json")
            .body(r#"{"language":"en"}"#)
    };
    assert_eq!(status(order().header(ORIGIN, &demo.url)).await, StatusCode::NO_CONTENT);
    for origin in ["http://127.0.0.1:1", "https://evil.example", "null"] {
        assert_eq!(status(order().header(ORIGIN, origin)).await, StatusCode::FORBIDDEN, "{origin}");
    }
    assert_eq!(status(order()).await, StatusCode::FORBIDDEN, "no origin at all");
}

#[tokio::test]
async fn nothing_from_elsewhere_may_run_or_be_loaded() {
    let demo = Demo::start().await;
    let answer = client().get(&demo.url).send().await.unwrap();
    let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"), "{policy}");
    let page = answer.text().await.unwrap();
    assert!(!page.contains("style=") && !page.contains("//cdn") && !page.contains("<script>"), "{page}");
}

#[tokio::test]
async fn nobody_speaks_for_those_who_are_not_there() {
    let demo = Demo::start().await;
    let say = |body: &'static str| {
        let request = client().post(format!("{}/say", demo.url)).header(ORIGIN, &demo.url);
        status(request.header(CONTENT_TYPE, "application/json").body(body))
    };
    let sends = |path: &'static str, body: &'static str| {
        let request = client().post(format!("{}/{path}", demo.url)).header(ORIGIN, &demo.url);
        status(request.header(CONTENT_TYPE, "application/json").body(body))
    };
    for (path, body) in [
        ("enclose", r#"{"chat":1001,"person":1002,"what":"sticker"}"#),
        ("enclose", r#"{"chat":1001,"person":1001,"what":"gift"}"#),
        ("forward", r#"{"chat":1001,"person":1001,"from":1002,"message":1}"#),
        ("forward", r#"{"chat":1002,"person":1001,"from":1001,"message":1}"#),
        ("forward", r#"{"chat":1001,"person":1001,"from":1001,"message":999999}"#),
    ] {
        assert_eq!(sends(path, body).await, StatusCode::UNPROCESSABLE_ENTITY, "{path} {body}");
    }
    assert_eq!(say(r#"{"chat":1001,"person":1001,"text":"/start"}"#).await, StatusCode::NO_CONTENT);
    for body in [
        r#"{"chat":1001,"person":1002,"text":"somebody else's private chat"}"#,
        r#"{"chat":5,"person":5,"text":"a chat that is not there"}"#,
        r#"{"chat":1001,"person":1001,"topic":3,"text":"a topic that is not there"}"#,
        r#"{"chat":1001,"person":1001,"text":"  "}"#,
    ] {
        assert_eq!(say(body).await, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
}
