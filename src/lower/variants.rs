//! All variants of a union side by side: what one of them has and no other.
//!
//! Each question is answered from an index, so that a union of a thousand variants is no thousand times a thousand
//! comparisons.

use std::collections::{BTreeMap, BTreeSet};

use super::variant::{is_narrow, is_there, kinds, object, objects_in, strings};
use crate::api::{Api, Field, Json, Test, Union, VariantValue};

/// The variants of one union.
pub(super) struct All<'a> {
    api: &'a Api,
    values: Vec<&'a VariantValue>,
    /// The kinds of JSON that each variant can be.
    kinds: Vec<BTreeSet<Json>>,
    /// How many variants can be of a kind of JSON.
    of_kind: BTreeMap<Json, usize>,
    /// How many objects each variant can be; nothing where it can be something else too.
    objects: Vec<Option<usize>>,
    /// The members of the variants that are objects, or unions of some: in the order of the variants.
    members: BTreeMap<&'a str, Vec<(usize, &'a Field)>>,
    /// The names of the members, in the order of the document.
    order: Vec<&'a str>,
}

impl<'a> All<'a> {
    /// Looks at each variant once.
    pub(super) fn of(api: &'a Api, union: &'a Union) -> Self {
        let values: Vec<_> = union.variants.iter().map(|variant| &variant.value).collect();
        let kinds: Vec<_> = values.iter().map(|value| kinds(api, value)).collect();
        let mut of_kind = BTreeMap::new();
        kinds.iter().flatten().for_each(|kind| *of_kind.entry(*kind).or_insert(0) += 1);
        let (objects, members, order) = (Vec::new(), BTreeMap::new(), Vec::new());
        let mut all = All { api, values, kinds, of_kind, objects, members, order };
        for index in 0..all.values.len() {
            let (objects, others) = objects_in(api, all.values[index]);
            for field in objects.iter().flat_map(|object| &object.fields) {
                let holders = all.members.entry(&field.wire).or_default();
                if holders.is_empty() {
                    all.order.push(&field.wire);
                }
                holders.push((index, field));
            }
            all.objects.push((!others).then_some(objects.len()));
        }
        all
    }

    /// The test by the kind of JSON, where no other variant can be of it.
    pub(super) fn json(&self, index: usize) -> Option<Test> {
        let kinds = &self.kinds[index];
        let alone = kinds.iter().all(|kind| self.of_kind[kind] == 1);
        let test = || match is_narrow(self.api, self.values[index]) {
            true => Test::Trial,
            false => Test::Json(kinds.iter().copied().collect()),
        };
        alone.then(test)
    }

    /// A member that tells object variants apart, each by values of its own: the tests of the variants that have it.
    /// A variant that has no such member is told apart in another way.
    pub(super) fn common_tag(&self) -> BTreeMap<usize, Test> {
        let mut best = BTreeMap::new();
        for member in &self.order {
            let tests = self.tag(member).unwrap_or_default();
            if tests.len() > best.len() {
                best = tests;
            }
        }
        best
    }

    /// For each variant the values that it fixes a member to; nothing where two have the same, or one has any.
    fn tag(&self, member: &str) -> Option<BTreeMap<usize, Test>> {
        let mut seen = BTreeMap::new();
        let mut tests = BTreeMap::new();
        for of_one in self.members[member].chunk_by(|(one, _), (other, _)| one == other) {
            let index = of_one[0].0;
            let mut values = Vec::new();
            for (_, field) in of_one {
                for value in strings(self.api, &field.ty)? {
                    match seen.insert(value.clone(), index) {
                        None => values.push(value),
                        Some(known) if known == index => {}
                        Some(_) => return None,
                    }
                }
            }
            let always = of_one.iter().all(|(_, field)| is_there(field));
            // A union has the member where all of its objects have it.
            if self.objects[index] == Some(of_one.len()) {
                tests.insert(index, Test::Tag { member: member.to_owned(), values, always });
            }
        }
        Some(tests)
    }

    /// The test by the members that are always there, where no other variant has them all.
    pub(super) fn own_members(&self, index: usize) -> Option<Test> {
        let fields = object(self.api, self.values[index])?.fields.iter();
        let own: Vec<&str> =
            fields.filter(|field| is_there(field)).map(|field| field.wire.as_str()).collect();
        let holders = |member: &str| self.members[member].as_slice();
        // The holders of a member are in the order of the variants.
        let has_all = |other: usize| {
            let has =
                |member: &&str| holders(member).binary_search_by_key(&other, |(index, _)| *index).is_ok();
            own.iter().all(has)
        };
        // Who has them all has the rarest of them.
        let rarest = own.iter().min_by_key(|member| holders(member).len())?;
        let shared = holders(rarest).iter().any(|(other, _)| *other != index && has_all(*other));
        (!shared).then(|| Test::Members(own.into_iter().map(str::to_owned).collect()))
    }
}
