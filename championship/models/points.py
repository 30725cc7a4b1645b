from fractions import Fraction
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .car import Manufacturer
from .driver import Driver
from .entry import Entry, EventEntry
from .event import Round, Session
from .fields import FractionField, FractionListField, not_negative, one_of
from .result import Status
from .series import CarClass, Season
from .team import Team


class PointsScale(models.Model):
    """Points per place, with the points for pole and fastest lap."""

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
        _("points for every further classified car"), default=Fraction(0), validators=[not_negative]
    )
    pole_points = FractionField(
        _("points for pole position"), default=Fraction(0), validators=[not_negative]
    )
    fastest_lap_points = FractionField(
        _("points for the fastest lap"), default=Fraction(0), validators=[not_negative]
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
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.points and any(later > sooner for sooner, later in pairwise(self.points)):
            raise ValidationError({"points": _("A later place earns more than an earlier one.")})


class ChampionshipRecipient(models.TextChoices):
    ENTRY = "entry", _("entries (cars)")
    DRIVER = "driver", _("drivers")
    TEAM = "team", _("teams")
    MANUFACTURER = "manufacturer", _("manufacturers")


class ChampionshipCountback(models.TextChoices):
    ALL = "all", _("all places")
    SCORING = "scoring", _("places that earn points")
    NONE = "none", _("nothing: equals share their rank")


class ChampionshipGuests(models.TextChoices):
    PASSED_OVER = "passed_over", _("the next car takes the points")
    KEEP_PLACE = "keep_place", _("nobody takes the points")


class Championship(models.Model):
    """A title: whom its table ranks, in which class, and by which rules."""

    Recipient = ChampionshipRecipient
    Countback = ChampionshipCountback
    Guests = ChampionshipGuests

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="championships", verbose_name=_("season")
    )
    slug = models.SlugField(_("address"), max_length=60)
    name = models.CharField(_("name"), max_length=80, help_text=_("LMP2 teams"))
    order = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("1 is listed first.")
    )
    recipient = models.CharField(_("ranks"), max_length=20, choices=Recipient)
    car_class = models.ForeignKey(
        CarClass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="championships",
        verbose_name=_("class"),
        help_text=_("Empty: places overall, over all classes."),
    )
    points_scale = models.ForeignKey(
        PointsScale,
        on_delete=models.PROTECT,
        related_name="championships",
        verbose_name=_("points scale"),
    )
    best_results = models.PositiveSmallIntegerField(
        _("best results that count"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: every round counts."),
    )
    countback = models.CharField(
        _("ties are decided by"),
        max_length=20,
        choices=Countback,
        default=Countback.ALL,
    )
    guests = models.CharField(
        _("behind a car that does not score"),
        max_length=20,
        choices=Guests,
        default=Guests.PASSED_OVER,
    )

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("championship")
        verbose_name_plural = _("championships")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "slug"], name="championship_address_once_per_season"
            ),
            models.UniqueConstraint(
                fields=["season", "name"], name="championship_name_once_per_season"
            ),
            models.CheckConstraint(
                condition=Q(best_results__isnull=True) | Q(best_results__gte=1),
                name="championship_counts_a_result_at_least",
            ),
            one_of("recipient", ChampionshipRecipient, name="championship_recipient_is_known"),
            one_of("countback", ChampionshipCountback, name="championship_countback_is_known"),
            one_of("guests", ChampionshipGuests, name="championship_guests_rule_is_known"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse(
            "championship:standing", args=[self.season.series.slug, self.season.slug, self.slug]
        )

    def clean(self):
        for field in ("car_class", "points_scale"):
            chosen = getattr(self, field, None)
            if chosen and chosen.season_id != self.season_id:
                raise ValidationError({field: _("This belongs to another season.")})


class Recipient(models.Model):
    """Whom a row of a championship belongs to: exactly one entry, driver, team or maker."""

    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("entry"),
    )
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("driver"),
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("team"),
    )
    manufacturer = models.ForeignKey(
        Manufacturer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("manufacturer"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(entry__isnull=False, driver=None, team=None, manufacturer=None)
                    | Q(entry=None, driver__isnull=False, team=None, manufacturer=None)
                    | Q(entry=None, driver=None, team__isnull=False, manufacturer=None)
                    | Q(entry=None, driver=None, team=None, manufacturer__isnull=False)
                ),
                name="%(class)s_has_one_recipient",
            ),
        ]


class Standing(Recipient):
    """One row of a championship's table after a round. Computed, never typed."""

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        related_name="standings",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="standings", verbose_name=_("round")
    )
    rank = models.PositiveSmallIntegerField(_("rank"))
    order = models.PositiveSmallIntegerField(_("line"))
    points = FractionField(_("points"))

    class Meta(Recipient.Meta):
        ordering = ["championship", "round", "order"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            *Recipient.Meta.constraints,
            models.UniqueConstraint(
                fields=["championship", "round", "order"], name="standing_line_once_per_table"
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=F("order")), name="standing_rank_fits_its_line"
            ),
            *(
                models.UniqueConstraint(
                    fields=["championship", "round", whom],
                    condition=Q(**{f"{whom}__isnull": False}),
                    name=f"standing_once_per_{whom}",
                )
                for whom in ("entry", "driver", "team", "manufacturer")
            ),
        ]

    def __str__(self):
        return f"{self.rank}."


class LedgerLineReason(models.TextChoices):
    PLACE = "place", _("place")
    POLE = "pole", _("pole position")
    FASTEST_LAP = "fastest_lap", _("fastest lap")


class LedgerLine(Recipient):
    """Why points were given: one car in one session, for one reason."""

    Reason = LedgerLineReason

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        related_name="ledger",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="ledger", verbose_name=_("round")
    )
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="ledger", verbose_name=_("session")
    )
    event_entry = models.ForeignKey(
        EventEntry, on_delete=models.PROTECT, related_name="ledger", verbose_name=_("car")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    status = models.CharField(_("status"), max_length=20, choices=Status, blank=True)
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    points = FractionField(_("points"))

    class Meta(Recipient.Meta):
        ordering = ["championship", "round", "session", "pk"]
        verbose_name = _("line of a ledger")
        verbose_name_plural = _("ledger")
        constraints = [
            *Recipient.Meta.constraints,
            one_of("reason", LedgerLineReason, name="ledger_reason_is_known"),
        ]

    def __str__(self):
        return self.get_reason_display()
