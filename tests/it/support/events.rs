//! Event streams, rule by rule of the WHATWG standard (HTML, section "Server-sent events"), and what their data is
//! read as.

use super::{
    copied::{
        frames::{Event, Frame, Framing, typed},
        json,
    },
    frames::{Given, given},
};

/// What an input gives, its line ends LF; with CR or CRLF instead it must give the same.
#[track_caller]
fn events(input: &str) -> Given {
    let events = given(Framing::Events, 1000, input.as_bytes());
    for end in ["\r\n", "\r"] {
        assert_eq!(given(Framing::Events, 1000, input.replace('\n', end).as_bytes()), events, "{input:?}");
    }
    events
}

#[track_caller]
fn gives(input: &str, expected: &[&str]) {
    assert_eq!(events(input).frames, expected, "{input:?}");
}

#[test]
fn the_examples_of_the_standard() {
    gives(
        "data: This is the first message.\n\n\
         data: This is the second message, it\ndata: has two lines.\n\n\
         data: This is the third message.\n\n",
        &[
            "This is the first message.",
            "This is the second message, it\nhas two lines.",
            "This is the third message.",
        ],
    );
    gives(
        "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\nevent: add\ndata: 113411\n\n",
        &["add 73857293", "remove 2153", "add 113411"],
    );
    gives("data: YHOO\ndata: +2\ndata: 10\n\n", &["YHOO\n+2\n10"]);
    let ids = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    assert_eq!(
        events(ids),
        Given {
            frames: ["#1 first event", "second event", " third event"].map(str::to_owned).into(),
            last_event_id: None,
            retry: None
        }
    );
    gives("data\n\ndata\ndata\n\ndata:", &["", "\n"]);
    gives("data:test\n\ndata: test\n\n", &["test", "test"]);
}

#[test]
fn fields() {
    gives("", &[]);
    gives("\n\n\n", &[]);
    gives(":\n:comment\n: data: x\n\n", &[]);
    gives("data: 1\n:data: 2\ndata: 3\n\n", &["1\n3"]);
    gives("data:1\n\ndata:  1 \n\ndata: a: b\n\n", &["1", " 1 ", "a: b"]);
    gives("data:\n\ndata: \n\ndata:\ndata:\n\n", &["", "", "\n"]);
    // Names are as they are: in small letters, without space.
    gives("Data: 1\nDATA: 1\n data: 1\ndata : 1\ndatas: 1\ndat: 1\nother\n\n", &[]);
    gives("event: a\ndata: 1\n\ndata: 2\n\n", &["a 1", "2"]);
    gives("event: a\nevent: b\ndata: 1\n\nevent: a\nevent\ndata: 2\n\n", &["b 1", "2"]);
    // Without data there is no event, and its type is not that of the next one.
    gives("event: a\n\ndata: 1\n\n", &["1"]);
    gives("data: {\ndata:  \"a\":1\ndata: }\n\n", &["{\n \"a\":1\n}"]);
    gives("data: 1\n\n\n\ndata: 2\n\n", &["1", "2"]);
}

#[test]
fn an_event_without_its_end_is_dropped() {
    gives("data: 1", &[]);
    gives("data: 1\n", &[]);
    gives("data: 1\n\ndata: 2\n", &["1"]);
    assert_eq!(events("id: 1\ndata: 1\n\nid: 2\ndata: 2\n").last_event_id.as_deref(), Some("1"));
    assert_eq!(events("id: 1\ndata: 1\n").last_event_id, None);
}

#[test]
fn line_ends() {
    let cases: [(&str, &[&str]); 7] = [
        ("data: 1\r\n\r\ndata: 2\r\n\r\n", &["1", "2"]),
        ("data: 1\r\rdata: 2\r\r", &["1", "2"]),
        ("data: 1\n\rdata: 2\r\n\n", &["1", "2"]),
        ("data: 1\r\ndata: 2\rdata: 3\ndata: 4\n\r\n", &["1\n2\n3\n4"]),
        ("data: 1\r\n\n", &["1"]),
        ("data: 1\r\r\n", &["1"]),
        // Other characters end lines elsewhere only.
        ("data: 1\u{b}\u{c}\u{85}\u{2028}\u{2029}\n\n", &["1\u{b}\u{c}\u{85}\u{2028}\u{2029}"]),
    ];
    for (input, expected) in cases {
        assert_eq!(given(Framing::Events, 1000, input.as_bytes()).frames, expected, "{input:?}");
    }
}

#[test]
fn an_event_is_given_at_the_first_byte_of_its_end() {
    let mut stream = super::copied::frames::Frames::new(Framing::Events, 100);
    stream.push(b"data: 1\r\n\r");
    assert_eq!(stream.pull(), Some(Ok(Frame { data: "1".to_owned(), ..Frame::default() })));
    stream.push(b"\n");
    assert_eq!(stream.pull(), None);
}

#[test]
fn characters() {
    gives("\u{feff}data: 1\n\n", &["1"]);
    gives("\u{feff}\u{feff}data: 1\n\n", &[]);
    gives("\n\u{feff}data: 1\n\n", &[]);
    gives("data: \u{feff}1\n\n", &["\u{feff}1"]);
    gives("\u{feff}", &[]);
    gives("event: é\nid: \u{1f600}\ndata: €\0\n\n", &["é #\u{1f600} €\0"]);
    let cases: [(&[u8], &str); 5] = [
        (b"data: \xff\n\n", "\u{fffd}"),
        (b"data: \xc3\ndata: \xa9\n\n", "\u{fffd}\n\u{fffd}"),
        (b"data: \xf0\x9f\x98x\n\n", "\u{fffd}x"),
        (b"event: \xfe\ndata: \xed\xa0\x80\n\n", "\u{fffd} \u{fffd}\u{fffd}\u{fffd}"),
        // A part of a byte order mark is none.
        (b"\xef\xbbdata: 1\n\ndata: 2\n\n", "2"),
    ];
    for (input, expected) in cases {
        assert_eq!(given(Framing::Events, 1000, input).frames, [expected], "{input:?}");
    }
}

#[test]
fn ids() {
    let cases: [(&str, &[&str], Option<&str>); 9] = [
        ("data: 1\n\n", &["1"], None),
        ("id: 1\ndata: 1\n\ndata: 2\n\nid: 3\ndata: 3\n\n", &["#1 1", "#1 2", "#3 3"], Some("3")),
        ("id: 1\nid: 2\ndata: 1\n\n", &["#2 1"], Some("2")),
        ("data: 1\nid:  x y \n\n", &["# x y  1"], Some(" x y ")),
        // An empty one takes it back.
        ("id: 1\ndata: 1\n\nid:\ndata: 2\n\n", &["#1 1", "2"], None),
        ("id: 1\ndata: 1\n\nid\ndata: 2\n\n", &["#1 1", "2"], None),
        // One with NUL is none.
        ("id: 1\ndata: 1\n\nid: 2\0\ndata: 2\n\n", &["#1 1", "#1 2"], Some("1")),
        ("ID: 1\nid : 2\ndata: 1\n\n", &["1"], None),
        // It counts without data too.
        ("id: 1\n\ndata: 1\n\nid: 2\n\n", &["#1 1"], Some("2")),
    ];
    for (input, frames, id) in cases {
        let events = events(input);
        assert_eq!((events.last_event_id.as_deref(), events.retry), (id, None), "{input:?}");
        assert_eq!(events.frames, frames, "{input:?}");
    }
}

#[test]
fn retry() {
    let nines = format!("retry: {}\n", "9".repeat(500));
    let zeros = format!("retry: {}7\n", "0".repeat(500));
    let cases = [
        ("data: 1\n\n", None),
        // It counts at once, and without an event.
        ("retry: 3000\n", Some(3000)),
        ("retry:0\n", Some(0)),
        ("retry: 1\nretry: 2\n\n", Some(2)),
        ("retry: 1\nretry\n\n", Some(1)),
        ("retry: 1\nretry: -2\nretry: +3\nretry: 4.0\nretry: 5s\nretry:  6\nretry: 7 \nretry: ٣\n", Some(1)),
        ("retry: 18446744073709551615\n", Some(u128::from(u64::MAX))),
        ("retry: 18446744073709551616\n", Some(u128::from(u64::MAX))),
        (&nines, Some(u128::from(u64::MAX))),
        (&zeros, Some(7)),
        ("retry: 1", None),
    ];
    for (input, expected) in cases {
        assert_eq!(events(input).retry, expected, "{input:?}");
    }
}

fn frame(data: &str) -> Frame {
    Frame { event: Some("delta".to_owned()), id: Some("7".into()), data: data.to_owned() }
}

#[test]
fn values() {
    assert_eq!(typed::<Vec<i64>>(&frame("[1,\n2]")), Some(Ok(vec![1, 2])));
    let event = Event { event: Some("delta".to_owned()), id: Some("7".into()), value: vec![1] };
    assert_eq!(Event::read(frame("[1]")), Some(Ok(event)));
    let message = |data: &str| match Event::<Vec<i64>>::read(frame(data)) {
        Some(Err(error)) => error.to_string(),
        other => panic!("{data} was read as {other:?}"),
    };
    assert_eq!(message("[1,null]"), "at [1]: expected an integer, found null");
    assert_eq!(message(""), "at the top level: expected an array, found the end of the text");
    assert_eq!(message("[1"), "at [0]: expected `,` or `]`, found the end of the text");
}

#[test]
fn the_end_as_openai_says_it() {
    for data in ["[DONE]", " [DONE]\n"] {
        assert!(frame(data).is_done(), "{data:?}");
        assert_eq!(typed::<Vec<String>>(&frame(data)), None);
        assert_eq!(Event::<Vec<String>>::read(frame(data)), None);
    }
    for data in ["", "DONE", "[done]", "[\"DONE\"]", "[DONE] 1", "[DONE"] {
        assert!(!frame(data).is_done(), "{data:?}");
    }
    let error: Option<Result<Vec<String>, json::Error>> = typed(&frame("[done]"));
    assert!(matches!(error, Some(Err(_))));
}
