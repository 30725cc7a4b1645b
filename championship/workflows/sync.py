"""Making stored rows equal to wanted ones with as few writes as can be, and counting them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

from django.db import models


class Sync:
    """Writes only what differs. `written` counts the rows by model."""

    def __init__(self):
        self.written: Counter[type[models.Model]] = Counter()

    def rows(
        self,
        model: type[models.Model],
        existing: Mapping[Hashable, models.Model],
        wanted: Mapping[Hashable, dict[str, Any]],
        *,
        aside: Mapping[str, Any] | None = None,
    ) -> dict[Hashable, models.Model]:
        """Create what is missing and update what differs; leave what is not wanted.

        `wanted` holds the field values of each row by its key. With the values of `aside`
        a row leaves what stands once, so that two may change places. Returns the rows by
        key. At most two updates and one insert.
        """
        rows, new, changed, fields = {}, [], [], set()
        for key, values in wanted.items():
            row = existing.get(key)
            if row is None:
                row = model(**values)
                new.append(row)
            else:
                differing = [name for name, value in values.items() if getattr(row, name) != value]
                for name in differing:
                    setattr(row, name, values[name])
                if differing:
                    changed.append(row)
                    fields.update(differing)
            rows[key] = row
        # Updates first: a car that withdraws frees its number for a new one.
        if changed:
            if aside:
                model.objects.filter(pk__in=[row.pk for row in changed]).update(**aside)
                fields.update(aside)
            model.objects.bulk_update(changed, sorted(fields), batch_size=500)
        if new:
            model.objects.bulk_create(new, batch_size=500)
        self._count(model, len(changed) + len(new))
        return rows

    def parts(
        self,
        model: type[models.Model],
        owner: str,
        wanted: Mapping[int, list[dict[str, Any]]],
    ) -> list[int]:
        """Make the parts of each owner exactly the wanted ones, in their order.

        `owner` is the name of the column that holds the owner's primary key; `wanted`
        the field values of the parts by that key. The parts of an owner are replaced
        as a whole if one of them differs. One query to compare. Returns the keys of the
        owners whose parts were replaced.
        """
        names = _column_names(wanted.values())
        stored = defaultdict(list)
        rows = model.objects.filter(**{f"{owner}__in": list(wanted)}).order_by("pk")
        for key, *values in rows.values_list(owner, *names):
            stored[key].append(tuple(values))
        stale, new = [], []
        for key, parts in wanted.items():
            values = [tuple(part[name] for name in names) for part in parts]
            if sorted(values, key=repr) != sorted(stored[key], key=repr):
                stale.append(key)
                new += [model(**{owner: key}, **part) for part in parts]
        if stale:
            model.objects.filter(**{f"{owner}__in": stale}).delete()
            model.objects.bulk_create(new, batch_size=500)
            self._count(model, max(len(new), 1))
        return stale

    def drop(self, model: type[models.Model], rows: Collection[models.Model]) -> None:
        """Delete rows that a whole no longer has."""
        if rows:
            model.objects.filter(pk__in=[row.pk for row in rows]).delete()
            self._count(model, len(rows))

    def _count(self, model: type[models.Model], rows: int) -> None:
        if rows:
            self.written[model] += rows


def _column_names(groups: Iterable[list[dict[str, Any]]]) -> list[str]:
    return next((list(part) for group in groups for part in group), [])
