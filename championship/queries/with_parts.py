"""Rows with their parts in one statement, where a prefetch would take a second one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet

Row = TypeVar("Row", bound=Model)


def with_parts(rows: QuerySet[Row], name: str, *joined: str) -> list[Row]:
    """Rows in their order, each with its parts read as prefetch_related() would leave them.

    `name` leads from a row to its parts (a foreign key points back), `joined` are the ways
    from a part to what it names, as select_related() takes them. One query: the columns of
    the parts stand beside those of the rows, so wide rows with many parts each are better
    read in two. Parts come as the order of the rows has them.
    """
    relation = rows.model._meta.get_field(name)
    reader = _Read.of(relation.related_model, name, joined)
    found: dict[Any, Row] = {}
    parts: dict[Any, list[Model]] = {}
    for row in rows.annotate(**{alias: F(path) for alias, path in reader.paths()}):
        own = found.setdefault(row.pk, row)
        part = reader.take(row.__dict__)
        if part is not None:
            setattr(part, relation.field.name, own)
            parts.setdefault(row.pk, []).append(part)
    for key, row in found.items():
        keep_parts(row, name, parts.get(key, []))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Read:
    """A model whose columns stand in each row under names of their own, and what it names."""

    model: type[Model]
    path: str
    names: dict[str, "_Read"] = field(default_factory=dict)

    @classmethod
    def of(cls, model: type[Model], path: str, joined: tuple[str, ...]) -> "_Read":
        root = cls(model, path)
        for way in joined:
            at = root
            for step in way.split("__"):
                related = at.model._meta.get_field(step).related_model
                at = at.names.setdefault(step, cls(related, f"{at.path}__{step}"))
        return root

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The attribute of each column, and the name that it has in a row."""
        alias = self.path.replace("__", "_of_")
        return [
            (one.attname, f"{alias}_column_{number}")
            for number, one in enumerate(self.model._meta.concrete_fields)
        ]

    def paths(self) -> Iterator[tuple[str, str]]:
        """The name that each column has in a row, and the way that leads to it."""
        for attname, alias in self.columns:
            yield alias, f"{self.path}__{attname}"
        for one in self.names.values():
            yield from one.paths()

    def take(self, row: dict[str, Any]) -> Model | None:
        """What stands in a row; None if there is none. Its columns are taken out of the row."""
        values: Mapping[str, Any] = {name: row.pop(alias) for name, alias in self.columns}
        named = {step: one.take(row) for step, one in self.names.items()}
        if values[self.model._meta.pk.attname] is None:
            return None
        part = self.model.from_db(None, list(values), list(values.values()))
        for step, one in named.items():
            setattr(part, step, one)
        return part


def keep_parts(row: Model, name: str, parts: list[Model]) -> None:
    """Leave parts where all() looks first."""
    known = getattr(row, name).get_queryset()
    known._result_cache, known._prefetch_done = parts, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known
