//! A value of a script, spelled as JSON.

use std::ops::Range;

use serde_json::Value;

use super::{Form, Literal};

/// The JSON text of a value that stands in `script`, each of its parts in the line in which it stands there; or the
/// bytes of a part that only running the script would tell.
pub(in super::super) fn spelled(script: &str, literal: &Literal) -> Result<String, Range<usize>> {
    if literal.is_json {
        return Ok(script[literal.span.clone()].to_owned());
    }
    let mut speller = Speller { script, at: literal.span.start, json: String::new() };
    speller.value(literal)?;
    Ok(speller.json)
}

struct Speller<'t> {
    script: &'t str,
    /// The byte of the script up to which its line ends were copied.
    at: usize,
    json: String,
}

impl Speller<'_> {
    fn value(&mut self, literal: &Literal) -> Result<(), Range<usize>> {
        self.lines_to(literal.span.start);
        if literal.is_json {
            self.json.push_str(&self.script[literal.span.clone()]);
            self.at = literal.span.end;
            return Ok(());
        }
        match &literal.form {
            Form::Object(members) => {
                self.json.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    self.comma(index);
                    self.text(key);
                    self.json.push_str(": ");
                    self.value(value)?;
                }
                self.lines_to(literal.span.end);
                self.json.push('}');
            }
            Form::Array(items) => {
                self.json.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.value(item)?;
                }
                self.lines_to(literal.span.end);
                self.json.push(']');
            }
            Form::Text(text) => self.text(text),
            Form::Plain(text) | Form::Parsed(text) => self.json.push_str(text),
            Form::Name(_) | Form::Computed => return Err(literal.span.clone()),
        }
        Ok(())
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.json.push_str(", ");
        }
    }

    fn text(&mut self, text: &str) {
        self.json.push_str(&Value::from(text).to_string());
    }

    /// Copies the line ends of the script up to a byte of it, and how far its line is indented there.
    fn lines_to(&mut self, to: usize) {
        let passed = self.script.get(self.at..to).unwrap_or_default();
        let lines = passed.bytes().filter(|byte| *byte == b'\n').count();
        if lines > 0 {
            self.json.extend(std::iter::repeat_n('\n', lines));
            let line = passed.rsplit('\n').next().unwrap_or_default();
            self.json.extend(line.chars().take_while(|letter| letter.is_whitespace()).map(|_| ' '));
        }
        self.at = self.at.max(to);
    }
}
