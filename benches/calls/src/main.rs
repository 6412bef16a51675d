//! What a call through a generated client costs, beside one written by hand with serde and reqwest.
//!
//! ```text
//! cargo run --release --manifest-path benches/calls/Cargo.toml
//! ```
//!
//! Both clients ask the same server in this program, over connections that are kept, and take turns. Each figure is the
//! median of many rounds. CPU time is that of the thread in which a client does all of its work: what the server and the
//! waiting for it cost is not in it. With an argument, only the lines with this in their names are measured.

mod generated;
mod hand;
mod server;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use bytes::Bytes;
use generated::{
    Charge, Charges, Client, GetChargeRequest, ListChargesRequest, NewCharge, Problem,
    support::{Call, Error, read::Reading},
};
use reqwest::RequestBuilder;
use rustix::time::{ClockId, clock_gettime};
use serde::de::DeserializeOwned;
use tokio::runtime::{self, Runtime};

/// How often the clients take turns; odd, so that there is one in the middle.
const ROUNDS: usize = 61;

/// How many calls one turn has.
const CALLS: usize = 100;

/// How many requests are built, or answers are read, in one turn without a network.
const VALUES: usize = 1000;

/// What one call takes, in nanoseconds.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

/// So many calls, one after the other.
type Turn<'a> = &'a mut dyn FnMut(usize);

/// The values that both clients send.
struct Sent {
    get: GetChargeRequest,
    list: ListChargesRequest,
    form: NewCharge,
    form_by_hand: hand::NewCharge,
    json: Charge,
    json_by_hand: hand::Charge,
}

fn main() {
    let charges: Vec<String> = (0..200).map(charge).collect();
    let (one, list) = (&charges[1], format!(r#"{{"data":[{}],"has_more":true}}"#, charges.join(",")));
    let url = server::start(&list, one);
    let ours = Client::builder().base_url(&url).token("sk_test_1").build().expect("a client");
    let theirs = hand::Client::new(&url, "sk_test_1");
    let sent = sent(one);
    println!("An answer has {} bytes, a list {}.\n", one.len(), list.len());
    println!("| | generated, µs | CPU, µs | by hand, µs | CPU, µs | ratio | ratio of CPU |");
    println!("|---|---|---|---|---|---|---|");
    over_the_network(&ours, &theirs, &sent);
    requests(&ours, &theirs, &sent);
    answers(&ours, &sent, one, &list);
}

/// Calls, from the request to the value that is answered.
fn over_the_network(ours: &Client, theirs: &hand::Client, sent: &Sent) {
    let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    race(
        "GET one",
        CALLS,
        &mut |count| calls(&runtime, count, || ours.get_charge(&sent.get)),
        &mut |count| calls_by_hand::<hand::Charge>(&runtime, count, || theirs.get_charge("ch_1", "customer")),
    );
    race(
        "GET a list",
        CALLS,
        &mut |count| calls(&runtime, count, || ours.list_charges(&sent.list)),
        &mut |count| calls_by_hand::<hand::Charges>(&runtime, count, || theirs.list_charges(200, "cus_1")),
    );
    let by_hand = || theirs.create_charge(&sent.form_by_hand);
    race(
        "POST a form",
        CALLS,
        &mut |count| calls(&runtime, count, || ours.create_charge(&sent.form)),
        &mut |count| calls_by_hand::<hand::Charge>(&runtime, count, by_hand),
    );
    let by_hand = || theirs.create_charge_of_json(&sent.json_by_hand);
    race(
        "POST JSON",
        CALLS,
        &mut |count| calls(&runtime, count, || ours.create_charge_of_json(&sent.json)),
        &mut |count| calls_by_hand::<hand::Charge>(&runtime, count, by_hand),
    );
}

/// Requests that are built and not sent: generated ones are those of `http`, which any HTTP stack takes. To make one of
/// reqwest's of them, reqwest reads the URL once more; one line has that too, and calls over the network have it.
fn requests(ours: &Client, theirs: &hand::Client, sent: &Sent) {
    race("a GET, not sent", VALUES, &mut |count| build(count, || ours.get_charge(&sent.get)), &mut |count| {
        build_by_hand(count, || theirs.get_charge("ch_1", "customer"))
    });
    race(
        "a GET, not sent, for reqwest",
        VALUES,
        &mut |count| give_to_reqwest(count, || ours.get_charge(&sent.get)),
        &mut |count| build_by_hand(count, || theirs.get_charge("ch_1", "customer")),
    );
    race(
        "a GET of a list, not sent",
        VALUES,
        &mut |count| build(count, || ours.list_charges(&sent.list)),
        &mut |count| build_by_hand(count, || theirs.list_charges(200, "cus_1")),
    );
    race(
        "a form, not sent",
        VALUES,
        &mut |count| build(count, || ours.create_charge(&sent.form)),
        &mut |count| build_by_hand(count, || theirs.create_charge(&sent.form_by_hand)),
    );
    race(
        "JSON, not sent",
        VALUES,
        &mut |count| build(count, || ours.create_charge_of_json(&sent.json)),
        &mut |count| build_by_hand(count, || theirs.create_charge_of_json(&sent.json_by_hand)),
    );
}

/// Answers that are there already.
fn answers(ours: &Client, sent: &Sent, one: &str, list: &str) {
    let (_, reading) = ours.get_charge(&sent.get).into_parts().expect("it can be sent");
    let body = Bytes::from(one.to_owned());
    race("reading one", VALUES, &mut |count| read(count, &reading, &body), &mut |count| {
        read_by_hand::<hand::Charge>(count, &body);
    });
    let (_, reading): (_, Reading<Charges, Problem>) =
        ours.list_charges(&sent.list).into_parts().expect("it can be sent");
    let body = Bytes::from(list.to_owned());
    race("reading a list", VALUES / 20, &mut |count| read(count, &reading, &body), &mut |count| {
        read_by_hand::<hand::Charges>(count, &body);
    });
}

/// Lets both take turns, and prints a line of the table.
fn race(name: &str, count: usize, ours: Turn<'_>, theirs: Turn<'_>) {
    if std::env::args().nth(1).is_some_and(|wanted| !name.contains(&wanted)) {
        return;
    }
    (ours(count), theirs(count));
    let mut costs: [Vec<Cost>; 2] = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for candidate in [round % 2, 1 - round % 2] {
            let turn: Turn<'_> = if candidate == 0 { &mut *ours } else { &mut *theirs };
            costs[candidate].push(measured(count, turn));
        }
    }
    let of = |candidate: usize, part: fn(&Cost) -> f64| median(costs[candidate].iter().map(part).collect());
    let [wall, cpu] =
        [|cost: &Cost| cost.wall, |cost: &Cost| cost.cpu].map(|part| (of(0, part), of(1, part)));
    println!(
        "| {name} | {:.1} | {:.1} | {:.1} | {:.1} | {:.2} | {:.2} |",
        wall.0 / 1e3,
        cpu.0 / 1e3,
        wall.1 / 1e3,
        cpu.1 / 1e3,
        wall.0 / wall.1,
        cpu.0 / cpu.1
    );
}

fn measured(count: usize, turn: Turn<'_>) -> Cost {
    let (start, before) = (Instant::now(), cpu_time());
    turn(count);
    let each = |time: Duration| time.as_secs_f64() * 1e9 / count as f64;
    Cost { wall: each(start.elapsed()), cpu: each(cpu_time() - before) }
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn calls<T>(runtime: &Runtime, count: usize, call: impl Fn() -> Call<T, Problem>) {
    runtime.block_on(async {
        for _ in 0..count {
            drop(black_box(call().await.expect("an answer")));
        }
    });
}

fn calls_by_hand<T: DeserializeOwned>(runtime: &Runtime, count: usize, call: impl Fn() -> RequestBuilder) {
    runtime.block_on(async {
        for _ in 0..count {
            drop(black_box(hand::send::<T>(call()).await.expect("an answer")));
        }
    });
}

fn build<T>(count: usize, call: impl Fn() -> Call<T, Problem>) {
    (0..count).for_each(|_| drop(black_box(call().into_request().expect("it can be sent"))));
}

/// Ends where a request written by hand does: in reqwest's hands.
fn give_to_reqwest<T>(count: usize, call: impl Fn() -> Call<T, Problem>) {
    for _ in 0..count {
        let request = call().into_request().expect("it can be sent");
        let request = request.map(|body| body.into_bytes().expect("it is no stream"));
        drop(black_box(reqwest::Request::try_from(request).expect("it can be sent")));
    }
}

fn build_by_hand(count: usize, call: impl Fn() -> RequestBuilder) {
    (0..count).for_each(|_| drop(black_box(hand::build(call()))));
}

fn read<T>(count: usize, reading: &Reading<T, Problem>, body: &Bytes) {
    for _ in 0..count {
        let answer: Result<T, Error<Problem>> = reading.read(http::Response::new(black_box(body).clone()));
        drop(black_box(answer.expect("a value")));
    }
}

fn read_by_hand<T: DeserializeOwned>(count: usize, body: &Bytes) {
    for _ in 0..count {
        let answer = hand::read::<T>(http::StatusCode::OK, black_box(body).clone());
        drop(black_box(answer.expect("a value")));
    }
}

/// The same values for either client, of which both send the same text.
fn sent(one: &str) -> Sent {
    let (amount, currency, customer, capture) = (7919, "usd", "cus_1", true);
    let (description, receipt_email) =
        ("My first test charge, for the documentation.", "someone@example.com");
    let form = NewCharge::new(amount, currency).customer(customer).description(description);
    let json: Charge = serde_json::from_str(one).expect("a charge");
    let json_by_hand: hand::Charge = serde_json::from_str(one).expect("a charge");
    let text = |value: serde_json::Result<String>| value.expect("JSON");
    assert_eq!(text(serde_json::to_string(&json)), text(serde_json::to_string(&json_by_hand)));
    Sent {
        get: GetChargeRequest::new("ch_1").expand("customer"),
        list: ListChargesRequest::new().limit(200).customer("cus_1"),
        form: form.receipt_email(receipt_email).capture(capture),
        form_by_hand: hand::NewCharge { amount, currency, customer, description, receipt_email, capture },
        json,
        json_by_hand,
    }
}

/// A charge, as text.
fn charge(number: usize) -> String {
    let refund = |part: usize| format!(r#"{{"id":"re_{number}_{part}","amount":{part}}}"#);
    let refunds: Vec<String> = (0..number % 3).map(refund).collect();
    let status = ["succeeded", "pending", "failed"][number % 3];
    format!(
        r#"{{"id":"ch_{:016x}","amount":{},"currency":"usd","paid":{},"status":"{status}","billing_details":{{"email":"someone.{number}@example.com","name":"Jenny \"JR\" Rosen"}},"metadata":{{"order_id":"{number}"}},"customer":"cus_{number}","description":"My first test charge, for the documentation.","refunds":[{}],"rate":{}.25}}"#,
        number * 40_503,
        number * 7919 % 1_000_000,
        number % 3 == 0,
        refunds.join(","),
        number + 1,
    )
}
