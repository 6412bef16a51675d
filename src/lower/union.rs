//! Types that are one of several: `oneOf`, `anyOf`, and the parents of `allOf` that a discriminator makes one.

use serde_json::Value;

use super::{
    Lowering,
    constants::distinct,
    discriminator::{Discriminator, Tagged},
    docs,
    form::{Arm, Form, Schema, conflict},
    place::Place,
    references::target_name,
    whole::{Part, Whole},
};
use crate::{
    api::{Constant, Kind, Step, Test, Type, TypeId, Union, Variant, VariantValue},
    diagnostics::SchemaProblem,
    document::Node,
};

/// How many variants may come of several lists of alternatives that all hold.
const MOST_VARIANTS: usize = 256;

impl Lowering<'_> {
    /// The form of schemas that list alternatives: null left out, strings made one, what holds for all given to each.
    pub(super) fn union<'d>(&mut self, whole: &Whole<'d>, parts: &[Part<'d>]) -> Option<Schema<'d>> {
        if let Some(arms) = self.children(whole) {
            return Some(Schema { form: Form::Union(arms), nullable: false });
        }
        let (index, keyword, nodes) = alternatives(parts)?;
        let mut base = parts.to_vec();
        base[index] = base[index].without(keyword).without("discriminator");
        self.limit(&mut base, nodes.len());
        base.retain(|part| part.bears_type() || part.shapes().is_some());
        let common = base.iter().any(|part| part.shapes().is_some());
        let (nulls, others): (Vec<_>, Vec<_>) = nodes.into_iter().partition(|arm| self.is_null(arm));
        let mut arms: Vec<Arm<'d>> = Vec::new();
        for node in others {
            let has_it = common && self.holds(&node, &base);
            arms.push(arm(node, &base, common && !has_it, whole));
        }
        let folded: Vec<_> = arms.iter().map(|arm| self.fold(&arm.whole)).collect();
        let nullable = !nulls.is_empty() || folded.iter().any(|(_, nullable)| *nullable);
        let form = match arms.as_slice() {
            [] => Form::Any,
            [only] => Form::Same(only.whole.clone()),
            _ => scalars(folded.into_iter().map(|(folded, _)| folded)).unwrap_or(Form::Union(arms)),
        };
        Some(Schema { form, nullable })
    }

    /// Whether a schema, or what it refers to, has no value but null.
    fn is_null(&mut self, node: &Node<'_>) -> bool {
        node.get("$ref").map_or_else(
            || is_null(node.value),
            |_| self.follow(node).is_some_and(|target| is_null(target.value)),
        )
    }

    /// Whether an alternative says by itself all that holds for all of them: it inherits from their parent.
    fn holds(&mut self, node: &Node<'_>, base: &[Part<'_>]) -> bool {
        let own = self.apart(&Whole::of(node));
        let is_own = |part: &Part<'_>| own.iter().any(|own| std::ptr::eq(own.node.value, part.node.value));
        base.iter().all(is_own)
    }

    /// Leaves out the other lists of alternatives where all of them together would multiply beyond measure.
    fn limit(&mut self, base: &mut [Part<'_>], arms: usize) {
        let lists = base.iter().flat_map(|part| LISTS.map(|keyword| part.arms(keyword).len().max(1)));
        let others = lists.fold(1_usize, usize::saturating_mul);
        if others == 1 || arms.saturating_mul(others) <= MOST_VARIANTS {
            return;
        }
        if let Some((first, at)) = conflict(base) {
            self.found.report(SchemaProblem::AllOfConflict { what: "alternatives", first }, at);
        }
        base.iter_mut().for_each(|part| *part = part.without("oneOf").without("anyOf"));
    }

    /// What an alternative is as a scalar, and whether it can be null. Each schema is asked once, for unions of
    /// unions that refer to each other would otherwise be asked without end.
    fn fold(&mut self, whole: &Whole<'_>) -> (Folded, bool) {
        let whole = match whole.parts.as_slice() {
            [part] if part.text("$ref").is_some() => match self.follow(&part.node) {
                Some(target) => Whole { only: whole.only, ..Whole::of(&target) },
                None => return (Folded::Other, false),
            },
            _ => whole.clone(),
        };
        let key = whole.key();
        if let Some(known) = self.folded.get(&key) {
            return known.clone();
        }
        self.folded.insert(key.clone(), (Folded::Other, false));
        let schema = self.examine(&whole);
        let (folded, nullable) = match schema.form {
            Form::String => (Folded::Any, false),
            Form::Enum { values, open } => (Folded::Values(values, open), false),
            Form::Same(inner) => self.fold(&inner),
            Form::Binary => (Folded::File, false),
            Form::Base64 => (Folded::Base64, false),
            _ => (Folded::Other, false),
        };
        let answer = (folded, nullable || schema.nullable);
        self.folded.insert(key, answer.clone());
        answer
    }

    /// The variants of a union. How they are told apart is decided when all types are known: see `variant.rs`.
    pub(super) fn variants(&mut self, whole: &Whole<'_>, arms: &[Arm<'_>], id: TypeId) -> Kind {
        let place = Place::from(id);
        let parts = self.apart(whole);
        let discriminator = parts.iter().rev().find_map(Discriminator::of);
        let mut variants: Vec<Variant> = Vec::new();
        for arm in arms {
            let variant = self.variant(arm, &place);
            let tagged = discriminator.as_ref().map(|discriminator| discriminator.tagged(arm));
            let test = match &tagged {
                Some(Tagged::By(test)) => test.clone(),
                Some(Tagged::Named(_)) | None => Test::Trial,
            };
            // Schemas that differ in their limits only are one type.
            let known = variants.iter_mut().find(|known| known.value == variant.value);
            match (known.map(|known| &mut known.test), test) {
                (None, test) => {
                    if let Some(Tagged::Named(named)) = tagged {
                        self.tags.insert((id, variants.len()), named);
                    }
                    variants.push(Variant { test, ..variant });
                }
                (Some(Test::Tag { values, .. }), Test::Tag { values: more, .. }) => values.extend(more),
                (Some(_), _) => {}
            }
        }
        match variants.as_slice() {
            [Variant { value: VariantValue::Type(ty), .. }] => Kind::Alias(ty.clone()),
            _ => Kind::Union(Union { variants }),
        }
    }

    fn variant(&mut self, arm: &Arm<'_>, place: &Place) -> Variant {
        let target = self.follow(&arm.node);
        let title = target.as_ref().and_then(|target| target.text("title")).map(str::to_owned);
        let own = arm.whole.only.is_none();
        let name =
            arm.name.clone().or(title).or_else(|| target.as_ref().and_then(constant_member)).filter(|_| own);
        let value = match self.fold(&arm.whole).0 {
            Folded::Values(values, false) if values.len() == 1 => VariantValue::Constant(values[0].clone()),
            Folded::Values(..) | Folded::Any | Folded::File | Folded::Base64 | Folded::Other => {
                let kind = arm.whole.only.map(|only| only.names());
                let step = Step::Variant(name.clone().or(kind).unwrap_or_default());
                // Null is a value of the union, and of no variant of it.
                VariantValue::Type(match self.whole(&arm.whole, &place.then(step)) {
                    Type::Nullable(inner) => *inner,
                    other => other,
                })
            }
        };
        let docs = target.filter(|_| own).map(|target| docs::of(&target)).unwrap_or_default();
        Variant { name, value, test: Test::Trial, docs }
    }
}

/// The keywords that list alternatives.
const LISTS: [&str; 2] = ["oneOf", "anyOf"];

/// The first list of alternatives, with its part and keyword; not where it only says which members must be there,
/// nor where one of the parts is an alternative of it: a parent may list its children, which inherit from it.
fn alternatives<'d>(parts: &[Part<'d>]) -> Option<(usize, &'static str, Vec<Node<'d>>)> {
    let says_else = |index: usize| {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != index);
        let own = parts[index].without("oneOf").without("anyOf");
        own.bears_type() || others.into_iter().any(|(_, part)| part.bears_type())
    };
    let is_part = |arm: &Node<'d>| {
        let target = arm.text("$ref").and_then(|reference| arm.referred(reference));
        target.is_some_and(|target| parts.iter().any(|part| std::ptr::eq(part.node.value, target.value)))
    };
    for (index, part) in parts.iter().enumerate() {
        for keyword in LISTS {
            let arms = part.arms(keyword);
            let bears = arms.iter().any(|arm| Part::of(arm).bears_type());
            if !arms.is_empty() && (bears || !says_else(index)) && !arms.iter().any(is_part) {
                return Some((index, keyword, arms));
            }
        }
    }
    None
}

/// An alternative together with what holds for all of them.
fn arm<'d>(node: Node<'d>, base: &[Part<'d>], common: bool, whole: &Whole<'d>) -> Arm<'d> {
    let own = Whole { only: whole.only, ..Whole::of(&node) };
    let name = node.text("$ref").map(target_name);
    // A type beside the alternatives says nothing new of one that has a form itself.
    if !common && (base.is_empty() || says_type(&node)) {
        return Arm { node, whole: own, name };
    }
    let parts = base.iter().cloned().chain(own.parts).collect();
    Arm { node, whole: Whole { parts, only: whole.only }, name }
}

/// Whether a schema says by itself of which type its values are.
fn says_type(node: &Node<'_>) -> bool {
    Part::of(node).value("type").is_some() || Part::of(node).shapes().is_some_and(|word| word != "required")
}

/// The value that an object without a name says it is: `link` of `{"type": {"enum": ["link"]}}`, where that is required.
fn constant_member(object: &Node<'_>) -> Option<String> {
    let required = object.get("required")?;
    let is_required = |wire: &str| required.items().any(|name| name.value == wire);
    let properties = object.get("properties")?;
    let mut constants =
        properties.members().filter(|(wire, _)| is_required(wire)).filter_map(|(_, schema)| {
            let values: Vec<_> = schema.get("enum").iter().flat_map(Node::items).collect();
            let only = if let [only] = values.as_slice() { only.value.as_str() } else { None };
            only.or_else(|| schema.text("const")).map(str::to_owned)
        });
    constants.next()
}

/// What an alternative is as a scalar.
#[derive(Clone, Debug)]
pub(super) enum Folded {
    /// Any string.
    Any,
    /// Some values, all of one type, of which there may be others.
    Values(Vec<Constant>, bool),
    /// The bytes of a file.
    File,
    /// Bytes in Base64.
    Base64,
    /// Neither.
    Other,
}

/// The one form of alternatives that are all strings: the values that are known, and whether there are others; or the
/// bytes of a file, which is Base64 where it cannot be sent as it is.
fn scalars<'d>(arms: impl Iterator<Item = Folded>) -> Option<Form<'d>> {
    let mut values = Vec::new();
    let (mut others, mut file, mut base64) = (false, false, false);
    for arm in arms {
        match arm {
            Folded::Any => others = true,
            Folded::File => file = true,
            Folded::Base64 => base64 = true,
            Folded::Values(listed, open)
                if listed.iter().all(|value| matches!(value, Constant::String(_))) =>
            {
                values.extend(listed);
                others |= open;
            }
            Folded::Values(..) | Folded::Other => return None,
        }
    }
    // Any string, or the empty one to unset it, is any string.
    let nothing_known = values.iter().all(|value| *value == Constant::String(String::new()));
    match (file, base64) {
        (true, _) => nothing_known.then_some(Form::Binary),
        (false, true) => None,
        (false, false) if nothing_known && others => Some(Form::String),
        (false, false) => Some(Form::Enum { values: distinct(values.into_iter()), open: others }),
    }
}

fn is_null(schema: &Value) -> bool {
    let only_null = |values: &Value| {
        values.as_array().is_some_and(|values| values.iter().all(Value::is_null) && !values.is_empty())
    };
    let null_name = |name: &Value| {
        name == "null"
            || name.as_array().is_some_and(|names| matches!(names.as_slice(), [only] if only == "null"))
    };
    schema.get("type").is_some_and(null_name)
        || schema.get("enum").is_some_and(only_null)
        || schema.get("const").is_some_and(Value::is_null)
}
