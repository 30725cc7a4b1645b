from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from championship.spoilers import shielded

from .event import Session
from .event_entry import EventEntry
from .fields import FractionField, not_negative, one_of
from .result import check_same_event
from .stored_file import StoredFile


class DecisionPenalty(models.TextChoices):
    TIME = "time", _("time or laps")
    PLACES = "places", _("places")
    END_OF_CLASS = "end_of_class", _("moved to the end of its class")
    DISQUALIFICATION = "disqualification", _("disqualification")
    EXCLUSION = "exclusion", _("exclusion")
    GRID_PLACES = "grid_places", _("places on the grid")
    POINTS = "points", _("points taken")
    FINE = "fine", _("fine")
    WARNING = "warning", _("warning")
    REPRIMAND = "reprimand", _("reprimand")
    NONE = "none", _("no further action")


class DecisionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    APPEALED = "appealed", _("appealed")
    REVERSED = "reversed", _("reversed")


class Ruling(models.Model):
    """What stewards decided on a car: the penalty and its reason."""

    Penalty = DecisionPenalty
    State = DecisionState

    number = models.CharField(_("document number"), max_length=20, blank=True)
    penalty = models.CharField(_("penalty"), max_length=20, choices=DecisionPenalty)
    time_ms = models.PositiveIntegerField(_("time added (ms)"), null=True, blank=True)
    laps = models.PositiveSmallIntegerField(_("laps taken"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        _("places lost"), null=True, blank=True, help_text=_("In its class; on the grid too.")
    )
    points = FractionField(
        _("points taken"),
        null=True,
        blank=True,
        validators=[not_negative],
        help_text=_("From the car and its drivers, in every championship of the season."),
    )
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
    state = models.CharField(
        _("state"), max_length=20, choices=DecisionState, default=DecisionState.DRAFT
    )
    is_in_timing = models.BooleanField(
        _("already in the timing"),
        default=False,
        help_text=_("The times and laps of the result already contain it."),
    )
    decided_at = models.DateTimeField(
        _("decided"), null=True, blank=True, help_text=_("Empty if not recorded.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.number or self.get_penalty_display()


class Decision(Ruling):
    """A ruling of the stewards on a car. It is applied to the result when that is published."""

    STANDING = (DecisionState.IN_FORCE, DecisionState.APPEALED)

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("session")
    )
    event_entry = models.ForeignKey(
        EventEntry, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("car")
    )
    document = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("document"),
        editable=False,
    )

    objects = shielded("session__event__ends_on")

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
                condition=~Q(penalty__in=["places", "grid_places"])
                | Q(places__isnull=False, places__gt=0),
                name="places_penalty_has_places",
                violation_error_message=_("Say how many places the car loses."),
            ),
            models.CheckConstraint(
                condition=~Q(penalty="fine")
                | Q(fine_amount__isnull=False, fine_amount__gt=0) & ~Q(fine_currency=""),
                name="fine_has_an_amount_and_a_currency",
                violation_error_message=_("A fine needs an amount and a currency."),
            ),
            models.CheckConstraint(
                condition=~Q(penalty="points") | Q(points__isnull=False) & ~Q(points="0"),
                name="points_penalty_has_points",
                violation_error_message=_("Say how many points are taken."),
            ),
            one_of("penalty", DecisionPenalty, name="decision_penalty_is_known"),
            one_of("state", DecisionState, name="decision_state_is_known"),
        ]

    def clean(self):
        check_same_event(self)
