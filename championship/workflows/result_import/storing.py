"""From a plan to the database: all of it in one transaction, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from championship.imports.timing import ResultsFile
from championship.models import ResultImport, Session

from .plan import ResultPlan


class CannotImport(Exception):
    """Problems, open questions or warnings nobody said yes to are left; nothing was stored."""

    def __init__(self, plan: ResultPlan):
        super().__init__("The result can't be imported.")
        self.plan = plan


class ChangedMeanwhile(Exception):
    """What is stored is no longer what the preview was made from; nothing was stored."""


@dataclass(frozen=True, slots=True)
class ImportedResult:
    """What was stored; `version` is None for what was typed, and for the newest file again."""

    plan: ResultPlan
    version: ResultImport | None


def import_results(
    session: Session,
    file: ResultsFile,
    content: bytes,
    answers: Mapping[str, str],
    *,
    shown: str,
    now: datetime,
    user=None,
    statuses: Mapping[int, str] | None = None,
    accepted: bool = False,
) -> ImportedResult:
    """Store a result as the preview showed it, and its file. Nothing is published by it.

    `shown` is the fingerprint of the plan that was shown; every question of the plan is in
    `answers`; `accepted` says that its warnings were seen. The season is locked.

    Raises ChangedMeanwhile if the plan would be another one by now, and CannotImport while
    there are problems, questions without an answer, or warnings that were not accepted.
    """
    raise NotImplementedError
