//! Generates the client that is measured.

fn main() -> Result<(), bindery::Error> {
    bindery::Build::new("charges.yaml").compile()
}
