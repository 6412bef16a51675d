//! Which rules are found in real documents: those of `../shared/specs`, which belong to the machine and not to the project.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use bindery::rust::Method;

use super::TYPE;
use crate::rules;

/// Documents, and their files.
const DOCUMENTS: [(&str, &str); 12] = [
    ("asana", "asana.yaml"),
    ("box", "box.json"),
    ("digitalocean", "digitalocean-multi/DigitalOcean-public.v2.yaml"),
    ("github", "github-3.0.json"),
    ("intercom", "intercom.yaml"),
    ("museum", "museum.yaml"),
    ("okta", "okta-management.yaml"),
    ("openai", "openai.yaml"),
    ("slack", "slack-swagger2.json"),
    ("stripe", "stripe-2023-09.yaml"),
    ("svix", "svix.json"),
    ("twilio", "twilio-api-v2010.json"),
];

/// What leads on, and where the items are: `last: None, next: Next::Link`, `&["data"]`.
fn rule(method: &Method) -> Option<(String, String)> {
    let rule = method.items.as_ref()?.rule.replace(TYPE, "");
    let (list, next) = rule.split_once(", last: ").expect("a rule says what the last page is");
    let (items, _) = list.split_once(", optional").expect("a rule says where the items are");
    let items = items.split_once("items: ").map_or("", |(_, items)| items);
    Some((format!("last: {}", next.trim_end_matches(" }")), items.to_owned()))
}

#[test]
#[ignore = "reads 60 MB of documents; .ci/run runs it"]
fn real_documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/specs");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        println!("skipped: {} is missing", folder.display());
        return;
    }
    let mut text = String::new();
    for (name, file) in DOCUMENTS {
        let shaped = rules::shaped(&rules::config(folder.join(file)));
        let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for method in shaped.methods().filter(|method| !method.beside) {
            if let Some((rule, items)) = rule(method) {
                let example = || format!("{} with {items}", method.path);
                counts.entry(rule).or_insert_with(|| (0, example())).0 += 1;
            }
        }
        let pages: usize = counts.values().map(|(count, _)| count).sum();
        let gets = shaped.methods().filter(|method| !method.beside && method.method == "GET").count();
        writeln!(text, "{name}: {pages} of {gets} operations with GET").expect("a text takes all");
        for (rule, (count, example)) in counts {
            writeln!(text, "  {count} x {rule}; such as {example}").expect("a text takes all");
        }
    }
    insta::assert_snapshot!(text);
}
