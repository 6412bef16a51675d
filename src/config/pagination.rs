//! What a user says of the pages of a list: `[pagination]` in `bindery.toml`.

use crate::diagnostics::Location;

/// How an operation answers a list by pages, where the source does not say it, or says it wrong.
///
/// ```
/// use bindery::config::{NextPage, Pagination};
///
/// let pages = Pagination::by(NextPage::cursor("meta.next", "cursor")).items("data");
/// assert_eq!(pages.items, Some(vec!["data".to_owned()]));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pagination {
    /// How the next page is asked for; nothing where there are no pages.
    pub next: Option<NextPage>,
    /// Where in the answer the items are, empty where it is the list itself; the only list in it where nothing is said.
    pub items: Option<Vec<String>>,
    /// The member of the answer that tells the last page from others, and what it is there: `has_more`, false.
    pub last: Option<(Vec<String>, bool)>,
    /// Where this was said, if that was in a file.
    pub at: Option<Location>,
}

/// How the next page of a list is asked for. The ways to members are lists of names: `["meta", "next"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// By a text that the page holds: `"next": "b2Zm"` becomes `?cursor=b2Zm`.
    Cursor {
        /// Where it is.
        value: Vec<String>,
        /// The parameter of the query.
        parameter: String,
    },
    /// By the id of the last item: `?starting_after=cus_123`.
    LastId {
        /// Where an item has its id.
        id: Vec<String>,
        /// The parameter of the query.
        parameter: String,
    },
    /// By the header `Link` (RFC 8288): `Link: </pets?page=2>; rel="next"`.
    Link,
    /// By a URL that the page holds: `"next": "/pets?page=2"`.
    Url {
        /// Where it is.
        value: Vec<String>,
    },
    /// By its number: `?page=2`.
    Page {
        /// The parameter of the query.
        parameter: String,
        /// The number of the first page.
        first: u64,
        /// Where a page says how many pages there are.
        total: Option<Vec<String>>,
    },
    /// By how many items come before it: `?offset=40`.
    Offset {
        /// The parameter of the query.
        parameter: String,
    },
}

impl Pagination {
    /// Pages that are asked for in this way.
    ///
    /// ```
    /// use bindery::config::{NextPage, Pagination};
    ///
    /// assert_eq!(Pagination::by(NextPage::Link).next, Some(NextPage::Link));
    /// ```
    pub fn by(next: NextPage) -> Self {
        Pagination { next: Some(next), items: None, last: None, at: None }
    }

    /// No pages: the answer is all there is.
    ///
    /// ```
    /// assert_eq!(bindery::config::Pagination::none().next, None);
    /// ```
    pub fn none() -> Self {
        Pagination { next: None, items: None, last: None, at: None }
    }

    /// The same, with the items at these members, names put together by dots: `data.pets`; empty where the answer is the list.
    ///
    /// ```
    /// use bindery::config::{NextPage, Pagination};
    ///
    /// assert_eq!(Pagination::by(NextPage::Link).items("").items, Some(Vec::new()));
    /// ```
    #[must_use]
    pub fn items(self, items: &str) -> Self {
        Pagination { items: Some(way(items)), ..self }
    }

    /// The same, with a member that tells the last page from others, and what it is there.
    ///
    /// ```
    /// use bindery::config::{NextPage, Pagination};
    ///
    /// let pages = Pagination::by(NextPage::Link).last("meta.has_more", false);
    /// assert_eq!(pages.last, Some((vec!["meta".to_owned(), "has_more".to_owned()], false)));
    /// ```
    #[must_use]
    pub fn last(self, member: &str, on_the_last: bool) -> Self {
        Pagination { last: Some((way(member), on_the_last)), ..self }
    }
}

impl NextPage {
    /// A [`NextPage::Cursor`], its way with dots: `NextPage::cursor("meta.next", "cursor")`.
    ///
    /// ```
    /// use bindery::config::NextPage;
    ///
    /// let next = NextPage::Cursor { value: vec!["next".into()], parameter: "cursor".into() };
    /// assert_eq!(NextPage::cursor("next", "cursor"), next);
    /// ```
    pub fn cursor(value: &str, parameter: impl Into<String>) -> Self {
        NextPage::Cursor { value: way(value), parameter: parameter.into() }
    }

    /// A [`NextPage::Url`], its way with dots: `NextPage::url("links.next")`.
    ///
    /// ```
    /// use bindery::config::NextPage;
    ///
    /// assert_eq!(NextPage::url("next"), NextPage::Url { value: vec!["next".into()] });
    /// ```
    pub fn url(value: &str) -> Self {
        NextPage::Url { value: way(value) }
    }
}

/// The names of a way with dots: `meta.next` is `["meta", "next"]`.
pub(super) fn way(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { text.split('.').map(str::to_owned).collect() }
}
