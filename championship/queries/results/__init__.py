"""Classifications as they were published, with all that was frozen with them."""

from .gaps import Gap
from .honours import ClassHonours, Honour
from .latest import LastResult, TopThree, last_result
from .notes import Note
from .page import ResultPage, find_session, result_page
from .rows import ResultRow
from .season import ResultsRow, results_list
from .titles import TitlePoints
from .unknown import UnknownPlaces, unknown_before

__all__ = [
    "ClassHonours",
    "Gap",
    "Honour",
    "LastResult",
    "Note",
    "ResultPage",
    "ResultRow",
    "ResultsRow",
    "TitlePoints",
    "TopThree",
    "UnknownPlaces",
    "find_session",
    "last_result",
    "result_page",
    "results_list",
    "unknown_before",
]
