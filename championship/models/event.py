from fractions import Fraction

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from championship.spoilers import TellsLater, is_hidden

from .calendar_copies import CalendarCopy, CopiedQuerySet
from .circuit import Circuit
from .fields import FractionField, not_negative, one_of
from .series import OF_OUR_TIME, CarClass, Season


class EventStatus(models.TextChoices):
    SCHEDULED = "scheduled", _("scheduled")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class Event(TellsLater, CalendarCopy):
    """One meeting at one circuit, from its first to its last day."""

    Status = EventStatus
    TELLING, KNOWN_ON = ("note",), "ends_on"
    COPIED = {
        ("event", "pk"): ["slug", "name", "circuit_id", "starts_on", "ends_on", "status"],
        ("session", "event"): ["name", "circuit_id", "status"],
    }

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="events", verbose_name=_("season")
    )
    slug = models.SlugField(_("address"), max_length=60)
    name = models.CharField(_("name"), max_length=100, help_text=_("4 Hours of Sepang"))
    short_name = models.CharField(
        _("short name"), max_length=20, blank=True, help_text=_("For the heads of tables: Sepang.")
    )
    circuit = models.ForeignKey(
        Circuit, on_delete=models.PROTECT, related_name="events", verbose_name=_("circuit")
    )
    starts_on = models.DateField(_("first day"), validators=OF_OUR_TIME)
    ends_on = models.DateField(_("last day"), validators=OF_OUR_TIME)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.SCHEDULED)
    note = models.TextField(_("note"), blank=True, help_text=_("Shown on the event's page."))

    objects = CopiedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "slug"], name="event_address_once_per_season"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
            one_of("status", EventStatus, name="event_status_is_known"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse(
            "championship:event", args=[self.season.series.slug, self.season.slug, self.slug]
        )

    def clean(self):
        if not (self.season_id and self.starts_on and self.ends_on):
            return
        if self.starts_on < self.season.starts_on or self.ends_on > self.season.ends_on:
            text = _("These days are outside the season, %(first)s to %(last)s.")
            raise ValidationError(
                text % {"first": self.season.starts_on, "last": self.season.ends_on}
            )

    @property
    def short(self):
        return self.short_name or self.name

    @property
    def has_begun(self):
        return self.starts_on <= timezone.localdate()

    @property
    def is_hidden(self):
        """Whether it has begun, and the reader does not want to know its results yet."""
        return is_hidden(self.ends_on) and self.has_begun


class Round(models.Model):
    """What a championship counts and numbers."""

    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        related_name="rounds",
        verbose_name=_("season"),
        editable=False,
    )
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="rounds", verbose_name=_("event")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    name = models.CharField(_("name"), max_length=100, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"],
                name="round_number_once_per_season",
                violation_error_message=_("This season already has a round of this number."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_numbers_start_at_one"),
        ]

    def __str__(self):
        return _("Round %(number)s") % {"number": self.number}

    def save(self, *args, **kwargs):
        self.season_id = self.event.season_id
        super().save(*args, **kwargs)

    def clean(self):
        # The form does not show the season, so that Django would not look for a second round 3.
        if self.event_id is None or self.number is None:
            return
        others = Round.objects.filter(season=self.event.season_id, number=self.number)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"number": _("This season already has a round of this number.")})


class SessionQuerySet(CopiedQuerySet):
    def races(self):
        return self.filter(kind__in=Session.RACES)

    def after(self, moment):
        return self.filter(starts_at__gte=moment).order_by("starts_at")


class SessionKind(models.TextChoices):
    TEST = "test", _("test")
    PRACTICE = "practice", _("practice")
    QUALIFYING = "qualifying", _("qualifying")
    WARM_UP = "warm_up", _("warm-up")
    SPRINT = "sprint", _("sprint race")
    RACE = "race", _("race")


class Session(TellsLater, CalendarCopy):
    """One timed period of an event: a practice, a qualifying, a race."""

    Kind = SessionKind
    TELLING, KNOWN_ON = ("note",), "starts_on"
    COPIED = {
        ("session", "pk"): [
            "event_id",
            "kind",
            "slug",
            "name",
            "starts_on",
            "starts_at",
            "duration_minutes",
        ],
    }
    RACES = (SessionKind.SPRINT, SessionKind.RACE)

    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        related_name="sessions",
        verbose_name=_("season"),
        editable=False,
    )
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("event")
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("round"),
        help_text=_("A race belongs to a round."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    slug = models.SlugField(
        _("address"), max_length=80, help_text=_("Once in a season: sepang-race-1.")
    )
    name = models.CharField(_("name"), max_length=80, help_text=_("Race 1, Qualifying GT"))
    classes = models.ManyToManyField(
        CarClass,
        blank=True,
        related_name="sessions",
        verbose_name=_("classes"),
        help_text=_("Leave empty if every class takes part."),
    )
    starts_on = models.DateField(
        _("day"),
        null=True,
        blank=True,
        validators=OF_OUR_TIME,
        help_text=_("At the circuit. Empty: to be announced."),
    )
    starts_at = models.DateTimeField(_("start"), null=True, blank=True, editable=False)
    duration_minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    points_factor = FractionField(
        _("points factor"),
        default=Fraction(1),
        validators=[not_negative],
        help_text=_("1: full points. 1/2: half points after a shortened race."),
    )
    is_incomplete = models.BooleanField(
        _("result is incomplete"),
        default=False,
        help_text=_("Not every car is known: the cars keep the places they were reported with."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Shown above its result."))

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "starts_at", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "slug"],
                name="session_address_once_per_season",
                violation_error_message=_("This season already has a session of this address."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["race", "sprint"]) | Q(round__isnull=False),
                name="race_belongs_to_a_round",
                violation_error_message=_("A race belongs to a round."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(starts_on__isnull=False),
                name="session_with_a_time_has_a_day",
                violation_error_message=_("A start time needs a day."),
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes__isnull=True) | Q(duration_minutes__gt=0),
                name="session_lasts_a_minute_at_least",
            ),
            one_of("kind", SessionKind, name="session_kind_is_known"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.season_id = self.event.season_id
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The page of its result. Join the season and its series before asking."""
        return reverse(
            "championship:result", args=[self.season.series.slug, self.season.slug, self.slug]
        )

    def clean(self):
        if self.event_id is None:
            return
        others = Session.objects.filter(season=self.event.season_id, slug=self.slug)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("This season already has a session of this address.")})
        if self.round_id and self.round.event_id != self.event_id:
            raise ValidationError({"round": _("This round belongs to another event.")})
        if self.starts_on:
            self._check_day()

    def _check_day(self):
        late = self.starts_on > self.event.ends_on
        # Private tests are run on the days before a meeting.
        early = self.starts_on < self.event.starts_on and self.kind != Session.Kind.TEST
        if late or early:
            raise ValidationError({"starts_on": _("This day is outside the event.")})


class GridLap(models.TextChoices):
    BEST = "best", _("best lap")
    SECOND_BEST = "second_best", _("second-best lap")


class GridSource(models.Model):
    """Which qualifying sets the grid of a race, and by which lap.

    One qualifying can set two grids: the best laps that of the first race of a
    double-header, the second-best laps that of the second.
    """

    Lap = GridLap

    race = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="grid_sources", verbose_name=_("race")
    )
    qualifying = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="sets_grids", verbose_name=_("qualifying")
    )
    lap = models.CharField(_("by"), max_length=20, choices=GridLap, default=GridLap.BEST)

    class Meta:
        ordering = ["race", "pk"]
        verbose_name = _("source of a grid")
        verbose_name_plural = _("sources of grids")
        constraints = [
            models.UniqueConstraint(
                fields=["race", "qualifying"],
                name="grid_source_once_per_race",
                violation_error_message=_("This qualifying already sets the grid of this race."),
            ),
            one_of("lap", GridLap, name="grid_lap_is_known"),
        ]

    def __str__(self):
        return self.get_lap_display()

    def clean(self):
        if not (self.race_id and self.qualifying_id):
            return
        if self.race.event_id != self.qualifying.event_id:
            raise ValidationError({"qualifying": _("This session belongs to another event.")})
        if self.qualifying.kind in Session.RACES:
            raise ValidationError({"qualifying": _("Choose a session that is not a race.")})
