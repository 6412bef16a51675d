//! What a template is given, as minijinja's values.

use std::sync::Arc;

use minijinja::{
    Value,
    value::{Enumerator, Object},
};

use crate::rust::View;

/// A part of the model as a value.
pub(super) fn value(view: &View<'_>) -> Value {
    match view {
        View::Nothing => Value::from(()),
        View::Flag(flag) => Value::from(*flag),
        View::Number(number) => Value::from(*number),
        View::Text(text) => Value::from(*text),
        View::List(parts) => parts.iter().map(value).collect(),
        View::Record(names, parts) => {
            Value::from_object(Record { names, values: parts.iter().map(value).collect() })
        }
    }
}

/// Named values. A record has a dozen names at most: looking through them is quicker than a map.
#[derive(Debug)]
struct Record {
    names: &'static [&'static str],
    values: Vec<Value>,
}

impl Object for Record {
    fn get_value(self: &Arc<Self>, name: &Value) -> Option<Value> {
        let name = name.as_str()?;
        let index = self.names.iter().position(|known| *known == name)?;
        self.values.get(index).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(self.names)
    }
}
