#!/usr/bin/env python3
"""Hold the verdicts of `bindery diff` against those of cargo-semver-checks on the two generated crates.

usage: .ci/semver.py BINDERY SEMVER_CHECKS SPECS [--work DIR] [--only SUBSTRING,..] [--real]

For each pair in tests/diff both crates are generated (`--layout crate`) and documented as JSON, with one target folder for
all of them, and SEMVER_CHECKS (the program cargo-semver-checks, 0.51) compares them. It has no lints for what is new, which
asks for a minor version (https://doc.rust-lang.org/cargo/reference/semver.html): new public items are found here, in the same
JSON. What `bindery diff` says of Rust callers must be the same: major, minor or patch. Prints each pair where it is not;
those that tests/diff/disagreements.tsv lists, with a reason, are no failures, and those that it lists in vain are.

With --real the same for two documents of Stripe in SPECS (../shared/specs), a year and a half apart, by kinds of changes.
Ends with 1 where a disagreement is not listed, or fewer than 40 pairs agree.
"""
import argparse, concurrent.futures, csv, hashlib, json, os, re, shutil, subprocess, sys, tempfile, time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAIRS = ROOT / "tests/diff"
LISTED = PAIRS / "disagreements.tsv"
LEAST = 40
# Two descriptions of one API that are far apart.
REAL = ("stripe-2022-04-json.json", "stripe-2023-09.yaml")
# The crate's name, the same on both sides: it is part of every path.
NAME = "client"
# Appended to `Cargo.toml`, since the work folder may be below another workspace.
WORKSPACE = "\n[workspace]\n"
# What cargo-semver-checks itself asks of rustdoc.
RUSTDOC = ["-Z", "unstable-options", "--document-private-items", "--document-hidden-items", "--output-format", "json",
           "--cap-lints", "allow"]


def generate(bindery, document, folder):
    """The crate of a document, and a text that is the same for the same crate."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([bindery, "generate", document, "--layout", "crate", "--name", NAME, "--out", folder, "--quiet"],
                   check=True, capture_output=True, text=True)
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    with (folder / "Cargo.toml").open("a") as manifest:
        manifest.write(WORKSPACE)
    # The versions that the project is tested with.
    shutil.copy(ROOT / "Cargo.lock", folder / "Cargo.lock")
    return digest.hexdigest()[:16]


def documented(bindery, document, work):
    """The JSON that rustdoc makes of a document's crate."""
    folder = work / "crate"
    made = work / f"{generate(bindery, document, folder)}.json"
    if not made.exists():
        # The format is unstable; cargo-semver-checks asks a stable compiler in the same way.
        environment = os.environ | {"CARGO_TARGET_DIR": str(work / "target"), "RUSTC_BOOTSTRAP": "1"}
        subprocess.run(["cargo", "rustdoc", "--quiet", "--lib", "--", *RUSTDOC], cwd=folder, env=environment, check=True,
                       capture_output=True, text=True)
        shutil.move(work / f"target/doc/{NAME}.json", made)
    return made


def checked(semver_checks, old, new):
    """The level that cargo-semver-checks asks for, and by lint what it found: `{"enum_missing": ["enum client::A"]}`."""
    command = [semver_checks, "semver-checks", "--color", "never", "--release-type", "patch",
               "--baseline-rustdoc", old, "--current-rustdoc", new]
    run = subprocess.run(command, capture_output=True, text=True)
    found = {}
    for lint, text in re.findall(r"^--- failure (\w+):.*?^Failed in:\n((?:^  [^\n]*\n)*)", run.stdout, re.M | re.S):
        # `field nick of struct Pet, previously in file src/types.rs:12`
        found[lint] = [re.split(r",? (?:previously )?in (?:file )?\S+\.rs:\d", line.strip())[0] for line in text.splitlines()]
    summary = re.search(r"^ *Summary (?:semver requires new (major|minor) version|no semver update required)", run.stderr, re.M)
    if not summary:
        raise RuntimeError((run.stdout + run.stderr)[-2000:])
    return summary[1] or "patch", found


def public(path):
    """The names that users of a crate can write, of a JSON of rustdoc: `Pet::name`."""
    tree = json.loads(path.read_text())
    index, names, seen = tree["index"], set(), set()

    def walk(id, prefix, name=None):
        item = index.get(str(id))
        if item is None or (id, prefix) in seen:
            return
        seen.add((id, prefix))
        (kind, inner), = item["inner"].items()
        if item["visibility"] not in ("public", "default"):
            return
        if kind == "use":
            target = index.get(str(inner["id"]))
            if target and inner["is_glob"]:
                for part in next(iter(target["inner"].values())).get("items", []):
                    walk(part, prefix)
            elif target:
                walk(inner["id"], prefix, inner["name"])
            return
        here = prefix if kind == "impl" else f"{prefix}::{name or item['name']}"
        if kind == "impl" and inner["trait"] is not None:
            return
        if kind != "impl":
            names.add(here)
        parts = inner.get("items", []) + inner.get("impls", []) + inner.get("variants", []) if isinstance(inner, dict) else []
        shape = inner.get("kind") if isinstance(inner, dict) else None
        if isinstance(shape, dict) and "plain" in shape:
            parts = parts + shape["plain"]["fields"]
        for part in parts:
            walk(part, here)

    walk(tree["root"], "")
    return names


def judged(options, old, new):
    """What both say of two documents: bindery's level and changes, the tool's level and lints, and what is new."""
    sides = [documented(options.bindery, side, options.work) for side in (old, new)]
    said = subprocess.run([options.bindery, "diff", "--format", "json", old, new], capture_output=True, text=True, check=True)
    changes = json.loads(said.stdout)
    return sides, changes


def compared(options, sides):
    level, lints = checked(options.semver_checks, *sides)
    more = public(sides[1]) - public(sides[0])
    return ("minor" if level == "patch" and more else level), lints, more


def pairs(options):
    listed = {row["case"]: row for row in csv.DictReader(LISTED.open(), delimiter="\t")} if LISTED.exists() else {}
    wanted = options.only.split(",")
    cases = sorted(path for path in PAIRS.iterdir() if path.is_dir() and any(word in path.name for word in wanted))
    # Cargo takes one at a time; the comparisons can go beside it.
    agreed, failed = Counter(), 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        waiting = []
        for case in cases:
            sides, changes = judged(options, case / "old.yaml", case / "new.yaml")
            waiting.append((case.name, changes, pool.submit(compared, options, sides)))
        for name, changes, task in waiting:
            level, lints, more = task.result()
            own = changes["rust"] or "patch"
            row = listed.pop(name, None)
            found = ", ".join(sorted(lints)) or f"{len(more)} new items"
            if own == level and not row:
                agreed[own] += 1
                continue
            is_listed = row and (row["bindery"], row["semver-checks"]) == (own, level)
            failed += not is_listed
            why = row["why"] if is_listed else ("listed in vain" if row else "NOT LISTED")
            print(f"{name}: bindery {own}, cargo-semver-checks {level} ({found}): {why}", flush=True)
    vain = [name for name in listed if any(word in name for word in wanted)]
    for name in vain:
        print(f"{name}: is listed, and is no pair")
    total = sum(agreed.values())
    few = not options.only and total < LEAST
    print(f"{len(cases)} pairs: {total} agree ({', '.join(f'{count} {level}' for level, count in agreed.items())}), "
          f"{len(cases) - total - failed} disagree as listed, {failed + len(vain)} failures")
    return failed or vain or few


def bare(words):
    """What names of the document and of Rust have in common: `PostChargesRequest` and `post_charges` are `postcharges`."""
    return "".join(c for c in words.lower() if c.isalnum()).replace("request", "")


def operation_ids(document):
    """What the operations of a document are called: `{"POST /v1/charges": "PostCharges"}`."""
    import yaml
    text = document.read_text(encoding="utf-8-sig")
    tree = json.loads(text) if text.startswith("{") else yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {f"{method.upper()} {path}": one["operationId"] for path, item in tree["paths"].items()
            for method, one in item.items() if isinstance(one, dict) and "operationId" in one}


def change_key(change, ids):
    """The beginning of the Rust names that a change is about."""
    is_renamed = change["subject"] == "type" and change["kind"] == "renamed"
    first, *rest = change["before"].split(" › ") if is_renamed else change["path"]
    # What stands behind a new value has another number: the finding is about its neighbours.
    steps = rest[:-1] if change["subject"] == "enum value" and change["kind"] == "added" else rest
    words = {"body": "", "query": "", "path": "", "header": "", "[]": "item", "{}": "value"}
    steps = ["response" if re.fullmatch(r"(response )?\d+", step) else words.get(step, step) for step in steps]
    return bare(ids.get(first, first) + "".join(steps))


def item_key(item):
    """`PetNick` of `field nick of struct Pet`, of `variant Pet::Nick` and of `client::Pet::nick takes 1 parameters`."""
    field = re.match(r"field (\w+) of struct (\w+)", item)
    if field:
        return bare(field[2] + field[1])
    words = re.sub(r"^(?:struct|enum|variant|type|method|function|module|trait) ", "", item).split(" ")[0].split("::")
    if "Client" in words[:-1]:
        words = words[-1:]
    return bare("".join(word for word in words[-2:] if word not in (NAME, "types", "new")))


def real(options):
    """Compares two documents of Stripe, and counts by kinds which findings of the tool belong to a change, and which not."""
    documents = [options.specs / name for name in REAL]
    sides, changes = judged(options, *documents)
    level, lints, _ = compared(options, sides)
    ids = operation_ids(documents[1]) | operation_ids(documents[0])
    major = [change for change in changes["changes"] if change["rust"]["level"] == "major"]
    keys = defaultdict(list)
    for number, change in enumerate(major):
        keys[change_key(change, ids)].append(number)
    told, both, alone = set(), Counter(), defaultdict(list)
    for lint, items in lints.items():
        for item in items:
            name = item_key(item)
            # The longest beginning of the name that a change is about.
            at = next((name[:end] for end in range(len(name), 0, -1) if name[:end] in keys), None)
            if at is None and lint == "method_parameter_count_changed":
                # What `new` takes follows from the fields.
                at = next((key for key in keys if key.startswith(name)), None)
            if at is None:
                alone[lint].append(item)
                continue
            told.update(keys[at])
            both[lint, " or ".join(sorted({f"{major[one]['subject']} {major[one]['kind']}" for one in keys[at]}))] += 1
    silent = Counter((f"{change['subject']} {change['kind']}", change["rust"]["text"])
                     for number, change in enumerate(major) if number not in told)
    print(f"bindery {changes['rust']}, cargo-semver-checks {level}: {len(major)} breaking changes, "
          f"{sum(map(len, lints.values()))} findings")
    for (lint, kind), count in sorted(both.items()):
        print(f"  both: {lint}: {count}, for a {kind}")
    for (kind, text), count in sorted(silent.items()):
        print(f"  bindery only: {kind}: {count}: {text}")
    for lint, items in sorted(alone.items()):
        print(f"  cargo-semver-checks only: {lint}: {len(items)}: {'; '.join(items[:6])}")
    return level != (changes["rust"] or "patch")


def main():
    parser = argparse.ArgumentParser()
    for name in ("bindery", "semver_checks", "specs"):
        parser.add_argument(name, type=lambda path: Path(path).resolve())
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bindery-semver")
    parser.add_argument("--only", default="")
    parser.add_argument("--real", action="store_true")
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    bad = real(options) if options.real else pairs(options)
    print(f"{time.monotonic() - begin:.0f} s")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
