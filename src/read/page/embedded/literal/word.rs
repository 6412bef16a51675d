//! The small values of a script: texts, numbers and names.

use super::{Broken, Form, Reader};

impl Reader<'_> {
    /// Reads a text in quotes (ECMA-262, section 12.9.4).
    pub(super) fn string(&mut self) -> Result<String, Broken> {
        let start = self.at;
        let Some(quote) = self.peek() else { return Err(self.broken("there is no text")) };
        self.is_json &= quote == b'"';
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain =
                rest.find(|letter| matches!(letter, '\\' | '\n') || u32::from(letter) == u32::from(quote));
            let Some(plain) = plain else {
                return Err(Broken { at: start, reason: "the text in quotes does not end" });
            };
            text.push_str(&rest[..plain]);
            self.is_json &= !rest[..plain].contains(|letter: char| letter < ' ');
            self.at += plain;
            match self.peek() {
                Some(b'\\') => self.escape(&mut text)?,
                Some(byte) if byte == quote => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(_) | None => {
                    return Err(Broken { at: start, reason: "the text in quotes does not end in its line" });
                }
            }
        }
    }

    /// Reads a template; nothing where it has holes.
    pub(super) fn template(&mut self) -> Result<Option<String>, Broken> {
        let start = self.at;
        self.is_json = false;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(plain) = rest.find(['\\', '`', '$']) else {
                return Err(Broken { at: start, reason: "the template does not end" });
            };
            // The line ends of a template are `\n`, whatever the file's own are.
            text.push_str(&rest[..plain].replace("\r\n", "\n"));
            self.at += plain;
            match self.peek() {
                Some(b'\\') => self.escape(&mut text)?,
                Some(b'`') => {
                    self.at += 1;
                    return Ok(Some(text));
                }
                Some(_) if self.text[self.at..].starts_with("${") => return Ok(None),
                Some(_) | None => {
                    text.push('$');
                    self.at += 1;
                }
            }
        }
    }

    /// Reads what a backslash begins.
    fn escape(&mut self, text: &mut String) -> Result<(), Broken> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.text[self.at..].chars().next() else {
            return Err(self.broken("the text ends behind a backslash"));
        };
        self.is_json &= "\"\\/bfnrtu".contains(letter);
        self.at += letter.len_utf8();
        let meant = match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '0' if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) => '\0',
            '0'..='9' => return Err(Broken { at: start, reason: "`\\` stands before a digit" }),
            'x' => self
                .code(2)
                .and_then(char::from_u32)
                .ok_or(Broken { at: start, reason: "`\\x` wants two digits" })?,
            'u' => self.unicode().ok_or(Broken { at: start, reason: "`\\u` names no character" })?,
            '\r' if self.peek() == Some(b'\n') => {
                self.at += 1;
                return Ok(());
            }
            // A backslash at the end of a line goes on in the next.
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => return Ok(()),
            other => other,
        };
        text.push(meant);
        Ok(())
    }

    /// The character behind `\u`: `00e9`, `{1F600}`, or two halves of one.
    fn unicode(&mut self) -> Option<char> {
        if self.peek() == Some(b'{') {
            self.is_json = false;
            let end = self.text[self.at..].find('}')?;
            let digits = &self.text[self.at + 1..self.at + end];
            self.at += end + 1;
            return u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        }
        let first = self.code(4)?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        if !self.text[self.at..].starts_with("\\u") {
            return None;
        }
        self.at += 2;
        let second = self.code(4).filter(|code| (0xDC00..0xE000).contains(code))?;
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    }

    /// The number that some hexadecimal digits are.
    fn code(&mut self, digits: usize) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + digits)?;
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        self.at += digits.len();
        Some(code)
    }

    /// Reads a number (ECMA-262, section 12.9.3); what JSON cannot say is computed.
    pub(super) fn number(&mut self) -> Form {
        let rest = &self.text[self.at..];
        let mut before = ' ';
        let mut is_part = |letter: char| {
            let is_sign = "+-".contains(letter) && (before == ' ' || "eE".contains(before));
            before = letter;
            is_sign || letter.is_ascii_alphanumeric() || "._".contains(letter)
        };
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let spelled = &rest[..end];
        self.at += spelled.len();
        if is_number(spelled) {
            return Form::Plain(spelled.to_owned());
        }
        self.is_json = false;
        decimal(spelled).map_or(Form::Computed, Form::Plain)
    }

    /// `!0` and `!1`, as `true` and `false` are written where letters are saved.
    pub(super) fn short_bool(&mut self) -> Form {
        let rest = &self.text[self.at..];
        let value = ["!0", "!1"].iter().position(|short| rest.starts_with(short));
        self.is_json = false;
        let Some(value) = value else { return Form::Computed };
        self.at += 2;
        Form::Plain(if value == 0 { "true".into() } else { "false".into() })
    }

    /// Reads a name, or what is spelled like one.
    pub(super) fn word(&mut self) -> Result<Form, Broken> {
        let first = self.name();
        self.at += first.len();
        if ["true", "false", "null"].contains(&first) {
            return Ok(Form::Plain(first.to_owned()));
        }
        self.is_json = false;
        if ["function", "new", "async", "await", "class", "typeof", "void", "delete", "yield"]
            .contains(&first)
        {
            return Ok(Form::Computed);
        }
        let mut path = vec![first.to_owned()];
        while self.peek() == Some(b'.') {
            self.at += 1;
            let name = self.name();
            if name.is_empty() {
                return Ok(Form::Computed);
            }
            self.at += name.len();
            path.push(name.to_owned());
        }
        if path != ["JSON", "parse"] || self.peek() != Some(b'(') {
            return Ok(Form::Name(path));
        }
        self.at += 1;
        let mut values = self.values(b')')?;
        match (values.pop().map(|value| value.form), values.is_empty()) {
            (Some(Form::Text(text)), true) => Ok(Form::Parsed(text)),
            (_, _) => Ok(Form::Computed),
        }
    }
}

/// Whether a number is one of JSON (RFC 8259, section 6).
fn is_number(spelled: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(spelled).is_ok()
}

/// A number of JavaScript as JSON spells it: `255` of `0xFF`, `0.5` of `.5`.
fn decimal(spelled: &str) -> Option<String> {
    let (sign, digits) = match spelled.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", spelled.strip_prefix('+').unwrap_or(spelled)),
    };
    let digits = digits.replace('_', "").to_ascii_lowercase();
    let radix = [("0x", 16), ("0o", 8), ("0b", 2)];
    let whole = radix.iter().find_map(|(prefix, radix)| Some((digits.strip_prefix(prefix)?, *radix)));
    let number = match whole {
        Some((digits, radix)) => format!("{sign}{}", u64::from_str_radix(digits, radix).ok()?),
        None if digits.starts_with('.') => format!("{sign}0{digits}"),
        None => format!("{sign}{}", digits.strip_suffix('.').unwrap_or(&digits)),
    };
    is_number(&number).then_some(number)
}
