//! A disk that takes nothing for a while.

use crate::world::{World, patiently};

#[tokio::test]
async fn a_full_disk_is_told_and_the_message_answered_once_there_is_space() {
    let mut world = World::open().await;
    {
        let ani = world.person(1);
        ani.types("/start", "Cek tagihan pascabayar").await;
        world.fill_the_disk(true);
        ani.types("pln 514040400482", "Penyimpanan bot sedang bermasalah").await;
        let citra = world.person(2);
        citra.types("pln 520511567087", "Penyimpanan bot sedang bermasalah").await;
        let mut beats = world.beats();
        let before = *beats.borrow_and_update();
        assert!(world.telegram().pending_updates() > 0, "Telegram was told to forget what is on no disk");
        citra.types("/bantuan", "Penyimpanan bot sedang bermasalah").await;
        assert_eq!(*beats.borrow(), before, "a bot that cannot write says that it is well");
        world.fill_the_disk(false);
        ani.sees("INDAH PUTRI").await;
        citra.sees("520511567087").await;
        patiently("a heartbeat", beats.changed()).await.unwrap();
        let confirmed = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
        patiently("Telegram to be told", confirmed).await;
    }
    world.stop().await;
    world.start();
    let ani = world.person(1);
    ani.types("/batal", "Tidak ada yang perlu dibatalkan").await;
    let bills = ani.texts().iter().filter(|text| text.contains("INDAH PUTRI")).count();
    assert_eq!(bills, 1, "answered again after a restart");
}

#[tokio::test]
async fn what_came_while_the_disk_was_full_survives_a_kill() {
    let mut world = World::open().await;
    {
        let ani = world.person(1);
        ani.types("/start", "Cek tagihan pascabayar").await;
        world.fill_the_disk(true);
        ani.types("pln 514040400482", "Penyimpanan bot sedang bermasalah").await;
    }
    world.cut().await;
    world.fill_the_disk(false);
    world.start();
    world.person(1).sees("INDAH PUTRI").await;
}

#[tokio::test]
async fn a_bill_that_a_full_disk_does_not_take_is_told_once_and_shown_once_there_is_space() {
    let mut world = World::open().await;
    {
        let ani = world.person(1);
        ani.types("/start", "Cek tagihan pascabayar").await;
        world.biller().hold();
        ani.says("pln 514040400482");
        ani.sees("Sedang dicek").await;
        world.fill_the_disk(true);
        world.biller().release();
        ani.sees("Penyimpanan bot sedang bermasalah").await;
        world.fill_the_disk(false);
        ani.sees("INDAH PUTRI").await;
        let apologies = ani.texts().iter().filter(|text| text.contains("Penyimpanan bot")).count();
        assert_eq!(apologies, 1);
    }
    world.stop().await;
}
