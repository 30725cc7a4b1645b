"""A JSON file in, plain values or problems out."""

import json
import os
import re
from typing import Any, BinaryIO

from .problems import Problem

MEGABYTE = 1024 * 1024

# What a database would refuse in a text: zero bytes and halves of surrogate pairs.
UNUSABLE = re.compile("[\x00\ud800-\udfff]")


def read_json(file: BinaryIO, *, limit_mb: int = 20) -> tuple[Any, list[Problem]]:
    """Parse a JSON file strictly.

    Returns the value and the problems found; the value is None if there is a problem.
    Refused are files over `limit_mb` megabytes, text that is not UTF-8 or not JSON, a
    key that stands twice in one object, numbers that are none (NaN), characters that
    no database takes, and nesting beyond reason.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > limit_mb * MEGABYTE:
        return None, [
            _whole_file(f"the file has {size // MEGABYTE} MB; at most {limit_mb} MB are read.")
        ]
    content = file.read()
    if not content.strip():
        return None, [_whole_file("the file is empty.")]
    problems: list[Problem] = []
    try:
        value = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=lambda pairs: _object(pairs, problems),
            parse_constant=_no_number,
        )
        problems += _unusable_text(value)
    except UnicodeDecodeError as error:
        return None, [_whole_file(f"byte {error.start} is not UTF-8 text.")]
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return None, [_whole_file(f"not JSON: {error.msg} at {where}.")]
    except RecursionError:
        return None, [_whole_file("nested too deeply.")]
    except ValueError as error:
        return None, [_whole_file(f"not JSON: {error}.")]
    return (None if problems else value), problems


def _whole_file(message: str) -> Problem:
    return Problem("$", None, message)


def _object(pairs: list[tuple[str, Any]], problems: list[Problem]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            problems.append(Problem("$", key, "stands twice as a key of one object."))
        made[key] = value
    return made


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _unusable_text(value: Any, path: str = "$") -> list[Problem]:
    """Texts that a database would refuse."""
    if isinstance(value, str):
        if UNUSABLE.search(value):
            return [Problem(path, value, "holds a character that can't be stored.")]
        return []
    if isinstance(value, list):
        return [
            problem
            for index, item in enumerate(value)
            for problem in _unusable_text(item, f"{path}[{index}]")
        ]
    if isinstance(value, dict):
        return [
            problem
            for key, item in value.items()
            for problem in _unusable_text(key, f"{path}.*") + _unusable_text(item, f"{path}.{key}")
        ]
    return []
