//! Generates the client anew whenever the page, or `bindery.toml`, changes.

fn main() -> Result<(), bindery::Error> {
    bindery::Build::new("../specs/stripe/PostFileLinks.html").config("bindery.toml").compile()
}
