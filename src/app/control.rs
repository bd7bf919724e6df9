//! What commands ask of the running bot, which alone holds the store: a backup, the head of the audit trail.
//!
//! A Unix socket in the data folder, in a folder of its owner's alone. A request is a line of JSON, so
//! is its answer.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;

use crate::audit;
use crate::files;
use crate::store::{Summary, Vault};
use crate::tasks::Tasks;

const FOLDER: &str = "control";
const SOCKET: &str = "socket";
const ANOTHER: &str = "the running bot is of another version: use its own program";
/// A longer line is none of ours.
const LONGEST: u64 = 64 << 10;

#[derive(Serialize, Deserialize)]
enum Request {
    Backup { file: PathBuf, force: bool },
    Head,
}

#[derive(Serialize, Deserialize)]
enum Reply {
    Done(Summary),
    Head(Option<String>),
    Refused(String),
}

/// Answers commands until it is dropped.
pub struct Control {
    task: JoinHandle<()>,
    socket: PathBuf,
}

impl Drop for Control {
    fn drop(&mut self) {
        self.task.abort();
        let _gone_already = fs::remove_file(&self.socket);
    }
}

/// Begins to answer commands about this vault. Whoever holds the vault's lock is the only one.
///
/// # Errors
/// When there can be no socket: the bot runs all the same, but cannot be asked.
pub fn listen(data_dir: &Path, vault: &Arc<Vault>) -> io::Result<Control> {
    let folder = data_dir.join(FOLDER);
    files::folder(&folder)?;
    let socket = folder.join(SOCKET);
    let _left_by_a_crash = fs::remove_file(&socket);
    let listener = UnixListener::bind(&socket)?;
    files::close_socket(&socket)?;
    let vault = Arc::clone(vault);
    let task = Tasks::default().spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // One after another: a copy is worth nobody's hurry.
            if let Err(error) = answer(stream, &vault).await {
                log::warn!(error:%; "a command went away unanswered");
            }
        }
    });
    Ok(Control { task, socket })
}

async fn answer(mut stream: UnixStream, vault: &Arc<Vault>) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new((&mut stream).take(LONGEST)).read_line(&mut line).await?;
    let reply = match serde_json::from_str(&line) {
        Ok(Request::Backup { file, force }) => back_up(Arc::clone(vault), file, force).await,
        Ok(Request::Head) => match audit::head(vault.rows().as_ref()).await {
            Ok(head) => Reply::Head(head.map(|head| head.to_string())),
            Err(error) => Reply::Refused(error.to_string()),
        },
        Err(_) => Reply::Refused(ANOTHER.to_owned()),
    };
    send(&mut stream, &reply).await
}

async fn back_up(vault: Arc<Vault>, file: PathBuf, force: bool) -> Reply {
    match tokio::task::spawn_blocking(move || vault.back_up(&file, force)).await {
        Ok(Ok(summary)) => {
            log::info!(rows = summary.rows; "a backup was made");
            Reply::Done(summary)
        }
        Ok(Err(error)) => Reply::Refused(error.to_string()),
        Err(_broken) => Reply::Refused("the backup broke; see the bot's log".to_owned()),
    }
}

async fn send(stream: &mut UnixStream, message: &impl Serialize) -> io::Result<()> {
    let line = serde_json::to_string(message)? + "\n";
    stream.write_all(line.as_bytes()).await
}

/// Has the running bot make a backup.
///
/// # Errors
/// When it cannot be asked, or says why there is none.
pub async fn ask_for_backup(data_dir: &Path, file: &Path, force: bool) -> anyhow::Result<Summary> {
    match ask(data_dir, &Request::Backup { file: file.to_owned(), force }).await? {
        Reply::Done(summary) => Ok(summary),
        Reply::Refused(why) => bail!(why),
        Reply::Head(_) => bail!(ANOTHER),
    }
}

/// Asks the running bot for the head of its audit trail, as [`audit::Head`] is written; `None` before the first record.
///
/// # Errors
/// When it cannot be asked, or cannot read it.
pub async fn ask_for_head(data_dir: &Path) -> anyhow::Result<Option<String>> {
    match ask(data_dir, &Request::Head).await? {
        Reply::Head(head) => Ok(head),
        Reply::Refused(why) => bail!(why),
        Reply::Done(_) => bail!(ANOTHER),
    }
}

async fn ask(data_dir: &Path, request: &Request) -> anyhow::Result<Reply> {
    let socket = data_dir.join(FOLDER).join(SOCKET);
    let mut stream = UnixStream::connect(&socket)
        .await
        .with_context(|| format!("a bot runs on {} and cannot be asked; stop it first", data_dir.display()))?;
    send(&mut stream, request).await?;
    let mut line = String::new();
    BufReader::new(stream.take(LONGEST)).read_line(&mut line).await?;
    serde_json::from_str(&line).context("the bot went away before it was done")
}
