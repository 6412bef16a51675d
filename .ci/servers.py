#!/usr/bin/env python3
"""Run programs of ours, written against generated clients, against servers that are not ours: httpbin and localstripe.

usage: .ci/servers.py BINDERY SPECS [--work DIR] [--only SUBSTRING]

Each server is installed from PyPI into a virtual environment in the work folder, unless it is there already, and started on
127.0.0.1. The client of httpbin is generated from the document that the running server gives out, with what that leaves out;
the client of localstripe, which looks like Stripe and keeps all in memory, from Stripe's document in SPECS (../shared/specs).
`tests/servers/NAME.rs` is compiled with it and run with the server's URL, and says with assertions what the server has to
have understood. Ends with 1 where a step failed.
"""
import argparse, json, os, shutil, socket, subprocess, sys, tempfile, time, urllib.request, venv
from pathlib import Path

from httpbin_document import complete

PROGRAMS = Path(__file__).resolve().parent.parent / "tests/servers"
GUNICORN = ["-m", "gunicorn", "--no-control-socket", "--threads", "4", "--bind", "127.0.0.1:{port}", "httpbin:app"]
# Its own command listens on every interface, and keeps what it holds in a file in /tmp. And it is older than prices: the
# items of a subscription have plans, of which Stripe's document says nothing any more.
LOCALSTRIPE = """
from aiohttp import web
from localstripe.resources import Subscription
from localstripe.server import app, store

def with_plans(items, **others):
    for item in items or ():
        item["plan"] = item.pop("price")
    return dict(others, items=items)

create = Subscription.__init__
Subscription.__init__ = lambda self, items=None, **others: create(self, **with_plans(items, **others))
store.dump_to_disk = lambda: None
web.run_app(app, host="127.0.0.1", port={port})
"""
# The work folder may be below another workspace.
WORKSPACE = "\n[workspace]\n"
MANIFEST = """[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
publish = false

[[bin]]
name = "{name}"
path = {program}

[dependencies]
{name}_client = {{ path = "../{name}-client" }}
reqwest = {{ version = "0.13", default-features = false, features = ["brotli", "cookies", "deflate", "gzip"] }}
serde_json = "1"
tokio = {{ version = "1", default-features = false, features = ["rt"] }}
""" + WORKSPACE


def install(work, name, *packages):
    """The Python that has the packages."""
    folder = work / f"{name}-python"
    if not (folder / "installed").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True)
        (folder / "installed").touch()
    return folder / "bin/python"


def start(python, arguments, log, patience=60):
    """A server, once it listens, and its URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Whatever becomes of this script, the server ends.
    command = ["timeout", "300", python, *(argument.format(port=port) for argument in arguments)]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log.open("w"), stderr=subprocess.STDOUT)
    end = time.monotonic() + patience
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server, f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.2)
    stop(server)
    raise subprocess.CalledProcessError(server.returncode, command, stderr=log.read_text()[-2000:])


def stop(server):
    server.terminate()
    server.wait()


def generate(bindery, document, name, work, *arguments):
    """The client `NAME-client` of a document."""
    folder = work / f"{name}-client"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([bindery, "generate", document, "--layout", "crate", "--name", f"{name}-client", "--out", folder,
                    "--quiet", *arguments], check=True, capture_output=True, text=True)
    with (folder / "Cargo.toml").open("a") as manifest:
        manifest.write(WORKSPACE)


def run(name, url, work):
    """Compiles the program with the client, and runs it."""
    folder = work / name
    folder.mkdir(exist_ok=True)
    program = json.dumps(str(PROGRAMS / f"{name}.rs"))
    (folder / "Cargo.toml").write_text(MANIFEST.format(name=name, program=program))
    environment = os.environ | {"CARGO_TARGET_DIR": str(work / "target"), "CARGO_INCREMENTAL": "0",
                                "CARGO_PROFILE_DEV_DEBUG": "0"}
    subprocess.run(["cargo", "build", "--quiet"], cwd=folder, env=environment, check=True, timeout=900)
    subprocess.run([work / "target/debug" / name, url], check=True, timeout=120, stdin=subprocess.DEVNULL)


def httpbin(options):
    python = install(options.work, "httpbin", "httpbin[mainapp]==0.10.4", "gunicorn==27.0.1")
    server, url = start(python, GUNICORN, options.work / "httpbin.log")
    try:
        with urllib.request.urlopen(f"{url}/spec.json", timeout=30) as answer:
            document = complete(json.load(answer))
        (options.work / "httpbin.json").write_text(json.dumps(document))
        generate(options.bindery, options.work / "httpbin.json", "httpbin", options.work)
        run("httpbin", url, options.work)
    finally:
        stop(server)


def localstripe(options):
    python = install(options.work, "localstripe", "localstripe==1.15")
    server, url = start(python, ["-c", LOCALSTRIPE], options.work / "localstripe.log")
    try:
        document, choices = options.specs / "stripe-2023-09.yaml", PROGRAMS / "localstripe.toml"
        generate(options.bindery, document, "localstripe", options.work, "--config", choices)
        run("localstripe", url, options.work)
    finally:
        stop(server)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bindery", type=Path), parser.add_argument("specs", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bindery-servers")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    options.bindery, options.work = options.bindery.resolve(), options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    chosen = [server for server in (httpbin, localstripe) if options.only in server.__name__]
    failed = 0
    for server in chosen:
        try:
            server(options)
        except (subprocess.SubprocessError, OSError) as why:
            failed += 1
            print(f"{server.__name__}: {why}\n{getattr(why, 'stderr', None) or ''}", flush=True)
    print(f"{len(chosen) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not chosen else 0)


if __name__ == "__main__":
    main()
