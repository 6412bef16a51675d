//! The items of a list that is answered page by page, one after the other.

use std::{collections::VecDeque, fmt};

use super::{
    Call, Error,
    error::Undocumented,
    json::Decode,
    pages::Pages,
    paging::Rule,
    read::{Reading, Success, Unread},
    send::exchange,
};

/// The items of all pages of a list, each page asked for when the items before it are taken.
///
/// ```text
/// for pet in client.list_pets_items(&request) {
///     println!("{}", pet?.name);
/// }
/// ```
///
/// Behind an error nothing follows.
#[must_use = "pages are asked for by who takes the items"]
pub struct Items<T, E = Undocumented> {
    pages: Pages,
    /// Why not even the first can be asked for.
    failed: Option<Error>,
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
        Self { pages: Pages::new(rule, call), failed, reading, items: VecDeque::new() }
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// When a page cannot be got, or is not what the documentation says.
    pub fn all(self) -> Result<Vec<T>, Error<E>> {
        self.collect()
    }
}

impl<T: Decode, E> Iterator for Items<T, E> {
    type Item = Result<T, Error<E>>;

    /// The next item; `None` behind the last.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Some(Ok(item));
            }
            if let Some(error) = self.failed.take() {
                return Some(Err(error.typed()));
            }
            let page = exchange(self.pages.take_due()?, false).map_err(Error::typed);
            match page.and_then(|arrival| self.pages.items(&self.reading, arrival.response)) {
                Ok(items) => self.items = items.into(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<T, E> fmt::Debug for Items<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &self.reading.operation()).finish_non_exhaustive()
    }
}
