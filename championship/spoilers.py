"""The spoiler shield: what happened after a day that a reader chose is not read at all.

The day is the last one of the event that the reader has seen. While a public page is made for
such a reader, the rows that tell of later sessions (results, standings, decisions, awards,
articles about them) are left out by the managers of their models, whoever asks, and texts of
others (notes, sources) are empty. So the page is the one that the site had on that day, its title
and its links included.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db.models import Manager, Q, QuerySet

COOKIE = "results_until"

_seen_until: ContextVar[date | None] = ContextVar("results_seen_until", default=None)


def seen_until() -> date | None:
    """The last day whose results the reader wants to know; None: all of them."""
    return _seen_until.get()


def is_hidden(day: date | None) -> bool:
    """Whether what happened on a day is not told now. Nobody knows when no day was: that is."""
    until = seen_until()
    return until is not None and (day is None or day > until)


@contextmanager
def results_until(day: date | None) -> Iterator[None]:
    """In this block nothing is read that tells of sessions after a day."""
    token = _seen_until.set(day)
    try:
        yield
    finally:
        _seen_until.reset(token)


def day_of(cookie: str) -> date | None:
    """The day that a cookie holds; None if it holds none, whatever else it may hold."""
    try:
        return date.fromisoformat(cookie)
    except ValueError:
        return None


def shielded(known: str | Callable[[date], Q], queryset: type[QuerySet] = QuerySet) -> Manager:
    """A manager that leaves out what happened after the reader's day.

    `known` is the path to the last day of the event that a row tells of, or what makes a
    row known on a day. Rows without a day are left out too: nobody knows when they happened.
    """

    class ShieldedManager(Manager.from_queryset(queryset)):
        def get_queryset(self):
            rows = super().get_queryset()
            until = seen_until()
            if until is None:
                return rows
            if callable(known):
                return rows.filter(known(until))
            return rows.filter(**{f"{known}__lte": until})

    return ShieldedManager()


class TellsLater:
    """A model of rows that everybody may know, but not all that is written about them.

    `TELLING` names the texts that are empty until the day in the column `KNOWN_ON` is seen;
    without such a column nobody knows when they were written, and any shield hides them.
    """

    TELLING: tuple[str, ...] = ()
    KNOWN_ON = ""

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        # Of what was joined in part the day may be missing: it is not read for this.
        if is_hidden(row.__dict__.get(cls.KNOWN_ON)):
            for name in cls.TELLING:
                setattr(row, name, "")
        return row
