//! The pages of a list: which is to be asked for, and which items are in one. Nothing here sends.

use http::Uri;

use super::{
    Error, Response,
    attempts::Arrival,
    call::Prepared,
    credential::with_missing,
    json::{self, Decode},
    paging::Rule,
    read::Reading,
};

/// The pages of a list.
pub(super) struct Pages {
    rule: &'static Rule,
    /// What a page is asked for with; only its URI changes.
    call: Option<Prepared>,
    /// Whether a page is to be asked for.
    is_due: bool,
    /// The items of the page before, as text: a page that comes twice would come for ever.
    before: String,
    /// How many pages followed the first.
    turns: u32,
    /// The page that was the second, fourth, eighth and so on: the last of these.
    mark: Option<Uri>,
}

impl Pages {
    /// Begins with the first page, if it can be asked for.
    pub(super) fn new(rule: &'static Rule, call: Option<Prepared>) -> Self {
        Self { rule, is_due: call.is_some(), call, before: String::new(), turns: 0, mark: None }
    }

    /// What asks for the next page, once for each; `None` behind the last.
    pub(super) fn take_due(&mut self) -> Option<Prepared> {
        match std::mem::take(&mut self.is_due) {
            true => self.call.clone(),
            false => None,
        }
    }

    /// The items of a page. Behind an error nothing follows.
    pub(super) fn items<T: Decode, E>(
        &mut self,
        reading: &Reading<(), E>,
        response: Response,
    ) -> Result<Vec<T>, Error<E>> {
        if !response.is_success() {
            let arrival = Arrival { response, incoming: None, max_bytes: 0 };
            return reading.value(arrival).map(|()| Vec::new());
        }
        self.turn(&response).and_then(|items| json::from_str(&items)).map_err(|error| {
            self.is_due = false;
            Error::Decode { response: Box::new(response), error }
        })
    }

    /// The items of a page as JSON text; and the next page is the one to ask for.
    fn turn(&mut self, response: &Response) -> Result<String, json::Error> {
        let Some(call) = &mut self.call else { return Ok("[]".to_owned()) };
        let text = response.text()?;
        if text.is_empty() {
            return Ok("[]".to_owned());
        }
        let (items, next) = self.rule.read(call.request.uri(), response.headers(), &text)?;
        if next.is_some() && items.len() > 2 && items == self.before {
            return Err(json::Error::new("", "another page", "the same items as on the page before"));
        }
        self.before = items.to_owned();
        if let Some(next) = next {
            // So every circle of pages is found, however long it is, and only one of them has to be kept (Brent, 1980).
            if self.mark.as_ref() == Some(&next) {
                return Err(json::Error::new("", "what leads to another page", "what leads to one before"));
            }
            self.turns = self.turns.wrapping_add(1);
            if self.turns.is_power_of_two() {
                self.mark = Some(next.clone());
            }
            *call.request.uri_mut() = with_keys(call, next);
            self.is_due = true;
        }
        Ok(self.before.clone())
    }
}

/// The URL of the next page, with the keys in its query that the server left out of it.
fn with_keys(call: &Prepared, next: Uri) -> Uri {
    let query = call.request.uri().query().unwrap_or_default();
    let keys = call.client.query_keys();
    let sent = keys.filter(|(name, value)| query.split('&').any(|pair| pair == format!("{name}={value}")));
    sent.fold(next, |uri, (name, value)| with_missing(uri, name, value))
}
