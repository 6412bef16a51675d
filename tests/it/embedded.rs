//! Pages that carry or show a whole document: `tests/embedded/pages` has the smallest page of each kind, all of one
//! document, `pets.json`.

mod failures;
mod hostile;
mod places;

use std::{fs, path::Path};

use bindery::Generated;
use tempfile::TempDir;

use crate::rules;

/// The smallest pages.
const PAGES: &str = "tests/embedded/pages";

/// What is generated from a source, under one name for all.
fn generated(source: &Path) -> Generated {
    let mut config = rules::config(source);
    config.name = Some("pets".into());
    bindery::generate(&config)
}

/// A folder with these files, and what is printed for the first of them.
fn found(files: &[(&str, &str)]) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    let first = files.first().expect("there is one").0;
    let found = generated(&folder.path().join(first)).diagnostics.to_string();
    let found = found.replace(&format!("{}/", folder.path().display()), "");
    (folder, found)
}

/// All pages below a folder.
fn pages(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = rules::entries(folder).into_iter();
    let pages = entries.flat_map(|path| if path.is_dir() { pages(&path) } else { vec![path] });
    pages.filter(|path| path.extension().is_some_and(|extension| extension == "html")).collect()
}

#[test]
fn a_page_is_read_as_the_document_that_it_carries_or_shows() {
    let document = generated(&Path::new(PAGES).join("pets.json"));
    let wanted: Vec<&str> = document.files.iter().map(|file| file.text.as_str()).collect();
    assert!(wanted[0].contains("pub fn get_pet("), "{}", document.diagnostics);
    let pages = pages(Path::new(PAGES));
    assert_eq!(pages.len(), 26);
    for page in pages {
        let generated = generated(&page);
        assert_eq!(generated.diagnostics.to_string(), "", "{}", page.display());
        let code: Vec<&str> = generated.files.iter().map(|file| file.text.as_str()).collect();
        assert!(code == wanted, "the code of {} is another", page.display());
    }
}

#[test]
fn a_page_and_its_document_are_one_source() {
    let pets = fs::read_to_string(Path::new(PAGES).join("pets.json")).expect("it is there");
    let page = "<redoc spec-url='pets.json'></redoc>";
    let files = [("site/index.html", page), ("site/other.html", page), ("site/pets.json", pets.as_str())];
    let (folder, _) = found(&files);
    let generated = generated(&folder.path().join("site"));
    assert_eq!(generated.diagnostics.to_string(), "");
    assert_eq!(generated.files[0].text.matches("pub fn get_pet(").count(), 1);
    let read: Vec<String> = generated.inputs.iter().map(|path| path.display().to_string()).collect();
    assert!(read.iter().any(|path| path.ends_with("pets.json")), "a build script watches it: {read:?}");
}

#[test]
fn a_document_is_read_by_the_rules_of_references() {
    let pets = "openapi: 3.0.3\npaths: {$ref: ../parts/paths.yaml}\n";
    let paths = "/pets: {get: {operationId: listPets, responses: {204: {description: None.}}}}\n";
    let page = "<rapi-doc spec-url='api/pets%20one.yaml#top'></rapi-doc>";
    let files = [("index.html", page), ("api/pets one.yaml", pets), ("parts/paths.yaml", paths)];
    let (folder, printed) = found(&files);
    assert_eq!(printed, "", "the folder of the page may be read");
    let mut config = rules::config(folder.path().join("site/index.html"));
    fs::create_dir(folder.path().join("site")).expect("it can be made");
    fs::write(folder.path().join("site/index.html"), page.replace("api/", "../api/"))
        .expect("it can be written");
    assert!(bindery::generate(&config).diagnostics.to_string().starts_with("error[document-outside]"));
    config.reference_dirs = vec![folder.path().to_owned()];
    let generated = bindery::generate(&config);
    assert!(generated.files[0].text.contains("pub fn list_pets("), "{}", generated.diagnostics);
}

#[test]
fn no_operation_page_is_taken_for_one() {
    let pages = Path::new("../shared/pages");
    if !pages.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "../shared/pages is missing");
        println!("skipped: ../shared/pages is missing");
        return;
    }
    let mut count = 0;
    for page in self::pages(&pages.join("first")) {
        count += 1;
        let text = fs::read_to_string(&page).expect("it is text");
        let marks = [
            "__redoc_",
            "swagger-ui",
            "api-reference\"",
            "<rapi-doc",
            "<elements-api",
            "ssr-props",
            "<redoc",
        ];
        if marks.iter().any(|mark| text.contains(mark)) {
            let printed = generated(&page).diagnostics.to_string();
            assert!(!printed.contains("[document-") && !printed.contains("[several-documents"), "{printed}");
        }
    }
    assert!(count > 100, "there are {count} pages");
}
