"""A season pack in, plain values and every problem out. Format: docs/season-pack.md."""

import json
from functools import cache
from importlib import resources
from typing import Any, BinaryIO

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from .json_file import read_json
from .pack_checks import check_pack
from .problems import Problem

MOST_PROBLEMS = 200

TYPE_NAMES = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


def read_season_pack(file: BinaryIO) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Read a season pack and check it as a whole, without a database.

    Returns the pack and no problems, or None and every problem found, in the order of
    the file (at most 200). Checked are the JSON itself, its schema, and what a schema
    can't say: references, doubles, dates in order, results only for cars that are
    entered.
    """
    pack, problems = read_json(file)
    if not problems:
        problems = [_from_schema(error) for error in _validator().iter_errors(pack)]
        if isinstance(pack, dict):
            misshapen = {problem.path for problem in problems if problem.value is not None}
            problems += [found for found in check_pack(pack) if found.path not in misshapen]
    if len(problems) > MOST_PROBLEMS:
        more = len(problems) - MOST_PROBLEMS
        problems = [*problems[:MOST_PROBLEMS], Problem("$", None, f"and {more} more problems.")]
    return (None if problems else pack), problems


@cache
def _validator() -> Draft202012Validator:
    text = resources.files("championship.packs").joinpath("season-pack.schema.json").read_text()
    return Draft202012Validator(json.loads(text))


def _from_schema(error: ValidationError) -> Problem:
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
