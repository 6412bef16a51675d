//! How fast types read and write JSON: serde's derive, generated code, a tree between, and `jiter`.
//!
//! ```text
//! cargo run --release --manifest-path benches/json/Cargo.toml -- ../shared/specs/github-3.0.json
//! ```
//!
//! The candidates take turns on the same types and texts, and the best of many rounds counts: other work on the
//! machine makes a round slower, never faster. Without an argument the part with a large document is left out.

mod record;
mod support;

use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};

use record::{Pulled, Tree, records};
use support::json;

/// How often the candidates take turns.
const ROUNDS: usize = 15;

/// How long a candidate's turn is.
const TURN: Duration = Duration::from_millis(25);

records! {
    struct Charge {
        req "id" id: String,
        req "amount" amount: i64,
        req "currency" currency: String,
        req "paid" paid: bool,
        req "billing_details" billing_details: Details,
        req "metadata" metadata: BTreeMap<String, String>,
        opt "customer" customer: String,
        opt "description" description: String,
        opt "failure_code" failure_code: String,
        opt "refunds" refunds: Vec<Refund>,
        opt "rate" rate: f64,
    }
    struct Details {
        opt "email" email: String,
        opt "name" name: String,
        opt "phone" phone: String,
    }
    struct Refund {
        req "id" id: String,
        req "amount" amount: i64,
        opt "reason" reason: String,
    }
    struct Charges {
        req "data" data: Vec<Charge>,
    }
    struct Names {
        req "data" data: Vec<Name>,
    }
    struct Name {
        req "id" id: String,
    }
    struct Points {
        req "points" points: Vec<Vec<f64>>,
    }
    struct Api {
        req "openapi" openapi: String,
        req "paths" paths: BTreeMap<String, Path>,
    }
    struct Path {
        opt "get" get: Operation,
        opt "post" post: Operation,
        opt "put" put: Operation,
        opt "patch" patch: Operation,
        opt "delete" delete: Operation,
    }
    struct Operation {
        opt "operationId" operation_id: String,
        opt "summary" summary: String,
        opt "description" description: String,
        opt "tags" tags: Vec<String>,
    }
}

fn charge(number: i64) -> Charge {
    let refund = |part: i64| Refund { id: format!("re_{number}_{part}"), amount: part, reason: None };
    Charge {
        id: format!("ch_{:016x}", number * 0x9e37_79b9),
        amount: number * 7919 % 1_000_000,
        currency: "usd".into(),
        paid: number % 3 == 0,
        billing_details: Details {
            email: Some(format!("someone.{number}@example.com")),
            name: Some("Jenny \"JR\" Rosen".into()),
            phone: None,
        },
        metadata: [("order_id".to_owned(), number.to_string())].into(),
        customer: Some(format!("cus_{number}")),
        description: Some("My first test charge, which was created for the documentation of an API.".into()),
        failure_code: None,
        refunds: Some((0..number % 3).map(refund).collect()),
        rate: Some(number as f64 / 100.0),
    }
}

/// Floats as measurements are: `[13.404954, 52.520008]`; or with all their digits.
fn points(places: Option<f64>) -> Points {
    let mut seed = 1_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = (seed >> 11) as f64 / (1_u64 << 53) as f64 * 360.0 - 180.0;
        places.map_or(number, |places| (number * places).round() / places)
    };
    Points { points: (0..5_000).map(|_| vec![next(), next()]).collect() }
}

/// The best time of each candidate over all rounds.
fn race(name: &str, bytes: usize, candidates: &mut [(&str, &mut dyn FnMut())]) {
    let mut best = vec![Duration::MAX; candidates.len()];
    for _ in 0..ROUNDS {
        for ((_, run), best) in candidates.iter_mut().zip(&mut best) {
            let turn = Instant::now();
            while turn.elapsed() < TURN {
                let start = Instant::now();
                run();
                *best = start.elapsed().min(*best);
            }
        }
    }
    let speed = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    let columns = candidates.iter().zip(&best).map(|((name, _), time)| {
        format!("{name} {:5.0} MB/s {:4.2}", speed(*time), best[0].as_secs_f64() / time.as_secs_f64())
    });
    println!("{name:24} {:>9} B | {}", bytes, columns.collect::<Vec<_>>().join(" | "));
}

fn decode<T>(name: &str, text: &str)
where
    T: for<'a> serde::Deserialize<'a> + json::Decode + Tree + Pulled,
{
    let serde = &mut || drop(black_box(serde_json::from_str::<T>(black_box(text)).expect("by serde")));
    let ours = &mut || drop(black_box(json::from_str::<T>(black_box(text)).expect("by the reader")));
    let tree = &mut || {
        let tree = serde_json::from_str(black_box(text)).expect("JSON");
        drop(black_box(T::from_tree(tree).expect("by a tree")));
    };
    let pulled = &mut || {
        let mut from = jiter::Jiter::new(black_box(text).as_bytes());
        let next = from.peek().expect("a value");
        drop(black_box(T::pull(&mut from, next).expect("by jiter")));
    };
    race(name, text.len(), &mut [("serde", serde), ("ours", ours), ("tree", tree), ("jiter", pulled)]);
}

fn encode<T: serde::Serialize + json::Encode + Tree>(name: &str, value: &T) {
    let text = json::to_string(value);
    let serde = &mut || drop(black_box(serde_json::to_string(black_box(value)).expect("by serde")));
    let ours = &mut || drop(black_box(json::to_string(black_box(value))));
    let tree = &mut || drop(black_box(serde_json::to_string(&black_box(value).tree()).expect("by a tree")));
    race(name, text.len(), &mut [("serde", serde), ("ours", ours), ("tree", tree)]);
}

fn main() {
    let charges = Charges { data: (0..2_000).map(charge).collect() };
    let text = json::to_string(&charges);
    let one = json::to_string(&charges.data[1]);
    let (short, long) = (points(Some(1e6)), points(None));
    assert_eq!(serde_json::from_str::<Charges>(&text).expect("the text of the writer is JSON"), charges);
    assert_eq!(json::from_str::<Points>(&json::to_string(&long)).expect("floats"), long);

    decode::<Charges>("decode a long list", &text);
    decode::<Charge>("decode a small answer", &one);
    decode::<Names>("decode, most unknown", &text);
    decode::<Points>("decode short floats", &json::to_string(&short));
    decode::<Points>("decode long floats", &json::to_string(&long));
    match std::env::args().nth(1) {
        Some(path) => match std::fs::read_to_string(&path) {
            Ok(document) => decode::<Api>("decode a document", &document),
            Err(error) => println!("decode a document: left out, {path} cannot be read: {error}"),
        },
        None => println!("decode a document: left out, no path of an OpenAPI document in JSON was given"),
    }
    encode("encode a long list", &charges);
    encode("encode a small answer", &charges.data[1]);
    encode("encode short floats", &short);
    encode("encode long floats", &long);
}
