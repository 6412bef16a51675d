#!/usr/bin/env python3
"""Make every call of generated clients to a server that knows their document: Prism, which refuses what it does not allow.

usage: .ci/prism.py BINDERY SPECS WIRE [--work DIR] [--only SUBSTRING]

Prism (https://github.com/stoplightio/prism, for Node) is installed in the work folder, unless it is there already. For
each document below a client is generated and built with `tests/wire/harness.rs.j2`, Prism is started on 127.0.0.1 with the
same document, and the client makes each call with the samples that WIRE (../shared/check/wire.py) makes of it: as little as
is allowed, all there is, and some of it. Prints how many calls were made, each that was refused, with Prism's reason, and
each whose answer the client could not read. Ends with 1 where there is any, or a client was not built, or Prism did not start.

Of forms Prism says little: it leaves out members whose style it does not know, and asks for what is required in those it does.
"""
import argparse, copy, importlib.util, json, os, re, shutil, socket, subprocess, sys, tempfile, time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

from slice import cut, load

PRISM = "@stoplight/prism-cli@5"
HARNESS = Path(__file__).resolve().parent.parent / "tests/wire/harness.rs.j2"
# The program around a client, as arguments of bindery.
EXTRA = ["--extra-template", f"{HARNESS}=src/bin/wire.rs"]
EXTRA += [word for name in ("operations", "values")
          for word in ("--extra-template", f"{HARNESS.with_name(name + '.rs.j2')}=src/bin/wire/{name}.rs")]
# Appended to `Cargo.toml`, since the work folder may be below another workspace.
WORKSPACE = "\n[workspace]\n"
# Each document, and how many of its operations are cut out; None stands for all.
DOCUMENTS = {
    "museum": None,
    "train-travel": None,
    "swagger-petstore3": None,
    "stripe-2023-09": 40,
    "box": 40,
    "twilio-api-v2010": 40,
}
# Documents that Prism is given without what is answered. It writes out all references before it starts, and with the
# objects of Stripe, each of which has most others in it, it has not started after 100 seconds.
WITHOUT_ANSWERS = {"stripe-2023-09"}
# Numbers that JavaScript can tell apart from their neighbours; Prism refuses all others, where a format is int64.
SAFE_INTEGER = 2**53 - 1
FRAGMENT = "Prism takes the fragment in the document's path for a part of the path, and a fragment is never sent"
LAST_ONLY = "Prism keeps the last pair of a name only, `a=2` of `a=1&a=2`, and then misses the array"
MADE_UP = "Prism makes up the objects in a form that were not sent, and misses what is required of those"
JSON_ITEMS = "Prism takes objects in arrays for JSON text, though the style is deepObject: `items[0][price]` is none"
PLUS = "Prism refuses the `+` that stands for a blank in a form, where a style is given"
FORM = "application/x-www-form-urlencoded"
NO_ENCODING = ("a form with objects in it and no `encoding` has no agreed spelling: brackets, unless `form` says otherwise, "
               "and Prism knows repetition only")
# What is not asked of Prism: the document and operation, the kind of sample or its media type (None for all), and why not.
EXCLUDED = {
    ("swagger-petstore3", "addPet", FORM): NO_ENCODING,
    ("swagger-petstore3", "updatePet", FORM): NO_ENCODING,
    ("box", "put_metadata_templates_enterprise_securityClassification-6VMVochwUWo_schema#add", None): FRAGMENT,
    ("box", "put_files_id#add_shared_link", None): FRAGMENT,
    ("box", "put_folders_id#remove_shared_link", None): FRAGMENT,
    ("box", "get_shared_items#web_links", None): FRAGMENT,
    ("twilio-api-v2010", "CreateCallRecording", "max"): LAST_ONLY,
    ("twilio-api-v2010", "CreateCallRecording", "rand"): LAST_ONLY,
    ("stripe-2023-09", "PostCharges", "rand"): MADE_UP,
    ("stripe-2023-09", "PostPaymentIntents", None): MADE_UP,
    ("stripe-2023-09", "PostCustomersCustomerSubscriptions", "max"): JSON_ITEMS,
    ("stripe-2023-09", "PostCustomersCustomerSubscriptions", "rand"): JSON_ITEMS,
    ("stripe-2023-09", "PostSubscriptionSchedulesSchedule", "max"): JSON_ITEMS,
    ("stripe-2023-09", "PostSubscriptionSchedulesSchedule", "rand"): JSON_ITEMS,
    ("stripe-2023-09", "PostProductsId", "max"): PLUS,
}
# Answers that are not what the document says, since the example that Prism answers with is not.
UNREADABLE = {
    ("box", "get_files_id_collaborations"): "the example of `created_by` is an array, and its schema an object",
}


def install(work):
    """The command that starts Prism."""
    program = work / "node_modules/@stoplight/prism-cli/dist/index.js"
    if not program.exists():
        (work / "package.json").write_text('{"private": true}\n')
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PRISM], cwd=work, check=True)
    return ["node", str(program)]


def only_successes(tree, answers):
    """The document for Prism: where an error is documented, it would answer with that in place of its reasons.

    Extensions at the root are not for it either: those of train-travel refer to files that are not there.
    """
    tree = copy.deepcopy({key: value for key, value in tree.items() if not key.startswith("x-")})
    for item in tree["paths"].values():
        for operation in item.values():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            good = {status: one for status, one in operation["responses"].items() if status[0] == "2"}
            if not answers:
                good = {status: {"description": ""} for status in good}
            operation["responses"] = good or {"200": {"description": ""}}
    return cut(tree, sys.maxsize)


def build(bindery, document, name, work):
    """The program around the client of a document."""
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([bindery, "generate", document, "--layout", "crate", "--name", name, "--out", folder, "--quiet",
                    "--both-directions", *EXTRA],
                   check=True, capture_output=True, text=True)
    with (folder / "Cargo.toml").open("a") as manifest:
        manifest.write(WORKSPACE)
    environment = os.environ | {"CARGO_TARGET_DIR": str(work / "target"), "CARGO_INCREMENTAL": "0",
                                "CARGO_PROFILE_DEV_DEBUG": "0"}
    subprocess.run(["cargo", "build", "--quiet"], cwd=folder, env=environment, check=True,
                   capture_output=True, text=True)
    return shutil.copy(work / "target/debug/wire", work / f"{name}.program")


def start(command, document, log, patience=90):
    """Prism, once it listens, and its URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Whatever becomes of this script, Prism ends.
    command = ["timeout", "600", *command, "mock", "--errors", "-h", "127.0.0.1", "-p", str(port), document]
    prism = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log.open("w"), stderr=subprocess.STDOUT)
    end = time.monotonic() + patience
    while "Prism is listening" not in log.read_text():
        if prism.poll() is not None or time.monotonic() > end:
            prism.terminate()
            raise subprocess.CalledProcessError(prism.returncode or 124, command, stderr=log.read_text()[-2000:])
        time.sleep(0.2)
    return prism, f"http://127.0.0.1:{port}"


def trials(wire, document):
    """The samples of each operation's request."""
    doc = wire.Document(document)
    skip = lambda *_: None
    maker = wire.Maker(doc, SimpleNamespace(samples=3, seed=1), skip)
    return [trial for op in wire.read_operations(doc, skip) for trial in maker.trials(op) if trial.what == "request"]


def safe(node):
    """A sample, its integers no larger than Prism can take."""
    if isinstance(node, dict):
        return {key: safe(value) for key, value in node.items()}
    if isinstance(node, int) and not isinstance(node, bool):
        return max(-SAFE_INTEGER, min(node, SAFE_INTEGER))
    return [safe(item) for item in node] if isinstance(node, list) else node


def judge(slug, line, answer):
    """What became of a call, in one word, and why."""
    status, error = answer.get("status"), str(answer.get("error"))
    if answer.get("ok"):
        return "made", None
    if status is None and error.startswith("unknown media type"):
        return "in a media type that the client does not send", None
    if status is not None and status < 300:
        known = slug in WITHOUT_ANSWERS or (slug, line["op"]) in UNREADABLE
        return ("made", None) if known else ("unread", error)
    try:
        problem = json.loads(answer["body"])
        found = [".".join(map(str, one["location"])) + ": " + one["message"] for one in problem.get("validation", ())]
        if found and all(one.startswith("response.") for one in found):
            return "made", None   # The request was taken. The example that answers it breaks its own schema.
        return "refused", f"{status} {problem['type'].partition('#')[2]}: {'; '.join(found) or problem.get('detail')}"
    except (ValueError, LookupError, TypeError, AttributeError):
        return "refused", error


def split(slug, found):
    """The trials to ask Prism, those that are excluded, and the exclusions that nothing is left of."""
    names = lambda trial: {(slug, trial.op.key, by) for by in (None, trial.mode, trial.line.get("media"))} & EXCLUDED.keys()
    excluded = [trial for trial in found if names(trial)]
    used = set().union(*map(names, excluded))
    return [trial for trial in found if not names(trial)], excluded, {key for key in EXCLUDED if key[0] == slug} - used


def ask(wire, program, prism, document, lines, log):
    """The answers to lines, of a client that calls Prism."""
    server, url = start(prism, document, log)
    harness = wire.Harness([program, "--send", url], patience=90)
    try:
        return harness.ask(lines)
    finally:
        harness.stop()
        server.terminate()
        server.wait()


def check(slug, count, options, prism, wire):
    """How many calls of a document ended how."""
    work = options.work
    tree = load(options.specs / f"{slug}.{'json' if (options.specs / f'{slug}.json').exists() else 'yaml'}")
    tree = cut(tree, count) if count else tree
    ours, prisms = work / f"{slug}.json", work / f"{slug}.prism.json"
    ours.write_text(json.dumps(tree)), prisms.write_text(json.dumps(only_successes(tree, slug not in WITHOUT_ANSWERS)))
    program = build(options.bindery.resolve(), ours, "p_" + re.sub(r"\W", "_", slug), work)
    asked, excluded, stale = split(slug, trials(wire, ours))
    lines = [safe(trial.line) for trial in asked]
    answers = ask(wire, program, prism, prisms, lines, work / f"{slug}.log")
    ends, bad = Counter(excluded=len(excluded), stale=len(stale)), [f"    excluded, but not there: {key}" for key in stale]
    with (work / f"{slug}.txt").open("w") as log:
        for trial, line, answer in zip(asked, lines, answers):
            print(json.dumps([trial.mode, line, answer], default=str), file=log)
            end, why = judge(slug, line, answer)
            ends[end] += 1
            if why:
                bad.append(f"    {end}: {trial.op.key} [{trial.mode}]: {why}\n        {json.dumps(line)[:600]}")
    changed = sum(trial.line != line for trial, line in zip(asked, lines))
    print(f"{slug}: {told(ends)}; {changed} with smaller integers", *bad, sep="\n", flush=True)
    return ends


def told(ends):
    rest = [f"{count} {end}" for end, count in ends.items() if count and end not in ("made", "refused", "unread")]
    return ", ".join([f"{ends['made']} made, {ends['refused']} refused, {ends['unread']} unread", *rest])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bindery", type=Path), parser.add_argument("specs", type=Path), parser.add_argument("wire", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bindery-prism")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    found = importlib.util.spec_from_file_location("wire", options.wire)
    wire = sys.modules["wire"] = importlib.util.module_from_spec(found)
    found.loader.exec_module(wire)
    sys.setrecursionlimit(10000)
    prism = install(options.work)
    total, broken = Counter(), 0
    for slug, count in DOCUMENTS.items():
        if options.only not in slug:
            continue
        try:
            total += check(slug, count, options, prism, wire)
        except subprocess.CalledProcessError as why:
            broken += 1
            print(f"{slug}: {' '.join(map(str, why.cmd))[:200]} failed: {(why.stderr or '')[:2000]}", flush=True)
    print(f"{told(total)}; {broken} documents without a client or server")
    sys.exit(1 if total["refused"] + total["unread"] + total["stale"] + broken or not total["made"] else 0)


if __name__ == "__main__":
    main()
