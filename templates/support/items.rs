//! The items of a list that is answered page by page, as one stream.

use std::{
    collections::VecDeque,
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;
use http::Uri;

use super::{
    Call, Error, Response,
    attempts::Arrival,
    call::Prepared,
    credential::with_missing,
    error::Undocumented,
    json::{self, Decode},
    paging::Rule,
    read::{Reading, Success, Unread},
    send::{Answer, State, exchange},
};

/// The items of all pages of a list, each page asked for when the items before it are taken.
///
/// ```text
/// let mut pets = client.list_pets_items(&request);
/// while let Some(pet) = pets.next().await {
///     println!("{}", pet?.name);
/// }
/// ```
///
/// It is a `futures::Stream` too. Behind an error nothing follows.
pub struct Items<T, E = Undocumented> {
    pages: Pages,
    reading: Reading<(), E>,
    /// What came and was not taken.
    items: VecDeque<T>,
}

impl<T: Decode, E> Items<T, E> {
    /// Begins with the first page that the call is answered with.
    pub fn new<P>(call: Call<P, E>, rule: &'static Rule) -> Self {
        let reading = call.reading.with(Success::Whole(|_| Err(Unread::Undocumented)));
        Self { pages: Pages::new(call.state, rule), reading, items: VecDeque::new() }
    }

    /// The next item; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// When a page cannot be got, or is not what the documentation says.
    pub async fn all(mut self) -> Result<Vec<T>, Error<E>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error.typed()))),
                Some(Ok(response)) => match self.read(response) {
                    Ok(items) => self.items = items.into(),
                    Err(error) => {
                        self.pages.end();
                        return Poll::Ready(Some(Err(error)));
                    }
                },
            }
        }
    }

    /// The items of a page.
    fn read(&mut self, response: Response) -> Result<Vec<T>, Error<E>> {
        if !response.is_success() {
            let arrival = Arrival { response, incoming: None, max_bytes: 0 };
            return self.reading.value(arrival).map(|()| Vec::new());
        }
        let items = self.pages.turn(&response).and_then(|items| json::from_str(&items));
        items.map_err(|error| Error::Decode { response: Box::new(response), error })
    }
}

/// The pages: what does not depend on the type of the items, so that it is compiled once.
struct Pages {
    rule: &'static Rule,
    state: Turn,
    /// What the first page is asked for with; only its URI changes.
    call: Option<Prepared>,
    /// The items of the page before, as text: a page that comes twice would come for ever.
    before: String,
    /// How many pages followed the first.
    turns: u32,
    /// The page that was the second, fourth, eighth and so on: the last of these.
    mark: Option<Uri>,
}

/// What is to be done for the next page.
enum Turn {
    Ask,
    Fail(Error),
    Wait(Answer),
    End,
}

impl Pages {
    fn new(state: State, rule: &'static Rule) -> Self {
        let (call, state) = match state {
            State::Prepared(call) => (Some(*call), Turn::Ask),
            State::Failed(error) => (None, Turn::Fail(error)),
            State::Sent(_) | State::Done => (None, Turn::End),
        };
        Self { rule, state, call, before: String::new(), turns: 0, mark: None }
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response, Error>>> {
        let mut answer = match (std::mem::replace(&mut self.state, Turn::End), &self.call) {
            (Turn::Ask, Some(call)) => Box::pin(exchange(call.clone(), false)) as Answer,
            (Turn::Wait(answer), _) => answer,
            (Turn::Fail(error), _) => return Poll::Ready(Some(Err(error))),
            (Turn::Ask | Turn::End, _) => return Poll::Ready(None),
        };
        match answer.as_mut().poll(context) {
            Poll::Pending => {
                self.state = Turn::Wait(answer);
                Poll::Pending
            }
            Poll::Ready(result) => Poll::Ready(Some(result.map(|arrival| arrival.response))),
        }
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
            self.state = Turn::Ask;
        }
        Ok(self.before.clone())
    }

    fn end(&mut self) {
        self.state = Turn::End;
    }
}

/// The URL of the next page, with the keys in its query that the server left out of it.
fn with_keys(call: &Prepared, next: Uri) -> Uri {
    let query = call.request.uri().query().unwrap_or_default();
    let keys = call.client.query_keys();
    let sent = keys.filter(|(name, value)| query.split('&').any(|pair| pair == format!("{name}={value}")));
    sent.fold(next, |uri, (name, value)| with_missing(uri, name, value))
}

impl<T: Decode + Unpin, E> Stream for Items<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T, E> fmt::Debug for Items<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &self.reading.operation()).finish_non_exhaustive()
    }
}
