"""The staff's room, one file per noun. Importing them registers their pages."""

from . import (  # noqa: F401
    award,
    car,
    championship,
    circuit,
    decision,
    driver,
    entry,
    entry_list,
    event,
    official,
    organisation,
    points_decision,
    publication,
    result,
    rules,
    scale,
    series,
    session,
    standing,
    team,
)
