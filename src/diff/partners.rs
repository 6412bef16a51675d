//! Which part of the new description is which of the old one, found by one sign after the other, the surest first.

/// Parts that have partners, and parts that wait for one.
pub(super) struct Partners<'a, T> {
    /// The old ones that have none yet.
    pub(super) gone: Vec<&'a T>,
    /// The new ones that have none yet.
    pub(super) more: Vec<&'a T>,
    /// Those that belong together.
    pub(super) both: Vec<(&'a T, &'a T)>,
}

impl<'a, T> Partners<'a, T> {
    /// All of both descriptions, none of which has a partner.
    pub(super) fn of(old: &'a [T], new: &'a [T]) -> Self {
        Partners { gone: old.iter().collect(), more: new.iter().collect(), both: Vec::new() }
    }

    /// Gives each the first that is alike.
    pub(super) fn by(&mut self, mut alike: impl FnMut(&'a T, &'a T) -> bool) {
        for old in std::mem::take(&mut self.gone) {
            match self.more.iter().position(|new| alike(old, new)) {
                Some(at) => self.both.push((old, self.more.remove(at))),
                None => self.gone.push(old),
            }
        }
    }

    /// Gives each the only one that is alike, and that is like no other: a doubtful partner is none.
    pub(super) fn by_only(&mut self, mut alike: impl FnMut(&'a T, &'a T) -> bool) {
        let mut found = Vec::new();
        for (at, old) in self.gone.iter().enumerate() {
            let places = self.more.iter().enumerate().filter(|(_, new)| alike(old, new));
            found.extend(places.map(|(other, _)| (at, other)));
        }
        let is_only = |(at, other): &&(usize, usize)| {
            found.iter().filter(|pair| pair.0 == *at || pair.1 == *other).count() == 1
        };
        let sure: Vec<(usize, usize)> = found.iter().filter(is_only).copied().collect();
        self.both.extend(sure.iter().map(|(at, other)| (self.gone[*at], self.more[*other])));
        let mut at = 0..;
        self.gone.retain(|_| at.next().is_some_and(|at| !sure.iter().any(|pair| pair.0 == at)));
        let mut at = 0..;
        self.more.retain(|_| at.next().is_some_and(|at| !sure.iter().any(|pair| pair.1 == at)));
    }

    /// The new one of an old one.
    pub(super) fn partner(&self, old: &T) -> Option<&'a T> {
        self.both.iter().find(|(before, _)| std::ptr::eq(*before, old)).map(|(_, after)| *after)
    }
}
