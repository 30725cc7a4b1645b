"""Noticing what is written to the database, so that the pages that show it are dropped.

Every statement is looked at, whoever sends it: a form of the admin, a workflow that writes
rows by the thousand, a command. Without further word a write drops every page. A workflow that
knows which seasons its writes can be seen in says so with `only_about`.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.apps import apps
from django.db import transaction

from championship.models import Season

from .tokens import drop_everything, drop_pages, drop_seasons, season_scope

log = logging.getLogger(__name__)

WRITE = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|COPY|TRUNCATE(?:\s+TABLE)?)"
    r"\s+[\"`]?(\w+)",
    re.IGNORECASE,
)

# What staff prepare, and nobody else sees before it is published as something else. The other
# names of drivers, teams and cars are none of these: search finds by them.
DRAFTS = frozenset({"ClassAlias", "Result", "ResultImport", "ResultSeat", "StatusAlias"})

# What no part of a page with figures shows (`parts`).
WORDS = frozenset({"Article", "Article_drivers", "Article_teams", "Notice", "StoredFile"})

_about: ContextVar[frozenset[str] | None] = ContextVar("seasons_written_about", default=None)


@contextmanager
def only_about(*seasons: Season) -> Iterator[None]:
    """Writes in this block can be seen in these seasons' pages, and where several are shown.

    Blocks add up. The seasons have their series.
    """
    scopes = frozenset(season_scope(season.series.slug, season.slug) for season in seasons)
    token = _about.set((_about.get() or frozenset()) | scopes)
    try:
        yield
    finally:
        _about.reset(token)


def notice_writes(execute, sql, params, many, context):
    """An execute wrapper of a database connection."""
    answer = execute(sql, params, many, context)
    found = WRITE.match(sql)
    if found:
        wrote(context["connection"], found[1])
    return answer


def wrote(connection, table: str) -> None:
    """A table was written; pages are dropped when that is committed."""
    if table not in _tables() or table in _tables(DRAFTS):
        return
    drop = _pending(connection)
    drop.add(_about.get(), is_figure=table not in _tables(WORDS))
    if not connection.in_atomic_block:
        drop()


def watch(connection, **_signal) -> None:
    """Watch a new connection from now on; a receiver of connection_created."""
    if notice_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(notice_writes)


class _Drop:
    """What to drop when a transaction is committed: everything, all whole pages, seasons."""

    def __init__(self):
        self.everything = self.pages = False
        self.scopes: set[str] = set()

    def add(self, scopes: Iterable[str] | None, *, is_figure: bool) -> None:
        if scopes is not None:
            self.scopes |= scopes
        elif is_figure:
            self.everything = True
        else:
            self.pages = True

    def __call__(self) -> None:
        try:
            if self.everything:
                drop_everything()
            elif self.pages:
                drop_pages()
            if self.scopes and not self.everything:
                drop_seasons(self.scopes)
        except Exception:  # Whatever the cache's own library raises: what is written is written.
            log.exception("The shared cache does not answer; pages may be old for half an hour.")


def _pending(connection) -> _Drop:
    """The drop of this transaction. One whose savepoint was rolled back is gone from it."""
    for _savepoints, after_commit, _robust in connection.run_on_commit:
        if isinstance(after_commit, _Drop):
            return after_commit
    drop = _Drop()
    if connection.in_atomic_block:
        transaction.on_commit(drop, using=connection.alias)
    return drop


@cache
def _tables(names: frozenset[str] | None = None) -> frozenset[str]:
    """The tables of the models of these names; of all models without names."""
    models = apps.get_app_config("championship").get_models(include_auto_created=True)
    return frozenset(
        model._meta.db_table for model in models if names is None or model.__name__ in names
    )
