//! A headless Chromium behind a driver of its own. The program that makes the pictures of the
//! documents (`examples/screenshots.rs`) uses it too.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;
use url::{ParseError, Url};

/// A browser is heavy: so many at once, however many tests run.
static TURNS: Semaphore = Semaphore::const_new(2);

const FLAGS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    // The browser ends with its driver, also when a test has failed.
    "--remote-debugging-pipe",
    // Nothing moves by itself: what is clicked stays where it was found.
    "--force-prefers-reduced-motion",
    "--disable-features=Translate",
];

/// How long a browser may take to start.
const START: Duration = Duration::from_mins(1);

/// The screen to look through.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    /// Pixels of a picture for one of the page.
    pub scale: u32,
    pub dark: bool,
}

/// One browser with nothing in its memory.
pub struct Browser {
    pub client: Client,
    _driver: Child,
    _chatter: Chatter,
    _folder: TempDir,
    _turn: SemaphorePermit<'static>,
}

/// Whether what is missing is a failure.
pub fn is_ci() -> bool {
    #[expect(clippy::disallowed_methods, reason = "where the tests run is no setting of the program")]
    std::env::var_os("CI").is_some()
}

impl Browser {
    /// Starts one; nothing when this machine has none.
    pub async fn start(screen: Screen) -> Option<Self> {
        let turn = TURNS.acquire().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (driver, chatter, port) = driver().await?;
        let client = session(port, screen, folder.path().to_owned()).await;
        Some(Self { client, _driver: driver, _chatter: chatter, _folder: folder, _turn: turn })
    }

    /// What the page complained of in the console.
    pub async fn complaints(&self) -> Vec<String> {
        let lines = self.client.issue_cmd(ConsoleLog).await.unwrap();
        let severe = lines.as_array().unwrap().iter().filter(|line| line["level"] == "SEVERE");
        severe.map(|line| line["message"].to_string()).collect()
    }
}

type Chatter = Lines<BufReader<ChildStdout>>;

/// A driver and its port. It looks for a free one itself, and gives up when another is quicker:
/// then the next looks again.
async fn driver() -> Option<(Child, Chatter, u16)> {
    loop {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut driver = match command.spawn() {
            Ok(driver) => driver,
            Err(error) => {
                assert!(!is_ci(), "no chromedriver: {error}");
                println!("skipped: there is no chromedriver ({error}); install chromium and chromium-driver");
                return None;
            }
        };
        let mut chatter = BufReader::new(driver.stdout.take().unwrap()).lines();
        if let Some(port) = timeout(START, port(&mut chatter)).await.expect("the driver starts in time") {
            return Some((driver, chatter, port));
        }
    }
}

async fn port(chatter: &mut Chatter) -> Option<u16> {
    while let Some(line) = chatter.next_line().await.unwrap() {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return port.trim_end_matches('.').parse().ok();
        }
    }
    None
}

async fn session(port: u16, screen: Screen, profile: PathBuf) -> Client {
    let mut flags: Vec<String> = FLAGS.map(str::to_owned).into();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push(format!("--blink-settings=preferredColorScheme={}", u8::from(!screen.dark)));
    flags.push(format!("--window-size={},{}", screen.width, screen.height));
    let mut options = json!({ "args": flags });
    flags.push(format!("--force-device-scale-factor={}", screen.scale));
    if screen.width < 500 {
        let metrics =
            json!({ "width": screen.width, "height": screen.height, "pixelRatio": screen.scale, "touch": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    let wishes = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
    let Value::Object(wishes) = wishes else { unreachable!() };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let address = format!("http://127.0.0.1:{port}");
    let client = builder.capabilities(wishes).connect(&address);
    timeout(START, client).await.expect("the browser starts in time").unwrap()
}

/// The console since it was last asked for.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
