"""Timing files: which of the known headers it is, and what its lines say."""

from .acc import read_acc
from .classification import read_classification
from .columns import TEMPLATE_COLUMNS
from .drivers import has_names, has_part
from .reading import RESULT_FACTS, read_results_file
from .records import Gap, Hints, ResultRecord, ResultsFile, TimingFile, TimingRecord
from .variants import is_laps, variant_of

__all__ = [
    "RESULT_FACTS",
    "TEMPLATE_COLUMNS",
    "Gap",
    "Hints",
    "ResultRecord",
    "ResultsFile",
    "TimingFile",
    "TimingRecord",
    "has_names",
    "has_part",
    "is_laps",
    "read_acc",
    "read_classification",
    "read_results_file",
    "variant_of",
]
