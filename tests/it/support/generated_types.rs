//! The types of answers, as the generator writes them, by hand: each way to tell the types of a union apart.

use std::collections::BTreeMap;

use super::copied::json;

/// An object with fixed members, optional ones, and any others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FileLink {
    pub(super) id: String,
    pub(super) file: FileOrId,
    pub(super) expires_at: Option<i64>,
    pub(super) status: Status,
    pub(super) owner: Option<Owner>,
    pub(super) additional: BTreeMap<String, serde_json::Value>,
}

impl json::Encode for FileLink {
    fn encode(&self, out: &mut json::Writer) {
        out.begin_object();
        out.field("id", &self.id);
        out.field("file", &self.file);
        out.optional("expires_at", &self.expires_at);
        out.field("status", &self.status);
        out.optional("owner", &self.owner);
        out.members(&self.additional);
        out.end_object();
    }
}

impl json::Decode for FileLink {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let mut id = None;
        let mut file = None;
        let mut expires_at = None;
        let mut status = None;
        let mut owner = None;
        let mut additional = BTreeMap::new();
        let read = json::members_and_others(
            from,
            &mut [
                ("id", &mut id),
                ("file", &mut file),
                ("expires_at", &mut json::Optional(&mut expires_at)),
                ("status", &mut status),
                ("owner", &mut json::Optional(&mut owner)),
            ],
            &mut additional,
        )?;
        let (Some(id), Some(file), Some(status)) = (id, file, status) else {
            return Err(read.missing(from));
        };
        Ok(Self { id, file, expires_at, status, owner, additional })
    }
}

/// A union that its kind decides, and then a trial.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FileOrId {
    Id(String),
    File(FileObject),
    Unknown(serde_json::Value),
}

impl json::Encode for FileOrId {
    fn encode(&self, out: &mut json::Writer) {
        match self {
            Self::Id(value) => value.encode(out),
            Self::File(value) => value.encode(out),
            Self::Unknown(value) => value.encode(out),
        }
    }
}

impl json::Decode for FileOrId {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        if from.peek() == json::Kind::String {
            return from.value().map(Self::Id);
        }
        let mut best = from.best();
        best.of(Self::File);
        best.or(Self::Unknown)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct FileObject {
    pub(super) size: u64,
}

impl json::Encode for FileObject {
    fn encode(&self, out: &mut json::Writer) {
        out.begin_object();
        out.field("size", &self.size);
        out.end_object();
    }
}

impl json::Decode for FileObject {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let mut size = None;
        let read = json::members(from, &mut [("size", &mut size)])?;
        let Some(size) = size else {
            return Err(read.missing(from));
        };
        Ok(Self { size })
    }
}

/// An open enum: what is unknown is kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Status {
    Active,
    Expired,
    Unknown(Box<str>),
}

impl json::Encode for Status {
    fn encode(&self, out: &mut json::Writer) {
        out.string(match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Unknown(text) => text,
        });
    }
}

impl json::Decode for Status {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let text = from.string()?;
        Ok(match &*text {
            "active" => Self::Active,
            "expired" => Self::Expired,
            _ => Self::Unknown(text.into_owned().into()),
        })
    }
}

/// A closed enum.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Level {
    Low,
    High,
}

impl json::Encode for Level {
    fn encode(&self, out: &mut json::Writer) {
        out.string(match self {
            Self::Low => "low",
            Self::High => "high",
        });
    }
}

impl json::Decode for Level {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        match &*from.string()? {
            "low" => Ok(Self::Low),
            "high" => Ok(Self::High),
            _ => Err(from.unexpected("one of \"low\", \"high\"")),
        }
    }
}

/// A union that a tag decides, or else its required members.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Owner {
    Person(Person),
    Level(BTreeMap<String, Level>),
}

impl json::Encode for Owner {
    fn encode(&self, out: &mut json::Writer) {
        match self {
            Self::Person(value) => value.encode(out),
            Self::Level(value) => value.encode(out),
        }
    }
}

impl json::Decode for Owner {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        match from.tag("object")?.as_deref() {
            Some("person") => return from.value().map(Self::Person),
            Some(_) => return Err(from.unexpected("an object whose `object` is \"person\"")),
            None => {}
        }
        if from.has_members(&["low", "high"])? {
            return from.value().map(Self::Level);
        }
        Err(from.unexpected("a person, or an object with `low` and `high`"))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Person {
    pub(super) name: Option<String>,
    pub(super) parent: Option<Box<Person>>,
}

impl json::Encode for Person {
    fn encode(&self, out: &mut json::Writer) {
        out.begin_object();
        out.field("object", "person");
        out.optional("name", &self.name);
        out.optional("parent", &self.parent);
        out.end_object();
    }
}

impl json::Decode for Person {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let mut name = None;
        let mut parent = None;
        json::members(
            from,
            &mut [("name", &mut json::Optional(&mut name)), ("parent", &mut json::Optional(&mut parent))],
        )?;
        Ok(Self { name, parent })
    }
}

json::forward_serde! {
    serialize: [FileLink, FileOrId, FileObject, Status, Level, Owner, Person],
    deserialize: [FileLink, FileOrId, FileObject, Status, Level, Owner, Person],
}
