//! Makes the pictures of README.md and docs/ anew: `cargo run --example screenshots`.
//!
//! It needs chromium and chromedriver. It is also the bot: the demo starts its own program once more.

#[path = "../tests/it/page/browser.rs"]
#[expect(clippy::unwrap_used, clippy::print_stdout, reason = "shared with the tests, where a failure may panic")]
mod browser;

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, ensure};
use browser::{Browser, Screen};
use cektagihan::app::demo::{Demo, DemoChoices};
use cektagihan::cli::Cli;
use cektagihan::config::LogSettings;
use cektagihan::sandbox::page::{Page, PageConfig};
use fantoccini::Locator;
use serde_json::json;

const PHONE: Screen = Screen { width: 390, height: 700, scale: 2, dark: false };
const DESK: Screen = Screen { width: 1280, height: 760, scale: 1, dark: false };

/// Waits until the page holds these words, and until the browser has drawn them.
const SEES: &str = "
    const done = arguments[arguments.length - 1], words = arguments[0];
    const look = () => {
        if (!document.body.textContent.includes(words)) return;
        watch.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    setTimeout(() => done(false), 20000);
    look();";

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    if std::env::args().nth(1).as_deref() == Some("run") {
        return Ok(Cli::from_args().run().await);
    }
    let log = LogSettings { level: log::LevelFilter::Off, ..LogSettings::default() };
    let demo = Demo::start(DemoChoices { log, ..DemoChoices::default() }).await?;
    let config = PageConfig { listen: (Ipv4Addr::LOCALHOST, 0).into(), clock: Arc::clone(&demo.clock) };
    let page = Page::start(config, Arc::clone(&demo.sandbox), Arc::clone(&demo.stage), Arc::clone(&demo.bot)).await?;
    let url = format!("http://{}", page.address());
    phone(&url).await?;
    services(&url).await?;
    drop(page);
    demo.stop().await;
    Ok(ExitCode::SUCCESS)
}

async fn phone(url: &str) -> anyhow::Result<()> {
    let camera = Camera::before(url, PHONE).await?;
    camera.presses(".hello .primary").await?;
    camera.sees("Atau pilih jenis tagihan").await?;
    camera.takes("menu").await?;
    camera.types("pln 514040400482").await?;
    camera.sees("PLN lain").await?;
    camera.takes("pribadi").await?;
    camera.types("acehtgr 1160026").await?;
    camera.sees("MARIA SOFI").await?;
    camera.types("pln 519900997002").await?;
    camera.sees("tidak ditemukan").await?;
    camera.takes("jawaban").await?;
    camera.presses("#back").await?;
    camera.opens("Loket & Kolektor").await?;
    camera.types("/cek pln 514040400482").await?;
    camera.sees("Lihat lengkap").await?;
    camera.takes("grup").await?;
    camera.presses(".key").await?;
    camera.sees("Hanya Anda").await?;
    camera.takes("grup-lengkap").await?;
    camera.away().await
}

async fn services(url: &str) -> anyhow::Result<()> {
    let camera = Camera::before(url, DESK).await?;
    camera.presses("#operator-button").await?;
    camera.sees("Permintaan bertanda tangan").await?;
    camera.takes("operator").await?;
    camera.away().await
}

/// A browser that is looked through.
struct Camera(Browser);

impl Camera {
    async fn before(url: &str, screen: Screen) -> anyhow::Result<Self> {
        let browser = Browser::start(screen).await.context("no browser to look through")?;
        browser.client.goto(&format!("{url}/?lang=id")).await?;
        let camera = Self(browser);
        camera.sees("CekTagihan").await?;
        Ok(camera)
    }

    async fn presses(&self, selector: &str) -> anyhow::Result<()> {
        self.0.client.wait().for_element(Locator::Css(selector)).await?.click().await?;
        Ok(())
    }

    async fn opens(&self, title: &str) -> anyhow::Result<()> {
        let open =
            "[...document.querySelectorAll('#chats a')].find((a) => a.textContent.includes(arguments[0])).click()";
        self.0.client.execute(open, vec![json!(title)]).await?;
        Ok(())
    }

    async fn types(&self, text: &str) -> anyhow::Result<()> {
        self.0.client.find(Locator::Css("#text")).await?.send_keys(&format!("{text}\n")).await?;
        Ok(())
    }

    async fn sees(&self, words: &str) -> anyhow::Result<()> {
        let seen = self.0.client.execute_async(SEES, vec![json!(words)]).await?;
        ensure!(seen == json!(true), "the page never said {words:?}");
        Ok(())
    }

    async fn takes(&self, name: &str) -> anyhow::Result<()> {
        // A blinking caret or a focus ring is no part of a picture.
        self.0.client.execute("document.activeElement.blur()", vec![]).await?;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{name}.png")), self.0.client.screenshot().await?)?;
        Ok(())
    }

    async fn away(self) -> anyhow::Result<()> {
        let complaints = self.0.complaints().await;
        ensure!(complaints.is_empty(), "the console complains: {complaints:?}");
        Ok(())
    }
}
