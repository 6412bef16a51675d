//! What `validate` says of requests, in a client that was generated with it.

use crate::clients::limits::{
    CreateRequest, Item, NoteRequest, Order, OrderGift, OrderStatus, Ping,
    support::validate::{Violation, Violations},
};

/// What is wrong with a request, a line each.
fn said(result: Result<(), Violations>) -> String {
    result.map_or_else(|violations| violations.to_string(), |()| "nothing".to_owned())
}

fn order() -> Order {
    Order::new("Ann", [Item::new(1)])
}

fn item(item: Item) -> String {
    said(item.validate())
}

#[test]
fn a_request_that_keeps_all_limits_is_fine() {
    assert_eq!(order().validate(), Ok(()));
    let order = order()
        .note("short")
        .email("a@b")
        .tags(["ab", "cd"])
        .grid([vec![9, -9], vec![]])
        .labels([("x", "abc")])
        .gift("abc")
        .parent(order())
        .status(OrderStatus::Closed)
        .validate2(true);
    assert_eq!(CreateRequest::new("de", order).limit(100).validate(), Ok(()));
    assert_eq!(Ping::default().validate(), Ok(()));
    let limits = Item::new(i32::MAX).price(99.5).ratio(0.999).even(0).big(u64::MAX - 1);
    assert_eq!(limits.validate(), Ok(()));
}

#[test]
fn all_that_is_wrong_is_said_at_once_each_with_its_path() {
    let mut wrong = Order::new("", [Item::new(1), Item::new(2), Item::new(3), Item::new(0).price(0.0)])
        .note("too long")
        .email("nobody")
        .tags(["a", "bc", "a"])
        .grid([vec![1], vec![10, 2, 11]])
        .labels([("x y", "abcd"), ("z", "")])
        .gift(Item::new(-1))
        .parent(order().gift("long"));
    wrong.additional.insert("extra".into(), -1);
    let expected = "\
region: must match the pattern ^[a-z]{2}$
limit: must be at most 100
body.name: must have at least 1 character
body.note: must have at most 5 characters
body.email: must match the pattern @
body.items: must have at most 3 items
body.items[3].quantity: must be at least 1
body.items[3].price: must be more than 0
body.tags: must not have an item twice
body.tags[0]: must have at least 2 characters
body.tags[2]: must have at least 2 characters
body.grid[1]: must have at most 2 items
body.grid[1][0]: must be at most 9
body.grid[1][2]: must be at most 9
body.labels: must have at most 1 member
body.labels[\"x y\"]: must have at most 3 characters
body.gift.quantity: must be at least 1
body.parent.gift: must have at most 3 characters
body.extra: must be at least 0";
    let result = CreateRequest::new("DE", wrong).limit(101).validate();
    assert_eq!(said(result.clone()), expected);
    let violations: Vec<Violation> = result.expect_err("much is wrong").into_iter().collect();
    assert_eq!(violations.len(), expected.lines().count());
    assert_eq!(violations[6].path, "body.items[3].quantity");
    assert_eq!((violations[6].constraint, violations[6].problem.as_str()), ("minimum", "must be at least 1"));
}

#[test]
fn numbers_are_compared_as_what_they_are() {
    assert_eq!(item(Item::new(1).price(100.0)), "price: must be at most 99.5");
    assert_eq!(item(Item::new(1).price(f64::NAN)), "price: must be more than 0\nprice: must be at most 99.5");
    assert_eq!(item(Item::new(1).price(0.07)), "nothing");
    assert_eq!(item(Item::new(1).price(0.075)), "price: must be a multiple of 0.01");
    assert_eq!(item(Item::new(1).ratio(1.0)), "ratio: must be less than 1");
    assert_eq!(item(Item::new(1).even(3)), "even: must be a multiple of 2");
    assert_eq!(item(Item::new(1).even(-2)), "even: must be at least 0");
    assert_eq!(item(Item::new(1).big(u64::MAX)), "big: must be at most 18446744073709551614");
}

#[test]
fn lengths_are_in_characters_and_members_are_those_that_are_sent() {
    assert_eq!(order().note("äöü€x").validate(), Ok(()));
    assert_eq!(said(order().note("äöü€xy").validate()), "note: must have at most 5 characters");
    assert_eq!(order().note_null().validate(), Ok(()));
    assert_eq!(
        said(NoteRequest::new("ab", "text").id(10).validate()),
        "id: must have at least 3 characters\nid: must be at most 9"
    );
    assert_eq!(said(OrderGift::from("long").validate()), "the request: must have at most 3 characters");
}
