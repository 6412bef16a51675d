//! Types that can be read and written in four ways: by serde's derive, as generated code does it, by way of
//! `serde_json::Value`, and (only read) by `jiter`.

use jiter::{Jiter, Peek};
use serde_json::{Map, Value};

/// A type that is read from a tree, and written as one.
pub(crate) trait Tree: Sized {
    fn from_tree(value: Value) -> Option<Self>;
    fn tree(&self) -> Value;
}

/// A type that is read by `jiter`.
pub(crate) trait Pulled: Sized {
    fn pull(from: &mut Jiter<'_>, next: Peek) -> Option<Self>;
}

/// Structs with required (`req`) and optional (`opt`) members.
macro_rules! records {
    ($(struct $name:ident { $(req $req_wire:literal $req:ident: $req_ty:ty,)* $(opt $opt_wire:literal $opt:ident: $opt_ty:ty,)* })*) => {$(
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub(crate) struct $name {
            $(#[serde(rename = $req_wire)] pub(crate) $req: $req_ty,)*
            $(#[serde(rename = $opt_wire, skip_serializing_if = "Option::is_none")] pub(crate) $opt: Option<$opt_ty>,)*
        }

        impl json::Encode for $name {
            fn encode(&self, out: &mut json::Writer) {
                out.begin_object();
                $(out.field($req_wire, &self.$req);)*
                $(out.optional($opt_wire, &self.$opt);)*
                out.end_object();
            }
        }

        impl json::Decode for $name {
            #[allow(unused_parens, unused_variables)]
            fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                $(let mut $req = None;)*
                $(let mut $opt = None;)*
                let read = json::members(from, &mut [
                    $(($req_wire, &mut $req),)*
                    $(($opt_wire, &mut json::Optional(&mut $opt)),)*
                ])?;
                $(let Some($req) = $req else {
                    return Err(read.missing(from));
                };)*
                Ok(Self { $($req,)* $($opt,)* })
            }
        }

        impl $crate::record::Tree for $name {
            #[allow(unused_mut)]
            fn from_tree(value: serde_json::Value) -> Option<Self> {
                let serde_json::Value::Object(mut members) = value else { return None };
                Some(Self {
                    $($req: $crate::record::Tree::from_tree(members.remove($req_wire)?)?,)*
                    $($opt: match members.remove($opt_wire) {
                        None | Some(serde_json::Value::Null) => None,
                        Some(value) => Some($crate::record::Tree::from_tree(value)?),
                    },)*
                })
            }

            fn tree(&self) -> serde_json::Value {
                let mut members = serde_json::Map::new();
                $(members.insert($req_wire.to_owned(), $crate::record::Tree::tree(&self.$req));)*
                $(if let Some(value) = &self.$opt {
                    members.insert($opt_wire.to_owned(), $crate::record::Tree::tree(value));
                })*
                serde_json::Value::Object(members)
            }
        }

        impl $crate::record::Pulled for $name {
            fn pull(from: &mut jiter::Jiter<'_>, next: jiter::Peek) -> Option<Self> {
                enum Member { $(#[allow(non_camel_case_types)] $req,)* $(#[allow(non_camel_case_types)] $opt,)* Other }
                let member = |key: &str| match key {
                    $($req_wire => Member::$req,)*
                    $($opt_wire => Member::$opt,)*
                    _ => Member::Other,
                };
                $(let mut $req = None;)*
                $(let mut $opt = None;)*
                if next != jiter::Peek::Object {
                    return None;
                }
                let mut key = from.known_object().ok()?.map(member);
                while let Some(found) = key {
                    let next = from.peek().ok()?;
                    match found {
                        $(Member::$req => $req = Some($crate::record::Pulled::pull(from, next)?),)*
                        $(Member::$opt => if next == jiter::Peek::Null {
                            from.known_null().ok()?;
                        } else {
                            $opt = Some($crate::record::Pulled::pull(from, next)?);
                        },)*
                        Member::Other => from.known_skip(next).ok()?,
                    }
                    key = from.next_key().ok()?.map(member);
                }
                Some(Self { $($req: $req?,)* $($opt,)* })
            }
        }
    )*};
}

pub(crate) use records;

impl Tree for String {
    fn from_tree(value: Value) -> Option<Self> {
        if let Value::String(text) = value { Some(text) } else { None }
    }

    fn tree(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Pulled for String {
    fn pull(from: &mut Jiter<'_>, next: Peek) -> Option<Self> {
        if next == Peek::String { from.known_str().ok().map(str::to_owned) } else { None }
    }
}

impl Tree for i64 {
    fn from_tree(value: Value) -> Option<Self> {
        value.as_i64()
    }

    fn tree(&self) -> Value {
        Value::from(*self)
    }
}

impl Pulled for i64 {
    fn pull(from: &mut Jiter<'_>, next: Peek) -> Option<Self> {
        if let Ok(jiter::NumberInt::Int(number)) = from.known_int(next) { Some(number) } else { None }
    }
}

impl Tree for f64 {
    fn from_tree(value: Value) -> Option<Self> {
        value.as_f64()
    }

    fn tree(&self) -> Value {
        Value::from(*self)
    }
}

impl Pulled for f64 {
    fn pull(from: &mut Jiter<'_>, next: Peek) -> Option<Self> {
        from.known_float(next).ok()
    }
}

impl Tree for bool {
    fn from_tree(value: Value) -> Option<Self> {
        value.as_bool()
    }

    fn tree(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Pulled for bool {
    fn pull(from: &mut Jiter<'_>, next: Peek) -> Option<Self> {
        from.known_bool(next).ok()
    }
}

impl<T: Tree> Tree for Vec<T> {
    fn from_tree(value: Value) -> Option<Self> {
        let Value::Array(items) = value else { return None };
        items.into_iter().map(T::from_tree).collect()
    }

    fn tree(&self) -> Value {
        Value::Array(self.iter().map(T::tree).collect())
    }
}

impl<T: Pulled> Pulled for Vec<T> {
    fn pull(from: &mut Jiter<'_>, next: Peek) -> Option<Self> {
        let mut items = Vec::new();
        if next != Peek::Array {
            return None;
        }
        let mut next = from.known_array().ok()?;
        while let Some(item) = next {
            items.push(T::pull(from, item)?);
            next = from.array_step().ok()?;
        }
        Some(items)
    }
}

impl<T: Tree> Tree for std::collections::BTreeMap<String, T> {
    fn from_tree(value: Value) -> Option<Self> {
        let Value::Object(members) = value else { return None };
        members.into_iter().map(|(name, value)| Some((name, T::from_tree(value)?))).collect()
    }

    fn tree(&self) -> Value {
        Value::Object(self.iter().map(|(name, value)| (name.clone(), value.tree())).collect::<Map<_, _>>())
    }
}

impl<T: Pulled> Pulled for std::collections::BTreeMap<String, T> {
    fn pull(from: &mut Jiter<'_>, next: Peek) -> Option<Self> {
        let mut values = std::collections::BTreeMap::new();
        if next != Peek::Object {
            return None;
        }
        let mut key = from.known_object().ok()?.map(str::to_owned);
        while let Some(name) = key {
            let next = from.peek().ok()?;
            values.insert(name, T::pull(from, next)?);
            key = from.next_key().ok()?.map(str::to_owned);
        }
        Some(values)
    }
}
