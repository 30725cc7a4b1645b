"""Joined rows out of values(), each of them made once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

from championship.models import CarClass

CLASS_FIELDS = ("slug", "code", "name", "order", "parent_id")


class Joined:
    """The instances of a model that rows of values() join.

    `select_related()` makes one for every row; the forty cars of a list have three classes.
    Ask for `columns`, and take of(row). Without `fields` it is all of them, otherwise the
    others are deferred. Further joins are given by the name of their field:
    Joined(Car, "car", manufacturer=Joined(…)).
    """

    def __init__(
        self,
        model: type[models.Model],
        path: str,
        fields: Iterable[str] | None = None,
        **joined: "Joined",
    ):
        names = [field.attname for field in model._meta.concrete_fields]
        wanted = names if fields is None else {"id", *fields}
        self.model, self.joined = model, joined
        self.fields = [name for name in names if name in wanted]
        self.paths = [f"{path}__{field}" for field in self.fields]
        self.key = f"{path}__id"
        self.known: dict[Any, models.Model] = {}

    @property
    def columns(self) -> list[str]:
        """What the rows have to hold."""
        return [*self.paths, *(name for one in self.joined.values() for name in one.columns)]

    def of(self, row: Mapping[str, Any]) -> Any:
        """What this row joins, or None."""
        key = row[self.key]
        if key is None:
            return None
        if key not in self.known:
            self.known[key] = self._made(row)
        return self.known[key]

    def _made(self, row: Mapping[str, Any]) -> models.Model:
        values = [row[path] for path in self.paths]
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.fields, values)
        for name, joined in self.joined.items():
            setattr(made, name, joined.of(row))
        return made


def joined_class(path: str = "car_class") -> Joined:
    """A class with all that its name and its order need, and the one above it."""
    parent = Joined(CarClass, f"{path}__parent", CLASS_FIELDS)
    return Joined(CarClass, path, CLASS_FIELDS, parent=parent)
