//! Pages as users say them: `[pagination]` in `bindery.toml`.

use std::{path::Path, sync::Arc};

use bindery::{
    Config, Diagnostics,
    config::{NextPage, Pagination},
    diagnostics::{Source, Syntax},
};

use super::{NUMBER, TEXT, document, page, query, rule_with};

fn parse(text: &str) -> (Config, String) {
    let text = format!("[pagination]\n{text}");
    let source = Source { name: "bindery.toml".into(), text, syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    let config = Config::parse(&Arc::new(source), Path::new(""), &mut found);
    found.finish();
    (config, found.to_string())
}

/// The rule of `listPets` in a document, with this setting.
fn chosen(document: &str, setting: &str) -> String {
    let (config, problems) = parse(&format!("listPets = {setting}"));
    assert_eq!(problems, "");
    rule_with(document, config)
}

#[test]
fn what_the_user_says_goes_before_the_source() {
    let by_cursor = document(&[query("cursor", TEXT)], &page("next_cursor: { type: string }"));
    let cases = [
        ("false", "-"),
        (
            "{ cursor = 'meta.next', parameter = 'c' }",
            "Rule { ..next: Next::Cursor { value: &[\"meta\", \"next\"], parameter: \"c\" } }",
        ),
        ("{ link = true }", "Rule { ..next: Next::Link }"),
        ("{ url = ['@odata.nextLink'] }", "Rule { ..next: Next::Url { value: &[\"@odata.nextLink\"] } }"),
        (
            "{ page = 'p', first = 0, total = 'n', items = 'data' }",
            "Rule { ..next: Next::Page { parameter: \"p\", first: 0, total: Some(&[\"n\"]) } }",
        ),
        ("{ page = 'p' }", "Rule { ..next: Next::Page { parameter: \"p\", first: 1, total: None } }"),
        ("{ offset = 'o\"' }", "Rule { ..next: Next::Offset { parameter: \"o\\\"\" } }"),
        (
            "{ last_id = 'a', more = 'has_more' }",
            "Rule { items: &[\"data\"], optional: true, last: Some((&[\"has_more\"], false)), \
             next: Next::LastId { id: &[\"id\"], parameter: \"a\" } }",
        ),
        (
            "{ last_id = 'a', id = 'pet.id', last = 'is.last' }",
            "Rule { items: &[\"data\"], optional: true, last: Some((&[\"is\", \"last\"], true)), \
             next: Next::LastId { id: &[\"pet\", \"id\"], parameter: \"a\" } }",
        ),
    ];
    for (setting, expected) in cases {
        assert_eq!(chosen(&by_cursor, setting), expected, "{setting}");
    }
    let list = document(&[query("offset", NUMBER)], "{ type: array, items: { type: string } }");
    let expected = "Rule { items: &[], optional: false, last: None, next: Next::Link }";
    assert_eq!(chosen(&list, "{ items = '', link = true }"), expected);
    assert_eq!(chosen(&list.replace("    get:", "    post:"), "{ link = true }"), expected);
}

#[test]
fn a_build_script_says_the_same() {
    let mut config = Config::default();
    let pages = Pagination::by(NextPage::cursor("meta.next", "c")).items("data").last("end", true);
    config.pagination.insert("listPets".to_owned(), pages);
    let expected = "Rule { items: &[\"data\"], optional: true, last: Some((&[\"end\"], true)), \
                    next: Next::Cursor { value: &[\"meta\", \"next\"], parameter: \"c\" } }";
    assert_eq!(rule_with(&document(&[], &page("")), config), expected);
}

#[test]
fn own_rules_go_before_those_of_a_file() {
    let (file, _) = parse("a = false\nb = { link = true }");
    let mut own = Config::default();
    own.pagination.insert("a".to_owned(), Pagination::by(NextPage::url("next")));
    let pages = own.or(file).pagination;
    assert_eq!(pages["a"].next, Some(NextPage::url("next")));
    assert_eq!(pages["b"].next, Some(NextPage::Link));
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    let cases = [
        ("a = true", "2:5: must be a table of rules and `false`, found a boolean in it"),
        ("a = 'cursor'", "2:5: must be a table of rules and `false`, found a string in it"),
        (
            "a = {}",
            "2:5: has a rule that must have one of `cursor`, `last_id`, `link`, `url`, `page`, `offset`, found 0",
        ),
        (
            "a = { link = true, page = 'p' }",
            "2:5: has a rule that must have one of `cursor`, `last_id`, `link`, `url`, `page`, `offset`, found 2",
        ),
        (
            "a = { cursor = 'next' }",
            "2:5: has a rule whose `parameter` must be the name of a parameter, found none",
        ),
        (
            "a = { cursor = '', parameter = 'c' }",
            "2:16: has a rule whose `cursor` must be a member, found a string",
        ),
        (
            "a = { cursor = 1, parameter = 'c' }",
            "2:16: has a rule whose `cursor` must be a string such as `meta.next`, or a list of them, found an integer",
        ),
        ("a = { link = false }", "2:14: has a rule whose `link` must be `true`, found a boolean"),
        (
            "a = { page = 'p', first = -1 }",
            "2:27: has a rule whose `first` must be a number from 0 on, found an integer",
        ),
        (
            "a = { page = 'p', parameter = 'c' }",
            "2:31: has `parameter` beside `page`, where there are only `first`, `total`, `items`, `more`, `last`",
        ),
        (
            "a = { link = true, items = ['a', 1] }",
            "2:28: has a rule whose `items` must be a string such as `meta.next`, or a list of them, found an array",
        ),
    ];
    for (text, expected) in cases {
        let (config, problems) = parse(text);
        assert!(config.pagination.is_empty(), "{text}");
        let mut lines = problems.lines();
        let reason = lines.next().and_then(|line| line.strip_prefix("error[wrong-setting]: `pagination` "));
        let place = lines.next().and_then(|line| line.strip_prefix(" --> bindery.toml:"));
        assert_eq!(
            place.zip(reason).map(|(place, reason)| format!("{place}: {reason}")).as_deref(),
            Some(expected)
        );
    }
}
