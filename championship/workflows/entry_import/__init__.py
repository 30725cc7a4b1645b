"""Entry lists from files: planned and shown first, then stored as a whole or not at all."""

from .plan import NEW, FieldChange, ImportPlan, LinePlan, Question
from .planning import plan_import
from .storing import (
    CannotImport,
    ChangedMeanwhile,
    Imported,
    changed_tables,
    import_entries,
)

__all__ = [
    "NEW",
    "CannotImport",
    "ChangedMeanwhile",
    "FieldChange",
    "ImportPlan",
    "Imported",
    "LinePlan",
    "Question",
    "changed_tables",
    "import_entries",
    "plan_import",
]
