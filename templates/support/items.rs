//! The items of a list that is answered page by page, as one stream.

use std::{
    collections::VecDeque,
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use super::{
    Call, Error, Response,
    error::Undocumented,
    json::Decode,
    pages::Pages,
    paging::Rule,
    read::{Reading, Success, Unread},
    send::{Answer, exchange},
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
    asking: Asking,
    reading: Reading<(), E>,
    /// What came and was not taken.
    items: VecDeque<T>,
}

impl<T: Decode, E> Items<T, E> {
    /// Begins with the first page that the call is answered with.
    pub fn new<P>(call: Call<P, E>, rule: &'static Rule) -> Self {
        let reading = call.reading.with(Success::Whole(|_| Err(Unread::Undocumented)));
        let (call, failed) = match call.state.into_prepared(reading.operation()) {
            Ok(call) => (Some(*call), None),
            Err(error) => (None, Some(error)),
        };
        let asking = Asking { pages: Pages::new(rule, call), failed, answer: None };
        Self { asking, reading, items: VecDeque::new() }
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
            match ready!(self.asking.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error.typed()))),
                Some(Ok(response)) => match self.asking.pages.items(&self.reading, response) {
                    Ok(items) => self.items = items.into(),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

/// The way of the pages: what does not depend on the type of the items, so that it is compiled once.
struct Asking {
    pages: Pages,
    /// Why not even the first can be asked for.
    failed: Option<Error>,
    /// The one that is on its way.
    answer: Option<Answer>,
}

impl Asking {
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response, Error>>> {
        if let Some(error) = self.failed.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let next = || self.pages.take_due().map(|call| Box::pin(exchange(call, false)) as Answer);
        let Some(mut answer) = self.answer.take().or_else(next) else { return Poll::Ready(None) };
        let Poll::Ready(result) = answer.as_mut().poll(context) else {
            self.answer = Some(answer);
            return Poll::Pending;
        };
        Poll::Ready(Some(result.map(|arrival| arrival.response)))
    }
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
