"""Writing many computed rows with as little work as a database needs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from django.db import connections, models, router

from championship.page_cache.writes import wrote

# So many values fit into one statement of every database that is supported.
VALUES_AT_ONCE = 900


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows of values as the database keeps them, in two statements at most.

    `columns` are names of columns. For what a computation writes by the thousand:
    bulk_create() would make and check an object of each. PostgreSQL has a statement of its
    own for it, which costs a quarter of an INSERT.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    table = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = cursor.copy(f"COPY {table} FROM STDIN")
            # Unlike execute(), it raises the errors of psycopg, which nobody here expects.
            with connection.wrap_database_errors, copying as copy:
                for row in rows:
                    copy.write_row(row)
            # It goes past what watches the other statements.
            wrote(connection, model._meta.db_table)
        else:
            _insert(cursor, table, len(columns), list(rows))


def insert_objects(objects: Sequence[models.Model]) -> None:
    """Insert new objects of one model, in two statements at most; none if there is none.

    bulk_create() takes a statement for every hundred of them on SQLite. These get no keys.
    """
    if not objects:
        return
    model = type(objects[0])
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    insert_rows(
        model,
        [field.column for field in fields],
        [
            [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
            for row in objects
        ],
    )


def _insert(cursor, table: str, columns: int, rows: list[Sequence[object]]) -> None:
    one_row = f"({', '.join(repeat('%s', columns))})"
    start = f"INSERT INTO {table} VALUES "
    at_once = VALUES_AT_ONCE // columns
    whole = len(rows) - len(rows) % at_once
    if whole:
        statement = start + ", ".join(repeat(one_row, at_once))
        cursor.executemany(statement, _batches(rows[:whole], at_once))
    if rows[whole:]:
        statement = start + ", ".join(repeat(one_row, len(rows) - whole))
        cursor.execute(statement, list(chain.from_iterable(rows[whole:])))


def _batches(rows: list[Sequence[object]], at_once: int) -> Iterator[list[object]]:
    for first in range(0, len(rows), at_once):
        yield list(chain.from_iterable(rows[first : first + at_once]))
