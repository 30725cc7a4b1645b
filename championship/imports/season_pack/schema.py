"""The JSON Schema of a season pack, and its complaints in words."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from ..problems import Problem

TYPE_NAMES = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


def schema_problems(pack: Any) -> Iterator[Problem]:
    """Every place where parsed JSON is not of the form of a season pack."""
    return map(_problem, _validator().iter_errors(pack))


@cache
def _validator() -> Draft202012Validator:
    text = resources.files("championship.packs").joinpath("season-pack.schema.json").read_text()
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole_number)
    strict = validators.extend(Draft202012Validator, {"pattern": _pattern}, type_checker=whole)
    return strict(json.loads(text))


def _is_whole_number(_checker, value) -> bool:
    """25.0 is no whole number here: points are exact, and a float is not."""
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(_validator, pattern, instance, _schema) -> Iterator[ValidationError]:
    """As in JSON Schema, where $ is the very end; Python's also stands before a line break."""
    if isinstance(instance, str) and (not re.search(pattern, instance) or instance.endswith("\n")):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _problem(error: ValidationError) -> Problem:
    path = error.json_path
    rule = error.validator_value
    match error.validator:
        case "required":
            missing = next(key for key in rule if f"'{key}' is a required" in error.message)
            return Problem(path, None, f"“{missing}” is missing.")
        case "additionalProperties":
            known = error.schema["properties"]
            strangers = ", ".join(f"“{key}”" for key in error.instance if key not in known)
            return Problem(path, None, f"{strangers} is not known here ({', '.join(known)}).")
        case "type":
            wanted = [rule] if isinstance(rule, str) else rule
            names = " or ".join(TYPE_NAMES[name] for name in wanted)
            return Problem(path, error.instance, f"is not {names}.")
        case "enum":
            return Problem(path, error.instance, f"is none of {', '.join(map(str, rule))}.")
        case "const":
            return Problem(path, error.instance, f"is not {json.dumps(rule)}.")
        case "pattern" | "oneOf" | "anyOf":
            wanted = error.schema.get("description", "What stands here is written otherwise.")
            return Problem(path, error.instance, f"is not written as it should be. {wanted}")
        case "minLength" | "minItems":
            return Problem(path, error.instance, "is empty.")
        case "maxLength":
            return Problem(path, error.instance, f"is longer than {rule} characters.")
        case "minimum" | "maximum":
            bound = "less" if error.validator == "minimum" else "more"
            return Problem(path, error.instance, f"is {bound} than {rule}.")
        case _:
            return Problem(path, error.instance, error.message)
