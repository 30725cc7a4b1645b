"""From a result to a plan: what changes, what is asked, what is wrong or doubtful."""

from collections.abc import Mapping

from championship.imports.timing import ResultsFile
from championship.models import Session

from .plan import ResultPlan


def plan_results(
    session: Session,
    file: ResultsFile,
    answers: Mapping[str, str] | None = None,
    *,
    statuses: Mapping[int, str] | None = None,
) -> ResultPlan:
    """Hold a result against the cars of the session's event. Writes nothing.

    `answers` are to the questions of an earlier plan, by their keys; what is not answered
    stands as suggested. `statuses` are corrections by the keys of cars at the event: they
    hold, whatever the file says.
    """
    raise NotImplementedError
