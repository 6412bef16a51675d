//! How documents say that an operation answers by pages, the surest rule first.

use super::{
    asked::{self, Asked},
    lists::List,
    members::{self, Member, is_number, is_text, object},
};
use crate::{
    api::{Api, Docs, Kind, Note, Operation, Type, VariantValue},
    config::NextPage,
    shape::answer,
};

/// Parameters that take a cursor, and the members that hold the next one, all folded.
const CURSORS: [(&str, &[&str]); 22] = [
    ("cursor", &["nextcursor", "nextpagecursor", "endcursor", "next", "after", "nextpage", "cursor"]),
    ("pagecursor", &["nextcursor", "nextpagecursor", "endcursor", "next", "after", "cursor"]),
    ("startcursor", &["nextcursor", "endcursor", "nextstartcursor"]),
    ("nextcursor", &["nextcursor"]),
    ("aftercursor", &["nextcursor", "endcursor", "aftercursor"]),
    ("pagetoken", &["nextpagetoken", "nexttoken", "nextpage", "next", "pagetoken"]),
    ("nextpagetoken", &["nextpagetoken"]),
    ("paginationtoken", &["nexttoken", "nextpaginationtoken", "paginationtoken"]),
    ("nexttoken", &["nexttoken"]),
    ("token", &["nexttoken", "nextpagetoken"]),
    ("after", &["after", "nextafter", "nextcursor", "endcursor", "next", "lastid"]),
    ("pageafter", &["after", "nextcursor", "endcursor", "next"]),
    ("afterid", &["nextafterid", "lastid"]),
    ("startingafter", &["startingafter", "nextcursor"]),
    ("marker", &["nextmarker", "marker"]),
    ("continuation", &["nextcontinuation", "continuation", "continuationtoken"]),
    ("continuationtoken", &["nextcontinuationtoken", "continuationtoken"]),
    ("continue", &["continue"]),
    ("bookmark", &["nextbookmark", "bookmark"]),
    ("iterator", &["nextiterator", "iterator"]),
    ("offset", &["nextoffset", "offset"]),
    ("page", &["nextpage"]),
];

/// Members that can only lead on, though their names do not say `next`.
const LEADING: [&str; 5] = ["endcursor", "continue", "continuation", "continuationtoken", "startingafter"];

/// Parameters that take the id of the last item.
const LAST_IDS: [&str; 3] = ["startingafter", "after", "afterid"];

/// Members that hold a URL and nothing else.
const URLS: [&str; 8] = [
    "nextpageuri",
    "nextpageurl",
    "nexturl",
    "nexturi",
    "nextlink",
    "odatanextlink",
    "nextpagelink",
    "nexthref",
];

/// Members that tell the last page from others, and what they are there.
const ENDS: [(&str, bool); 15] = [
    ("hasmore", false),
    ("hasnext", false),
    ("hasnextpage", false),
    ("hasmoreitems", false),
    ("hasmoreresults", false),
    ("hasmorepages", false),
    ("hasmoredata", false),
    ("more", false),
    ("moreavailable", false),
    ("istruncated", false),
    ("islast", true),
    ("islastpage", true),
    ("lastpage", true),
    ("last", true),
    ("done", true),
];

/// Parameters that take the number of a page.
const PAGES: [&str; 6] = ["page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage"];

/// Members that say how many pages there are.
const TOTALS: [&str; 6] =
    ["totalpages", "numpages", "numberofpages", "pagestotal", "totalpagescount", "pages"];

/// Parameters that take how many items come before a page.
const OFFSETS: [&str; 4] = ["offset", "pageoffset", "skip", "startat"];

/// Parameters that say how many items a page has.
const SIZES: [&str; 10] = [
    "limit",
    "perpage",
    "pagesize",
    "size",
    "count",
    "maxresults",
    "top",
    "take",
    "pagelimit",
    "itemsperpage",
];

/// An operation that may answer by pages, with all that can say so.
pub(super) struct Page<'a> {
    api: &'a Api,
    operation: &'a Operation,
    asked: Vec<Asked<'a>>,
    members: Vec<Member<'a>>,
    pub(super) list: List,
}

impl<'a> Page<'a> {
    pub(super) fn of(api: &'a Api, operation: &'a Operation, answer: &'a Type, list: List) -> Self {
        let inside = list.way.split_last().map_or(&[][..], |(_, inside)| inside);
        let members = members::of(api, answer, inside);
        Page { api, operation, asked: asked::of(api, operation), members, list }
    }

    /// How the next page is asked for.
    pub(super) fn next(&self) -> Option<NextPage> {
        self.last_id(&LAST_IDS[..1])
            .or_else(|| self.cursor())
            .or_else(|| self.last_id(&LAST_IDS))
            .or_else(|| self.url())
            .or_else(|| self.link())
            .or_else(|| self.page())
            .or_else(|| self.offset())
    }

    /// The member that tells the last page from others, and what it is there.
    pub(super) fn last(&self) -> Option<(Vec<String>, bool)> {
        let booleans = || {
            self.members.iter().filter(|member| *members::plain(self.api, &member.field.ty) == Type::Boolean)
        };
        ENDS.iter().find_map(|(name, on_the_last)| {
            let member = booleans().find(|member| member.leaf() == *name)?;
            Some((member.way.clone(), *on_the_last))
        })
    }

    fn parameter(&self, name: &str) -> Option<&Asked<'a>> {
        self.asked.iter().find(|asked| asked.folded == name)
    }

    /// `?starting_after=` and `has_more`, where items have an `id`.
    fn last_id(&self, parameters: &[&str]) -> Option<NextPage> {
        let asked = parameters.iter().find_map(|name| self.parameter(name))?;
        let said = asked.said();
        let is_id = asked.folded != "after" || said.contains(" id") || said.contains("identifier");
        let fits = is_id && is_text(self.api, asked.ty) && self.last().is_some();
        (fits && has_id(self.api, &self.list.item, 0))
            .then(|| NextPage::LastId { id: vec!["id".to_owned()], parameter: asked.wire.clone() })
    }

    /// `?cursor=` and `next_cursor`.
    fn cursor(&self) -> Option<NextPage> {
        CURSORS.iter().find_map(|(parameter, names)| {
            let asked = self.parameter(parameter).filter(|asked| !self.is_switched(asked))?;
            let member = names.iter().find_map(|name| {
                self.members.iter().find(|member| member.leaf() == *name && self.is_cursor(asked, member))
            })?;
            Some(NextPage::Cursor { value: member.way.clone(), parameter: asked.wire.clone() })
        })
    }

    /// Whether another parameter has to be set for this one to be taken: Box has `usemarker` for its `marker`.
    fn is_switched(&self, asked: &Asked<'_>) -> bool {
        let is_switch = |other: &Asked<'_>| {
            other.folded.contains(&asked.folded) && *members::plain(self.api, other.ty) == Type::Boolean
        };
        self.asked.iter().any(is_switch)
    }

    /// Whether a member holds what the parameter takes to lead on, and not what it took to get here.
    fn is_cursor(&self, asked: &Asked<'_>, member: &Member<'_>) -> bool {
        let ty = &member.field.ty;
        let fits = match (is_text(self.api, ty), is_number(self.api, ty)) {
            (true, _) => is_text(self.api, asked.ty) && !self.is_said_url(member) && !is_link(member),
            // A number could be counted on for ever.
            (false, true) => is_scalar(self.api, asked.ty) && (member.may_lack() || self.last().is_some()),
            (false, false) => *members::plain(self.api, ty) == Type::Any && is_text(self.api, asked.ty),
        };
        let is_next = member.folded.iter().any(|name| name.contains("next"));
        let is_behind = member.leaf() == "after" && member.way.len() > 1;
        // Some APIs have such a token for other ends beside their pages.
        let is_leading = LEADING.contains(&member.leaf()) && self.url().is_none();
        // It may be the one that was sent, unless something else says whether there is more; offsets always are.
        let is_told = self.last().is_some() && is_text(self.api, ty);
        let leads_on = is_next || is_behind || is_leading || is_told;
        fits && leads_on
    }

    /// `"next": "https://.."`
    fn url(&self) -> Option<NextPage> {
        let is_url = |member: &&Member<'_>| {
            let holder = member.folded.len().checked_sub(2).map_or("", |at| member.folded[at].as_str());
            let named = match member.leaf() {
                "href" => holder == "next",
                "next" => is_link(member) || self.is_said_url(member),
                "nextpage" => self.is_said_url(member),
                "uri" | "url" => holder == "nextpage" || holder == "next",
                leaf => URLS.contains(&leaf),
            };
            named && is_text(self.api, &member.field.ty)
        };
        let member = self.members.iter().find(is_url)?;
        Some(NextPage::Url { value: member.way.clone() })
    }

    /// Whether anybody says that the text of a member is a URL.
    fn is_said_url(&self, member: &Member<'_>) -> bool {
        let field = &member.field;
        let named = field.ty.named().into_iter().map(|id| &self.api.types[id.0].docs);
        std::iter::once(&field.docs).chain(named).any(says_url)
    }

    /// A documented `Link: <..>; rel="next"`.
    fn link(&self) -> Option<NextPage> {
        let responses = answer::successes(self.operation).into_iter();
        let headers = responses.flat_map(|index| &self.operation.responses[index].headers);
        let is_documented = headers.into_iter().any(|header| header.wire.eq_ignore_ascii_case("link"));
        let is_paged = |asked: &Asked<'_>| {
            let names = [&PAGES[..], &OFFSETS, &SIZES, &["cursor", "after"]].concat();
            names.contains(&asked.folded.as_str())
        };
        (is_documented && self.asked.iter().any(is_paged)).then_some(NextPage::Link)
    }

    /// `?page=2`
    fn page(&self) -> Option<NextPage> {
        let asked = PAGES.iter().find_map(|name| self.parameter(name))?;
        if !self.list.only || !is_number(self.api, asked.ty) {
            return None;
        }
        // What has to be sent is known anyway.
        let first = asked.start().or(asked.required.then_some(1))?;
        let is_total =
            |member: &&Member<'_>| TOTALS.contains(&member.leaf()) && is_number(self.api, &member.field.ty);
        let total = self.members.iter().find(is_total).map(|member| member.way.clone());
        Some(NextPage::Page { parameter: asked.wire.clone(), first, total })
    }

    /// `?offset=40&limit=20`
    fn offset(&self) -> Option<NextPage> {
        let asked = OFFSETS.iter().find_map(|name| self.parameter(name))?;
        let is_sized = self.asked.iter().any(|asked| SIZES.contains(&asked.folded.as_str()));
        let counts_items = !asked.said().contains("page number") && asked.start() != Some(1);
        // A cursor that has to be switched on is another way, in which offsets count for nothing.
        let is_switched = self.asked.iter().any(|asked| is_cursor_name(asked) && self.is_switched(asked));
        // Some search in so many items and answer those that fit: then nobody knows how far they came.
        let is_filtered = asked::said(&self.operation.docs).contains("returns fewer");
        let fits = self.list.only
            && !is_switched
            && !is_filtered
            && is_sized
            && counts_items
            && is_number(self.api, asked.ty);
        fits.then(|| NextPage::Offset { parameter: asked.wire.clone() })
    }
}

/// Whether anything in what is said speaks of a URL.
fn says_url(docs: &Docs) -> bool {
    let noted = docs.notes.iter().any(|note| match note {
        Note::Format(format) => ["uri", "url", "uri-reference"].contains(&format.to_lowercase().as_str()),
        Note::Example(example) => {
            example.as_str().is_some_and(|text| text.starts_with("http") || text.starts_with('/'))
        }
        _ => false,
    });
    let said = asked::said(docs);
    let words = |word: &str| ["url", "uri", "link", "href"].contains(&word) || word.starts_with("http");
    noted || said.split(|letter: char| !letter.is_alphanumeric()).any(words)
}

/// Whether a member is one of those that hold links.
fn is_link(member: &Member<'_>) -> bool {
    member.folded.iter().any(|name| ["links", "link"].contains(&name.as_str()))
}

fn is_cursor_name(asked: &Asked<'_>) -> bool {
    CURSORS.iter().any(|(name, _)| asked.folded == *name)
}

fn is_scalar(api: &Api, ty: &Type) -> bool {
    is_text(api, ty) || is_number(api, ty)
}

/// Whether every item has an `id`.
fn has_id(api: &Api, item: &Type, depth: usize) -> bool {
    if let Some(object) = object(api, item) {
        let id = members::received(object).find(|field| field.wire == "id");
        return id.is_some_and(|id| id.required && is_scalar(api, &id.ty));
    }
    let Type::Named(id) = members::plain(api, item) else { return false };
    match &api.types[id.0].kind {
        Kind::Union(union) if depth < 4 => union.variants.iter().all(|variant| match &variant.value {
            VariantValue::Type(ty) => has_id(api, ty, depth + 1),
            VariantValue::Constant(_) => false,
        }),
        Kind::Union(_) | Kind::Object(_) | Kind::Enum(_) | Kind::Alias(_) => false,
    }
}
