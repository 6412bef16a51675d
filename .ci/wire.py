#!/usr/bin/env python3
"""Hold generated clients against the checker of the wire, for every document that has operations.

usage: .ci/wire.py BINDERY SPECS WIRE [--work DIR] [--only SUBSTRING,..] [ARGUMENT..]

From each document in SPECS (../shared/specs) a client is generated with `tests/wire/harness.rs.j2`, which speaks the
protocol of WIRE (../shared/check/wire.py), and is built and checked with the arguments that are left. Prints a row for each
document: passed and failed samples, in all and for each class that has any. What WIRE said stands in the work folder.
Ends with 1 where any sample failed, or a client was not built.
"""
import argparse, csv, json, os, re, shutil, subprocess, sys, tempfile
from pathlib import Path
import yaml

HARNESS = Path(__file__).resolve().parent.parent / "tests/wire/harness.rs.j2"
# The program around a client, as arguments of bindery.
EXTRA = ["--extra-template", f"{HARNESS}=src/bin/wire.rs"]
EXTRA += [word for name in ("operations", "values")
          for word in ("--extra-template", f"{HARNESS.with_name(name + '.rs.j2')}=src/bin/wire/{name}.rs")]
CLASS = re.compile(r"^(path|query|header|cookie|\w+ body|responses \w+) +(\d+)/(\d+)", re.M)
TOTAL = re.compile(r"^(\d+) passed, (\d+) failed", re.M)
DRIFT = re.compile(r"^drift +(\d+)/(\d+) survive", re.M)
# Where a document names only the path of its server, users give the URL; this one here.
HOST = "https://api.example.com"
# Appended to `Cargo.toml`, since the work folder may be below another workspace.
WORKSPACE = "\n[workspace]\n"


def base_url(document):
    """The arguments that say where the API is served, where the document names only the path: `/v1` of `servers`."""
    text = document.read_text(encoding="utf-8-sig")
    root = json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    servers = root.get("servers") or [{"url": root.get("basePath") if not root.get("host") else None}]
    path = servers[0].get("url") or ""
    return ["--base-url", HOST + path.rstrip("/")] if path.startswith("/") else []


def harness(bindery, document, name, work):
    """The program around the client of a document; None, and why, where there is none."""
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    command = [bindery, "generate", document, "--layout", "crate", "--name", name, "--out", folder, "--both-directions",
               "--quiet", *EXTRA, *base_url(document)]
    generated = subprocess.run(command, capture_output=True, text=True)
    if generated.returncode:
        return None, generated.stderr
    with (folder / "Cargo.toml").open("a") as manifest:
        manifest.write(WORKSPACE)
    environment = os.environ | {"CARGO_TARGET_DIR": str(work / "target"), "CARGO_INCREMENTAL": "0",
                                "CARGO_PROFILE_DEV_DEBUG": "0"}
    built = subprocess.run(["cargo", "build", "--quiet"], cwd=folder, env=environment, capture_output=True, text=True)
    return (None, built.stderr) if built.returncode else (work / "target/debug/wire", "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bindery", type=Path), parser.add_argument("specs", type=Path), parser.add_argument("wire", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bindery-wire")
    parser.add_argument("--only", default="")
    options, others = parser.parse_known_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    rows = csv.DictReader((options.specs / "INDEX.tsv").open(), delimiter="\t")
    wanted = options.only.split(",")
    chosen = [row for row in rows if any(word in row["slug"] for word in wanted) and int(row["ops"])]
    passed = failed = broken = 0
    for row in chosen:
        document = (options.specs / row["root"]).resolve()
        name = "w_" + "".join(c if c.isalnum() else "_" for c in row["slug"].lower())
        program, why = harness(options.bindery.resolve(), document, name, options.work)
        if not program:
            broken += 1
            first = next((line for line in why.splitlines() if line.startswith("error")), why[:200])
            print(f"{row['slug']}: no client: {first}", flush=True)
            continue
        said = subprocess.run([sys.executable, options.wire, *others, document, program], capture_output=True, text=True)
        (options.work / f"{name}.txt").write_text(said.stdout + said.stderr)
        total = TOTAL.search(said.stdout)
        good, bad = map(int, total.groups()) if total else (0, 1)
        passed, failed = passed + good, failed + bad
        short = [f"{kind} {one}/{all}" for kind, one, all in CLASS.findall(said.stdout) if one != all]
        short += [f"drift {one}/{all}" for one, all in DRIFT.findall(said.stdout) if one != all]
        print(f"{row['slug']}: {good} passed, {bad} failed{'; ' if short else ''}{', '.join(short)}", flush=True)
    print(f"{len(chosen)} documents, {broken} without a client: {passed} passed, {failed} failed")
    sys.exit(1 if failed or broken or not chosen else 0)


if __name__ == "__main__":
    main()
