//! Checks of the last run: what was asked and not answered is asked again.

use crate::dialogue::Check;
use crate::domain::person::Seat;

use super::Turns;
use super::effort::Told;
use crate::bot::rows::seat_key;
use crate::bot::services::insist;

impl Turns {
    pub(super) async fn resume(&self, seat: Seat) {
        let ask_again = || async move {
            let conversation = self.services.conversation(&seat_key(seat)).await?;
            self.start(seat, &conversation.checks);
            Ok(())
        };
        insist("checks of the last run could not be read yet", ask_again).await;
    }

    pub(super) fn start(&self, seat: Seat, checks: &[Check]) {
        for check in checks.iter().filter(|check| !self.checks.is_running(seat, check.id)) {
            self.checks.start(self.lanes(), seat, check.clone(), Told::default());
        }
    }
}
