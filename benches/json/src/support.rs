//! The modules of `templates/support/` that read and write JSON, as they are.

#![allow(unreachable_pub, dead_code, unused, reason = "in a generated crate, all of it can be reached")]

#[path = "../../../templates/support/any.rs"]
pub(crate) mod any;
#[path = "../../../templates/support/choice.rs"]
pub(crate) mod choice;
#[path = "../../../templates/support/forward.rs"]
pub(crate) mod forward;
#[path = "../../../templates/support/json.rs"]
pub(crate) mod json;
#[path = "../../../templates/support/json_error.rs"]
pub(crate) mod json_error;
#[path = "../../../templates/support/members.rs"]
pub(crate) mod members;
#[path = "../../../templates/support/reader.rs"]
pub(crate) mod reader;
#[path = "../../../templates/support/scan.rs"]
pub(crate) mod scan;
#[path = "../../../templates/support/skip.rs"]
pub(crate) mod skip;
#[path = "../../../templates/support/values.rs"]
pub(crate) mod values;
#[path = "../../../templates/support/writer.rs"]
pub(crate) mod writer;
