"""A season pack in, plain values and every problem out. Format: docs/season-pack.md."""

from typing import Any, BinaryIO

from ..json_file import read_json
from ..problems import Problem
from .checks import check_pack
from .schema import schema_problems

__all__ = ["read_season_pack"]

MOST_PROBLEMS = 200


def read_season_pack(file: BinaryIO) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Read a season pack and check it as a whole, without a database.

    Returns the pack and no problems, or None and every problem found, in the order of
    the file (at most 200). Checked are the JSON itself, its schema, and what a schema
    can't say: references, doubles, dates in order, results only for cars that are
    entered.
    """
    pack, problems = read_json(file)
    if not problems:
        problems = list(schema_problems(pack))
        if isinstance(pack, dict):
            misshapen = {problem.path for problem in problems if problem.value is not None}
            problems += [found for found in check_pack(pack) if found.path not in misshapen]
    if len(problems) > MOST_PROBLEMS:
        more = len(problems) - MOST_PROBLEMS
        problems = [*problems[:MOST_PROBLEMS], Problem("$", None, f"and {more} more problems.")]
    return (None if problems else pack), problems
