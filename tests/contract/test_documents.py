"""Every operation of every document: what is answered is what the document says, whatever is sent.

Cases are made from the document. Most of them get valid parts of the seed, because a body of chance names no zaaktype that exists;
the rest goes as it was made. The same cases each time: a failure is no matter of luck.
"""

import json
import os
import random
import re
import zlib

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings, strategies
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.failures import FailureGroup

from conftest import LOKET, SEED
from loket import APIS

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

BOUNDS = settings(
    max_examples=int(os.environ.get("LOKET_CONTRACT_CASES", "10")),
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# What is answered besides what the documents list, and why.
UNLISTED = {
    304: "the caller has it already",
    400: "a rule forbids the removal, or the query has an unknown parameter or a wrong `expand`",
    403: "a head is guarded as what it is of",
    404: "a page past the end of a list, or a main object or head of what is not there",
}

# Where the documents slipped: every server of the standard answers so, and so do the documents of Open Zaak.
OTHERWISE = {
    ("POST", "/informatieobjecttypen"): 201,
    ("DELETE", "/besluittypen/{uuid}"): 204,
    ("DELETE", "/catalogussen/{uuid}"): 204,
    ("DELETE", "/informatieobjecttypen/{uuid}"): 204,
    ("DELETE", "/zaaktypen/{uuid}"): 204,
}

# A field without a value is `""` when it is a text, also where its format is that of a URL or an address.
MAY_BE_EMPTY = ("uri", "email")

# So is a choice, of which the older documents only list what can be chosen.
EMPTY_CHOICES = {"vervalreden", "vervalredenWeergave"}

# A group of fields is answered with its structure, empty when it was not given: zrc-012 (gegevensgroepen). The documents only know
# the group as `null` or filled.
EMPTY = {"enum": ["", None, False]}

# An empty object stands for a URL field without a value that is expanded; the documents have one that may hold anything.
EMPTY_OBJECT = {"type": "object", "maxProperties": 0}

# Registers of others are never called to expand.
OF_OTHERS = {"betrokkene", "object", "communicatiekanaal", "productenOfDiensten", "selectielijstklasse"}

schemathesis.openapi.format("uri-or-empty", strategies.sampled_from(["", "https://example.nl/iets/1", "geen url"]))
schemathesis.openapi.format("email-or-empty", strategies.sampled_from(["", "anne@example.nl", "anne"]))


def loosened(node):
    """Lets a document say what the rules of the standard say about fields without a value."""
    if isinstance(node, dict):
        if str(node.get("description", "")).startswith("Leeg object"):
            node.update(EMPTY_OBJECT)
        if "oneOf" in node and "discriminator" not in node:
            # More than one of them may hold: the object that may hold anything does.
            node["anyOf"] = node.pop("oneOf")
        if node.get("format") in MAY_BE_EMPTY:
            node["format"] += "-or-empty"
        if isinstance(node.get("pattern"), str):
            node["pattern"] = f"^$|{node['pattern']}"
        if node.get("nullable") is True and isinstance(node.get("properties"), dict):
            node["properties"] = {name: {"anyOf": [field, EMPTY]} for name, field in node["properties"].items()}
        for name in EMPTY_CHOICES & node.get("properties", {}).keys():
            node["properties"][name] = {"anyOf": [node["properties"][name], EMPTY]}
        for value in node.values():
            loosened(value)
    elif isinstance(node, list):
        for value in node:
            loosened(value)
    return node


def corrected(api, served):
    """Corrects the shapes that a document can't mean."""
    schemas = served["components"]["schemas"]
    with_empty_objects(schemas)
    if api == "notificaties":
        # The secret of a subscriber is never answered. Later documents say `writeOnly`.
        schemas["Abonnement"]["properties"]["auth"]["writeOnly"] = True
    if api == "zaken":
        # Its own examples, and what stands commented out, show one number without a list.
        made = served["paths"]["/zaaknummer_reserveren"]["post"]["responses"]["201"]["content"]["application/json"]
        made["schema"] = {"anyOf": [made["schema"], made["schema"]["items"]]}
    return served


def with_empty_objects(schemas):
    """Lets every expanded field be empty; the documents forget some."""
    for name, schema in schemas.items():
        if name.endswith("Embedded"):
            for field, shape in schema["properties"].items():
                schema["properties"][field] = {"anyOf": [shape, EMPTY_OBJECT]}


def document(api):
    """Returns the document of an API as it is served, for the checks."""
    served = requests.get(LOKET.url(api, "/openapi.json"), timeout=30).json()
    loaded = schemathesis.openapi.from_dict(loosened(corrected(api, served)))
    loaded.config.base_url = LOKET.url(api, "")
    loaded.config.generation.with_security_parameters = False
    loaded.config.phases.coverage.enabled = False
    loaded.config.phases.examples.enabled = False
    return loaded


def chance_of(case):
    """The same chance for the same case."""
    body = case.body if isinstance(case.body, (dict, list)) else None
    sent = [case.method, case.path, case.path_parameters, dict(case.query or {}), body]
    return random.Random(zlib.crc32(json.dumps(sent, sort_keys=True, default=str).encode()))


def aim(case, api):
    """Lets a case meet what is there."""
    chance = chance_of(case)
    case.headers = {name: value for name, value in (case.headers or {}).items() if name.lower() == "if-none-match"}
    if chance.random() < 0.85:
        aim_path(case, api)
    if case.query:
        aim_query(case, chance)
    if isinstance(case.body, dict) and chance.random() < 0.8:
        aim_body(case, api, chance)


def aim_path(case, api):
    names = re.findall(r"{(\w+)}", case.path)
    if not names or case.path.startswith("/bestandsdelen"):
        return
    if "/audittrail" in case.path:
        url = SEED.url_of(api, case.path.split("/{")[0])
        trail = LOKET.session.get(f"{url}/audittrail").json()
        ids = [url.rsplit("/", 1)[-1], trail[0]["uuid"]]
    else:
        # What is listed at the path without the last id. A removal gets one of its own.
        kind = case.path.split("/{uuid}")[0]
        url = SEED.make(api, kind) if case.method == "DELETE" else SEED.url_of(api, kind)
        ids = url.split(APIS[api])[1].strip("/").split("/")[1::2]
    case.path_parameters.update(zip(names, ids))


def aim_query(case, chance):
    """Keeps some two of the parameters, most of them with a value that exists."""
    kept = [name for name in case.query if chance.random() < 2 / len(case.query)]
    known = {name: SEED.known(name, case.query[name]) for name in kept}
    case.query = {name: known[name] if chance.random() < 0.7 else case.query[name] for name in kept}


def aim_body(case, api, chance):
    """Lays some of the fields that were made over a valid body."""
    valid = SEED.find_body(api, case.path.split("/{uuid}")[0])
    if valid is None:
        return
    for name, value in case.body.items():
        if chance.random() < (0.15 if name in valid else 0.4):
            valid[name] = SEED.known(name, value)
    case.body = valid


def check(case, api):
    aim(case, api)
    response = case.call(session=LOKET.session)
    is_listed = str(response.status_code) in case.operation.definition.raw["responses"]
    if response.status_code == OTHERWISE.get((case.method, case.path)):
        case.validate_response(response, checks=[not_a_server_error])
    elif response.status_code in UNLISTED and not is_listed:
        assert not response.content or response.json()["status"] == response.status_code
    else:
        case.validate_response(response, checks=CHECKS)


def every_operation(api):
    """Returns the test of all operations of an API."""

    @document(api).parametrize()
    @BOUNDS
    def operation(case):
        check(case, api)

    return operation


test_zaken = every_operation("zaken")
test_catalogi = every_operation("catalogi")
test_documenten = every_operation("documenten")
test_besluiten = every_operation("besluiten")
test_autorisaties = every_operation("autorisaties")
test_notificaties = every_operation("notificaties")


def expandable(operation):
    """Returns the fields that a resource can expand, as its document says."""
    schemas = operation.schema.raw_schema["components"]["schemas"]

    def resolved(node):
        while "$ref" in node:
            node = schemas[node["$ref"].split("/")[-1]]
        return node

    def find(node, name):
        node = resolved(node)
        if name in node.get("properties", {}):
            return node["properties"][name]
        return next(filter(None, (find(part, name) for part in node.get("allOf", []))), None)

    content = operation.definition.raw["responses"].get("200", {}).get("content", {})
    answer = content.get("application/json", {}).get("schema", {})
    results = find(answer, "results") or answer
    embedded = find(resolved(results).get("items", results), "_expand")
    return list(resolved(embedded).get("properties", {})) if embedded else []


@pytest.mark.parametrize("api", ["zaken", "catalogi", "documenten", "besluiten"])
def test_what_can_be_expanded_has_the_shape_of_what_it_is(api):
    faults, seen = [], 0
    for result in document(api).get_all_operations():
        operation = result.ok()
        if operation.method != "get" or "audittrail" in operation.path:
            continue
        for field in sorted(set(expandable(operation)) - OF_OTHERS):
            case = operation.Case(path_parameters={}, query={"expand": field})
            aim_path(case, api)
            seen += 1
            try:
                case.validate_response(case.call(session=LOKET.session), checks=CHECKS)
            except FailureGroup as group:
                faults += [f"{operation.path} {field}: {fault}" for fault in group.exceptions]
    assert not faults, "\n".join(faults)
    assert seen > 0
