//! Checks and their clock: what a person hears while the gateway thinks.

use crate::doubles::parts;
use cektagihan::bot::parts::Parts;
use futures::executor::block_on;
use std::sync::Arc;

use cektagihan::bot::checks::Checks;
use cektagihan::bot::lanes::Lanes;
use cektagihan::bot::occasion::Occasion;
use cektagihan::bot::services::Services;
use cektagihan::bot::turn::effort::Told;
use cektagihan::dialogue::{Check, Event, Wait};
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::person::{ChatId, Seat};
use cektagihan::ports::{Inquired, InquiryError};
use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::mpsc;
use tokio::time::Instant;

use cektagihan::bot::lanes::LaneWork;
use cektagihan::domain::account::AccountNumber;
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::person::PersonId;
use cektagihan::domain::product::ProductCode;
use cektagihan::ports::{BillGateway, Clock, Freshness};

#[derive(Clone, Copy)]
enum Gateway {
    Silent,
    Prompt,
    Broken,
}

impl BillGateway for Gateway {
    fn inquire<'a>(&'a self, _: &'a Inquiry, _: Freshness) -> BoxFuture<'a, Inquired> {
        match self {
            Self::Silent => std::future::pending().boxed(),
            Self::Prompt => std::future::ready(Err(InquiryError::NoOpenBill)).boxed(),
            Self::Broken => async { panic!("the gateway that breaks") }.boxed(),
        }
    }
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }
}

const SEAT: Seat = Seat { chat: ChatId(7), topic: None, person: PersonId(7) };
const ID: CheckId = CheckId { source: 1, line: 0 };

fn check() -> Check {
    let inquiry = Inquiry {
        product: ProductCode::parse("POSTPAIDPLN").unwrap(),
        account: AccountNumber::parse("514040400482").unwrap(),
        period: None,
    };
    Check {
        id: ID,
        inquiry,
        freshness: Freshness::Remembered,
        conversion: None,
        quote: None,
        asker: None,
        shown: false,
        asked_at: Noon.now(),
    }
}

/// What a check reports, each with the seconds since it was asked.
fn started(gateway: Gateway) -> (Checks, mpsc::UnboundedReceiver<(f32, Event)>) {
    let parts = Parts { gateway: Arc::new(gateway), clock: Arc::new(Noon), ..parts() };
    let services = block_on(Services::new(parts)).unwrap();
    let (said, hear) = mpsc::unbounded_channel();
    let asked = Instant::now();
    let lanes = Lanes::new(move |_, work| {
        let said = said.clone();
        async move {
            if let LaneWork::Do(Occasion::Check(_, event, _)) = work {
                drop(said.send((asked.elapsed().as_secs_f32(), event)));
            }
        }
    });
    let checks = Checks::new(Arc::new(services));
    checks.start(&lanes, SEAT, check(), Told::default());
    (checks, hear)
}

fn waited(wait: Wait) -> Event {
    Event::Waited { check: ID, wait }
}

fn answered(error: InquiryError) -> Event {
    Event::Answered { check: ID, outcome: Err(error) }
}

#[tokio::test(start_paused = true)]
async fn a_silent_gateway_still_gets_the_person_a_last_word_in_time() {
    let (_checks, mut hear) = started(Gateway::Silent);
    let (first, second, last) = (hear.recv().await.unwrap(), hear.recv().await.unwrap(), hear.recv().await.unwrap());
    assert_eq!((first.0.round(), first.1), (1.0, waited(Wait::Moment)));
    assert_eq!((second.0.round(), second.1), (5.0, waited(Wait::Long)));
    assert!(last.0 < 26.0);
    assert_eq!(last.1, answered(InquiryError::TimedOut));
}

#[tokio::test(start_paused = true)]
async fn a_prompt_answer_is_not_announced() {
    let (checks, mut hear) = started(Gateway::Prompt);
    assert_eq!(hear.recv().await.unwrap().1, answered(InquiryError::NoOpenBill));
    assert_eq!(checks.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn checks_that_are_halted_say_nothing_more() {
    let (checks, mut hear) = started(Gateway::Silent);
    assert_eq!(hear.recv().await.unwrap().1, waited(Wait::Moment));
    checks.halt();
    assert_eq!(checks.count(), 0);
    // The last sender goes with the task.
    drop(checks);
    assert_eq!(hear.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_gateway_that_breaks_is_an_answer_too() {
    let (_checks, mut hear) = started(Gateway::Broken);
    assert!(matches!(hear.recv().await.unwrap().1, Event::Answered { outcome: Err(InquiryError::Unreadable(_)), .. }));
}

#[tokio::test(start_paused = true)]
async fn a_stopped_check_says_no_more() {
    let (checks, mut hear) = started(Gateway::Silent);
    assert!(checks.is_running(SEAT, ID));
    checks.stop(SEAT, ID);
    drop(checks);
    assert_eq!(hear.recv().await, None, "the task is gone and with it whoever could speak");
}
