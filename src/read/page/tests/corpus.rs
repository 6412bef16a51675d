//! Every page at hand, in all four dialects.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{profiles, source};
use crate::{
    diagnostics::{Diagnostics, Severity},
    read::{
        encoding::decode,
        is_page,
        page::{merge::document, read},
    },
};

#[test]
fn every_page_is_read_and_the_damaged_ones_are_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        println!("skipped: {} is missing", folder.display());
        return;
    }
    let mut pages = Vec::new();
    collect(&folder, &mut pages);
    pages.sort();
    assert_eq!(pages.len(), 1_637);
    let profiles = profiles();
    let (mut damaged, mut families) = (Vec::new(), BTreeMap::new());
    for page in &pages {
        let text = std::fs::read(page)
            .map(decode)
            .expect("the folder was just listed")
            .expect("the pages are UTF-8");
        assert!(is_page(&text));
        let name = page.strip_prefix(&folder).unwrap_or(page).display().to_string();
        let mut found = Diagnostics::default();
        let page = read(&source(&name, &text), &profiles, &mut found);
        let codes: Vec<_> =
            found.iter().map(|found| (found.problem.severity(), found.problem.code())).collect();
        assert_eq!(page.is_none(), codes.iter().any(|(severity, _)| *severity == Severity::Error), "{name}");
        if let Some(page) = page {
            let folder = name.split('/').next().unwrap_or_default().to_owned();
            *families.entry((folder, page.profile.clone())).or_insert(0) += 1;
            // What no role claims is said when the pages are put together.
            document(vec![page], &mut found);
            assert!(found.iter().all(|found| found.problem.code() != "unclaimed-part"), "{found}");
        }
        match codes.as_slice() {
            [(Severity::Error, "page-schema-damaged")] => damaged.push(name),
            others => {
                let known = ["path-repaired", "no-base-url", "unknown-body-type"];
                assert!(others.iter().all(|(_, code)| known.contains(code)), "{name}: {codes:?}");
            }
        }
    }
    let expected = [
        "apis-io-maintainers/submitMaintainer",
        "apis-io-maintainers/updateMaintainer",
        "openai/createChatCompletion",
        "openai/createCompletion",
        "stripe/PostPaymentMethods",
        "stripe/PostProductsId",
        "twilio/CreateSipDomain",
        "twilio/UpdateSipDomain",
    ];
    assert_eq!(damaged, expected.map(|name| format!("second-docfx/{name}.html")));
    let of = |folder: &str, count: usize| ((folder.to_owned(), format!("httpdoc-{folder}")), count);
    let expected = [of("first", 403), of("second", 412), of("second-docfx", 403), of("third", 411)];
    assert_eq!(families, expected.into());
}

/// The pages below a folder.
fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, pages);
        } else if path.to_string_lossy().ends_with(".html") {
            pages.push(path);
        }
    }
}
