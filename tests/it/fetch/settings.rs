//! What `bindery.toml` says of sources that have an address.

use std::{path::Path, sync::Arc, time::Duration};

use bindery::{
    Config, Diagnostics,
    config::Address,
    diagnostics::{Source, Syntax},
};
use insta::assert_snapshot;

fn parse(text: &str) -> (Config, String) {
    let source = Source { name: "conf/bindery.toml".into(), text: text.into(), syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    let config = Config::parse(&Arc::new(source), Path::new("conf"), &mut found);
    found.finish();
    (config, found.to_string())
}

#[test]
fn sources_are_paths_addresses_and_tables() {
    let (config, problems) = parse(
        r#"
        sources = [
            "local.yaml",
            "https://example.com/v1/openapi.json",
            { url = "https://example.com/openapi?version=2", snapshot = "specs/./two.json", max-size = "20 MB" },
            { pages = "http://example.com/api/index.html", links = "operation-*", allow-http = true, timeout = 5 },
        ]
        changelog = "CHANGELOG.api.md"
        "#,
    );
    assert_eq!(problems, "");
    let sources: Vec<String> = config.sources.iter().map(|source| source.display().to_string()).collect();
    let snapshots =
        ["conf/specs/example.com/v1/openapi.json", "conf/specs/two.json", "conf/specs/example.com/api"];
    assert_eq!(sources, ["conf/local.yaml", snapshots[0], snapshots[1], snapshots[2]]);
    let [first, second, third] = config.remote.as_slice() else { panic!("three have an address") };
    assert_eq!(first.address, Address::Document("https://example.com/v1/openapi.json".into()));
    assert_eq!((first.max_size, first.timeout), (100_000_000, Duration::from_secs(60)));
    assert_eq!((&*second.name, second.max_size), ("specs/two.json", 20_000_000));
    let (url, links) = ("http://example.com/api/index.html".into(), "operation-*".into());
    assert_eq!(third.address, Address::Index { url, links });
    assert_eq!((third.allow_http, third.timeout), (true, Duration::from_secs(5)));
    assert_eq!(config.changelog, Some("conf/CHANGELOG.api.md".into()));
}

#[test]
fn sources_of_the_command_line_leave_addresses_alone() {
    let (file, _) = parse("sources = ['https://example.com/openapi.json']");
    let mut flags = Config::default();
    flags.sources = vec!["pets.yaml".into()];
    assert!(flags.or(file.clone()).remote.is_empty());
    assert_eq!(Config::default().or(file).remote.len(), 1);
}

#[test]
fn snapshots_are_called_after_their_addresses() {
    let name = |url: &str| {
        let (config, problems) = parse(&format!("sources = ['{url}']"));
        assert_eq!(problems, "", "{url}");
        config.remote[0].name.clone()
    };
    assert_eq!(name("https://example.com"), "specs/example.com/document");
    assert_eq!(name("HTTPS://example.com:8080/"), "specs/example.com-8080/document");
    assert_eq!(name("https://[::1]/a/../../b.json"), "specs/1/a/b.json");
    assert_eq!(
        name("https://example.com/a%2Fb/.git/c.json?x=1&y=../2"),
        "specs/example.com/a-2Fb/git/c-x-1-y-..-2.json"
    );
}

#[test]
fn every_mistake_is_said_with_its_place() {
    let one = |source: &str| {
        let (config, problems) = parse(&format!("sources = [{source}]"));
        assert!(config.remote.is_empty(), "{source}");
        let lines: Vec<&str> = problems.lines().filter(|line| line.contains("error[")).collect();
        assert!(problems.contains(" --> conf/bindery.toml:1:"), "{problems}");
        lines.join("\n")
    };
    assert_snapshot!(one("3"), @"error[wrong-setting]: `sources` must be a list of strings and tables, found an integer in it");
    assert_snapshot!(one("'http://a.example/x'"), @"error[wrong-setting]: `sources` has the address `http://a.example/x` without `allow-http = true`");
    assert_snapshot!(one("{ url = 'ftp://a.example' }"), @"error[wrong-setting]: `sources` has a source that must be an address that begins with https://, found `ftp://a.example`");
    assert_snapshot!(one("'https:///x'"), @"error[wrong-setting]: `sources` has a source that must be an address with a host, found `https:///x`");
    assert_snapshot!(one("'https://a.example/#x'"), @"error[wrong-setting]: `sources` has a source that must be an address without a `#`, found `https://a.example/#x`");
    assert_snapshot!(one("'https://me:secret@a.example/'"), @"error[wrong-setting]: `sources` has a source that must not have a name or password in its address, which would be written to `bindery.lock`");
    assert_snapshot!(one(r#""https://a.example/ x""#), @"error[wrong-setting]: `sources` has a source that must be an address without blanks and quotes, found `https://a.example/ x`");
    assert_snapshot!(one("{ snapshot = 'a.json' }"), @"error[wrong-setting]: `sources` has a source that must have `url`, or `pages` and `links`");
    assert_snapshot!(one("{ pages = 'https://a.example/' }"), @"error[wrong-setting]: `sources` has a source that must have `url`, or `pages` and `links`");
    assert_snapshot!(one("{ url = 3, colour = 1 }"), @r"
    error[wrong-setting]: `sources` has a `url` that must be a string, found an integer
    error[wrong-setting]: `sources` has a source with `colour`; there are only `url`, `pages`, `links`, `snapshot`, `allow-http`, `max-size`, `timeout`
    ");
    for snapshot in
        ["../a.json", "/a.json", ".git/config", ".bindery/x", "a//b.json", "C:/a.json", r"a\\b.json", "", "."]
    {
        let said = one(&format!("{{ url = 'https://a.example/', snapshot = \"{snapshot}\" }}"));
        assert!(
            said.contains("has a `snapshot` that must be a path below the folder of this file"),
            "{said}"
        );
    }
    let said = one("{ url = 'https://a.example/', allow-http = 1, max-size = '20 miles', timeout = 0 }");
    assert_snapshot!(said, @r#"
    error[wrong-setting]: `sources` has a `allow-http` that must be a boolean, found an integer
    error[wrong-setting]: `sources` has a `max-size` that must be a size such as "20 MB", found a string
    error[wrong-setting]: `sources` has a `timeout` that must be a number of seconds, found an integer
    "#);
    let (_, problems) = parse(
        "sources = ['https://a.example/x', { url = 'https://b.example', snapshot = 'specs/a.example/X' }]",
    );
    assert!(
        problems.contains("has two snapshots `specs/a.example/X`, the other for `https://a.example/x`"),
        "{problems}"
    );
}
