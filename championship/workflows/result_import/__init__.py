"""Results from timing files, or typed: planned and shown first, then stored as a whole."""

from .plan import LinePlan, Missing, ResultPlan
from .planning import plan_results
from .storing import CannotImport, ChangedMeanwhile, ImportedResult, import_results
from .typed import TYPED, TypedRow, typed_results

__all__ = [
    "TYPED",
    "CannotImport",
    "ChangedMeanwhile",
    "ImportedResult",
    "LinePlan",
    "Missing",
    "ResultPlan",
    "TypedRow",
    "import_results",
    "plan_results",
    "typed_results",
]
