from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from championship.scoring import states

from .driver import Driver
from .event import Session
from .event_entry import EventEntry
from .fields import one_of
from .series import CarClass


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
        ]

    def clean(self):
        check_same_event(self)


class BonusKind(models.TextChoices):
    POLE = "pole", _("pole position")
    FASTEST_LAP = "fastest_lap", _("fastest lap")


class Bonus(models.Model):
    """Who holds the pole or the fastest lap of a race, in a class.

    It is recorded and not computed: one qualifying can set the grids of two races,
    and stewards pass a pole on.
    """

    Kind = BonusKind

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="bonuses", verbose_name=_("race")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.POLE)
    car_class = models.ForeignKey(
        CarClass, on_delete=models.PROTECT, related_name="bonuses", verbose_name=_("class")
    )
    event_entry = models.ForeignKey(
        EventEntry, on_delete=models.PROTECT, related_name="bonuses", verbose_name=_("car")
    )
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bonuses",
        verbose_name=_("driver"),
    )
    time_ms = models.PositiveIntegerField(_("lap time (ms)"), null=True, blank=True)

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

    def __str__(self):
        return self.get_kind_display()

    def clean(self):
        check_same_event(self)
        if not (self.event_entry_id and self.car_class_id):
            return
        own = self.event_entry.car_class
        if self.car_class_id not in (own.pk, own.parent_id):
            raise ValidationError({"car_class": _("The car is in another class.")})


class DecisionPenalty(models.TextChoices):
    TIME = "time", _("time or laps")
    PLACES = "places", _("places")
    DISQUALIFICATION = "disqualification", _("disqualification")
    EXCLUSION = "exclusion", _("exclusion")
    FINE = "fine", _("fine")
    WARNING = "warning", _("warning")
    REPRIMAND = "reprimand", _("reprimand")
    NONE = "none", _("no further action")


class DecisionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    APPEALED = "appealed", _("appealed")
    REVERSED = "reversed", _("reversed")


class Decision(models.Model):
    """A ruling of the stewards on a car, with its reason and its effect."""

    Penalty = DecisionPenalty
    State = DecisionState

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("session")
    )
    event_entry = models.ForeignKey(
        EventEntry, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("car")
    )
    number = models.CharField(_("document number"), max_length=20, blank=True)
    penalty = models.CharField(_("penalty"), max_length=20, choices=Penalty)
    time_ms = models.PositiveIntegerField(_("time added (ms)"), null=True, blank=True)
    laps = models.PositiveSmallIntegerField(_("laps taken"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("places lost"), null=True, blank=True)
    fine_amount = models.DecimalField(
        _("fine"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    fine_currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("Write a currency as EUR."))],
        help_text="EUR",
    )
    article = models.CharField(_("article of the regulations"), max_length=40, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    outcome = models.TextField(_("what it changed"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    is_in_timing = models.BooleanField(
        _("already in the timing"),
        default=False,
        help_text=_("The times and laps of the result already contain it."),
    )
    decided_at = models.DateTimeField(
        _("decided"), null=True, blank=True, help_text=_("In UTC. Empty if not recorded.")
    )

    class Meta:
        ordering = ["session", "number", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            # A comparison with NULL would pass, so each says that there is a value.
            models.CheckConstraint(
                condition=~Q(penalty="time")
                | Q(time_ms__isnull=False, time_ms__gt=0)
                | Q(laps__isnull=False, laps__gt=0),
                name="time_penalty_has_time_or_laps",
                violation_error_message=_("A time penalty needs a time or laps."),
            ),
            models.CheckConstraint(
                condition=~Q(penalty="places") | Q(places__isnull=False, places__gt=0),
                name="places_penalty_has_places",
                violation_error_message=_("Say how many places the car loses."),
            ),
            models.CheckConstraint(
                condition=~Q(penalty="fine")
                | Q(fine_amount__isnull=False, fine_amount__gt=0) & ~Q(fine_currency=""),
                name="fine_has_an_amount_and_a_currency",
                violation_error_message=_("A fine needs an amount and a currency."),
            ),
            one_of("penalty", DecisionPenalty, name="decision_penalty_is_known"),
            one_of("state", DecisionState, name="decision_state_is_known"),
        ]

    def __str__(self):
        return self.number or self.get_penalty_display()

    def clean(self):
        check_same_event(self)


class ClassificationQuerySet(models.QuerySet):
    def newest(self):
        """The newest revision of every session: what is in force."""
        newer = Classification.objects.filter(
            session=models.OuterRef("session"), revision__gt=models.OuterRef("revision")
        )
        return self.filter(~models.Exists(newer))


class ClassificationState(models.TextChoices):
    PROVISIONAL = "provisional", _("provisional")
    FINAL = "final", _("final")
    AMENDED = "amended", _("amended")


class Classification(models.Model):
    """The official order of a session as it was published: a frozen, numbered revision."""

    State = ClassificationState

    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="classifications",
        verbose_name=_("session"),
    )
    revision = models.PositiveSmallIntegerField(_("revision"))
    state = models.CharField(_("state"), max_length=20, choices=State)
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, help_text=_("Empty if not recorded.")
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    note = models.TextField(_("note"), blank=True)

    objects = ClassificationQuerySet.as_manager()

    class Meta:
        ordering = ["session", "-revision"]
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "revision"], name="classification_revision_once_per_session"
            ),
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="classification_revisions_start_at_one"
            ),
            one_of("state", ClassificationState, name="classification_state_is_known"),
        ]

    def __str__(self):
        return f"{self.get_state_display()}, {self.revision}"


class ClassificationLine(Timing):
    """One car in a published classification, frozen with its place, team and crew."""

    classification = models.ForeignKey(
        Classification,
        on_delete=models.CASCADE,
        related_name="lines",
        verbose_name=_("classification"),
    )
    event_entry = models.ForeignKey(
        EventEntry,
        on_delete=models.PROTECT,
        related_name="classification_lines",
        verbose_name=_("car"),
    )
    car_class = models.ForeignKey(
        CarClass, on_delete=models.PROTECT, related_name="+", verbose_name=_("class")
    )
    number = models.CharField(_("number"), max_length=4)
    team_name = models.CharField(_("team name"), max_length=100)
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    class_place = models.PositiveSmallIntegerField(_("place in class"), null=True, blank=True)
    scores = models.BooleanField(_("scores points"), default=True)
    drivers = models.ManyToManyField(
        Driver,
        through="ClassifiedDriver",
        related_name="classification_lines",
        verbose_name=_("drivers"),
    )

    class Meta(Timing.Meta):
        verbose_name = _("line of a classification")
        verbose_name_plural = _("lines of classifications")
        constraints = [
            models.UniqueConstraint(
                fields=["classification", "event_entry"], name="car_once_per_classification"
            ),
            models.UniqueConstraint(
                fields=["classification", "order"], name="order_once_per_classification"
            ),
            models.CheckConstraint(
                condition=Q(status="classified", place__isnull=False, class_place__isnull=False)
                | ~Q(status="classified") & Q(place__isnull=True, class_place__isnull=True),
                name="a_place_is_for_classified_cars",
            ),
            one_of("status", Status, name="classification_line_status_is_known"),
        ]

    def __str__(self):
        return f"#{self.number}"


class ClassifiedDriver(models.Model):
    """A driver of a classified car, in the order of the crew."""

    line = models.ForeignKey(
        ClassificationLine,
        on_delete=models.CASCADE,
        related_name="crew",
        verbose_name=_("line of a classification"),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        related_name="classified_in",
        verbose_name=_("driver"),
    )

    class Meta:
        ordering = ["order"]
        verbose_name = _("driver of a classified car")
        verbose_name_plural = _("drivers of classified cars")
        constraints = [
            models.UniqueConstraint(fields=["line", "driver"], name="driver_once_per_line"),
        ]

    def __str__(self):
        return str(self.order)
