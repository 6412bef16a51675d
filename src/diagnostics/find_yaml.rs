//! Finds places of a YAML text that are known by their JSON pointer only: `find.rs` for YAML.
//!
//! It reads the events of the parser that the YAML reader itself builds on, so that both see the same
//! text. A place inside an alias or a merge key is found at the alias: that is what the author wrote there.

use std::ops::Range;

use granit_parser::{Event, Parser, StrInput};

use super::find::Wanted;

/// Finds the wanted places of the first document of a YAML text.
pub(super) fn yaml(text: &str, wanted: &mut Wanted) {
    let mut events = Events { parser: Parser::new_from_str(text) };
    // The end of a broken text ends the search; what was found until then stays.
    let _ = events.next().and_then(|first| events.node(first, wanted, None));
}

/// The events of a text, without those that stand for no node.
struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
}

type Place<'t> = (Event<'t>, Range<usize>);

impl<'t> Events<'t> {
    /// The next node, or the end of one.
    fn next(&mut self) -> Option<Place<'t>> {
        loop {
            let (event, span) = self.parser.next()?.ok()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd | Event::DocumentEnd => return None,
                Event::Scalar(..)
                | Event::Alias(_)
                | Event::SequenceStart(..)
                | Event::SequenceEnd
                | Event::MappingStart(..)
                | Event::MappingEnd => return Some((event, span.byte_range()?)),
                // Comments and anchors, where another crate of the build asks the parser for them.
                _ => {}
            }
        }
    }

    /// Passes a node, noting the places that are wanted in it; `key` is its key's span.
    fn node(
        &mut self,
        (event, span): Place<'t>,
        wanted: &mut Wanted,
        key: Option<Range<usize>>,
    ) -> Option<()> {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                wanted.span = Some(key.unwrap_or(span.clone()));
                match &event {
                    _ if wanted.below.is_empty() => self.skip(&event),
                    Event::MappingStart(..) => self.members(wanted),
                    _ => self.items(wanted),
                }
            }
            _ => {
                // A value that is left out has no bytes of its own.
                let is_empty = span.is_empty();
                wanted.span = Some(key.filter(|_| is_empty).unwrap_or(span));
                Some(())
            }
        }
    }

    /// Passes a mapping. Keys are compared as they are written: `200` is the key `200`.
    fn members(&mut self, wanted: &mut Wanted) -> Option<()> {
        let mut merged = None;
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                break;
            }
            let name = match &event {
                Event::Scalar(name, ..) => Some(name.clone()),
                _ => None,
            };
            self.skip(&event)?;
            let value = self.next()?;
            if name.as_deref() == Some("<<") {
                merged = Some(value.1.clone());
            }
            match name.and_then(|name| wanted.below.get_mut(&*name)) {
                Some(place) => self.node(value, place, Some(span))?,
                None => self.skip(&value.0)?,
            }
        }
        for place in wanted.below.values_mut().filter(|place| place.span.is_none()) {
            place.span.clone_from(&merged);
        }
        Some(())
    }

    /// Passes a sequence.
    fn items(&mut self, wanted: &mut Wanted) -> Option<()> {
        for index in 0_usize.. {
            let item = self.next()?;
            if item.0 == Event::SequenceEnd {
                break;
            }
            match wanted.below.get_mut(&index.to_string()) {
                Some(place) => self.node(item, place, None)?,
                None => self.skip(&item.0)?,
            }
        }
        Some(())
    }

    /// Passes the rest of a node whose first event was read.
    fn skip(&mut self, first: &Event<'t>) -> Option<()> {
        let mut depth = depth_change(first);
        while depth > 0 {
            depth += depth_change(&self.next()?.0);
        }
        Some(())
    }
}

/// How much deeper an event leads.
fn depth_change(event: &Event<'_>) -> isize {
    match event {
        Event::MappingStart(..) | Event::SequenceStart(..) => 1,
        Event::MappingEnd | Event::SequenceEnd => -1,
        _ => 0,
    }
}
