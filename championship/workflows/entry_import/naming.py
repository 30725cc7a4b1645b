"""Teams, drivers and cars that the site did not know, and names that it will know again."""

from collections.abc import Iterable, Sequence

from django.db.models import Model
from django.utils.text import slugify

from championship.models import (
    Car,
    CarAlias,
    CarClass,
    ClassAlias,
    Driver,
    DriverAlias,
    Team,
    TeamAlias,
)

ALIASES = {
    Team: (TeamAlias, "team"),
    Driver: (DriverAlias, "driver"),
    Car: (CarAlias, "car"),
    CarClass: (ClassAlias, "car_class"),
}


def add(rows: Sequence[Model]) -> None:
    """Store new rows of one model, each with an address. Two queries, or none."""
    if rows:
        _give_addresses(rows)
        type(rows[0]).objects.bulk_create(rows)


def remember(aliases: Iterable[tuple[Model, str]]) -> None:
    """Store other names of rows, unless they are known or too long. A query for each model."""
    new: dict[type[Model], dict[tuple, Model]] = {}
    for row, name in aliases:
        model, column = ALIASES[type(row)]
        if len(name) > model._meta.get_field("name").max_length:
            continue
        new.setdefault(model, {})[row.pk, name] = model(**{column: row}, name=name)
    for model, named in new.items():
        model.objects.bulk_create(named.values(), ignore_conflicts=True)


def _give_addresses(rows: Sequence[Model]) -> None:
    """An address of its own for each new row, numbered where the name has one already."""
    taken = set(type(rows[0]).objects.values_list("slug", flat=True))
    for row in rows:
        stem = slugify(str(row))[:50].strip("-") or row._meta.model_name
        slug, number = stem, 1
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        taken.add(slug)
        row.slug = slug
