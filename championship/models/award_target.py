"""What awards lead to, and the cars that raced there."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from championship.spoilers import shielded

from .event import Event
from .series import Series
from .team import Team


def run_by(day, target=""):
    """What makes a target run by a day; where its day is not known, once its year is over."""
    return Q(**{f"{target}event__ends_on__lte": day}) | Q(
        **{f"{target}event": None, f"{target}year__lt": day.year}
    )


class AwardTarget(models.Model):
    """What invitations and priorities lead to: the 24 Hours of Le Mans 2024.

    It need not be run on this site; where its series or event is stored, they are named.
    """

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=100, help_text=_("24 Hours of Le Mans"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_targets",
        verbose_name=_("series"),
        help_text=_("Only if it is a series of this site."),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_targets",
        verbose_name=_("event"),
        help_text=_("Only if it is an event of this site."),
    )

    class Meta:
        ordering = ["-year", "name"]
        verbose_name = _("target of awards")
        verbose_name_plural = _("targets of awards")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "year"],
                name="award_target_once_per_year",
                violation_error_message=_("This target is there already."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(year__isnull=True),
                name="award_target_without_a_year_once",
                violation_error_message=_("This target is there already."),
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.year}" if self.year else self.name

    def get_absolute_url(self):
        return reverse("championship:award-target", args=[self.slug])


class TargetEntry(models.Model):
    """A car that raced in a target, and by what right: an invitation is not an entry.

    `basis` is told where it was no award of this site: a full-season entry, say.
    """

    target = models.ForeignKey(
        AwardTarget, on_delete=models.CASCADE, related_name="cars", verbose_name=_("target")
    )
    number = models.CharField(_("number"), max_length=4)
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="target_entries",
        verbose_name=_("team"),
        help_text=_("The team of this site that it counts for, whatever it was called there."),
    )
    team_name = models.CharField(_("team name there"), max_length=100)
    car_class = models.CharField(_("class there"), max_length=40, blank=True)
    crew = models.CharField(_("drivers"), max_length=200, blank=True)
    result = I18nCharField(_("result"), max_length=200, blank=True)
    basis = I18nCharField(
        _("entered as"),
        max_length=200,
        blank=True,
        help_text=_("Only if by no award of this site: full-season entry of the championship."),
    )
    note = I18nTextField(_("note"), blank=True)

    objects = shielded(lambda day: run_by(day, "target__"))

    class Meta:
        ordering = ["target", "number"]
        verbose_name = _("car in a target")
        verbose_name_plural = _("cars in a target")
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="car_number_once_per_target"),
        ]

    def __str__(self):
        return f"#{self.number} {self.team_name}"
