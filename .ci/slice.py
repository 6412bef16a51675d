#!/usr/bin/env python3
"""Cut a few operations out of an OpenAPI document, with all that they refer to.

usage: .ci/slice.py DOCUMENT --operations N > cut.json

Prints a JSON document with N operations, spread evenly over DOCUMENT (JSON or YAML, in one file) and in its order, and the
parts of `components` (of `definitions` and the like in Swagger 2.0) that they need. The same input gives the same output.
"""
import argparse, copy, json, re, sys
from pathlib import Path

import yaml

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
# What is cut; of everything else at the root, all is kept.
CUT = {"paths", "components", "definitions", "parameters", "responses", "webhooks"}


class Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML in which dates and words such as `no` are strings, as JSON would have them."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":timestamp", ":bool"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


def load(document):
    """The tree of a document, with strings for keys."""
    text = Path(document).read_text(encoding="utf-8-sig")
    try:
        return json.loads(text)
    except ValueError:
        return spelled(yaml.load(text, Loader=Plain))


def spelled(node):
    if isinstance(node, dict):
        return {key if isinstance(key, str) else json.dumps(key): spelled(value) for key, value in node.items()}
    return [spelled(item) for item in node] if isinstance(node, list) else node


def pointers(node):
    """All that a part refers to within the document, `#/components/schemas/Pet`, as lists of steps."""
    if isinstance(node, dict):
        mapping = node.get("mapping") if isinstance(node.get("propertyName"), str) else None
        targets = [node.get("$ref"), *(mapping.values() if isinstance(mapping, dict) else ())]
        for target in targets:
            if isinstance(target, str) and target.startswith("#/"):
                yield [step.replace("~1", "/").replace("~0", "~") for step in target[2:].split("/")]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from pointers(child)


def cut(tree, count):
    """A document with `count` operations of the tree, or all of them where it has fewer."""
    places = [(path, method) for path, item in tree["paths"].items() for method in item if method in METHODS]
    count = min(count, len(places))
    chosen = {places[index * len(places) // count] for index in range(count)}
    paths = {}
    for path, item in tree["paths"].items():
        kept = {key: value for key, value in item.items() if key not in METHODS or (path, key) in chosen}
        if kept.keys() & METHODS:
            paths[path] = kept
    out = {key: value for key, value in tree.items() if key not in CUT} | {"paths": paths}
    if "securitySchemes" in tree.get("components", {}):
        out["components"] = {"securitySchemes": tree["components"]["securitySchemes"]}
    return add_needed(tree, copy.deepcopy(out))


def add_needed(tree, out):
    """Adds what the parts that are there refer to, and what that refers to."""
    left, seen = list(pointers(out)), set()
    while left:
        steps = left.pop()
        steps = tuple(steps[: 3 if steps[0] == "components" else 2])
        if steps in seen or steps[0] not in CUT - {"paths", "webhooks"}:
            continue
        seen.add(steps)
        found = tree
        for step in steps:
            found = found[step]
        left += pointers(found)
    for steps in seen:
        found, place = tree, out
        for step in steps[:-1]:
            found, place = found[step], place.setdefault(step, {})
        place[steps[-1]] = found[steps[-1]]
    return in_order_of(tree, out)


def in_order_of(tree, out):
    """The same members as the tree has them, for what was added in the order of finding."""
    for section in CUT & out.keys() - {"paths"}:
        kinds = out[section]
        if section == "components":
            kinds = {kind: {name: kinds[kind][name] for name in tree[section][kind] if name in kinds[kind]}
                     for kind in tree[section] if kind in kinds}
        else:
            kinds = {name: kinds[name] for name in tree[section] if name in kinds}
        out[section] = kinds
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("document", type=Path), parser.add_argument("--operations", type=int, required=True)
    options = parser.parse_args()
    json.dump(cut(load(options.document), options.operations), sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
