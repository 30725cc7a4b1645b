"""Several short lists in one statement, where each alone would cost its own way to the database."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

Convert = Callable[[Any], Any]

# A function of PostgreSQL takes a hundred values, one of SQLite a few more.
VALUES_AT_ONCE = 100
ARRAY = {"postgresql": "JSONB_BUILD_ARRAY", "sqlite": "JSON_ARRAY"}


def at_once(*lists: QuerySet) -> list[list[Any]]:
    """The rows of each queryset, in no order. One statement for all; none for empty ones.

    They are what the querysets alone would give, instances or the tuples of values_list():
    select_related(), only() and defer() are kept, annotations and prefetches are not. Meant
    for lists of a few rows: their columns come as JSON arrays, so that lists of different
    columns can stand below each other. All are read from the database of the first.
    """
    found: list[list[Any]] = [[] for _list in lists]
    reads = [read for number, rows in enumerate(lists) if (read := _Read.of(number, rows))]
    if not reads:
        return found
    statement = " UNION ALL ".join(read.sql for read in reads)
    values = tuple(chain.from_iterable(read.values for read in reads))
    takers = {read.number: read.taker() for read in reads}
    with connections[lists[0].db].cursor() as cursor:
        cursor.execute(statement, values)
        for number, text in cursor.fetchall():
            found[number].append(takers[number](json.loads(text)))
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """One of the lists as Django would read it, its columns put into one."""

    number: int
    rows: QuerySet
    compiler: Any
    sql: str
    values: Sequence[Any]

    @classmethod
    def of(cls, number: int, rows: QuerySet) -> "_Read | None":
        """None if it is known to be empty without asking."""
        if rows.query.is_empty():
            return None
        compiler = rows.order_by().query.get_compiler(rows.db)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        quote = compiler.connection.ops.quote_name
        columns = [column for _expression, (column, _values), _alias in compiler.select]
        named = [
            f"{column} AS {quote(alias)}" if alias else column
            for _expression, (column, _values), alias in compiler.select
        ]
        start = f"SELECT {', '.join(named)} FROM "
        if rows.query.annotation_select or not sql.startswith(start):
            raise TypeError(f"{rows.model.__name__}: only plain columns can be read at once")
        array = _array(columns, ARRAY[compiler.connection.vendor])
        sql = f"SELECT {number}, CAST({array} AS TEXT) FROM {sql[len(start) :]}"
        return cls(number, rows, compiler, sql, values)

    def taker(self) -> Callable[[list[Any]], Any]:
        """What makes an instance, or a tuple, of the values that stood in a row."""
        converts = list(_converts(self.compiler))
        if self.rows._fields is not None:
            return lambda values: tuple(_plain(values, converts))
        take = _instance_of(self.rows, self.compiler)
        return lambda values: take(_plain(values, converts))


def _array(columns: Sequence[str], function: str) -> str:
    """The columns in arrays of as many as one can hold."""
    starts = range(0, len(columns), VALUES_AT_ONCE)
    parts = (", ".join(columns[at : at + VALUES_AT_ONCE]) for at in starts)
    return f"{function}({', '.join(f'{function}({part})' for part in parts)})"


def _plain(values: list[list[Any]], converts: list[tuple[int, Convert]]) -> list[Any]:
    """All values of a row, as fields hold them."""
    row = list(chain.from_iterable(values))
    for at, convert in converts:
        if row[at] is not None:
            row[at] = convert(row[at])
    return row


def _instance_of(rows: QuerySet, compiler: Any) -> Callable[[list[Any]], models.Model]:
    """What makes an instance of a row, with all that is joined to it, as a queryset does."""
    info, select = compiler.klass_info, compiler.select
    first, *_others, last = info["select_fields"]
    names = [select[at][0].target.attname for at in range(first, last + 1)]
    populators = get_related_populators(info, select, rows.db)

    def take(values: list[Any]) -> models.Model:
        row = info["model"].from_db(rows.db, names, values[first : last + 1])
        for populator in populators:
            populator.populate(values, row)
        return row

    return take


def _converts(compiler: Any) -> Iterator[tuple[int, Convert]]:
    """How the values of some columns are made of what JSON has, by their places."""
    for at, (expression, _sql, _alias) in enumerate(compiler.select):
        convert = _converter(expression.output_field, compiler.connection)
        if convert:
            yield at, convert


def _converter(column: models.Field, connection: Any) -> Convert | None:
    if isinstance(column, models.DateTimeField):
        return _moment
    if isinstance(column, models.DateField):
        return date.fromisoformat
    if isinstance(column, models.BooleanField):
        return bool
    if isinstance(column, models.DurationField | models.DecimalField | models.TimeField):
        raise TypeError(f"{column}: read it by a query of its own")
    if hasattr(column, "from_db_value"):
        return lambda value: column.from_db_value(value, None, connection)
    return None


def _moment(value: str) -> datetime:
    """A moment as a database writes it: SQLite without its zone, which is UTC."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
