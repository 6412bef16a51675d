//! A JSON text as flat names and values, for forms and queries.

use super::json::{Error, Kind, Reader};

/// The text of the value that comes next, where only text can stand: a string without quotes, nothing for
/// `null`, and JSON for all the rest.
///
/// # Errors
///
/// When the text is not JSON, or too deep.
pub(super) fn plain(from: &mut Reader<'_>) -> Result<String, Error> {
    match from.peek() {
        Kind::String => from.string().map(|text| text.into_owned()),
        Kind::Null if from.null() => Ok(String::new()),
        _ => from.raw_text().map(str::to_owned),
    }
}

/// Adds what is in a value, each under the way there: `{"b": [1, 2]}` named `a` is `a[b][0]` and `a[b][1]`.
/// Empty arrays and objects add nothing.
///
/// # Errors
///
/// When the text is not JSON, or too deep.
pub(super) fn brackets(
    name: &mut String,
    from: &mut Reader<'_>,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), Error> {
    let length = name.len();
    match from.peek() {
        Kind::Object => {
            from.begin_object()?;
            while let Some(key) = from.next_key()? {
                name.push_str(&format!("[{key}]"));
                brackets(name, from, pairs)?;
                name.truncate(length);
            }
        }
        Kind::Array => {
            from.begin_array()?;
            let mut index = 0;
            while from.next_element()? {
                name.push_str(&format!("[{index}]"));
                brackets(name, from, pairs)?;
                name.truncate(length);
                index += 1;
            }
        }
        _ => pairs.push((name.clone(), plain(from)?)),
    }
    Ok(())
}
