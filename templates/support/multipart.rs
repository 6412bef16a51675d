//! Bodies of the media type `multipart/form-data` (RFC 7578), which is how files are sent.

use std::{collections::BTreeSet, fmt, io, path::Path};

use super::{
    Body, Request,
    json::{self, Encode, Kind, Reader},
    pairs::{self, Spelling, Style, plain},
    random::random,
    request::header,
};

/// What boundaries start with; eight hexadecimal digits follow.
const BOUNDARY: &str = "bindery-part-";

/// A file to send.
///
/// ```text
/// let file = File::new("invoice.pdf", std::fs::read("invoice.pdf")?).media_type("application/pdf");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// What the receiver sees as the file's name; its part has none where this is empty.
    pub name: String,
    /// What is in it; where it is not set, what the API documents, or `application/octet-stream`, which says nothing.
    pub media_type: Option<String>,
    /// The headers that its part has beside those that say its name and media type.
    pub headers: Vec<(String, String)>,
    /// The content.
    pub content: Body,
}

impl File {
    /// A file of the usual media type: `File::new("invoice.pdf", content)`.
    pub fn new(name: impl Into<String>, content: impl Into<Body>) -> Self {
        Self { name: name.into(), media_type: None, headers: Vec::new(), content: content.into() }
    }

    /// A file on disk, under its own name, read while it is sent: `File::open("invoice.pdf")?`.
    ///
    /// # Errors
    ///
    /// When there is no such file.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let name = path.as_ref().file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self::new(name, Body::file(path)?))
    }

    /// No file, where the API takes another value in its place: `File::json(&VideoReference::new("video_123"))`.
    pub fn json<T: Encode + ?Sized>(value: &T) -> Self {
        Self::new("", json::to_string(value)).media_type("application/json")
    }

    /// The same file with a media type: `file.media_type("application/pdf")`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The same file with a header for its part: `file.header("X-Page", "3")`.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("headers", &self.headers)
            .field("content", &self.content)
            .finish()
    }
}

/// How the parts of one name are sent, where the API says more of them than that they are text, JSON or a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// JSON text of this media type, even if it is a string: `Json("application/json")`.
    Json(&'static str),
    /// Text of this media type, or files for which the user gives no other: `Media("application/pdf")`.
    Media(&'static str),
    /// Text in a style of queries: `Style(Style::Form { explode: false })` for one part with `a,b`.
    Style(Style),
    /// With this header: `Header("X-Kind", "offer")`.
    Header(&'static str, &'static str),
}

/// As it is: nothing has to be escaped in a part.
const PLAIN: Spelling = Spelling { name: str::to_owned, value: str::to_owned };

/// A form with files.
///
/// ```text
/// let mut form = multipart::Form::new();
/// form.encoding("file", Encoding::Media("application/pdf"));
/// form.file("file", &self.file);
/// form.field("purpose", &self.purpose);
/// form.optional("expires_at", &self.expires_at);
/// request.multipart(form);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Form {
    encodings: Vec<(&'static str, Encoding)>,
    parts: Vec<Part>,
    /// Whether a value was given, be it one that has no part.
    given: bool,
    /// The first thing that cannot be sent.
    problem: Option<String>,
}

#[derive(Clone, Debug)]
struct Part {
    headers: String,
    content: Body,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says how the parts of a name are sent, before they are added.
    pub fn encoding(&mut self, name: &'static str, encoding: Encoding) {
        self.encodings.push((name, encoding));
    }

    /// Adds a file.
    pub fn file(&mut self, name: &str, file: &File) {
        self.given = true;
        let mut headers = disposition(name);
        if !file.name.is_empty() {
            headers += &format!("; filename=\"{}\"", escape(&file.name));
        }
        headers += "\r\n";
        for (header, value) in &file.headers {
            self.header(&mut headers, header, value);
        }
        let usual = self.kind(name).map(|(media_type, _)| media_type);
        let media_type = file.media_type.as_deref().or(usual).unwrap_or("application/octet-stream");
        self.push(name, headers, Some(media_type), file.content.clone());
    }

    /// Adds a file, unless it is `None`.
    pub fn optional_file(&mut self, name: &str, file: &Option<File>) {
        if let Some(file) = file {
            self.file(name, file);
        }
    }

    /// Adds files, all of one name.
    pub fn files(&mut self, name: &str, files: &[File]) {
        self.given = true;
        for file in files {
            self.file(name, file);
        }
    }

    /// Adds files like [`Form::files`], unless they are `None`.
    pub fn optional_files(&mut self, name: &str, files: &Option<Vec<File>>) {
        if let Some(files) = files {
            self.files(name, files);
        }
    }

    /// Adds a value: text as it is, a part for each element of a list, an object as JSON, and nothing for `null`.
    pub fn field<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        if let Err(error) = self.values(name, &mut Reader::new(&json::to_string(value))) {
            self.refuse(format!("the part `{name}` cannot be spelled: {error}"));
        }
    }

    /// Adds each member of a value like [`Form::field`]: `form.members(&self.additional)`.
    pub fn members<T: Encode + ?Sized>(&mut self, value: &T) {
        if let Err(error) = self.each(&mut Reader::new(&json::to_string(value))) {
            self.refuse(format!("its body cannot be a form: {error}"));
        }
    }

    /// The same form with each member of a value: `Form::new().with(&body)`.
    #[must_use]
    pub fn with<T: Encode + ?Sized>(mut self, value: &T) -> Self {
        self.members(value);
        self
    }

    /// Adds a value like [`Form::field`], unless it is `None`.
    pub fn optional<T: Encode>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    /// Adds a part of any media type: `form.part("terms", "text/markdown", "# Terms")`.
    pub fn part(&mut self, name: &str, media_type: &str, content: impl Into<Body>) {
        self.given = true;
        self.push(name, format!("{}\r\n", disposition(name)), Some(media_type), content.into());
    }

    /// The media type, with a boundary that no part holds, and the body.
    ///
    /// The same parts give the same bytes, unless some are read while they are sent.
    pub fn finish(self) -> (String, Body) {
        let boundary = boundary(&self.parts);
        let mut body: Vec<Body> = Vec::with_capacity(3 * self.parts.len() + 1);
        for Part { headers, content } in self.parts {
            body.push(format!("--{boundary}\r\n{headers}\r\n").into());
            body.push(content);
            body.push("\r\n".into());
        }
        body.push(format!("--{boundary}--\r\n").into());
        (format!("multipart/form-data; boundary={boundary}"), Body::chain(body))
    }

    fn each(&mut self, from: &mut Reader<'_>) -> Result<(), json::Error> {
        from.begin_object()?;
        while let Some(name) = from.next_key()? {
            self.values(&name, from)?;
        }
        from.end()
    }

    fn values(&mut self, name: &str, from: &mut Reader<'_>) -> Result<(), json::Error> {
        self.given = true;
        let style = self.said(name).find_map(|encoding| match encoding {
            Encoding::Style(style) => Some(*style),
            Encoding::Json(_) | Encoding::Media(_) | Encoding::Header(..) => None,
        });
        if let Some(style) = style {
            for (part, text) in pairs::pairs(name, style, PLAIN, from.raw_text()?)? {
                self.push(name, format!("{}\r\n", disposition(&part)), None, text.into());
            }
            return Ok(());
        }
        if from.peek() != Kind::Array {
            return self.value(name, from);
        }
        from.begin_array()?;
        while from.next_element()? {
            self.value(name, from)?;
        }
        Ok(())
    }

    fn value(&mut self, name: &str, from: &mut Reader<'_>) -> Result<(), json::Error> {
        let kind = self.kind(name);
        let is_json = kind.is_some_and(|(_, is_json)| is_json);
        // Only JSON can say that there is nothing.
        if !is_json && from.null() {
            return Ok(());
        }
        let media_type = match from.peek() {
            Kind::Array | Kind::Object => Some("application/json"),
            Kind::Null | Kind::Boolean | Kind::Number | Kind::String | Kind::Nothing => None,
        };
        let media_type = kind.map(|(media_type, _)| media_type).or(media_type);
        let text = if is_json { from.raw_text()?.to_owned() } else { plain(from)?.into_owned() };
        self.push(name, format!("{}\r\n", disposition(name)), media_type, text.into());
        Ok(())
    }

    /// The media type of the parts of a name, where it is said, and whether they are JSON.
    fn kind(&self, name: &str) -> Option<(&'static str, bool)> {
        self.said(name).find_map(|encoding| match encoding {
            Encoding::Json(media_type) => Some((*media_type, true)),
            Encoding::Media(media_type) => Some((*media_type, false)),
            Encoding::Style(_) | Encoding::Header(..) => None,
        })
    }

    fn said<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Encoding> + 'a {
        self.encodings.iter().filter(move |(known, _)| *known == name).map(|(_, encoding)| encoding)
    }

    fn push(&mut self, name: &str, mut headers: String, media_type: Option<&str>, content: Body) {
        let said = self.said(name).copied().collect::<Vec<_>>();
        for encoding in said {
            if let Encoding::Header(header, value) = encoding {
                // A file may have one of its own.
                let own = format!("\r\n{header}:").to_ascii_lowercase();
                if !headers.to_ascii_lowercase().contains(&own) {
                    self.header(&mut headers, header, value);
                }
            }
        }
        if let Some(media_type) = media_type {
            if media_type.contains(|character: char| character.is_ascii_control()) {
                return self.refuse(format!("{media_type:?} cannot be the media type of a part"));
            }
            headers.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        self.parts.push(Part { headers, content });
    }

    /// Adds a header to those of a part, if it can be sent.
    fn header(&mut self, headers: &mut String, name: &str, value: &str) {
        match header(name, value) {
            Ok(_) => headers.push_str(&format!("{name}: {value}\r\n")),
            Err(problem) => self.refuse(problem),
        }
    }

    fn refuse(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

impl Request {
    /// Puts in a form with files.
    pub fn multipart(&mut self, mut form: Form) {
        if let Some(problem) = form.problem.take() {
            self.refuse(problem);
        }
        let (media_type, body) = form.finish();
        self.body(&media_type, body);
    }

    /// Puts in a form with files, unless no value was given.
    pub fn optional_multipart(&mut self, form: Form) {
        let left_out = !form.given;
        self.multipart(form);
        self.leave_out_body(left_out);
    }
}

fn disposition(name: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{}\"", escape(name))
}

/// What browsers do, and the HTML standard says.
fn escape(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The first of all boundaries that no part holds. There are more of them than parts can hold. What is read only while it
/// is sent cannot be looked through, and cannot hold a random one but by chance.
fn boundary(parts: &[Part]) -> String {
    if parts.iter().any(|part| part.content.as_bytes().is_none()) {
        return format!("{BOUNDARY}{:016x}{:016x}", random(), random());
    }
    let mut taken = BTreeSet::new();
    for part in parts {
        collect_boundaries(part.headers.as_bytes(), &mut taken);
        collect_boundaries(part.content.as_bytes().map_or(&[][..], |bytes| bytes), &mut taken);
    }
    // Set members come in order, so that the first gap is the first number that is free.
    let free = taken.iter().zip(0..).take_while(|(number, index)| *number == index).count();
    format!("{BOUNDARY}{free:08x}")
}

/// Collects the numbers of the boundaries that a text holds.
fn collect_boundaries(text: &[u8], taken: &mut BTreeSet<u32>) {
    let prefix = BOUNDARY.as_bytes();
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == prefix[0]) {
        rest = &rest[at..];
        let digits = rest.strip_prefix(prefix).and_then(|after| after.get(..8));
        let number = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        taken.extend(number.and_then(|number| u32::from_str_radix(number, 16).ok()));
        rest = &rest[1..];
    }
}
