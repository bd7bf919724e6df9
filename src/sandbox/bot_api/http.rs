//! From a request to a method and back.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{Request, StatusCode},
    response::{Html, IntoResponse, Response},
};
use bytes::Bytes;
use tokio::time::Instant;

use crate::{
    domain::person::ChatId,
    sandbox::server::{Closing, hang_up},
};

use super::{
    about, commands, editing,
    failure::{Failure, Outcome, json_response},
    faults::{Fault, Garbage},
    files,
    handle::SharedWorld,
    journal::{Call, CallOutcome},
    method::Method,
    params::Params,
    sending::{self, Draft},
    updates::{self, Poll, PollTicket},
    world::World,
};

#[derive(Debug, Clone)]
struct Door {
    shared: Arc<SharedWorld>,
    closing: Closing,
}

pub(super) fn routes(shared: Arc<SharedWorld>, closing: Closing) -> Router {
    Router::new().fallback(handle).with_state(Door { shared, closing })
}

async fn handle(State(door): State<Door>, request: Request<Body>) -> Response {
    if let Some(path) = request.uri().path().strip_prefix("/file") {
        return door.file(path);
    }
    let method = match named(request.uri().path(), &door.shared.token) {
        Ok(method) => method,
        Err(failure) => return failure.response(),
    };
    match Params::read(request).await {
        Ok(params) => door.call(method, params).await,
        Err(failure) => failure.response(),
    }
}

/// One call without a network; nothing where the connection would have been closed.
pub(super) async fn by_hand(
    shared: &Arc<SharedWorld>,
    method: &str,
    params: Result<Params, Failure>,
) -> Option<(u16, Bytes)> {
    let (_open, closing) = Closing::without_server();
    let door = Door { shared: Arc::clone(shared), closing };
    let response = match (Method::named(method), params) {
        (None, _) => not_found().response(),
        (Some(_), Err(failure)) => failure.response(),
        (Some(method), Ok(params)) => door.call(method, params).await,
    };
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.ok()?;
    Some((status, body))
}

/// The method of `/bot<token>/<method>`.
fn named(path: &str, token: &str) -> Result<Method, Failure> {
    Method::named(behind_token(path, token)?).ok_or_else(not_found)
}

/// What follows `/bot<token>/`.
fn behind_token<'a>(path: &'a str, token: &str) -> Result<&'a str, Failure> {
    let (given, rest) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')).ok_or_else(not_found)?;
    if given == token { Ok(rest) } else { Err(Failure::new(401, "Unauthorized")) }
}

fn not_found() -> Failure {
    Failure::new(404, "Not Found")
}

/// What the client sees of a call.
enum Seen {
    Answer(Outcome),
    Html,
    Garbage(Garbage),
    Nothing,
}

impl Door {
    /// What `getFile` pointed to.
    fn file(&self, path: &str) -> Response {
        let found = behind_token(path, &self.shared.token)
            .and_then(|path| self.shared.look(|world| world.at_path(path)).ok_or_else(not_found));
        match found {
            Ok(bytes) => Response::new(Body::from(bytes)),
            Err(failure) => failure.response(),
        }
    }

    async fn call(&self, method: Method, params: Params) -> Response {
        let (began, at) = (Instant::now(), self.shared.clock.now());
        let chat = params.text("chat_id").and_then(|id| id.parse().ok()).map(ChatId);
        let fault = self.shared.change(|world| {
            world.journal.count(method);
            world.faults.strike(method, chat)
        });
        let lost = fault == Some(Fault::LoseAnswer);
        let seen = self.serve(method, &params, fault).await;
        self.shared.change(|world| {
            let (took, outcome) = (began.elapsed(), outcome(&seen, lost));
            world.journal.keep(|serial| Call { serial, method, params: params.without_files(), outcome, at, took });
        });
        match seen {
            Seen::Nothing => hang_up(),
            Seen::Answer(_) if lost => hang_up(),
            Seen::Garbage(garbage) => garbage.response(),
            Seen::Html => (StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response(),
            Seen::Answer(Ok(body)) => json_response(200, body),
            Seen::Answer(Err(failure)) => failure.response(),
        }
    }

    async fn serve(&self, method: Method, params: &Params, fault: Option<Fault>) -> Seen {
        match fault {
            Some(Fault::Refuse(failure)) => return Seen::Answer(Err(failure)),
            Some(Fault::RetryAfter(seconds)) => return Seen::Answer(Err(Failure::too_many(seconds))),
            Some(Fault::BadGateway) => return Seen::Html,
            Some(Fault::HangUp) => return Seen::Nothing,
            Some(Fault::Garbage(garbage)) => return Seen::Garbage(garbage),
            Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
            Some(Fault::LoseAnswer) | None => {}
        }
        self.run(method, params).await
    }

    async fn run(&self, method: Method, params: &Params) -> Seen {
        let change = |act: fn(&mut World, &Params) -> Outcome| self.shared.change(|world| act(world, params));
        Seen::Answer(match method {
            Method::AnswerCallbackQuery => change(about::answer_press),
            Method::DeleteMessage => change(editing::delete),
            Method::DeleteMyCommands => change(|world, params| commands::delete(&mut world.commands, params)),
            Method::DeleteWebhook => change(about::delete_webhook),
            Method::EditMessageCaption => change(editing::caption),
            Method::EditMessageMedia => change(editing::media),
            Method::EditMessageReplyMarkup => change(editing::markup),
            Method::EditMessageText => change(editing::text),
            Method::GetChat => change(about::chat),
            Method::GetFile => change(files::get),
            Method::GetMe => change(about::me),
            Method::GetMyCommands => change(|world, params| commands::get(&world.commands, params)),
            Method::GetUpdates => return self.poll(params).await,
            Method::GetWebhookInfo => change(about::webhook_info),
            Method::SendChatAction => change(sending::action),
            Method::SendDocument => self.send(Draft::document(params)),
            Method::SendMessage => self.send(Draft::text(params)),
            Method::SendPhoto => self.send(Draft::photo(params)),
            Method::SetMyCommands => change(|world, params| commands::set(&mut world.commands, params)),
            Method::SetWebhook => change(about::set_webhook),
        })
    }

    /// The draft was read before the lock is taken.
    fn send(&self, draft: Result<Draft, Failure>) -> Outcome {
        let draft = draft?;
        self.shared.change(|world| draft.send(world))
    }

    /// Long polling: waits until there is something, another poll comes, or time is up.
    async fn poll(&self, params: &Params) -> Seen {
        let begun = Poll::read(params)
            .and_then(|poll| self.shared.change(|world| world.updates.begin(&poll)).map(|ticket| (poll, ticket)));
        let (poll, ticket) = match begun {
            Ok(begun) => begun,
            Err(failure) => return Seen::Answer(Err(failure)),
        };
        let until = Instant::now() + Duration::from_secs(poll.timeout);
        loop {
            let arrived = self.shared.arrived.notified();
            tokio::pin!(arrived);
            // Before looking, so that nothing arrives unseen in between.
            arrived.as_mut().enable();
            if let Some(seen) = self.fetch(&poll, ticket) {
                return seen;
            }
            tokio::select! {
                // In order, so that a simulation repeats itself.
                biased;
                () = arrived => {}
                () = tokio::time::sleep_until(until) => return Seen::Answer(Ok(updates::answer(std::iter::empty()))),
                () = self.closing.wait() => return Seen::Nothing,
            }
        }
    }

    /// What the poll gets now, if anything.
    fn fetch(&self, poll: &Poll, ticket: PollTicket) -> Option<Seen> {
        let now = self.shared.clock.now().timestamp();
        let mut world = self.shared.lock();
        if world.faults.offline {
            return Some(Seen::Nothing);
        }
        match world.updates.fetch(ticket, poll.limit, now) {
            Ok(None) if poll.timeout == 0 || world.faults.holds_no_poll => {
                Some(Seen::Answer(Ok(updates::answer(std::iter::empty()))))
            }
            Ok(None) => None,
            Ok(Some(body)) => Some(Seen::Answer(Ok(body))),
            Err(failure) => Some(Seen::Answer(Err(failure))),
        }
    }
}

fn outcome(seen: &Seen, lost: bool) -> CallOutcome {
    match seen {
        Seen::Answer(Ok(_)) if lost => CallOutcome::AnswerLost,
        Seen::Answer(Ok(_)) => CallOutcome::Done,
        Seen::Answer(Err(failure)) => CallOutcome::Refused(failure.code, failure.description.clone().into_owned()),
        Seen::Html | Seen::Garbage(_) | Seen::Nothing => CallOutcome::Dropped,
    }
}

const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
                           <center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
