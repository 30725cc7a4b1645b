"""What the timekeepers say of a car, as a pack has it."""

from championship.models import ClassificationLine, Result

from .dump import Record
from .values import duration, unless


def timing(row: Result | ClassificationLine) -> Record:
    return {
        "status": unless(row.status, "classified"),
        "laps": row.laps,
        "time": duration(row.time_ms),
        "best_lap": duration(row.best_lap_ms),
        "best_lap_number": row.best_lap_number,
        "best_lap_driver": row.best_lap_driver.slug if row.best_lap_driver else None,
        "second_best_lap": duration(row.second_best_lap_ms),
        "grid_place": row.grid_place,
    }
