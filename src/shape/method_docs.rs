//! What methods and their requests say.

use super::{Shaping, answer, docs, markdown, plan::sent, status, types::Files};
use crate::api::{Body, Content, Docs, Format, Note, Operation, Response, Status, Type};

/// How many lines an example may have to be worth reading in a doc comment.
const LONGEST_EXAMPLE: usize = 40;

impl Shaping<'_> {
    /// What a method says: what it does, what it sends and what comes back.
    pub(super) fn method_docs(&self, index: usize) -> Vec<String> {
        let operation = &self.api.operations[index];
        if let Some((origin, _)) = self.others.words(index) {
            return self.sent_as_docs(operation, origin);
        }
        let links = operation.docs.notes.iter().filter(|note| matches!(note, Note::Link { .. }));
        // The attribute `deprecated` says it already.
        let said = Docs { notes: links.cloned().collect(), deprecated: false, ..operation.docs.clone() };
        let mut paragraphs = docs::paragraphs(&said);
        paragraphs.push(format!("`{} {}`", operation.method, docs::code(&operation.path)));
        let answers: Vec<String> =
            (0..operation.responses.len()).map(|place| self.answer_docs(operation, place)).collect();
        if !answers.is_empty() {
            paragraphs.push(format!("Answers:\n{}", answers.join("\n")));
        }
        paragraphs.extend(operation.responses.iter().flat_map(|response| {
            let examples = response.contents.iter().filter_map(|content| content.example.as_ref());
            examples
                .filter_map(|value| example(&format!("the answer {}", status::text(response.status)), value))
        }));
        paragraphs.extend(example_headers(operation));
        docs::lines(&paragraphs)
    }

    /// What a method says that sends the request of another in another media type.
    fn sent_as_docs(&self, operation: &Operation, origin: usize) -> Vec<String> {
        let words = self.spoken.words(origin).joined();
        let summary = docs::paragraphs(&Docs { notes: Vec::new(), ..operation.docs.clone() });
        let media = operation.body.as_ref().map_or("", |body| &sent(body).media);
        let sent = format!("The same as `{words}`, sent as `{}`.", docs::code(media));
        docs::lines(&summary.into_iter().take(1).chain([sent]).collect::<Vec<_>>())
    }

    /// What a method says that asks for a stream.
    pub(super) fn stream_docs(&self, index: usize, media: &str) -> Vec<String> {
        let (operation, words) = (&self.api.operations[index], self.spoken.words(index).joined());
        let summary = docs::paragraphs(&Docs { notes: Vec::new(), ..operation.docs.clone() });
        let asks = format!("The same as `{words}`, answered as a stream (`{}`).", docs::code(media));
        docs::lines(&summary.into_iter().take(1).chain([asks]).collect::<Vec<_>>())
    }

    /// One answer as the item of a list, with its type where the method does not say it: `- 404 (`Problem`): Not found.`
    fn answer_docs(&self, operation: &Operation, place: usize) -> String {
        let response = &operation.responses[place];
        let is_said = answer::successes(operation).contains(&place);
        let types = response.contents.iter().filter(|_| !is_said);
        let ty = types.filter_map(|content| self.body_type(content)).next();
        let types = ty.map(|ty| format!(" (`{ty}`)")).unwrap_or_default();
        format!("- {}", response_words(response, &types))
    }

    /// The type that the body of an answer is read into.
    fn body_type(&self, content: &Content) -> Option<String> {
        match &content.format {
            Format::Json(ty) if *ty != Type::Any => Some(self.text(ty, Files::Text)),
            Format::Json(_) | Format::Form(..) | Format::Multipart(_) | Format::Stream(..) => None,
            Format::Text | Format::Bytes => None,
        }
    }

    /// What a request says: which method takes it, and an example of its body.
    pub(super) fn request_docs(&self, index: usize) -> Vec<String> {
        let operation = &self.api.operations[index];
        let words = self.spoken.words(index).joined();
        let mut paragraphs =
            vec![format!("What `{words}` sends: `{} {}`.", operation.method, docs::code(&operation.path))];
        paragraphs.extend(operation.body.as_ref().and_then(body_example));
        docs::lines(&paragraphs)
    }
}

/// A response on one line, with its types behind its statuses: `404 (`Problem`): Not found.`
pub(super) fn response_words(response: &Response, types: &str) -> String {
    let statuses = match response.status {
        Status::Default => "Any other status".to_owned(),
        Status::Code(_) | Status::Class(_) => status::text(response.status),
    };
    let description = response.description.split_whitespace().collect::<Vec<_>>().join(" ");
    match description.is_empty() {
        true => format!("{statuses}{types}"),
        false => format!("{statuses}{types}: {}", markdown::safe(&description)),
    }
}

fn body_example(body: &Body) -> Option<String> {
    example("its body", sent(body).example.as_ref()?)
}

/// A value as a block of JSON, where it is short enough to be read.
fn example(of: &str, value: &serde_json::Value) -> Option<String> {
    let text = serde_json::to_string_pretty(value).ok()?;
    (text.lines().count() <= LONGEST_EXAMPLE).then(|| format!("An example of {of}:\n\n```json\n{text}\n```"))
}

fn example_headers(operation: &Operation) -> Option<String> {
    let headers: Vec<String> = operation
        .example_headers
        .iter()
        .map(|(name, value)| format!("`{}: {}`", docs::code(name), docs::code(value)))
        .collect();
    (!headers.is_empty()).then(|| {
        format!(
            "The documentation shows these headers as examples; they are not sent: {}.",
            headers.join(", ")
        )
    })
}
