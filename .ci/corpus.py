#!/usr/bin/env python3
"""Generate and check clients of a slice of ../shared/specs: few documents, and every oddity that the corpus has.

usage: .ci/corpus.py BINDERY SPECS CHECK [ARGUMENT..]

Runs the checker CHECK (../shared/check/corpus.py) with the arguments over the documents below. The whole corpus takes
half an hour and is checked by CHECK itself; this takes a few minutes.
"""
import os, subprocess, sys, tempfile
from pathlib import Path

# Each document, and what it is here for.
SLICE = {
    # Versions, and ways to write them down.
    "nytimes-books-swagger2": "Swagger 2.0 in JSON",
    "netlify-swagger2": "Swagger 2.0 in YAML, of some size; several 2xx bodies",
    "rekor-swagger2-multi": "Swagger 2.0 of 24 files",
    "weaviate-swagger2": "Swagger 2.0 with recursive schemas, streams and ids such as `objects.create`",
    "oai-petstore": "OpenAPI 3.0, the smallest",
    "spacetraders-multi": "OpenAPI 3.0 of 75 files",
    "oai-tictactoe-3.1": "OpenAPI 3.1, with ids such as `get-board`",
    "matrix-content-multi": "OpenAPI 3.1 of several files, in folders",
    # Operations.
    "oai-webhook-3.1": "webhooks and no operation",
    "resend": "webhooks beside operations",
    "oai-callback-example": "callbacks",
    "readme-parameters-style-3.1": "every style of a parameter, cookies, `deepObject`, operations without responses",
    "googlemaps": "arrays with `|`, numbers in enums of strings",
    "box": "paths with a fragment, several 2xx bodies, unions that overlap",
    "aws-s3": "paths with a query, parameters that have one name in Rust, XML",
    "k8s-batch-v1": "several media types of a body, `application/json;stream=watch`, no servers",
    "deepgram": "ids that occur twice, text beside references",
    # Schemas and names.
    "readme-schema-types-3.1": "every type, `array` without `items`",
    "heyapi-kitchen-sink-3.1": "names outside ASCII, references to nothing, enums of several types, `required: true`",
    "train-travel": "`allOf` that narrows a property, `application/problem+json`",
    "paypal-orders": "an enum of more than 300 values, deep `allOf`",
    "cohere": "an empty `oneOf`, bounds beyond 64 bits, `on` and `off` in YAML",
    "bungie": "texts in enums of integers, 99 recursive schemas",
    "ogc-features-3.1": "a library of schemas, no operation",
    "dify-zh": "Chinese text, server-sent events",
}


def main():
    bindery, specs, check, *arguments = sys.argv[1:]
    specs = Path(specs).resolve()
    head, *rows = (specs / "INDEX.tsv").read_text().splitlines(keepends=True)
    chosen = [row for row in rows if row.split("\t")[0] in SLICE]
    missing = set(SLICE) - {row.split("\t")[0] for row in chosen}
    assert not missing, f"{specs} lacks {sorted(missing)}"
    with tempfile.TemporaryDirectory() as folder:
        for entry in specs.iterdir():
            if entry.name != "INDEX.tsv":
                (Path(folder) / entry.name).symlink_to(entry)
        (Path(folder) / "INDEX.tsv").write_text(head + "".join(chosen))
        environment = os.environ | {"CARGO_INCREMENTAL": "0", "CARGO_PROFILE_DEV_DEBUG": "0"}
        sys.exit(subprocess.call([sys.executable, check, bindery, folder, *arguments], env=environment))


if __name__ == "__main__":
    main()
