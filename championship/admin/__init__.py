"""The staff's room, one file per noun. Importing them registers their pages."""

from . import (  # noqa: F401
    award,
    car,
    championship,
    circuit,
    driver,
    entry,
    event,
    organisation,
    publication,
    result,
    rules,
    scale,
    series,
    session,
    standing,
    team,
)
