"""What subscribed calendars hold copies of, and how often that has changed.

A calendar takes a session that it knows again only if its sequence has risen. So it rises
with every write that changes what is shown: `save()`, `update()` and `bulk_update()`, which
is what the race desk, the season packs and the workflows write with.
"""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class _Kept:
    """A column that `save()` leaves as it is: the row may have been read before it was raised."""

    def pre_save(self, instance, add):
        return super().pre_save(instance, add) if add else F(self.attname)


class SequenceField(_Kept, models.PositiveIntegerField):
    """How often something was changed."""


class ChangedAtField(_Kept, models.DateTimeField):
    """When something was last changed."""


class CopiedQuerySet(models.QuerySet):
    """Rows whose sequence rises when many are changed at once."""

    def update(self, **values):
        """Also what bulk_update() writes with. Two more queries, and one for what is raised."""
        meta = self.model._meta
        if self.model.copied_fields().isdisjoint(meta.get_field(name).attname for name in values):
            return super().update(**values)
        with transaction.atomic(using=self.db, savepoint=False):
            before = self.model.copied_values(self.values_list("pk", flat=True))
            updated = super().update(**values)
            self.model.raise_copies(before)
        return updated

    update.alters_data = True

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise NotImplementedError("This would change rows without raising their sequence.")
        return super().bulk_create(objs, *args, **kwargs)


class Copied(models.Model):
    """A row that is written into calendars, by itself or with others.

    `COPIED` says which of its columns are shown by which rows that carry a sequence: by their
    model and the path from them to this row.
    """

    COPIED = {}

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            before = self.copied_values([self.pk])
            super().save(*args, **kwargs)
            self.raise_copies(before)

    @classmethod
    def copied_fields(cls):
        """The columns that stand in calendars."""
        return {name for fields in cls.COPIED.values() for name in fields}

    @classmethod
    def copied_values(cls, keys):
        """What stands in calendars of these rows, by key. They are locked until it is changed."""
        rows = cls._base_manager.filter(pk__in=list(keys)).select_for_update()
        return {row["pk"]: row for row in rows.values("pk", *sorted(cls.copied_fields()))}

    @classmethod
    def raise_copies(cls, before):
        """Raise the sequence of every row that shows one of these otherwise than before."""
        now = cls.copied_values(before)
        for (model, path), fields in cls.COPIED.items():
            changed = [
                key
                for key, row in now.items()
                if any(row[name] != before[key][name] for name in fields)
            ]
            if changed:
                rows = cls._meta.apps.get_model("championship", model)._base_manager
                rows.filter(**{f"{path}__in": changed}).update(
                    calendar_sequence=F("calendar_sequence") + 1,
                    calendar_changed_at=timezone.now(),
                )


class CalendarCopy(Copied):
    """A row that is an entry of calendars itself."""

    calendar_sequence = SequenceField(_("sequence in calendars"), default=0, editable=False)
    calendar_changed_at = ChangedAtField(
        _("last changed in calendars"), default=timezone.now, editable=False
    )

    class Meta:
        abstract = True
