//! The settings that a `bindery.toml` may have.

/// Every setting, and a line that gives it.
pub(super) const SETTINGS: &[(&str, &str)] = &[
    (
        "sources",
        r#"sources = ["specs/pets.yaml", { url = "https://example.com/openapi.json", snapshot = "specs/example.json" }]"#,
    ),
    ("reference-dirs", r#"reference-dirs = ["models"]"#),
    ("profiles", r#"profiles = ["profiles/acme.toml"]"#),
    ("out", r#"out = "src/pets.rs""#),
    ("layout", r#"layout = "file", "modules" or "crate""#),
    ("client", r#"client = "async" or "blocking""#),
    ("name", r#"name = "pets""#),
    ("select", r#"select = ["list*", "tag:pets", "path:/v1/*"]"#),
    ("base-url", r#"base-url = "https://api.example.com""#),
    ("template-dir", r#"template-dir = "templates""#),
    ("extra-templates", r#"extra-templates = { "templates/list.md" = "operations.md" }"#),
    ("report", r#"report = "bindery-report.json""#),
    ("form", r#"form = "brackets" or "repeat""#),
    ("derives", r#"derives = ["PartialEq"]"#),
    ("both-directions", "both-directions = true"),
    ("responses", r#"responses = { getPet = "crate::Pet", listPets = "samples/pets.json" }"#),
    ("prefer", r#"prefer = ["specs/pets.yaml", "pages"]"#),
    ("overlays", r#"overlays = ["overlays/pets.yaml"]"#),
    ("patch", r#"patch = [{ at = "/info/title", set = "Pets" }]"#),
    (
        "pagination",
        r#"pagination = { listPets = { items = "data", cursor = "meta.next", parameter = "cursor" }, listOwners = false }"#,
    ),
    ("types", r#"types = { date-time = "jiff", schemas = { money = "crate::Money" } }"#),
    ("names", r#"names = { "/components/schemas/pet" = "Animal" }"#),
    ("validate", "validate = true"),
    ("changelog", r#"changelog = "CHANGELOG.api.md""#),
];

/// The names of all settings, for a message.
pub(crate) fn setting_names() -> String {
    let names: Vec<String> = SETTINGS.iter().map(|(key, _)| format!("`{key}`")).collect();
    names.join(", ")
}
