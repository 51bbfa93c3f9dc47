"""The description of the API, made from its routes."""

import re

from helpdesk.api.door import ROUTES, answer, route, url

_PLACE = re.compile(r"<(?:[^:<>]+:)?([a-z_]+)>")


@route("/openapi")
def describe_itself():
    """This document."""
    return answer(document())


def document() -> dict:
    """OpenAPI 3.1: every path with its methods, in the words of its own code."""
    paths: dict[str, dict] = {}
    for path, method, view in ROUTES:
        shown = _PLACE.sub(r"{\1}", path) + ".json"
        paths.setdefault(shown, {})[method.lower()] = _operation(path, method, view)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Helpdesk API",
            "version": "2",
            "description": "The paths and shapes of the Zendesk Support API, v2, as far as they stand here.",
        },
        "servers": [{"url": url("").rstrip("/")}],
        "security": [{"token": []}, {"basic": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic", "description": "email/token:TOKEN"},
            },
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["error", "description"],
                    "properties": {
                        "error": {"type": "string"},
                        "description": {"type": "string"},
                        "details": {"type": "object"},
                    },
                }
            },
            "responses": {
                "Error": {
                    "description": "What was wrong.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                }
            },
        },
    }


def _operation(path: str, method: str, view) -> dict:
    places = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if f"int(max=9223372036854775807):{name}" in path else "string"},
        }
        for name in _PLACE.findall(path)
    ]
    keys = [{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255}}]
    told = {
        "operationId": f"{view.__module__.rpartition('.')[2]}.{view.__name__}",
        "summary": view.__doc__.strip(),
        "parameters": places + (keys if method in ("POST", "PUT") else []),
        "responses": {
            "201" if method == "POST" else "204" if method == "DELETE" else "200": {
                "description": "Done.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            "default": {"$ref": "#/components/responses/Error"},
        },
    }
    if method in ("POST", "PUT"):
        told["requestBody"] = {"content": {"application/json": {"schema": {"type": "object"}}}}
    return told
