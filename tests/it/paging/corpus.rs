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

/// The rule of an operation, without what names types.
fn rule(method: &Method) -> Option<String> {
    Some(method.items.as_ref()?.rule.replace(TYPE, ""))
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
        for method in shaped.methods() {
            if let Some(rule) = rule(method) {
                let example = || format!("{} {}", method.method, method.path);
                counts.entry(rule).or_insert_with(|| (0, example())).0 += 1;
                if std::env::var_os("BINDERY_SHOW").is_some() {
                    println!("{name} {} {} {:?}", method.method, method.path, method.items);
                }
            }
        }
        let pages: usize = counts.values().map(|(count, _)| count).sum();
        let gets = shaped.methods().filter(|method| method.method == "GET").count();
        writeln!(text, "{name}: {pages} of {gets} operations with GET").expect("a text takes all");
        for (rule, (count, example)) in counts {
            writeln!(text, "  {count} x {rule}, as {example}").expect("a text takes all");
        }
    }
    insta::assert_snapshot!(text);
}
