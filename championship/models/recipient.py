"""Whom a row is about, where it may be any of those that a championship ranks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .car import Manufacturer
from .driver import Driver
from .entry import Entry
from .team import Team

RECIPIENTS = ("entry", "driver", "team", "manufacturer")
NOBODY = Q(**{f"{name}__isnull": True for name in RECIPIENTS})


def _one_of_four(model, name):
    return models.ForeignKey(
        model,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # see the indexes of Recipient
        related_name="%(class)ss",
        verbose_name=name,
    )


class Recipient(models.Model):
    """A row about one entry, driver, team or manufacturer."""

    entry = _one_of_four(Entry, _("entry"))
    driver = _one_of_four(Driver, _("driver"))
    team = _one_of_four(Team, _("team"))
    manufacturer = _one_of_four(Manufacturer, _("manufacturer"))

    class Meta:
        abstract = True
        # One of the four is filled: an index of the empty ones would only cost.
        indexes = [
            models.Index(
                fields=[whom],
                condition=Q(**{f"{whom}__isnull": False}),
                name=f"%(class)s_of_{whom}",
            )
            for whom in RECIPIENTS
        ]

    @property
    def subject(self):
        """The entry, driver, team or manufacturer it is about. Join it before asking."""
        return self.entry or self.driver or self.team or self.manufacturer


def exactly_one():
    """A constraint for rows that can't be about nobody, or about two."""
    alone = Q()
    for whom in RECIPIENTS:
        others = {name: None for name in RECIPIENTS if name != whom}
        alone |= Q(**{f"{whom}__isnull": False} | others)
    return models.CheckConstraint(condition=alone, name="%(class)s_has_one_recipient")
