"""What httpbin's own document leaves out.

It describes no body and no answer, and hardly a parameter; `int` is not a type of Swagger 2.0; and no redirect says what it
leads to. `complete` adds it, so that a client can send something and see what came of it. Of what httpbin does say, nothing
but `int` is changed.
"""

# The schema of an answer, by its media type.
SCHEMAS = {
    "application/json": {},
    "application/octet-stream": {"type": "file"},
    "image/png": {"type": "file"},
    "text/html": {"type": "string"},
    "text/plain": {"type": "string"},
    "application/xml": {"type": "string"},
}
TEXTS = {"type": "array", "items": {"type": "string"}}
NOTE = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": "string"},
        "done": {"type": "boolean"},
        "stars": {"type": "integer", "format": "int64"},
        "price": {"type": "number"},
        "tags": TEXTS,
        "author": {"type": "object", "properties": {"name": {"type": "string"}}},
        "parent": {"type": "string", "x-nullable": True},
    },
}
# What an operation takes beside what httpbin says, and the media type of its body.
TAKES = {
    ("get", "/get"): (None, [
        {"in": "query", "name": "text", "type": "string"},
        {"in": "query", "name": "multi", "collectionFormat": "multi", **TEXTS},
        {"in": "query", "name": "csv", "collectionFormat": "csv", **TEXTS},
        {"in": "query", "name": "pipes", "collectionFormat": "pipes", **TEXTS},
        {"in": "query", "name": "number", "type": "number"},
        {"in": "query", "name": "flag", "type": "boolean"},
    ]),
    ("get", "/headers"): (None, [
        {"in": "header", "name": "X-Text", "type": "string"},
        {"in": "header", "name": "X-List", "collectionFormat": "csv", **TEXTS},
    ]),
    ("delete", "/delete"): (None, [{"in": "query", "name": "reason", "type": "string", "required": True}]),
    ("post", "/post"): ("application/x-www-form-urlencoded", [
        {"in": "formData", "name": "text", "type": "string", "required": True},
        {"in": "formData", "name": "multi", "collectionFormat": "multi", **TEXTS},
        {"in": "formData", "name": "number", "type": "integer"},
    ]),
    ("put", "/put"): ("application/json", [{"in": "body", "name": "note", "required": True, "schema": NOTE}]),
    ("patch", "/patch"): ("text/plain", [{"in": "body", "name": "text", "required": True, "schema": {"type": "string"}}]),
    ("post", "/anything"): ("multipart/form-data", [
        {"in": "formData", "name": "text", "type": "string", "required": True},
        {"in": "formData", "name": "upload", "type": "file", "required": True},
    ]),
    ("put", "/anything"): ("application/octet-stream", [
        {"in": "body", "name": "bytes", "required": True, "schema": {"type": "string", "format": "binary"}},
    ]),
    ("patch", "/anything"): ("application/json", [
        {"in": "body", "name": "notes", "schema": {"type": "array", "items": NOTE}},
    ]),
}


def complete(tree):
    """The document, with what it leaves out."""
    for path, item in tree["paths"].items():
        for method, operation in item.items():
            for parameter in operation.get("parameters", ()):
                if parameter.get("type") == "int":
                    parameter["type"] = "integer"
            answer(operation)
            media, parameters = TAKES.get((method, path), (None, []))
            operation["parameters"] = operation.get("parameters", []) + parameters
            if media:
                operation["consumes"] = [media]
    return tree


def answer(operation):
    """Gives the answer of an operation a schema; a redirect leads to `/get`."""
    if "302" in operation["responses"]:
        operation["produces"] = ["application/json"]
        operation["responses"]["200"] = {"description": "What it leads to."}
    if "200" in operation["responses"] and operation.get("produces", [None])[0] in SCHEMAS:
        operation["responses"]["200"]["schema"] = SCHEMAS[operation["produces"][0]]
