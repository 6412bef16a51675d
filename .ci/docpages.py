#!/usr/bin/env python3
"""Build pages with the real programs that show OpenAPI documents, and generate from them what their documents give.

usage: .ci/docpages.py BINDERY [--work DIR] [--only SUBSTRING]

The programs come from npm, in the versions below, into the work folder, unless they are there already. Of each document
below they write a page; where a program has no function that writes one, the page is the one that its package has or its
manual shows, and it is checked that the package still knows the words in it. `bindery generate` must give the same code for
the page as for the document, byte by byte. Prints a table, and ends with 1 where anything differs.
"""
import argparse, html, json, re, shutil, subprocess, sys, tempfile, time
from pathlib import Path

from slice import load

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["specs/library.yaml", "tests/embedded/documents/words.json", "tests/embedded/documents/notes.yaml"]
# What is installed with all that it needs.
INSTALLED = {
    "redocly-2": "@redocly/cli@2.55.0",
    "redocly-3": "@redocly/cli@2.77.0",
    "swagger-ui-dist": "swagger-ui-dist@5.35.0",
    "swagger-ui-express": "swagger-ui-express@5.0.1",
    "@scalar/client-side-rendering": "@scalar/client-side-rendering@0.4.16",
}
# What is only unpacked: the rest of it, hundreds of megabytes, is for its authors. And words that it has to know.
UNPACKED = {
    "@scalar/api-reference@1.72.1": ("dist/browser/standalone.js", ["data-url", "data-configuration", "api-reference"]),
    "rapidoc@9.3.8": ("dist/rapidoc-min.js", ["spec-url", "loadSpec", "rapi-doc"]),
    "@stoplight/elements@9.0.25": ("web-components.min.js", ["apiDescriptionUrl", "apiDescriptionDocument", "elements-api"]),
}
RUNS = """
const fs = require('fs');
const [way, tree, out] = process.argv.slice(2);
const spec = JSON.parse(fs.readFileSync(tree));
async function main() {
  if (way === 'express') {
    const ui = require('swagger-ui-express');
    fs.writeFileSync(out + '/index.html', ui.generateHTML(spec));
    const answer = { set() {}, send: (text) => fs.writeFileSync(out + '/swagger-ui-init.js', text) };
    ui.serveFiles(spec)[0]({ url: '/swagger-ui-init.js' }, answer, () => { throw new Error('it sends no script') });
  } else {
    const { renderApiReference } = await import('@scalar/client-side-rendering');
    const bundle = way === 'scalar-module';
    fs.writeFileSync(out + '/index.html', renderApiReference({ bundle, config: { content: spec, theme: 'purple' } }));
  }
}
main();
"""


def run(*words, cwd=None):
    subprocess.run([str(word) for word in words], cwd=cwd, check=True, capture_output=True, text=True)


def install(work):
    """The folder with the programs."""
    done = work / "installed.json"
    wanted = json.dumps([INSTALLED, list(UNPACKED)])
    if not done.exists() or done.read_text() != wanted:
        shutil.rmtree(work / "node_modules", ignore_errors=True)
        aliases = {name: f"npm:{what}" for name, what in INSTALLED.items()}
        (work / "package.json").write_text(json.dumps({"private": True, "dependencies": aliases}))
        run("npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", cwd=work)
        for what in UNPACKED:
            folder = work / "unpacked" / what
            folder.mkdir(parents=True, exist_ok=True)
            run("npm", "pack", "--silent", "--pack-destination", folder, what, cwd=work)
            run("tar", "xzf", next(folder.glob("*.tgz")), "-C", folder)
        done.write_text(wanted)
    for what, (name, words) in UNPACKED.items():
        text = (work / "unpacked" / what / "package" / name).read_text()
        missing = [word for word in words if word not in text]
        if missing:
            sys.exit(f"{what}: {name} does not know {missing}")
    (work / "pages.cjs").write_text(RUNS)
    return work / "node_modules"


def script_text(tree):
    """A document as those programs write it into a script."""
    return json.dumps(tree, ensure_ascii=False, indent=2).replace("</", "<\\/")


def page(out, body):
    (out / "index.html").write_text(f"<!doctype html>\n<html>\n<body>\n{body}\n</body>\n</html>\n", encoding="utf-8")


def redocly(version, *options):
    def build(work, document, _tree, out):
        cli = work / f"node_modules/redocly-{version}/bin/cli.js"
        run("node", cli, "build-docs", document, "-o", out / "index.html", *options, cwd=work)
    return build


def by_node(way):
    def build(work, _document, tree, out):
        (out / "tree.json").write_text(json.dumps(tree))
        run("node", work / "pages.cjs", way, out / "tree.json", out, cwd=work)
        (out / "tree.json").unlink()
    return build


def shown(body):
    """A page that names its document by a URL."""
    def build(_work, document, _tree, out):
        shutil.copy(document, out / document.name)
        page(out, body.replace("URL", document.name))
    return build


def held(body, spell):
    """A page that holds its document."""
    def build(_work, document, tree, out):
        page(out, body.replace("HERE", spell(document, tree)))
    return build


def swagger_ui_dist(work, document, _tree, out):
    """The page that the package has, and its initializer with another URL, as its manual says."""
    folder = work / "node_modules/swagger-ui-dist"
    shutil.copy(folder / "index.html", out), shutil.copy(document, out)
    text = (folder / "swagger-initializer.js").read_text()
    changed = text.replace("https://petstore.swagger.io/v2/swagger.json", document.name)
    assert changed != text, "the initializer of swagger-ui-dist is another"
    (out / "swagger-initializer.js").write_text(changed)


def rapidoc(work, _document, tree, out):
    """The page that the package has, with another document."""
    text = (work / "unpacked/rapidoc@9.3.8/package/dist/index.html").read_text()
    start, end = text.index("const spec = {"), text.index("\n};\n")
    (out / "index.html").write_text(f"{text[:start]}const spec = {script_text(tree)}{text[end + 2:]}", encoding="utf-8")


def attribute(document, _tree):
    return html.escape(document.read_text(encoding="utf-8"))


def parsed(_document, tree):
    return json.dumps(json.dumps(tree)).replace("</", "<\\/")


REDOC = '<redoc spec-url="URL"></redoc>\n<script src="redoc.standalone.js"></script>'
WAYS = {
    "Redoc 2, build-docs": redocly(2),
    "Redoc 3, build-docs": redocly(3),
    "Redoc 3, inline bundle": redocly(3, "--inlineBundle"),
    "Redoc, spec-url": shown(REDOC),
    "Swagger UI, dist": swagger_ui_dist,
    "Swagger UI, express": by_node("express"),
    "Scalar, function": by_node("scalar"),
    "Scalar, module": by_node("scalar-module"),
    "Scalar, data-url": shown('<script id="api-reference" data-url="URL"></script>'),
    "RapiDoc, loadSpec": rapidoc,
    "RapiDoc, spec-url": shown('<rapi-doc spec-url="URL"></rapi-doc>'),
    "Stoplight, Url": shown('<elements-api apiDescriptionUrl="URL" router="hash"></elements-api>'),
    "Stoplight, Document": held('<elements-api apiDescriptionDocument="HERE"></elements-api>', attribute),
    "Stoplight, property": held("<elements-api id='docs'></elements-api>\n<script>\n"
                                "docs.apiDescriptionDocument = JSON.parse(HERE);\n</script>", parsed),
}


def generated(bindery, source):
    """The code of a source, or what is said of it."""
    done = subprocess.run([bindery, "generate", source, "--name", "api"], capture_output=True, text=True)
    return done.stdout or done.stderr


def check(bindery, work, way, build, document):
    """In one word, how the page of a document compares with it."""
    out = work / "pages" / re.sub(r"\W+", "-", f"{way} {document.stem}")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    try:
        build(work, document, load(document), out)
    except subprocess.CalledProcessError as failed:
        return "not built", (failed.stderr or failed.stdout)[-1500:]
    want, got = generated(bindery, document), generated(bindery, out / "index.html")
    if want == got:
        return "same", ""
    differences = [f"  {ours}\n  {theirs}" for ours, theirs in zip(want.splitlines(), got.splitlines()) if ours != theirs]
    return "DIFFERS", "\n".join(differences[:5]) or got[:1500]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bindery", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bindery-docpages")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    work, bindery = options.work.resolve(), options.bindery.resolve()
    work.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    install(work)
    print(f"installed in {time.monotonic() - start:.0f} s", flush=True)
    documents = [ROOT / document for document in DOCUMENTS]
    print(f"{'':24}" + "".join(f"{document.name:>16}" for document in documents))
    counts, notes = {"same": 0}, []
    for way, build in WAYS.items():
        if options.only not in way:
            continue
        row = []
        for document in documents:
            word, note = check(bindery, work, way, build, document)
            counts[word] = counts.get(word, 0) + 1
            row.append(word)
            notes += [f"{way}, {document.name}: {word}\n{note}"] if note else []
        print(f"{way:24}" + "".join(f"{word:>16}" for word in row), flush=True)
    print(*notes, sep="\n", end="")
    failed = sum(counts.values()) - counts["same"]
    print(f"{counts['same']} passed, {failed} failed")
    sys.exit(1 if failed or not counts["same"] else 0)


if __name__ == "__main__":
    main()
