"""Why something can't be deleted: what stands in its way, by names that say where it stands."""

from collections import defaultdict

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.utils.text import capfirst

from .labels import joined, label


def in_its_way(rows):
    """What else rests on these rows and keeps them, each named so that it can be found."""
    rows = list(rows)
    if not rows:
        return []
    collector = NestedObjects(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    keys = defaultdict(list)
    for row in collector.protected:
        keys[type(row)].append(row.pk)
    found = [
        f"{capfirst(model._meta.verbose_name)}: {label(row)}"
        for model, own in keys.items()
        for row in joined(model.objects.filter(pk__in=own))
    ]
    return sorted(found)
