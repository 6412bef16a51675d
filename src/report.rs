//! What was done, for other programs: the JSON of `--report`.
//!
//! In: counts from the stages, and [`Diagnostics`]. Out: one JSON object whose keys stay as they are.

use serde_json::{Value, json};

use crate::diagnostics::{Diagnostics, Lines, Severity};

/// What was done with a source.
///
/// ```
/// let mut report = bindery::Report::default();
/// report.types = 2;
/// assert!(report.to_json().contains("\"types\": 2"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// What became of the operations.
    pub operations: Operations,
    /// How many types were generated.
    pub types: usize,
    /// What was found, in the order of the diagnostics.
    pub diagnostics: Vec<Entry>,
    /// The files of the output, written or unchanged: `src/stripe.rs`. Empty where it was printed, or
    /// where nothing was generated.
    pub files: Vec<String>,
}

/// What became of the operations of a source.
///
/// ```
/// // One of the three was not selected.
/// let operations = bindery::report::Operations { found: 3, generated: 2, skipped: Vec::new() };
/// assert!(operations.found >= operations.generated + operations.skipped.len());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operations {
    /// How many the source has, selected or not.
    pub found: usize,
    /// How many were generated.
    pub generated: usize,
    /// Those that were selected, and were not.
    pub skipped: Vec<Skipped>,
}

/// An operation that was not generated.
///
/// ```
/// let skipped = bindery::report::Skipped {
///     operation: "PostFileLinks".into(),
///     at: "/paths/~1v1~1file_links/post".into(),
///     reason: "two parameters have one name".into(),
/// };
/// # assert!(!skipped.at.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its id, or method and path where it has none.
    pub operation: String,
    /// Its JSON pointer.
    pub at: String,
    /// Why.
    pub reason: String,
}

/// A diagnostic, for other programs.
///
/// ```
/// let report = bindery::Report::default();
/// let errors = report.diagnostics.iter().filter(|entry| entry.code == "unreadable");
/// assert_eq!(errors.count(), 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of the kind of problem.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The file, as the user named it; `-` for standard input, nothing where no file says it.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// The JSON pointer of the place; empty for the whole.
    pub pointer: String,
}

impl Report {
    /// The entries of what was found.
    ///
    /// ```
    /// assert!(bindery::Report::entries(&bindery::Diagnostics::default()).is_empty());
    /// ```
    pub fn entries(found: &Diagnostics) -> Vec<Entry> {
        let mut lines = Lines::default();
        let entries = found.iter().map(|found| {
            let (line, column) = lines.place(&found.at).unzip();
            let name = &found.at.source.name;
            Entry {
                severity: found.problem.severity(),
                code: found.problem.code(),
                message: found.problem.message(),
                file: Some(name.clone()).filter(|name| !name.is_empty()),
                line,
                column,
                pointer: found.at.pointer.clone(),
            }
        });
        entries.collect()
    }

    /// The report as indented JSON, with a line break at its end.
    ///
    /// ```
    /// assert!(bindery::Report::default().to_json().starts_with("{\n  \"operations\": {\n    \"found\": 0,"));
    /// ```
    pub fn to_json(&self) -> String {
        let Report { operations, types, diagnostics, files } = self;
        let json = json!({
            "operations": operations.json(),
            "types": types,
            "diagnostics": diagnostics.iter().map(Entry::json).collect::<Vec<_>>(),
            "files": files,
        });
        format!("{json:#}\n")
    }
}

impl Operations {
    fn json(&self) -> Value {
        let Operations { found, generated, skipped } = self;
        let skipped = skipped.iter().map(
            |Skipped { operation, at, reason }| json!({ "operation": operation, "at": at, "reason": reason }),
        );
        json!({ "found": found, "generated": generated, "skipped": skipped.collect::<Vec<_>>() })
    }
}

impl Entry {
    fn json(&self) -> Value {
        let Entry { severity, code, message, file, line, column, pointer } = self;
        json!({
            "severity": severity.to_string(),
            "code": code,
            "message": message,
            "file": file,
            "line": line,
            "column": column,
            "pointer": pointer,
        })
    }
}
