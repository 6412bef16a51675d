#!/usr/bin/env python3
"""Hold generated clients against the checker of the wire, for every document that has operations.

usage: .ci/wire.py BINDERY SPECS WIRE [--work DIR] [--only SUBSTRING,..] [ARGUMENT..]

From each document in SPECS (../shared/specs) a client is generated with `tests/wire/harness.rs.j2`, which speaks the
protocol of WIRE (../shared/check/wire.py), and is built and checked with the arguments that are left. Prints a row for each
document: passed and failed samples, those that excluded.tsv names apart, and each failure that it does not name. What WIRE
said stands in the work folder. Ends with 1 where any sample failed, drift included, or a client was not built.
"""
import argparse, csv, json, os, re, shutil, subprocess, sys, tempfile
from pathlib import Path
import yaml

HARNESS = Path(__file__).resolve().parent.parent / "tests/wire/harness.rs.j2"
# The program around a client, as arguments of bindery.
EXTRA = ["--extra-template", f"{HARNESS}=src/bin/wire.rs"]
EXTRA += [word for name in ("operations", "values")
          for word in ("--extra-template", f"{HARNESS.with_name(name + '.rs.j2')}=src/bin/wire/{name}.rs")]
# Failures where the checker is wrong, or where it is by the letter and bindery is not: document, operation, problem, why.
EXCLUDED = list(csv.DictReader((Path(__file__).resolve().parent / "excluded.tsv").open(), delimiter="\t"))
# All failures are to be told, not only some of each kind.
ALL = "1000000"
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


def checked(options, others, document, program, name):
    """What WIRE reports of a client, as JSON; None where it came to no end."""
    report = options.work / f"{name}.json"
    report.unlink(missing_ok=True)
    command = [sys.executable, options.wire, *others, "--most", ALL, "--json", report, document, program]
    said = subprocess.run(command, capture_output=True, text=True)
    (options.work / f"{name}.txt").write_text(said.stdout + said.stderr)
    return json.loads(report.read_text()) if report.exists() else None


def why_excluded(slug, kind, failure):
    """Why a failure does not count; None where it does."""
    text = f"{kind}: {failure['problem']}: {json.dumps(failure['came'], ensure_ascii=False)}"
    for row in EXCLUDED:
        if all(re.fullmatch(row[column], value, re.S) for column, value in
               [("document", slug), ("operation", failure["op"]), ("failure", text)]):
            return row["why"]
    return None


def judged(slug, report, reasons):
    """The failures that count, and how many do not: the operation, the class and the problem."""
    counted, excluded = [], 0
    for group in report["failures"]:
        for failure in group["examples"]:
            why = why_excluded(slug, group["class"], failure)
            if why:
                excluded += 1
                reasons[why] = reasons.get(why, 0) + 1
            else:
                counted.append(f"{failure['op']}: {group['class']}: {failure['problem'][:120]}")
    return counted, excluded


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
    passed = failed = broken = left_out = 0
    reasons = {}
    for row in chosen:
        document = (options.specs / row["root"]).resolve()
        name = "w_" + "".join(c if c.isalnum() else "_" for c in row["slug"].lower())
        program, why = harness(options.bindery.resolve(), document, name, options.work)
        report = checked(options, others, document, program, name) if program else None
        if not report:
            broken += 1
            first = next((line for line in why.splitlines() if line.startswith("error")), why[:200] or "see its text")
            print(f"{row['slug']}: no client, or no end: {first}", flush=True)
            continue
        counted, excluded = judged(row["slug"], report, reasons)
        survived = sum(drift["survived"] for drift in report["drift"].values())
        passed, failed, left_out = passed + report["passed"], failed + len(counted), left_out + excluded
        beside = f", {excluded} excluded" if excluded else ""
        print(f"{row['slug']}: {report['passed']} passed, {survived} survived, {len(counted)} failed{beside}", flush=True)
        for failure in counted:
            print(f"    {failure}", flush=True)
    for why, count in sorted(reasons.items()):
        print(f"excluded {count}: {why}")
    print(f"{len(chosen)} documents, {broken} without a client: {passed} passed, {failed} failed, {left_out} excluded")
    sys.exit(1 if failed or broken or not chosen else 0)


if __name__ == "__main__":
    main()
