#!/usr/bin/env python3
"""What a crate pays for naming a generator in its [build-dependencies].

usage: benches/build_dependency.py [RUNS] [NAME...]

Prints the CPU seconds (user and system; the median of RUNS, 3 unless given) of `cargo build`, clean, of an empty
crate whose build.rs does nothing, so that only the generator is compiled. The generators take turns in each
run, so that what slows the machine slows them all: compare figures of one run only. Needs crates.io.
"""
import os, resource, shutil, statistics, subprocess, sys, tempfile
from pathlib import Path

BINDERY = Path(__file__).resolve().parent.parent
DEPENDENCIES = {
    "bindery": f"bindery = {{ path = '{BINDERY}', default-features = false }}",
    "bindery+pages": f"bindery = {{ path = '{BINDERY}', default-features = false, features = ['pages'] }}",
    "bindery+default": f"bindery = {{ path = '{BINDERY}' }}",
    "prost-build": 'prost-build = "0.14"',
    "progenitor": 'progenitor = "0.11"',
}
MANIFEST = '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2024"\n\n[build-dependencies]\n'


def cargo(crate, *arguments):
    left_out = ("CARGO_TARGET_DIR", "RUSTFLAGS", "CARGO_INCREMENTAL")
    environment = {key: value for key, value in os.environ.items() if key not in left_out}
    subprocess.run(["cargo", *arguments, "--quiet"], cwd=crate, env=environment, check=True)


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    names = sys.argv[2:] or list(DEPENDENCIES)
    seconds = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        crates = {name: Path(folder, name) for name in names}
        for name, crate in crates.items():
            (crate / "src").mkdir(parents=True)
            (crate / "Cargo.toml").write_text(MANIFEST + DEPENDENCIES[name] + "\n")
            for file in ("build.rs", "src/main.rs"):
                (crate / file).write_text("fn main() {}\n")
            cargo(crate, "fetch")
        for _ in range(runs):
            for name, crate in crates.items():
                shutil.rmtree(crate / "target", ignore_errors=True)
                before = children()
                cargo(crate, "build", "--offline")
                seconds[name].append(children() - before)
    for name in names:
        print(f"{name:16} {statistics.median(seconds[name]):6.1f} CPU s")


main()
