//! A gateway whose bills tell whose they are, and that may be slow, silent, wrong or broken.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use cektagihan::domain::bill::{Answer, Bill};
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::rupiah::Rupiah;
use cektagihan::ports::{BillGateway, Freshness, Inquired, InquiryError};
use futures::FutureExt as _;
use futures::future::BoxFuture;

use super::numbers;
use super::stage::Stage;

pub struct Biller(pub Arc<Stage>);

enum How {
    After(u64),
    Never,
    Fails(InquiryError, u64),
    Breaks,
}

impl BillGateway for Biller {
    fn inquire<'a>(&'a self, inquiry: &'a Inquiry, _: Freshness) -> BoxFuture<'a, Inquired> {
        let how = self.how();
        async move {
            match how {
                How::After(ms) => {
                    tokio::time::sleep(Duration::from_millis(ms)).await;
                    Ok(self.answer(inquiry))
                }
                How::Never => std::future::pending().await,
                How::Fails(error, ms) => {
                    tokio::time::sleep(Duration::from_millis(ms)).await;
                    Err(error)
                }
                How::Breaks => {
                    self.0.panics.fetch_add(1, Ordering::Relaxed);
                    panic!("the gateway that breaks")
                }
            }
        }
        .boxed()
    }
}

impl Biller {
    fn how(&self) -> How {
        let bad = self.0.weather().gateway;
        let mut chance = self.0.chance();
        if !chance.chance(bad) {
            return How::After(chance.between(5, 900));
        }
        match chance.between(0, 99) {
            0..35 => How::After(chance.between(900, 30_000)),
            35..55 => How::Never,
            55..98 => How::Fails(failure(chance.between(0, 5)), chance.between(1, 24_000)),
            _ => How::Breaks,
        }
    }

    fn answer(&self, inquiry: &Inquiry) -> Answer {
        let number = inquiry.account.as_str();
        let total = numbers::read(number).map_or(1_000, numbers::Number::total);
        let bill = Bill {
            account: Some(number.to_owned()),
            customer_name: Some("WARGA SIMULASI".to_owned()),
            amount: Some(Rupiah::new(total)),
            total: Some(Rupiah::new(total)),
            ..Bill::default()
        };
        Answer { bills: vec![bill], as_of: self.0.time.now() }
    }
}

fn failure(which: u64) -> InquiryError {
    match which {
        0 => InquiryError::BillerDown,
        1 => InquiryError::NoOpenBill,
        2 => InquiryError::ClockOff,
        3 => InquiryError::Unreadable("a page of HTML".to_owned()),
        4 => InquiryError::Unreachable,
        _ => InquiryError::UnknownCode { code: "4042299".to_owned(), message: "Nomor bermasalah".to_owned() },
    }
}
