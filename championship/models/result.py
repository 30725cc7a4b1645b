from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from championship.scoring import states
from championship.spoilers import shielded

from .driver import Driver
from .event import Session
from .event_entry import EventEntry
from .fields import one_of
from .series import CarClass, Series
from .stored_file import StoredFile


class Status(models.TextChoices):
    CLASSIFIED = states.Status.CLASSIFIED.value, _("classified")
    NOT_CLASSIFIED = states.Status.NOT_CLASSIFIED.value, _("not classified")
    RETIRED = states.Status.RETIRED.value, _("retired")
    DID_NOT_START = states.Status.DID_NOT_START.value, _("did not start")
    DISQUALIFIED = states.Status.DISQUALIFIED.value, _("disqualified")
    EXCLUDED = states.Status.EXCLUDED.value, _("excluded")
    WITHDRAWN = states.Status.WITHDRAWN.value, _("withdrawn")


def check_same_event(line):
    """Refuse a car of another event. `line` has a session and an event_entry."""
    if not (line.event_entry_id and line.session_id):
        return
    if line.event_entry.event_id != line.session.event_id:
        raise ValidationError({"event_entry": _("This car is entered at another event.")})


class Timing(models.Model):
    """What the timekeepers say of one car in one session."""

    order = models.PositiveSmallIntegerField(
        _("order"),
        validators=[MinValueValidator(1)],
        help_text=_("Line in the result, 1 first. Cars that are not classified follow."),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.CLASSIFIED)
    laps = models.PositiveSmallIntegerField(_("laps"), null=True, blank=True)
    time_ms = models.PositiveBigIntegerField(_("total time (ms)"), null=True, blank=True)
    best_lap_ms = models.PositiveIntegerField(_("best lap (ms)"), null=True, blank=True)
    best_lap_number = models.PositiveSmallIntegerField(_("on lap"), null=True, blank=True)
    best_lap_driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("driver of the best lap"),
    )
    second_best_lap_ms = models.PositiveIntegerField(
        _("second-best lap (ms)"), null=True, blank=True
    )
    grid_place = models.PositiveSmallIntegerField(
        _("place on the grid, in class"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as the qualifying that sets the grid has it."),
    )

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.order}."


class Result(Timing):
    """One car in one session, as the timing has it. Points are never typed here."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="results", verbose_name=_("session")
    )
    event_entry = models.ForeignKey(
        EventEntry, on_delete=models.PROTECT, related_name="results", verbose_name=_("car")
    )
    timed_status = models.CharField(
        _("status in the file"),
        max_length=20,
        choices=Status,
        blank=True,
        editable=False,
        help_text=_("Empty if the result was typed."),
    )
    reported_place = models.PositiveSmallIntegerField(
        _("reported place"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Only where not every car of the session is known."),
    )
    reported_class_place = models.PositiveSmallIntegerField(
        _("reported place in class"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    drivers = models.ManyToManyField(
        Driver, through="ResultSeat", related_name="results", verbose_name=_("drivers")
    )

    objects = shielded("session__event__ends_on")

    class Meta(Timing.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "event_entry"],
                name="one_result_per_session_and_entry",
                violation_error_message=_("This car already has a line in this result."),
            ),
            models.CheckConstraint(condition=Q(order__gte=1), name="result_order_starts_at_one"),
            one_of("status", Status, name="result_status_is_known"),
            one_of("timed_status", Status, name="result_timed_status_is_known", or_empty=True),
        ]

    def clean(self):
        check_same_event(self)

    @property
    def is_corrected(self):
        """Whether staff gave it another status than the timing file has."""
        return bool(self.timed_status) and self.status != self.timed_status


class ResultSeat(models.Model):
    """A driver of a car in one session, where its crew is not the one nominated for the event."""

    result = models.ForeignKey(
        Result, on_delete=models.CASCADE, related_name="seats", verbose_name=_("result")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    driver = models.ForeignKey(
        Driver, on_delete=models.PROTECT, related_name="result_seats", verbose_name=_("driver")
    )

    objects = shielded("result__session__event__ends_on")

    class Meta:
        ordering = ["order"]
        verbose_name = _("driver in a result")
        verbose_name_plural = _("drivers in results")
        constraints = [
            models.UniqueConstraint(fields=["result", "driver"], name="driver_once_per_result"),
        ]

    def __str__(self):
        return str(self.order)


class ResultImport(models.Model):
    """A timing file that was imported into a session: each one is a new version of its result."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="imports", verbose_name=_("session")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="imports", verbose_name=_("file")
    )
    variant = models.CharField(_("variant"), max_length=20)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    label = models.CharField(
        _("what the name says of it"), max_length=60, blank=True, help_text=_("provisional, hour 4")
    )
    cars = models.PositiveSmallIntegerField(_("cars"))
    imported_at = models.DateTimeField(_("imported"), default=timezone.now)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )

    class Meta:
        ordering = ["session", "-version"]
        verbose_name = _("imported result")
        verbose_name_plural = _("imported results")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "version"], name="import_version_once_per_session"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="import_versions_start_at_one"
            ),
        ]

    def __str__(self):
        return _("Version %(version)s") % {"version": self.version}


class StatusAlias(models.Model):
    """What a word of the timekeepers for the state of a car means in a series."""

    series = models.ForeignKey(
        Series,
        on_delete=models.CASCADE,
        related_name="status_aliases",
        verbose_name=_("series"),
    )
    printed = models.CharField(_("as printed"), max_length=40, help_text=_("Not started"))
    status = models.CharField(_("means"), max_length=20, choices=Status)

    class Meta:
        ordering = ["printed"]
        verbose_name = _("word for a status")
        verbose_name_plural = _("words for a status")
        constraints = [
            models.UniqueConstraint("series", Lower("printed"), name="status_word_once_per_series"),
            one_of("status", Status, name="status_alias_is_known"),
        ]

    def __str__(self):
        return self.printed


class BonusKind(models.TextChoices):
    POLE = "pole", _("pole position")
    FASTEST_LAP = "fastest_lap", _("fastest lap")


class Honour(models.Model):
    """Who holds the pole or the fastest lap, in a class."""

    Kind = BonusKind

    kind = models.CharField(_("kind"), max_length=20, choices=BonusKind, default=BonusKind.POLE)
    car_class = models.ForeignKey(
        CarClass,
        on_delete=models.PROTECT,
        related_name="%(class)ses",
        verbose_name=_("class"),
    )
    event_entry = models.ForeignKey(
        EventEntry,
        on_delete=models.PROTECT,
        related_name="%(class)ses",
        verbose_name=_("car"),
    )
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ses",
        verbose_name=_("driver"),
    )
    time_ms = models.PositiveIntegerField(_("lap time (ms)"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.get_kind_display()


class Bonus(Honour):
    """Who holds the pole or the fastest lap of a race, in a class.

    It is recorded and not computed: one qualifying can set the grids of two races,
    and stewards pass a pole on. It counts as it was when the result was published.
    """

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="bonuses", verbose_name=_("race")
    )

    objects = shielded("session__event__ends_on")

    class Meta:
        ordering = ["session", "kind", "car_class__order"]
        verbose_name = _("pole or fastest lap")
        verbose_name_plural = _("poles and fastest laps")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind", "car_class", "event_entry"],
                name="bonus_once_per_car",
                violation_error_message=_("This car already holds it."),
            ),
            one_of("kind", BonusKind, name="bonus_kind_is_known"),
        ]

    def clean(self):
        check_same_event(self)
        if not (self.event_entry_id and self.car_class_id):
            return
        own = self.event_entry.car_class
        if self.car_class_id not in (own.pk, own.parent_id):
            raise ValidationError({"car_class": _("The car is in another class.")})
