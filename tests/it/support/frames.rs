//! Streams, split into frames: input and what comes of it, in pieces of every size.

use super::copied::frames::{Frame, Frames, Framing};

/// What a stream gave: its frames, and what it says of connecting again.
#[derive(Debug, PartialEq)]
pub(super) struct Given {
    pub(super) frames: Vec<String>,
    pub(super) last_event_id: Option<String>,
    /// In milliseconds.
    pub(super) retry: Option<u128>,
}

/// A frame on a line: `delta #7 {"a":1}` with its event and id, `! expected …` if it is an error.
pub(super) fn shown(frame: Result<Frame, super::copied::json::Error>) -> String {
    match frame {
        Ok(Frame { event, id, data }) => {
            let event = event.map(|event| format!("{event} ")).unwrap_or_default();
            let id = id.map(|id| format!("#{id} ")).unwrap_or_default();
            format!("{event}{id}{data}")
        }
        Err(error) => format!("! expected {}, found {}", error.expected(), error.found()),
    }
}

/// Pushes pieces one after the other, and takes what is there behind each.
pub(super) fn split<'a>(framing: Framing, limit: usize, pieces: impl IntoIterator<Item = &'a [u8]>) -> Given {
    let mut stream = Frames::new(framing, limit);
    let mut frames = Vec::new();
    for piece in pieces {
        stream.push(piece);
        frames.extend(std::iter::from_fn(|| stream.pull()));
    }
    frames.extend(std::iter::from_fn(|| stream.finish()));
    assert!(stream.is_over());
    Given {
        frames: frames.into_iter().map(shown).collect(),
        last_event_id: stream.last_event_id().map(str::to_owned),
        retry: stream.retry().map(|time| time.as_millis()),
    }
}

/// What an input gives: the same in one piece, in single bytes, and in any two pieces.
#[track_caller]
pub(super) fn given(framing: Framing, limit: usize, input: &[u8]) -> Given {
    let shown = String::from_utf8_lossy(input);
    let whole = split(framing, limit, [input]);
    assert_eq!(split(framing, limit, input.chunks(1)), whole, "{shown:?} in single bytes");
    for at in 0..=input.len() {
        let (start, rest) = input.split_at(at);
        assert_eq!(split(framing, limit, [start, b"", rest]), whole, "{shown:?} split at {at}");
    }
    whole
}

#[track_caller]
fn gives(framing: Framing, input: &[u8], expected: &[&str]) {
    assert_eq!(given(framing, 1000, input).frames, expected, "{:?}", String::from_utf8_lossy(input));
}

#[test]
fn lines() {
    let lines = |input: &str, expected: &[&str]| gives(Framing::Lines, input.as_bytes(), expected);
    lines("", &[]);
    lines("{\"a\":1}\n{\"a\":2}\n", &[r#"{"a":1}"#, r#"{"a":2}"#]);
    lines("1\r\n2\r\n", &["1", "2"]);
    lines("1\n2", &["1", "2"]);
    lines("\n1\n\n \t\n\r\n2\n\n", &["1", "2"]);
    lines("  1 \t\n", &["1"]);
    lines("\"a\rb\"\n", &["\"a\rb\""]);
    lines("\"é\u{1f600}\u{2028}\u{85}\"\n", &["\"é\u{1f600}\u{2028}\u{85}\""]);
    lines("\u{feff}1\n\u{feff}2\n", &["1", "\u{feff}2"]);
    lines("\u{feff}1", &["1"]);
    lines("\u{feff}", &[]);
    // What a line says is not known here.
    lines("nonsense\n{\n}\n", &["nonsense", "{", "}"]);
    lines("data: 1\n\n", &["data: 1"]);
}

#[test]
fn lines_that_are_not_utf8() {
    let found = |offset| format!("! expected text in UTF-8, found a byte at offset {offset} that is not");
    gives(Framing::Lines, b"1\n\"\xff\"\n2\n", &["1", &found(1), "2"]);
    gives(Framing::Lines, b"\"\xc3", &[&found(1)]);
    gives(Framing::Lines, b"\"\xc3\n\xa9\"\n", &[&found(1), &found(0)]);
    gives(Framing::Records, b"\x1e\"\xff\"\n\x1e2\n", &[&found(1), "2"]);
}

#[test]
fn records() {
    let records = |input: &str, expected: &[&str]| gives(Framing::Records, input.as_bytes(), expected);
    records("", &[]);
    records("\u{1e}{\"a\":1}\n\u{1e}{\"a\":2}\n", &[r#"{"a":1}"#, r#"{"a":2}"#]);
    records("\u{1e}1\n\u{1e}true\r\n\u{1e}null \u{1e}2\t", &["1", "true", "null", "2"]);
    // Separators without anything between them are one (RFC 7464, section 2.1).
    records("\u{1e}\u{1e}\u{1e}1\n\u{1e}", &["1"]);
    records("\u{1e}\n \n1\n\n \u{1e} \n", &["1"]);
    // What ends itself needs no space behind it (section 2.4).
    records("\u{1e}{}\u{1e}[]\u{1e}\"\"", &["{}", "[]", "\"\""]);
    // A value may have many lines, and brackets and quotes in its strings.
    records("\u{1e}{\n  \"a\": [\n1\n]\n}\n\u{1e}[\n]\n", &["{\n  \"a\": [\n1\n]\n}", "[\n]"]);
    records("\u{1e}\"{\"\n\u{1e}\"\\\"[\"\n\u{1e}[\"\\\\\"]\n", &["\"{\"", "\"\\\"[\"", "[\"\\\\\"]"]);
    records("\u{feff}\u{1e}1\n", &["1"]);
    // What a record says is not known here.
    records("\u{1e}}\n\u{1e}nonsense\n\u{1e}1 2\n", &["}", "nonsense", "1 2"]);
}

#[test]
fn records_that_are_cut_off() {
    let records = |input: &str, expected: &[&str]| gives(Framing::Records, input.as_bytes(), expected);
    let cut = |start: &str| format!("! expected a whole record, found the start of one, `{start}`");
    records("\u{1e}12", &[&cut("12")]);
    records("\u{1e}12\u{1e}13\n", &[&cut("12"), "13"]);
    records("\u{1e} tru\u{1e}true\n", &[&cut("tru"), "true"]);
    records("\u{1e}{\"a\":{}\n\u{1e}1\n", &[&cut("{\"a\":{}"), "1"]);
    records("\u{1e}{\"a\":\"b\\\u{1e}[1\n", &[&cut("{\"a\":\"b\\"), &cut("[1")]);
    records("\u{1e}\"a\nb\n", &[&cut("\"a\nb")]);
    gives(Framing::Records, b"\x1e\"\xc3", &[&cut("\"\u{fffd}")]);
    let long = format!("\u{1e}[\"{}", "é".repeat(300));
    records(&long, &[&cut(&format!("[\"{}…", "é".repeat(98)))]);
}

#[test]
fn records_without_a_separator() {
    let records = |input: &str, expected: &[&str]| gives(Framing::Records, input.as_bytes(), expected);
    let found = |text: &str| format!("! expected a record separator (U+001E), found `{text}`");
    records("1\n2\n\u{1e}3\n", &[&found("1"), &found("2"), "3"]);
    records("1", &[&found("1")]);
    records("\n \u{1e}1\n", &["1"]);
    records("\u{1e}1\n2\n\u{1e}3\n", &["1", &found("2"), "3"]);
    records("\u{1e}1\n]]]\u{1e}[3]\n", &["1", &found("]]]"), "[3]"]);
}

#[test]
fn what_is_longer_than_the_limit_ends_the_stream() {
    let too_long = |frame: &str, limit: usize| {
        format!("! expected {frame} of at most {limit} bytes, found a longer one")
    };
    let cases: [(Framing, usize, &str, &[&str]); 15] = [
        (Framing::Lines, 3, "123\n456", &["123", "456"]),
        (Framing::Lines, 3, "1\n1234\n5\n", &["1", &too_long("a line", 3)]),
        (Framing::Lines, 3, "1234", &[&too_long("a line", 3)]),
        (Framing::Lines, 0, "\n\n1", &[&too_long("a line", 0)]),
        (Framing::Records, 3, "\u{1e}123\n\u{1e}[1]", &["123", "[1]"]),
        (Framing::Records, 3, "\u{1e}1\n\u{1e}[12]\n\u{1e}5\n", &["1", &too_long("a record", 3)]),
        (Framing::Records, 3, "\u{1e}[\n\n\n\n", &[&too_long("a record", 3)]),
        (Framing::Events, 8, "data:123\n\n", &["123"]),
        (Framing::Events, 8, "data:1\n\ndata:1234\n\n", &["1", &too_long("an event", 8)]),
        (Framing::Events, 8, "data:123\ndata:567\ndata:\n\n", &["123\n567\n"]),
        (Framing::Events, 8, "data:123\ndata:567\ndata:9\n\ndata:\n\n", &[&too_long("an event", 8)]),
        (
            Framing::Events,
            8,
            "data\ndata\ndata\ndata\ndata\ndata\ndata\ndata\ndata\n\n",
            &["\n\n\n\n\n\n\n\n"],
        ),
        (Framing::Events, 8, "data:1\n\n:23456789", &["1", &too_long("an event", 8)]),
        (Framing::Events, 8, ":2345678\r\n:2345678\n\n:\n", &[]),
        (Framing::Events, 8, "\r\n12345678\r\n\r\n123456789\r\n", &[&too_long("an event", 8)]),
    ];
    for (framing, limit, input, expected) in cases {
        assert_eq!(given(framing, limit, input.as_bytes()).frames, expected, "{input:?}");
    }
}

#[test]
fn nothing_follows_the_end_of_a_stream() {
    for framing in [Framing::Events, Framing::Lines, Framing::Records] {
        let mut stream = Frames::new(framing, 10);
        assert!(!stream.is_over());
        stream.push(&[b'1'; 11]);
        assert!(stream.pull().is_some_and(|frame| frame.is_err()));
        assert!(stream.is_over());
        stream.push(b"\n\n\x1e1\n\ndata: 1\n\n");
        assert_eq!((stream.pull(), stream.finish()), (None, None));

        let mut stream = Frames::new(framing, 10);
        assert_eq!(stream.finish(), None);
        stream.push(b"\n\n\x1e1\n\ndata: 1\n\n");
        assert!(stream.is_over());
        assert_eq!((stream.pull(), stream.finish()), (None, None));
    }
}

#[test]
fn frames_that_nobody_took_are_there_at_the_end() {
    let mut stream = Frames::new(Framing::Lines, 10);
    stream.push(b"1\n2\n3");
    let frames: Vec<String> = std::iter::from_fn(|| stream.finish()).map(shown).collect();
    assert_eq!(frames, ["1", "2", "3"]);
}

#[test]
fn a_record_is_given_before_the_next_one_begins() {
    let mut stream = Frames::new(Framing::Records, 100);
    stream.push(b"\x1e{\"a\":\n[1]}");
    assert_eq!(stream.pull(), None);
    stream.push(b"\n");
    assert_eq!(stream.pull().map(shown).as_deref(), Some("{\"a\":\n[1]}"));
}

/// Were any of these read again for each piece, it would take hours.
#[test]
fn a_million_pieces_are_read_once() {
    let text = "x".repeat(1_000_000);
    let cases = [
        (Framing::Lines, format!("{text}\n")),
        (Framing::Records, format!("\u{1e}\"{text}\"")),
        (Framing::Events, format!("data: {text}\n\n")),
        (Framing::Events, format!("{}\n", "data:12345\n".repeat(90_000))),
    ];
    for (framing, input) in cases {
        assert_eq!(split(framing, 2_000_000, input.as_bytes().chunks(1)).frames.len(), 1);
    }
}

/// Were the rest moved for each frame, or the id copied, it would take hours.
#[test]
fn a_million_frames_in_one_piece_are_read_once() {
    let id = "x".repeat(1_000_000);
    let cases = [
        (Framing::Lines, "1\n".repeat(1_000_000)),
        (Framing::Events, format!("id:{id}\n{}", "data\n\n".repeat(100_000))),
    ];
    for (framing, input) in cases {
        let mut stream = Frames::new(framing, 2_000_000);
        stream.push(input.as_bytes());
        let mut count = 0;
        while stream.pull().is_some() {
            count += 1;
            // More comes while the frames are taken.
            stream.push(b"\n");
        }
        assert!(count >= 100_000, "{count}");
    }
}

#[test]
fn the_text_of_a_stream_stays_out_of_its_debug_text() {
    let mut stream = Frames::new(Framing::Lines, 10);
    stream.push(b"1\nsecret");
    assert!(stream.pull().is_some());
    assert_eq!(format!("{stream:?}"), "Frames { limit: 10, bytes: 6 bytes, is_over: false, .. }");
}

/// Bytes as they come to the mind of a generator of numbers (xorshift), out of pieces that mean something.
fn nonsense(seed: &mut u64) -> Vec<u8> {
    let words: [&[u8]; 22] = [
        b"data",
        b"id",
        b"event",
        b"retry",
        b":",
        b" ",
        b"\n",
        b"\r",
        b"\n\n",
        b"\r\n",
        b"\0",
        b"1",
        b"x",
        b"\x1e",
        b"{",
        b"}",
        b"[",
        b"\"",
        b"\\",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xa9",
    ];
    let mut bytes = Vec::new();
    for _ in 0..random(seed, 30) {
        bytes.extend_from_slice(words[random(seed, words.len())]);
    }
    bytes
}

fn random(seed: &mut u64, below: usize) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed >> 33).expect("31 bits") % below
}

#[test]
fn nonsense_gives_the_same_however_it_comes() {
    let mut seed = 0x5eed;
    for _ in 0..1500 {
        let input = nonsense(&mut seed);
        let limit = random(&mut seed, 40);
        given(Framing::Lines, limit, &input);
        given(Framing::Records, limit, &input);
        given(Framing::Events, limit, &input);
        assert_eq!(given(Framing::Events, 1000, &input).frames, plainly(&input), "{input:?}");
    }
}

/// The events of a whole text, as the standard words it.
fn plainly(input: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(input).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (mut event, mut data, mut id) = (String::new(), String::new(), String::new());
    let mut frames = Vec::new();
    // What stands behind the last end of a line is none.
    for line in text.split('\n').take(text.matches('\n').count()) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "" if line.is_empty() => {
                if let Some(data) = data.strip_suffix('\n') {
                    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                    let id = some(&id).map(Into::into);
                    frames.push(shown(Ok(Frame { event: some(&event), id, data: data.to_owned() })));
                }
                event.clear();
                data.clear();
            }
            "event" => value.clone_into(&mut event),
            "data" => data.extend([value, "\n"]),
            "id" if !value.contains('\0') => value.clone_into(&mut id),
            _ => {}
        }
    }
    frames
}
