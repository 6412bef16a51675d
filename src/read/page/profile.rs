//! A family of documentation pages as data: which part of a page stands where.
//!
//! In: the text of a profile, a TOML file. Out: [`Profile`], which finds parts by CSS selectors and small rules.
//! It does not know what is made of the parts.
//!
//! ```toml
//! required = ["method", "target", "response"]
//! required-with = { schema = "media-type" }
//! ignore = ["nav", "footer"]
//! labels = ["in", "type"]
//!
//! [roles]
//! request = "article"
//! method = { select = ".badge", attribute = "data-method" }
//! target = { select = ".url", pattern = '^https://[^/]+(/.*)$' }
//! parameter-place = [{ select = ".path tr", value = "path" }, { select = ".query tr", value = "query" }]
//! ```
//!
//! # Settings
//!
//! | setting | what it says |
//! |---|---|
//! | `roles` | a selector, a table of rules, or a list of these, for each part: see [`Role`] |
//! | `required` | the roles that every page has; those of parameters and responses stand in each of them |
//! | `required-with` | roles that are there where another one is: a schema where there is a media type |
//! | `ignore` | selectors of what no role claims and is fine: navigation |
//! | `labels` | texts that only name what stands beside them: `type` of `type: integer` |
//! | `until-next` | `parameter`, `response`: it reaches to the next one, not only to its own end: `<dt>` with `<dd>` |
//! | `path-separator` | what stands for `/` in a target |
//! | `base-url-unknown` | what stands before a target whose page does not know its base URL |
//! | `body-behind-headers` | whether an example body is what stands behind the last header line |
//! | `empty-examples` | example bodies that say nothing, as JSON |
//! | `nameless-files` | file stems that name no operation: `index` |
//!
//! # Rules of a role
//!
//! | rule | what it does |
//! |---|---|
//! | `select` | the CSS selector |
//! | `value` | takes this text in place of the element's |
//! | `attribute` | takes the text of an attribute of the element |
//! | `text` | how prose is read: `markdown` makes Markdown of HTML, `inline` keeps inline tags, `words` is one line |
//! | `strip` | takes these texts off both ends |
//! | `pattern` | takes the first group of a regular expression, or all of it; where it does not match, the element is no such part, and what none matches of an element is reported |
//! | `map` | takes another text for a whole text |

mod built_in;
mod reader;
mod rules;

use std::ops::Range;

use regex_lite::Regex;
use scraper::Selector;

pub(super) use self::{built_in::built_in, reader::profile};
use super::roles::Role;

/// A family of pages: the last version of httpdoc, the reference of one API.
#[derive(Debug)]
pub(crate) struct Profile {
    /// What it is called: the name of a built-in one, the path of a user's.
    pub(super) name: String,
    /// Whether it came with the program.
    pub(super) is_built_in: bool,
    /// Where each part stands. A part may have several places, which count together.
    pub(super) selections: Vec<Selection>,
    /// The roles that a page must have, those included that every page must.
    pub(super) required: Vec<Role>,
    /// The roles that must be there where the second is.
    pub(super) required_with: Vec<(Role, Role)>,
    /// What no role claims and is fine.
    pub(super) ignored: Vec<Css>,
    /// Texts that only name what stands beside them.
    pub(super) labels: Vec<String>,
    /// The repeated parts that reach to the next one.
    pub(super) until_next: Vec<Role>,
    /// What stands for `/` in a target.
    pub(super) path_separator: Option<String>,
    /// What stands before a target where the base URL is not known: `+{baseUrl}`.
    pub(super) base_url_unknown: Vec<String>,
    /// Whether an example body is what stands behind the last header line.
    pub(super) body_behind_headers: bool,
    /// Example bodies that say nothing, as JSON.
    pub(super) empty_examples: Vec<String>,
    /// File stems that name no operation.
    pub(super) nameless_files: Vec<String>,
}

/// A CSS selector, as written and compiled.
#[derive(Clone, Debug)]
pub(super) struct Css {
    /// As the profile spells it: `.parameters > dt`.
    pub(super) text: String,
    /// The same, compiled.
    pub(super) selector: Selector,
}

/// One place of a role: `{ select = ".badge", attribute = "data-method" }`.
#[derive(Debug)]
pub(super) struct Selection {
    /// The role.
    pub(super) role: Role,
    /// The elements that play it.
    pub(super) css: Css,
    /// What of an element is meant.
    pub(super) rules: Rules,
}

/// What of an element is meant: `{ attribute = "data-method", map = { fetch = "get" } }`.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Where the text of the element comes from.
    pub(super) origin: Origin,
    /// How its prose is read.
    pub(super) prose: Prose,
    /// The texts that are taken off both ends.
    strip: Vec<String>,
    /// What of the text is meant.
    pattern: Option<Regex>,
    /// Texts that stand for others.
    map: Vec<(String, String)>,
}

/// Where a text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Origin {
    /// What is written between the tags of the element.
    #[default]
    Content,
    /// An attribute of the element: `data-method`.
    Attribute(String),
    /// The profile itself: `path`.
    Value(String),
}

/// How prose is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Prose {
    /// HTML becomes Markdown.
    #[default]
    Markdown,
    /// Markdown that stands on the page as it is; its inline tags are kept.
    Inline,
    /// One line of words.
    Words,
}

impl Profile {
    /// Where a role may stand, for a message: `.requestLine, .method`.
    pub(super) fn selectors(&self, role: Role) -> String {
        let places = self.selections.iter().filter(|selection| selection.role == role);
        places.map(|selection| selection.css.text.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The role and where it was looked for: ``no request target (`.httpTarget`)``.
    pub(super) fn lack(&self, role: Role) -> String {
        let places = self.selections.iter().filter(|selection| selection.role == role);
        let places: Vec<String> = places.map(Selection::place).collect();
        match places.is_empty() {
            true => format!("no {}", role.name()),
            false => format!("no {} ({})", role.name(), places.join(", ")),
        }
    }
}

impl Selection {
    /// The place in words, with what can say that an element there is no such part.
    fn place(&self) -> String {
        let mut place = format!("`{}`", self.css.text);
        if let Origin::Attribute(name) = &self.rules.origin {
            place += &format!(" with the attribute `{name}`");
        }
        if let Some(pattern) = &self.rules.pattern {
            place += &format!(" with the pattern `{}`", pattern.as_str());
        }
        place
    }
}

impl Rules {
    /// What is meant by a text of the element; None where the element is no such part.
    pub(super) fn refine(&self, text: String) -> Option<String> {
        let mut text = self.stripped(&text).to_owned();
        if let Some(pattern) = &self.pattern {
            let groups = pattern.captures(&text)?;
            let group = groups.get(1).or_else(|| groups.get(0))?;
            text = group.as_str().to_owned();
        }
        let mapped = self.map.iter().find(|(from, _)| *from == text);
        Some(mapped.map_or(text, |(_, to)| to.clone()))
    }

    /// A text without what is taken off its ends.
    fn stripped<'t>(&self, text: &'t str) -> &'t str {
        self.strip.iter().fold(text, |text, affix| {
            let text = text.strip_prefix(affix.as_str()).unwrap_or(text);
            text.strip_suffix(affix.as_str()).unwrap_or(text).trim()
        })
    }

    /// The bytes of a text that the pattern has matched, its group and what is around that; None where there is no
    /// pattern, which takes all of a text.
    pub(super) fn matched(&self, text: &str) -> Option<Range<usize>> {
        let pattern = self.pattern.as_ref()?;
        let stripped = self.stripped(text);
        let start = text.find(stripped).unwrap_or_default();
        let found = pattern.find(stripped).map_or(0..0, |found| found.range());
        Some(start + found.start..start + found.end)
    }

    /// Whether its rules can say that an element is no such part.
    pub(super) fn is_particular(&self) -> bool {
        self.pattern.is_some() || matches!(self.origin, Origin::Attribute(_))
    }
}
