from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from championship.scoring import rules

from .fields import NOTHING, FractionField, FractionListField, not_negative, one_of
from .series import Season


class ScaleEqualHolders(models.TextChoices):
    EACH = rules.EqualHolders.EACH.value, _("the points to each")
    SHARE = rules.EqualHolders.SHARE.value, _("an equal share of the points")


class PointsScale(models.Model):
    """Points per place, with the points for pole and fastest lap."""

    EqualHolders = ScaleEqualHolders

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="points_scales", verbose_name=_("season")
    )
    slug = models.SlugField(_("address"), max_length=40)
    name = models.CharField(_("name"), max_length=60, help_text=_("Race, 4 hours"))
    points = FractionListField(
        _("points"),
        validators=[not_negative],
        help_text=_("For 1st, 2nd, 3rd …, with spaces: 25 18 15 12 10 8 6 4 2 1"),
    )
    points_for_others = FractionField(
        _("points for every further classified car"), default=NOTHING, validators=[not_negative]
    )
    pole_points = FractionField(
        _("points for pole position"), default=NOTHING, validators=[not_negative]
    )
    pole_within = models.PositiveSmallIntegerField(
        _("pole counts only down to place"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: whatever became of the car. 10: only if classified in the first ten."),
    )
    fastest_lap_points = FractionField(
        _("points for the fastest lap"), default=NOTHING, validators=[not_negative]
    )
    fastest_lap_within = models.PositiveSmallIntegerField(
        _("fastest lap counts only down to place"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: whatever became of the car. 10: only if classified in the first ten."),
    )
    equal_holders = models.CharField(
        _("several holders of a pole or fastest lap get"),
        max_length=20,
        choices=EqualHolders,
        default=EqualHolders.EACH,
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("points scale")
        verbose_name_plural = _("points scales")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "slug"], name="scale_address_once_per_season"
            ),
            models.UniqueConstraint(fields=["season", "name"], name="scale_name_once_per_season"),
            models.CheckConstraint(
                condition=models.Q(pole_within__isnull=True) | models.Q(pole_within__gte=1),
                name="pole_within_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(fastest_lap_within__isnull=True)
                | models.Q(fastest_lap_within__gte=1),
                name="fastest_lap_within_a_place",
            ),
            one_of("equal_holders", ScaleEqualHolders, name="scale_equal_holders_are_known"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.points and any(later > sooner for sooner, later in pairwise(self.points)):
            raise ValidationError({"points": _("A later place earns more than an earlier one.")})

    def as_scale(self) -> rules.Scale:
        """The same as the scoring rules take it."""
        return rules.Scale(
            points=self.points,
            others=self.points_for_others,
            pole=self.pole_points,
            fastest_lap=self.fastest_lap_points,
            pole_within=self.pole_within,
            fastest_lap_within=self.fastest_lap_within,
            equal_holders=rules.EqualHolders(self.equal_holders),
        )
