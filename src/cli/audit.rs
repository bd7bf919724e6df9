//! `export-audit` and `audit verify`: the audit trail for those who must account for it.

use std::sync::Arc;

use chrono::{NaiveDate, SecondsFormat};

use super::exit::Exit;
use super::{backup, output};
use crate::app::data::Snapshot;
use crate::audit::{self, Head, Record};
use crate::config::Settings;
use crate::ports::SystemClock;
use crate::view::texts::in_wib;

const COLUMNS: &str = "record,time,person,chat,product,number,outcome,ms,trace";

/// What to print.
#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The first day to print, as 2026-11-25; days are those of Jakarta
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The last day to print
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// Print a JSON object a line instead of CSV
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV; that is what is printed anyway
    #[arg(long)]
    csv: bool,
}

/// What to do with the trail.
#[derive(Debug, clap::Subcommand)]
pub(super) enum AuditOrder {
    /// Verify its chain; exit code 1 when it is broken, or does not hold on to the kept head
    Verify {
        /// A head as the log and `doctor` show it, kept elsewhere: PLACE:HASH
        #[arg(long, value_name = "HEAD")]
        kept: Option<Head>,
    },
}

/// Says whether the trail holds, and on to what was kept of it.
pub(super) async fn order(order: AuditOrder, settings: &Settings) -> anyhow::Result<Exit> {
    let AuditOrder::Verify { kept } = order;
    let snapshot = Snapshot::take(&settings.data_dir(), &backup::key_file(settings), Arc::new(SystemClock)).await?;
    let broken = match kept {
        Some(kept) => audit::holds(snapshot.rows(), kept).await?,
        None => audit::read(snapshot.rows(), |_| {}).await?,
    };
    if let Some(broken) = broken {
        output::complain(&format!("the audit trail does not hold: {broken}"));
        return Ok(Exit::Trouble);
    }
    let end = audit::head(snapshot.rows()).await?.map_or_else(|| "no record yet".to_owned(), |head| head.to_string());
    let on_to = kept.map(|kept| format!(", and on to the kept record {}", kept.place())).unwrap_or_default();
    output::say(&format!("the audit trail holds{on_to}; its head: {end}"));
    Ok(Exit::Done)
}

/// Prints the days asked for; verifies the whole chain.
pub(super) async fn run(args: &ExportArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let snapshot = Snapshot::take(&settings.data_dir(), &backup::key_file(settings), Arc::new(SystemClock)).await?;
    if !args.json {
        output::say(COLUMNS);
    }
    let mut last = None;
    let broken = audit::read(snapshot.rows(), |record| {
        last = Some(time(record));
        if args.wants(record) {
            output::say(&args.line(record));
        }
    })
    .await?;
    let Some(broken) = broken else { return Ok(Exit::Done) };
    let after = last.map(|last| format!(", after {last}")).unwrap_or_default();
    output::complain(&format!("the audit trail is broken: {broken}{after}"));
    Ok(Exit::Trouble)
}

impl ExportArgs {
    fn wants(&self, record: &Record) -> bool {
        let day = in_wib(record.entry.at).date_naive();
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn line(&self, record: &Record) -> String {
        // Plain texts and numbers: writing them to memory cannot fail.
        if self.json { serde_json::to_string(record).unwrap_or_default() } else { csv(record) }
    }
}

fn time(record: &Record) -> String {
    in_wib(record.entry.at).to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// None of the fields can hold a comma or a quote: ids, codes, words of ours.
fn csv(record: &Record) -> String {
    let entry = &record.entry;
    [
        record.place.to_string(),
        time(record),
        entry.person.0.to_string(),
        entry.chat.0.to_string(),
        entry.product.as_str().to_owned(),
        entry.number.clone(),
        entry.outcome.clone(),
        entry.ms.to_string(),
        entry.trace.clone(),
    ]
    .join(",")
}
