//! What the doctor says.

use serde_json::json;

use crate::cli::exit::Exit;
use crate::cli::output::one_line;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    Ok,
    Warn,
    Fail,
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub verdict: Verdict,
    name: &'static str,
    words: String,
    mend: Option<String>,
}

impl Finding {
    pub(super) fn ok(name: &'static str, words: impl Into<String>) -> Self {
        Self { verdict: Verdict::Ok, name, words: words.into(), mend: None }
    }

    pub(super) fn warn(name: &'static str, words: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { verdict: Verdict::Warn, name, words: words.into(), mend: Some(mend.into()) }
    }

    pub(super) fn fail(name: &'static str, words: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { verdict: Verdict::Fail, name, words: words.into(), mend: Some(mend.into()) }
    }

    /// What could not be looked at because of an earlier finding.
    pub(super) fn skipped(name: &'static str, why: &str) -> Self {
        Self::warn(name, format!("not looked at: {why}"), "mend the configuration first")
    }

    fn line(&self) -> String {
        let mend = self.mend.as_deref().map(|mend| format!("; {mend}")).unwrap_or_default();
        format!("{:<4}  {:<15}  {}", self.verdict.word(), self.name, one_line(&format!("{}{mend}", self.words)))
    }
}

/// Everything that was looked at.
pub(super) struct DoctorReport(Vec<Finding>);

impl DoctorReport {
    pub(super) fn new(findings: Vec<Finding>) -> Self {
        Self(findings)
    }

    /// A line for each finding.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(Finding::line).collect::<Vec<_>>().join("\n")
    }

    /// `{"verdict", "findings": [{"verdict", "name", "words", "mend"}]}`.
    pub(super) fn json(&self) -> String {
        let findings: Vec<_> = self
            .0
            .iter()
            .map(|finding| {
                json!({
                    "verdict": finding.verdict.word(),
                    "name": finding.name,
                    "words": finding.words,
                    "mend": finding.mend,
                })
            })
            .collect();
        format!("{:#}", json!({"verdict": self.worst().word(), "findings": findings}))
    }

    /// 0 when all is well, 1 for warnings only, 2 for failures.
    pub(super) fn exit(&self) -> Exit {
        match self.worst() {
            Verdict::Ok => Exit::Done,
            Verdict::Warn => Exit::Trouble,
            Verdict::Fail => Exit::Refused,
        }
    }

    fn worst(&self) -> Verdict {
        self.0.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_finding_decides_the_exit_code() {
        let (ok, warn) = (Finding::ok("a", "fine"), Finding::warn("b", "hm", "look"));
        assert_eq!(DoctorReport::new(vec![ok.clone()]).exit(), Exit::Done);
        assert_eq!(DoctorReport::new(vec![warn.clone(), ok.clone()]).exit(), Exit::Trouble);
        assert_eq!(DoctorReport::new(vec![warn, Finding::fail("c", "no", "mend"), ok]).exit(), Exit::Refused);
    }

    #[test]
    fn a_finding_is_one_line_with_its_mend() {
        let report = DoctorReport::new(vec![Finding::fail("store", "cannot\nwrite", "free the disk")]);
        assert_eq!(report.text(), "fail  store            cannot; write; free the disk");
        let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
        assert_eq!((&json["verdict"], &json["findings"][0]["mend"]), (&json!("fail"), &json!("free the disk")));
    }
}
