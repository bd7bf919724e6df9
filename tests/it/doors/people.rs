//! Invitations, codes, removals and erasures.

mod claim;
mod codes;
mod erasing;
mod invitations;
mod recovery;
mod unreadable;

use crate::world::{Someone, patiently};

const STRANGER: &str = "hanya untuk orang yang diundang";

/// A new link of an owner for an agent, as its payload.
async fn invites(owner: &Someone<'_>) -> String {
    let payload = |text: &str| text.split_once("?start=").and_then(|(_, link)| link.lines().next().map(str::to_owned));
    let before: Vec<_> = owner.texts().iter().filter_map(|text| payload(text)).collect();
    let roles = owner.types("/undang", "Undang sebagai apa").await;
    owner.presses(&roles, "Sebagai agen");
    let fresh = owner.world.telegram().until(|seen| {
        let mut links = seen.messages(owner.chat).filter_map(|message| payload(&message.text));
        links.find(|link| !before.contains(link))
    });
    patiently("a new link", fresh).await
}

/// Somebody comes in as an agent.
async fn lets_in(owner: &Someone<'_>, who: &Someone<'_>) {
    let payload = invites(owner).await;
    owner.world.telegram().open_link(who.person, &payload);
    who.sees("Anda sekarang agen").await;
}

/// The owner puts out the one agent.
async fn puts_out(owner: &Someone<'_>) {
    let list = owner.types("/anggota", "Anggota (2)").await;
    let card = owner.taps(&list, "Ani · agen", "Sejak").await;
    let question = owner.taps(&card, "Keluarkan", "Aksesnya langsung berakhir").await;
    owner.taps(&question, "Ya, keluarkan", "sudah dikeluarkan").await;
}
