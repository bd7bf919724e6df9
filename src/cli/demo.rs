//! `demo`: the bot on a page in the browser, or as a chat in this terminal.

mod address;
mod choices;
mod terminal;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use log::LevelFilter;

use super::exit::Exit;
use super::output;
use crate::app::demo::{Demo, DemoChoices};
use crate::config::Settings;
use crate::ports::Clock;
use crate::sandbox::ShiftedClock;
use crate::sandbox::page::{Page, PageConfig};
use crate::shutdown::Shutdown;

use choices::Chosen;

/// How to show the bot.
#[derive(Debug, clap::Args)]
pub(super) struct DemoArgs {
    /// Chat in this terminal instead of a page
    #[arg(long, conflicts_with_all = ["port", "listen"])]
    terminal: bool,
    /// The page's port; a free one when absent
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// The page's address, 0.0.0.0 for phones in your network. Whoever reaches it can use everything on it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    listen: IpAddr,
    /// Folder to keep the bot's data in; a temporary one when absent
    #[arg(long, value_name = "PATH")]
    data: Option<PathBuf>,
    #[command(flatten)]
    chosen: Chosen,
}

/// What only a demo says to the bot it starts.
#[derive(Debug, clap::Args)]
pub(super) struct Leash {
    /// How many seconds the bot's clock is ahead of the machine's
    #[arg(long, hide = true, value_name = "SECONDS", default_value_t = 0)]
    clock_ahead: i64,
    /// End, without tidying up, when standard input ends
    #[arg(long, hide = true)]
    attached: bool,
}

impl Leash {
    /// Puts it on; gives the clock to live by.
    pub(super) fn take(&self) -> Arc<dyn Clock> {
        if self.attached {
            std::thread::spawn(|| {
                let _: std::io::Result<u64> = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
                std::process::exit(0);
            });
        }
        Arc::new(ShiftedClock::ahead_by(self.clock_ahead))
    }
}

/// Shows the bot until stopping is asked for.
pub(super) async fn run(args: DemoArgs, settings: &Settings, shutdown: Shutdown) -> anyhow::Result<Exit> {
    if let Some(words) = args.chosen.refusal() {
        output::complain(&words);
        return Ok(Exit::Refused);
    }
    let told = args.chosen.checked(settings)?;
    let log = settings.log(LevelFilter::Warn)?;
    let demo = Demo::start(DemoChoices { data: args.data, log, settings: told }).await?;
    if args.terminal {
        return terminal::run(demo, shutdown).await;
    }
    let config = PageConfig { listen: (args.listen, args.port).into(), clock: Arc::clone(&demo.clock) };
    let page = Page::start(config, Arc::clone(&demo.sandbox), Arc::clone(&demo.stage), Arc::clone(&demo.bot));
    let page = page.await.with_context(|| format!("the page cannot be served on {}", args.listen))?;
    output::say(&address::invitation(page.address()));
    tokio::select! {
        () = shutdown.requested() => {}
        () = demo.ended() => {}
    }
    drop(page);
    demo.stop().await;
    Ok(terminal::ending(&shutdown))
}
