//! The page's own files, built into the program.

use axum::{
    http::{StatusCode, Uri, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

macro_rules! files {
    ($($path:literal $name:literal $kind:ident)*) => {
        &[$(($path, $kind, include_str!(concat!("web/", $name)))),*]
    };
}

/// Path, media type, content.
const FILES: &[(&str, &str, &str)] = files! {
    "/" "index.html" HTML
    "/icon.svg" "icon.svg" SVG
    "/look.css" "look.css" CSS
    "/chat.css" "chat.css" CSS
    "/drawer.css" "drawer.css" CSS
    "/theme.js" "theme.js" SCRIPT
    "/main.js" "main.js" SCRIPT
    "/store.js" "store.js" SCRIPT
    "/words.js" "words.js" SCRIPT
    "/dom.js" "dom.js" SCRIPT
    "/rich.js" "rich.js" SCRIPT
    "/bubble.js" "bubble.js" SCRIPT
    "/talk.js" "talk.js" SCRIPT
    "/chats.js" "chats.js" SCRIPT
    "/composer.js" "composer.js" SCRIPT
    "/notices.js" "notices.js" SCRIPT
    "/drawer.js" "drawer.js" SCRIPT
    "/walk.js" "walk.js" SCRIPT
    "/sheets.js" "sheets.js" SCRIPT
    "/examples.js" "examples.js" SCRIPT
};

pub(super) async fn serve(uri: Uri) -> Response {
    match FILES.iter().find(|(path, _, _)| *path == uri.path()) {
        Some((_, kind, content)) => ([(CONTENT_TYPE, *kind)], *content).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
