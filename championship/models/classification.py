from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from championship.spoilers import shielded

from .decision import Decision, DecisionPenalty, DecisionState, Ruling
from .driver import Driver
from .event import Session
from .event_entry import EventEntry
from .fields import one_of
from .result import BonusKind, Honour, Status, Timing
from .series import CarClass


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
    provisional_until = models.DateTimeField(
        _("provisional until"),
        null=True,
        blank=True,
        help_text=_("The end of the time for protests. Empty if not recorded."),
    )
    document_number = models.CharField(_("document number"), max_length=20, blank=True)
    note = models.TextField(
        _("cause"), blank=True, help_text=_("Why it was published, shown above the result.")
    )
    is_incomplete = models.BooleanField(
        _("incomplete"), default=False, help_text=_("Not every car of the session is known.")
    )
    restores = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="restored_by",
        verbose_name=_("as revision"),
        help_text=_("The earlier revision that it is like, if one was taken back."),
    )

    objects = shielded("session__event__ends_on", ClassificationQuerySet)

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
            models.CheckConstraint(
                condition=Q(provisional_until__isnull=True) | Q(state="provisional"),
                name="only_a_provisional_classification_has_an_end",
                violation_error_message=_("Only what is provisional is so until a time."),
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

    objects = shielded("classification__session__event__ends_on")

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

    objects = shielded("line__classification__session__event__ends_on")

    class Meta:
        ordering = ["order"]
        verbose_name = _("driver of a classified car")
        verbose_name_plural = _("drivers of classified cars")
        constraints = [
            models.UniqueConstraint(fields=["line", "driver"], name="driver_once_per_line"),
        ]

    def __str__(self):
        return str(self.order)


class ClassifiedBonus(Honour):
    """Who held the pole or the fastest lap when a classification was published."""

    classification = models.ForeignKey(
        Classification,
        on_delete=models.CASCADE,
        related_name="bonuses",
        verbose_name=_("classification"),
    )

    objects = shielded("classification__session__event__ends_on")

    class Meta:
        ordering = ["kind", "car_class__order", "pk"]
        verbose_name = _("pole or fastest lap in a classification")
        verbose_name_plural = _("poles and fastest laps in classifications")
        constraints = [
            models.UniqueConstraint(
                fields=["classification", "kind", "car_class", "event_entry"],
                name="bonus_once_per_car_and_classification",
            ),
            one_of("kind", BonusKind, name="classified_bonus_kind_is_known"),
        ]


class AppliedDecision(Ruling):
    """A decision as it stood when a classification was published, and what it did there."""

    classification = models.ForeignKey(
        Classification,
        on_delete=models.CASCADE,
        related_name="decisions",
        verbose_name=_("classification"),
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="applied",
        verbose_name=_("decision"),
    )
    event_entry = models.ForeignKey(
        EventEntry, on_delete=models.PROTECT, related_name="+", verbose_name=_("car")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    place_before = models.PositiveSmallIntegerField(
        _("place in class before"), null=True, blank=True
    )
    place_after = models.PositiveSmallIntegerField(_("place in class after"), null=True, blank=True)

    objects = shielded("classification__session__event__ends_on")

    class Meta:
        ordering = ["order"]
        verbose_name = _("decision in a classification")
        verbose_name_plural = _("decisions in classifications")
        constraints = [
            models.UniqueConstraint(
                fields=["classification", "order"], name="decision_order_once_per_classification"
            ),
            one_of("penalty", DecisionPenalty, name="applied_decision_penalty_is_known"),
            one_of("state", DecisionState, name="applied_decision_state_is_known"),
        ]
