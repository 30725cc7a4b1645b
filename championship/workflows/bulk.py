"""Writing many computed rows with as little work as a database needs."""

from collections.abc import Iterable, Sequence

from django.db import connections, models, router


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows of values as the database keeps them, in one statement.

    `columns` are names of columns. For what a computation writes by the thousand:
    bulk_create() would make and check an object of each.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
