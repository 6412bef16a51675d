//! What can be asked of an item, whatever it is.

use super::{Crate, Ident, Item, Method, Methods, Module, Struct, Union};

impl Module {
    /// The root of the output, with nothing in it.
    pub fn root(docs: Vec<String>) -> Self {
        Module { docs, ..Module::default() }
    }
}

impl Crate {
    /// The methods of the client.
    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        let items = self.modules.iter().flat_map(|module| &module.items);
        items.flat_map(|item| match item {
            Item::Methods(item) => item.methods.as_slice(),
            Item::Struct(_)
            | Item::Answer(_)
            | Item::Headers(_)
            | Item::Enum(_)
            | Item::Union(_)
            | Item::Alias(_)
            | Item::Builder(_)
            | Item::Own(_)
            | Item::Validate(_)
            | Item::Serde(_) => &[],
        })
    }

    /// The types that are defined.
    pub fn types(&self) -> impl Iterator<Item = &Ident> {
        self.modules.iter().flat_map(|module| &module.items).filter_map(Item::ident)
    }
}

impl Item {
    /// The type that it defines.
    pub fn ident(&self) -> Option<&Ident> {
        match self {
            Item::Answer(item) => Some(&item.ident),
            Item::Headers(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            Item::Alias(item) => Some(&item.ident),
            Item::Builder(_) | Item::Methods(_) | Item::Own(_) | Item::Validate(_) | Item::Serde(_) => None,
        }
    }

    /// Whether it defines a type that writes itself as JSON.
    pub fn encodes(&self) -> bool {
        match self {
            Item::Struct(item) => item.encode,
            Item::Enum(_) | Item::Union(_) | Item::Own(_) => true,
            Item::Alias(_) | Item::Answer(_) | Item::Headers(_) | Item::Builder(_) => false,
            Item::Methods(_) | Item::Validate(_) | Item::Serde(_) => false,
        }
    }

    /// Whether it defines a type that reads itself from JSON.
    pub fn decodes(&self) -> bool {
        match self {
            Item::Struct(item) => item.decode,
            Item::Enum(item) => item.decode,
            Item::Union(item) => item.decode,
            Item::Own(item) => item.decode,
            Item::Alias(_) | Item::Answer(_) | Item::Headers(_) | Item::Builder(_) => false,
            Item::Methods(_) | Item::Validate(_) | Item::Serde(_) => false,
        }
    }

    /// Every piece of Rust in it that can name a type of another module.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Item::Methods(item) => methods(item),
            Item::Answer(item) => {
                let types = item.variants.iter().filter_map(|variant| variant.ty.as_deref());
                types.chain(["support::Response"]).collect()
            }
            Item::Headers(item) => {
                let fields = item.fields.iter().flat_map(|field| [field.ty.as_str(), field.read.as_str()]);
                fields.chain(["json::Error"]).collect()
            }
            Item::Struct(item) => structure(item),
            Item::Union(item) => union(item),
            Item::Alias(item) => vec![&item.ty],
            Item::Own(item) => vec![&item.ty, &item.write, &item.read],
            Item::Validate(item) => {
                item.checks.iter().map(String::as_str).chain(["support::validate::Violations"]).collect()
            }
            Item::Builder(item) => {
                let asks = item.credentials.iter().any(|credential| credential.token_url.is_some());
                asks.then_some("support::token::Tokens").into_iter().collect()
            }
            Item::Enum(_) | Item::Serde(_) => Vec::new(),
        }
    }
}

fn methods(item: &Methods) -> Vec<&str> {
    let methods = item.methods.iter().flat_map(|method| {
        let body = method.body.iter().flat_map(|body| {
            let made = if body.object { "json::Writer" } else { "" };
            let parts = if body.parts { "support::multipart::Form" } else { "" };
            let properties = body.properties.iter().map(|property| property.style.as_str());
            let encodings = body.encodings.iter().filter_map(|encoding| encoding.style.as_deref());
            [body.content.as_str(), made, parts].into_iter().chain(properties).chain(encodings)
        });
        let styles = method
            .parameters
            .iter()
            .map(|parameter| parameter.style.as_deref().unwrap_or("support::parameters::"));
        body.chain(styles)
            .chain(method.argument.as_ref().map(|argument| argument.ty.as_str()))
            .chain([method.answer.as_str()])
            .chain(method.error.as_deref())
            .chain(method.items.iter().flat_map(|items| [items.ty.as_str(), items.rule.as_str()]))
    });
    methods.collect()
}

fn structure(item: &Struct) -> Vec<&str> {
    let fields = item.fields.iter().flat_map(|field| {
        let setter = field.setter.iter().flat_map(|setter| [setter.argument.as_str(), setter.value.as_str()]);
        setter.chain([field.ty.as_str()])
    });
    let new = item.new.iter().flat_map(|new| new.arguments.iter().chain(&new.values).map(String::as_str));
    fields.chain(new).chain(item.additional.iter().map(|additional| additional.ty.as_str())).collect()
}

fn union(item: &Union) -> Vec<&str> {
    let variants = item.variants.iter().filter_map(|variant| variant.ty.as_deref());
    let conversions = item.conversions.iter().flat_map(|made| [made.from.as_str(), made.generics.as_str()]);
    variants.chain(conversions).collect()
}
