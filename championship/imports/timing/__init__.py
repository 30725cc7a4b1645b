"""Timing files: which of the known headers it is, and what its lines say."""

from .acc import read_acc
from .classification import read_classification
from .drivers import has_names, has_part
from .records import TimingFile, TimingRecord
from .variants import is_laps, variant_of

__all__ = [
    "TimingFile",
    "TimingRecord",
    "has_names",
    "has_part",
    "is_laps",
    "read_acc",
    "read_classification",
    "variant_of",
]
