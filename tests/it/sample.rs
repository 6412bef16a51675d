//! The sample: its committed client is what would be generated now, and its program runs.

use std::{path::Path, process::Command};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_committed_client_is_fresh() {
    let mut found = bindery::Diagnostics::default();
    let config = bindery::Config::read(&Path::new(ROOT).join("generated-sample/bindery.toml"), &mut found);
    let generated = bindery::generate(&config);
    assert!(!found.has_errors() && !generated.diagnostics.has_errors(), "{found}{}", generated.diagnostics);
    let out = config.out.expect("the configuration says where the client is");
    let differences = bindery::output::check(&generated.files, &out).expect("the client can be read");
    let names: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert!(
        names.is_empty(),
        "{names:?}: run `cargo run -- generate --config generated-sample/bindery.toml` and read the difference"
    );
}

#[test]
fn the_program_makes_its_call() {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(ROOT).args(["run", "--quiet", "--offline", "--package", "generated-sample"]);
    // Without settings it starts a server of its own, so that no test ever asks the real one.
    for setting in ["STRIPE_SECRET_KEY", "STRIPE_BASE_URL", "STRIPE_FILE"] {
        command.env_remove(setting);
    }
    let output = command.output().expect("cargo can be run");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    let shown = [
        "POST /v1/file_links HTTP/1.1",
        "\n\nfile=file_123&expires_at=1735689600&metadata%5Border%5D=6735\n",
        "answer: FileLink {\n    id: \"link_1PqLoc2eZvKYlo2C\",",
        "        \"order\": \"6735\",",
    ];
    for text in shown {
        assert!(out.contains(text), "`{text}` is not in what was printed: {out}");
    }
}
