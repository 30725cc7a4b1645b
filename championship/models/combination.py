"""A title fed by other titles, of this series or others."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from championship.scoring import combined
from championship.spoilers import shielded

from .championship import Championship
from .driver import Driver
from .event import Round
from .fields import FractionField, not_negative, one_of
from .scale import PointsScale
from .team import Team


class CombinationMethod(models.TextChoices):
    POINTS = combined.Method.POINTS.value, _("sum of the points")
    RESCALED = combined.Method.RESCALED.value, _("points rescaled to a common maximum")
    SCALE = combined.Method.SCALE.value, _("one scale for the order of each source")
    RANKS = combined.Method.RANKS.value, _("sum of the ranks, lowest first")


class CombinationTieBreak(models.TextChoices):
    COUNTBACK = combined.TieBreak.COUNTBACK.value, _("most wins, then second places … in all")
    BEST_SOURCE = combined.TieBreak.BEST_SOURCE.value, _("the best rank in any source")
    FIRST_SOURCE = combined.TieBreak.FIRST_SOURCE.value, _("the rank in the first source")
    LAST_SOURCE = combined.TieBreak.LAST_SOURCE.value, _("the rank in the last source")
    NONE = combined.TieBreak.NONE.value, _("nothing: they share their rank")


class CombinationSeveral(models.TextChoices):
    BEST = combined.Several.BEST.value, _("only the best of them counts")
    SUM = combined.Several.SUM.value, _("all of them count")


class Combination(models.Model):
    """How a championship is made of others: with one, it has no rules of its own."""

    Method = CombinationMethod
    TieBreak = CombinationTieBreak
    Several = CombinationSeveral

    championship = models.OneToOneField(
        Championship,
        on_delete=models.CASCADE,
        related_name="combination",
        verbose_name=_("championship"),
    )
    method = models.CharField(_("method"), max_length=20, choices=Method, default=Method.POINTS)
    common_maximum = FractionField(
        _("common maximum"),
        default=Fraction(100),
        validators=[not_negative],
        help_text=_("What the leader of each source gets, if points are rescaled."),
    )
    scale = models.ForeignKey(
        PointsScale,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="combinations",
        verbose_name=_("points scale"),
        help_text=_("If one scale is used for the order of each source."),
    )
    several = models.CharField(
        _("several rows of one recipient in a source"),
        max_length=20,
        choices=Several,
        default=Several.BEST,
        help_text=_("A team with two cars, where the source ranks cars."),
    )
    tie_break = models.CharField(
        _("equal points"), max_length=20, choices=TieBreak, default=TieBreak.COUNTBACK
    )

    class Meta:
        verbose_name = _("combination")
        verbose_name_plural = _("combinations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(method="scale") | Q(scale__isnull=False),
                name="combination_by_a_scale_has_one",
                violation_error_message=_("Choose the points scale."),
            ),
            one_of("method", CombinationMethod, name="combination_method_is_known"),
            one_of("several", CombinationSeveral, name="combination_several_is_known"),
            one_of("tie_break", CombinationTieBreak, name="combination_tie_break_is_known"),
        ]

    def __str__(self):
        return self.get_method_display()

    def clean(self):
        if self.championship_id is None:
            return
        if self.scale_id and self.scale.season_id != self.championship.season_id:
            raise ValidationError({"scale": _("This belongs to another season.")})
        if self.championship.recipient not in (
            Championship.Recipient.TEAM,
            Championship.Recipient.DRIVER,
        ):
            raise ValidationError(_("Over several titles only teams or drivers can be ranked."))


class SourceRounds(models.TextChoices):
    ALL = combined.Rounds.ALL.value, _("all rounds")
    BEST = combined.Rounds.BEST.value, _("the best rounds")
    LAST = combined.Rounds.LAST.value, _("the final round only")


class CombinationSource(models.Model):
    """A championship whose table counts for a combined one."""

    Rounds = SourceRounds

    combination = models.ForeignKey(
        Combination,
        on_delete=models.CASCADE,
        related_name="sources",
        verbose_name=_("combination"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    championship = models.ForeignKey(
        Championship,
        on_delete=models.PROTECT,
        related_name="counts_for",
        verbose_name=_("championship"),
    )
    rounds = models.CharField(
        _("rounds that count"), max_length=20, choices=Rounds, default=Rounds.ALL
    )
    best_rounds = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    weight = FractionField(_("weight"), default=Fraction(1), validators=[not_negative])
    minimum_rounds = models.PositiveSmallIntegerField(
        _("rounds run at least"),
        default=0,
        help_text=_("Whoever took part in fewer is not ranked. 0: nobody has to."),
    )

    class Meta:
        ordering = ["combination", "order", "pk"]
        verbose_name = _("title that counts")
        verbose_name_plural = _("titles that count")
        constraints = [
            models.UniqueConstraint(
                fields=["combination", "championship"],
                name="source_once_per_combination",
                violation_error_message=_("This title counts already."),
            ),
            models.CheckConstraint(
                condition=Q(rounds="best", best_rounds__isnull=False)
                | ~Q(rounds="best") & Q(best_rounds__isnull=True),
                name="best_rounds_go_with_their_number",
                violation_error_message=_("Say how many of the best rounds count, only there."),
            ),
            one_of("rounds", SourceRounds, name="source_rounds_are_known"),
        ]

    def __str__(self):
        """Join the championship before asking."""
        return str(self.championship)

    def clean(self):
        if self.championship_id is None or self.combination_id is None:
            return
        if Combination.objects.filter(championship=self.championship_id).exists():
            raise ValidationError({"championship": _("This title is a combined one itself.")})
        if self.championship_id == self.combination.championship_id:
            raise ValidationError({"championship": _("A title can't count for itself.")})
        ranked, wanted = self.championship.recipient, self.combination.championship.recipient
        is_by_car = (ranked, wanted) == (Championship.Recipient.ENTRY, Championship.Recipient.TEAM)
        if ranked != wanted and not is_by_car:
            raise ValidationError({"championship": _("This title does not rank the same.")})


class CountsAs(models.Model):
    """One recipient under two names: what the first earns counts for the second."""

    combination = models.ForeignKey(
        Combination,
        on_delete=models.CASCADE,
        related_name="identities",
        verbose_name=_("combination"),
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team"),
    )
    as_team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("counts as team"),
    )
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("driver"),
    )
    as_driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("counts as driver"),
    )

    class Meta:
        ordering = ["combination", "pk"]
        verbose_name = _("one under two names")
        verbose_name_plural = _("the same under two names")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(team__isnull=False, as_team__isnull=False)
                    & Q(driver__isnull=True, as_driver__isnull=True)
                    & ~Q(team=F("as_team"))
                )
                | (
                    Q(driver__isnull=False, as_driver__isnull=False)
                    & Q(team__isnull=True, as_team__isnull=True)
                    & ~Q(driver=F("as_driver"))
                ),
                name="counts_as_another_of_its_kind",
                violation_error_message=_("Choose two teams, or two drivers."),
            ),
            models.UniqueConstraint(
                fields=["combination", "team"], name="team_counts_as_one_per_combination"
            ),
            models.UniqueConstraint(
                fields=["combination", "driver"], name="driver_counts_as_one_per_combination"
            ),
        ]

    def __str__(self):
        return str(self.pk)


class CombinedPart(models.Model):
    """What one source gives to one row of a combined table. Computed, never typed.

    The row is line `line` of the table after `after`. `points` are those of the source
    by the rounds chosen, `counted` what the method makes of them; `round_count` the rounds
    of the source that the recipient took part in.
    """

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="combined_parts",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, db_index=False, related_name="+", verbose_name=_("round")
    )
    after = models.PositiveSmallIntegerField(_("rounds counted"))
    line = models.PositiveSmallIntegerField(_("line"))
    source = models.ForeignKey(
        CombinationSource,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="+",
        verbose_name=_("title that counts"),
    )
    rank = models.PositiveSmallIntegerField(_("rank there"), null=True, blank=True)
    points = FractionField(_("points there"))
    counted = FractionField(_("counted"))
    round_count = models.PositiveSmallIntegerField(_("rounds run there"))

    objects = shielded("round__event__ends_on")

    class Meta:
        ordering = ["championship", "after", "line", "source"]
        verbose_name = _("part of a combined table")
        verbose_name_plural = _("parts of combined tables")
        constraints = [
            models.UniqueConstraint(
                fields=["championship", "after", "line", "source"],
                name="part_once_per_row_and_source",
            ),
        ]

    def __str__(self):
        return str(self.line)
