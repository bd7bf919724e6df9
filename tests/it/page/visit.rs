//! Somebody who visits the page: one method per thing they do; every one waits for what comes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::browser::{Browser, Screen, is_ci};
use crate::world::patiently;

pub const PHONE: Screen = Screen { width: 390, height: 844, scale: 1, dark: false };
pub const DESK: Screen = Screen { width: 1280, height: 800, scale: 1, dark: false };

/// What is done when a condition holds, or when it has not for too long.
const WAIT: &str = "
    const done = arguments[arguments.length - 1], holds = new Function('words', arguments[0]), words = arguments[1];
    const look = () => { if (holds(words)) { watch.disconnect(); clearTimeout(end); done(true); } };
    const watch = new MutationObserver(look);
    const end = setTimeout(() => { watch.disconnect(); done(false); }, 20000);
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();";

/// The language of the page and of the people's apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Id,
    En,
}

/// A running `demo`.
pub struct Demo {
    pub url: String,
    /// The line it began with.
    pub told: String,
    _process: Child,
    _folder: TempDir,
}

impl Demo {
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    /// With these arguments.
    pub async fn with(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_cektagihan"))
            .arg("demo")
            .args(arguments)
            .current_dir(&folder)
            .env("CEKTAGIHAN_LOG", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = patiently("the page's address", lines.next_line()).await.unwrap().unwrap();
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        Self { url, told: line, _process: process, _folder: folder }
    }
}

/// One visit, by one browser.
pub struct Visit {
    pub browser: Arc<Browser>,
    pub language: Language,
    screen: Screen,
    name: &'static str,
    _demo: Demo,
}

/// The same visit on every screen and in both languages, each from the very beginning.
pub async fn everywhere(name: &'static str, visit: impl AsyncFn(&Visit)) {
    for screen in [PHONE, DESK] {
        let Some(browser) = Browser::start(screen).await.map(Arc::new) else { return };
        for language in [Language::Id, Language::En] {
            let it = Visit::by(Arc::clone(&browser), name, screen, language).await;
            it.speaks().await;
            visit(&it).await;
            it.end().await;
        }
    }
}

impl Visit {
    /// Opens the page of a new demo; nothing when this machine has no browser.
    pub async fn start(name: &'static str, screen: Screen, language: Language) -> Option<Self> {
        Self::of(Demo::start, name, screen, language).await
    }

    /// The same of a demo that is started so.
    pub async fn of(
        demo: impl AsyncFnOnce() -> Demo,
        name: &'static str,
        screen: Screen,
        language: Language,
    ) -> Option<Self> {
        let browser = Browser::start(screen).await?;
        Some(Self::at(demo().await, Arc::new(browser), name, screen, language).await)
    }

    /// Opens the page of a new demo in this browser.
    async fn by(browser: Arc<Browser>, name: &'static str, screen: Screen, language: Language) -> Self {
        Self::at(Demo::start().await, browser, name, screen, language).await
    }

    async fn at(demo: Demo, browser: Arc<Browser>, name: &'static str, screen: Screen, language: Language) -> Self {
        let code = if language == Language::Id { "id" } else { "en" };
        browser.client.goto(&format!("{}/?lang={code}", demo.url)).await.unwrap();
        let visit = Self { browser, language, screen, name, _demo: demo };
        visit.until("return document.querySelector('.hello, .row')", "").await;
        visit
    }

    /// Has the bot speak the visit's language to the agent: it speaks Indonesian until told otherwise.
    async fn speaks(&self) {
        if self.language == Language::En {
            self.clicks("#speak").await;
            self.taps("English").await;
            self.sees("now speaks English").await;
        }
    }

    /// Asks for the main menu: by the button of an empty chat, or by its command.
    pub async fn starts(&self) {
        match self.browser.client.find(Locator::Css(".hello .primary")).await {
            Ok(button) => button.click().await.unwrap(),
            Err(_) => self.types("/start").await,
        }
        self.sees(self.words("Cek tagihan pascabayar", "Check a postpaid bill")).await;
    }

    /// Begins a check of BPJS.
    pub async fn is_asked_for_the_bpjs_card(&self) {
        self.starts().await;
        self.taps("BPJS").await;
        self.sees(self.words("kartu BPJS", "BPJS card")).await;
    }

    /// Ends it.
    pub async fn gets_the_bpjs_bill(&self) {
        self.types("0001433177155").await;
        self.sees(self.words("berapa bulan", "how many months")).await;
        self.taps("1").await;
        self.sees("WARDI").await;
    }

    /// Words in the language of the visit.
    pub fn words(&self, id: &'static str, en: &'static str) -> &'static str {
        if self.language == Language::Id { id } else { en }
    }

    /// Waits until a script holds, looking after every change of the page. `words` is at its hand.
    pub async fn until(&self, script: &str, words: &str) {
        let held = self.browser.client.execute_async(WAIT, vec![json!(script), json!(words)]).await.unwrap();
        if held != json!(true) {
            self.keep("failed").await;
            let seen = self.text("#app").await;
            panic!("waited in vain for {words:?}: {script}\non the page: {seen}");
        }
    }

    /// Waits for a message that holds these words.
    pub async fn sees(&self, words: &str) {
        self.until(
            "return [...document.querySelectorAll('.bubble')].some((b) => b.textContent.includes(words))",
            words,
        )
        .await;
    }

    /// Waits for these words anywhere in this place.
    pub async fn sees_in(&self, place: &str, words: &str) {
        self.until(
            &format!("return [...document.querySelectorAll('{place}')].some((at) => at.textContent.includes(words))"),
            words,
        )
        .await;
    }

    /// Presses the newest button under a message with this label.
    pub async fn taps(&self, label: &str) {
        self.until("return [...document.querySelectorAll('.key-label')].some((k) => k.textContent === words)", label)
            .await;
        let path =
            format!("(//button[contains(@class, 'key')][span[@class = 'key-label' and . = \"{label}\"]])[last()]");
        while let Err(error) = self.find(Locator::XPath(&path)).await.click().await {
            assert!(was_replaced(&error), "{error}");
        }
    }

    /// Presses what a selector finds.
    pub async fn clicks(&self, selector: &str) {
        self.until("return document.querySelector(words)", selector).await;
        while let Err(error) = self.find(Locator::Css(selector)).await.click().await {
            assert!(was_replaced(&error), "{error}");
        }
    }

    /// Types a message and sends it.
    pub async fn types(&self, text: &str) {
        let keys = format!("{text}\n");
        while let Err(error) = self.find(Locator::Css("#text")).await.send_keys(&keys).await {
            assert!(was_replaced(&error), "{error}");
        }
    }

    /// Opens a chat of the list by its title, or a private one by whose it is.
    pub async fn opens(&self, title: &str) {
        if self.screen.width < 760 && !self.find(Locator::Css("#side")).await.is_displayed().await.unwrap() {
            self.clicks("#back").await;
        }
        let path = format!("//a[contains(@class, 'chat')][.//span[@class = 'chat-name' and . = \"{title}\"]]");
        while let Err(error) = self.find(Locator::XPath(&path)).await.click().await {
            assert!(was_replaced(&error), "{error}");
        }
    }

    /// Writes as this person from now on.
    pub async fn plays(&self, role: &str) {
        let path = format!("//label[contains(@class, 'role-pick')][. = \"{role}\"]");
        while let Err(error) = self.find(Locator::XPath(&path)).await.click().await {
            assert!(was_replaced(&error), "{error}");
        }
    }

    pub async fn opens_the_drawer(&self) {
        self.clicks("#operator-button").await;
        self.until("return document.querySelector('.drawer-open')", "").await;
    }

    pub async fn closes_the_drawer(&self) {
        self.clicks("#drawer .bar button").await;
        self.until("return !document.querySelector('.drawer-open')", "").await;
    }

    /// Turns a switch of the drawer and waits until it is turned.
    pub async fn switches(&self, name: &str, value: &str) {
        self.clicks(&format!("#drawer label:has([name='{name}'][value='{value}'])")).await;
        let turned = format!("return document.querySelector(\"[name='{name}'][value='{value}']\").checked");
        self.until(&turned, value).await;
    }

    /// Presses a key as often as it takes until a script holds of the element that has the focus, `at`; how often.
    pub async fn presses(&self, keys: &[Key], most: usize, script: &str) -> usize {
        let holds = format!("const at = document.activeElement; return Boolean({script})");
        for presses in 0..=most {
            if self.browser.client.execute(&holds, vec![]).await.unwrap() == json!(true) {
                return presses;
            }
            self.strikes(keys).await;
        }
        self.keep("failed").await;
        panic!("{most} times {keys:?} and still not: {script}");
    }

    /// Presses these keys together, once.
    pub async fn strikes(&self, keys: &[Key]) {
        let down = keys.iter().map(|key| KeyAction::Down { value: (*key).into() });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: (*key).into() });
        let stroke = down.chain(up).fold(KeyActions::new("keys".to_owned()), KeyActions::then);
        self.browser.client.perform_actions(stroke).await.unwrap();
    }

    /// Closes an alert, if one is open.
    pub async fn leaves_alerts(&self) {
        if let Ok(close) = self.browser.client.find(Locator::Css("#alert[open] .alert-close")).await {
            close.click().await.unwrap();
        }
    }

    /// Picks an entry of the menu that is open.
    pub async fn picks(&self, label: &str) {
        self.sees_in(".sheet-item", label).await;
        let path = format!("//button[contains(@class, 'sheet-item')][span = \"{label}\"]");
        self.find(Locator::XPath(&path)).await.click().await.unwrap();
    }

    /// How many there are.
    pub async fn count(&self, selector: &str) -> usize {
        self.browser.client.find_all(Locator::Css(selector)).await.unwrap().len()
    }

    pub async fn text(&self, selector: &str) -> String {
        self.find(Locator::Css(selector)).await.text().await.unwrap()
    }

    pub async fn find(&self, locator: Locator<'_>) -> Element {
        match self.browser.client.find(locator).await {
            Ok(found) => found,
            Err(error) => {
                self.keep("failed").await;
                panic!("{locator:?}: {error}")
            }
        }
    }

    /// The visit leaves a picture, and must have left no complaint in the console.
    pub async fn end(self) {
        self.keep(self.words("id", "en")).await;
        let complaints = self.browser.complaints().await;
        assert!(complaints.is_empty(), "the console: {complaints:#?}");
        // Away from the page, before its demo ends.
        self.browser.client.goto("about:blank").await.unwrap();
    }

    /// Keeps what is on the screen in a folder that git ignores.
    async fn keep(&self, what: &str) {
        let folder = folder().join("screenshots");
        fs::create_dir_all(&folder).unwrap();
        let picture = self.browser.client.screenshot().await.unwrap();
        fs::write(folder.join(format!("{}-{}-{what}.png", self.name, self.screen.width)), picture).unwrap();
    }

    /// What axe-core finds here; nothing when it is not installed.
    pub async fn faults(&self) -> Vec<String> {
        let path = folder().join("axe/node_modules/axe-core/axe.min.js");
        let Ok(axe) = fs::read_to_string(&path) else {
            assert!(!is_ci(), "no axe-core in {}", path.display());
            println!("skipped: npm install --prefix target/axe --no-save axe-core");
            return Vec::new();
        };
        self.browser.client.execute(&axe, vec![]).await.unwrap();
        let run = "const done = arguments[0]; axe.run().then((found) => done(found.violations))";
        let found = self.browser.client.execute_async(run, vec![]).await.unwrap();
        let told = |fault: &Value| {
            let places = fault["nodes"].as_array().into_iter().flatten().map(|node| node["html"].to_string());
            format!("{}: {}", fault["help"], places.take(5).collect::<Vec<_>>().join("\n"))
        };
        found.as_array().unwrap().iter().map(told).collect()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target")
}

/// Whether the page drew an element anew between the look and the touch: a person would touch again.
fn was_replaced(error: &CmdError) -> bool {
    error.to_string().contains("stale element reference")
}
