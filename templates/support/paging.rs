//! Where a page of a list goes on: its items, and the URL of the page behind it.
//!
//! In: the URL that a page was asked for, and its headers and body. It is not known here what an item is, and nothing
//! is sent: who follows the pages sends the same request to the next URL.

use std::{borrow::Cow, ops::Range};

use http::{HeaderMap, Uri};

use super::{
    json::{Error, Kind, Reader},
    links::{is_url, link, number, parameter_place, resolve, with_parameter},
};

/// The way to a member of the body: `&["meta", "next_cursor"]`; empty for the body itself.
pub type Way = &'static [&'static str];

/// How the pages of one operation hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where the items are: `&["data"]`, or `&[]` where the body is the list.
    pub items: Way,
    /// Whether a page may come without the list, or with null in its place: then it has no items.
    pub optional: bool,
    /// The member that tells the last page from others, and what it is there: `Some((&["has_more"], false))`.
    pub last: Option<(Way, bool)>,
    /// How the next page is asked for.
    pub next: Next,
}

/// How the next page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// By a text that the page holds: `"next_cursor": "b2Zm"` becomes `?cursor=b2Zm`. Null, an empty text, the number 0 and
    /// nothing at all say that this was the last page. Should the text be a URL, it is taken as [`Next::Url`].
    Cursor {
        /// Where it is.
        value: Way,
        /// The parameter of the query.
        parameter: &'static str,
    },
    /// By the id of the page's last item: `?starting_after=cus_123`. A page without items is the last.
    LastId {
        /// Where an item has its id.
        id: Way,
        /// The parameter of the query.
        parameter: &'static str,
    },
    /// By the header `Link: <https://api.example.com/pets?page=2>; rel="next"` (RFC 8288).
    Link,
    /// By a URL that the page holds, whole or relative: `"next": "/pets?page=2"`.
    Url {
        /// Where it is.
        value: Way,
    },
    /// By its number: `?page=2`. Unless `last` or `total` says it, the last page is one without items.
    Page {
        /// The parameter of the query.
        parameter: &'static str,
        /// The number of the page that comes where none is asked for: 0 or 1.
        first: u64,
        /// Where the page says how many pages there are.
        total: Option<Way>,
    },
    /// By how many items come before it: `?offset=40`. Unless `last` says it, the last page is one without items.
    Offset {
        /// The parameter of the query.
        parameter: &'static str,
    },
}

impl Rule {
    /// The JSON text of a page's items, `[{"id": 1}]`, and the URL of the next page, if there is one.
    ///
    /// # Errors
    ///
    /// When the body is not JSON or has another shape; when the next page is at another server, which must not see the
    /// credentials of this one; and when it is the same page again, which would never end.
    pub fn read<'a>(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        body: &'a str,
    ) -> Result<(&'a str, Option<Uri>), Error> {
        let items = self.items(body)?;
        let last = self.last(body)?;
        if last == Some(true) {
            return Ok((items, None));
        }
        let next = self.next(uri, headers, body, items, last.is_none())?;
        match (&next, last) {
            (Some(next), _) if next == uri => {
                Err(Error::new("", "what leads to another page", "what leads to this page again"))
            }
            (None, Some(_)) => Err(Error::new("", "what leads to the next page, which there is", "nothing")),
            (Some(_) | None, _) => Ok((items, next)),
        }
    }

    fn items<'a>(&self, body: &'a str) -> Result<&'a str, Error> {
        let found =
            member(body, self.items)?.filter(|found| !self.optional || &body[found.clone()] != "null");
        match found {
            Some(found) if body[found.clone()].starts_with('[') => Ok(&body[found]),
            Some(found) => Err(Error::at(body, found.start, "an array")),
            None if self.optional => Ok("[]"),
            None => {
                Err(Error::new("", format!("the member {:?}", self.items.join(".")), "a body without it"))
            }
        }
    }

    /// Whether the page says that it is the last; nothing where it does not say.
    fn last(&self, body: &str) -> Result<Option<bool>, Error> {
        let Some((way, on_the_last)) = self.last else { return Ok(None) };
        let Some(found) = member(body, way)? else { return Ok(None) };
        match &body[found.clone()] {
            "true" => Ok(Some(on_the_last)),
            "false" => Ok(Some(!on_the_last)),
            "null" => Ok(None),
            _ => Err(Error::at(body, found.start, "a boolean")),
        }
    }

    /// The URL of the next page. Where `silent`, only what this looks at can say that there is none.
    fn next(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        body: &str,
        items: &str,
        silent: bool,
    ) -> Result<Option<Uri>, Error> {
        match self.next {
            Next::Cursor { value, parameter } => match text(body, value)? {
                Some(url) if is_url(&url) => resolve(uri, &url, &value.join(".")).map(Some),
                Some(cursor) => with_parameter(uri, parameter, &cursor).map(Some),
                None => Ok(None),
            },
            Next::LastId { id, parameter } => {
                let Some(item) = elements(items)?.1 else { return Ok(None) };
                match text(item, id)? {
                    Some(id) => with_parameter(uri, parameter, &id).map(Some),
                    None => {
                        let expected = format!("the member {:?}", id.join("."));
                        Err(Error::new("the last item", expected, "an item without it"))
                    }
                }
            }
            Next::Link => link(uri, headers),
            Next::Url { value } => {
                text(body, value)?.map(|url| resolve(uri, &url, &value.join("."))).transpose()
            }
            Next::Page { parameter, first, total } => {
                let page = number(uri, parameter)?.unwrap_or(first);
                let next = following(page, 1, parameter)?;
                let count = total.map_or(Ok(None), |total| integer(body, total))?;
                let is_end = match count {
                    Some(count) => i128::from(next) - i128::from(first) >= count,
                    None => elements(items)?.0 == 0,
                };
                if silent && is_end {
                    return Ok(None);
                }
                with_parameter(uri, parameter, &next.to_string()).map(Some)
            }
            Next::Offset { parameter } => {
                let count = elements(items)?.0;
                if silent && count == 0 {
                    return Ok(None);
                }
                let next = following(number(uri, parameter)?.unwrap_or(0), count, parameter)?;
                with_parameter(uri, parameter, &next.to_string()).map(Some)
            }
        }
    }
}

/// Where a member stands in the body. All of the body is read, so that one that was cut off is noticed.
fn member(body: &str, way: &[&str]) -> Result<Option<Range<usize>>, Error> {
    let mut from = Reader::new(body);
    let found = find(&mut from, way)?;
    from.end()?;
    Ok(found)
}

/// Where a member stands in the value that comes next; as everywhere, the last of several with one name counts.
fn find(from: &mut Reader<'_>, way: &[&str]) -> Result<Option<Range<usize>>, Error> {
    let Some((first, rest)) = way.split_first() else {
        from.skip_space();
        let start = from.at;
        from.skip()?;
        return Ok(Some(start..from.at));
    };
    if from.null() {
        return Ok(None);
    }
    from.begin_object()?;
    let mut found = None;
    while let Some(name) = from.next_key()? {
        if name == *first {
            found = find(from, rest)?;
        } else {
            from.skip()?;
        }
    }
    Ok(found)
}

/// A string, or a number as it is spelled; nothing where it is absent, null, empty or the number 0.
fn text<'a>(body: &'a str, way: &[&str]) -> Result<Option<Cow<'a, str>>, Error> {
    let Some(found) = member(body, way)? else { return Ok(None) };
    let mut from = Reader::new(&body[found.clone()]);
    match from.peek() {
        Kind::String => Ok(Some(from.string()?).filter(|text| !text.is_empty())),
        Kind::Number => Ok(Some(Cow::Borrowed(from.number()?)).filter(|number| number != "0")),
        Kind::Null => Ok(None),
        Kind::Boolean | Kind::Array | Kind::Object | Kind::Nothing => {
            Err(Error::at(body, found.start, "a string or a number"))
        }
    }
}

/// An integer; nothing where it is absent or null.
fn integer(body: &str, way: &[&str]) -> Result<Option<i128>, Error> {
    let Some(found) = member(body, way)? else { return Ok(None) };
    let mut from = Reader::new(&body[found.clone()]);
    if from.null() {
        return Ok(None);
    }
    from.integer().map(Some).map_err(|_| Error::at(body, found.start, "an integer"))
}

/// How many elements an array has, and the text of the last one.
fn elements(array: &str) -> Result<(u64, Option<&str>), Error> {
    let mut from = Reader::new(array);
    let (mut count, mut last) = (0, None);
    from.begin_array()?;
    while from.next_element()? {
        last = Some(from.raw_text()?);
        count += 1;
    }
    Ok((count, last))
}

/// The number of the page, or of the item, that comes next.
fn following(number: u64, step: u64, parameter: &str) -> Result<u64, Error> {
    let next = number.checked_add(step);
    next.ok_or_else(|| {
        Error::new(parameter_place(parameter), "a number that others follow", number.to_string())
    })
}
