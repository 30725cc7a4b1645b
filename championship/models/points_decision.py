from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from championship.scoring import decisions
from championship.scoring.decisions import ON_A_SESSION, WITH_A_VALUE
from championship.spoilers import shielded

from .championship import Championship
from .decision import Decision, DecisionState
from .event import Round, Session
from .fields import FractionField, one_of
from .recipient import NOBODY, RECIPIENTS, Recipient
from .series import Season


class PointsDecisionEffect(models.TextChoices):
    SESSION_FACTOR = decisions.Effect.SESSION_FACTOR.value, _("points of a session × a factor")
    NO_POLE_POINT = decisions.Effect.NO_POLE_POINT.value, _("no points for pole position")
    NO_FASTEST_LAP_POINT = (
        decisions.Effect.NO_FASTEST_LAP_POINT.value,
        _("no points for the fastest lap"),
    )
    NOT_ELIGIBLE = decisions.Effect.NOT_ELIGIBLE.value, _("not eligible here")
    NO_POINTS = decisions.Effect.NO_POINTS.value, _("no points, the place is kept")
    NO_SHARE = decisions.Effect.NO_SHARE.value, _("no share of a shared car's points")
    POINTS = decisions.Effect.POINTS.value, _("points added or taken away")
    EXCLUDED = decisions.Effect.EXCLUDED.value, _("excluded from the table")
    NOT_DROPPABLE = decisions.Effect.NOT_DROPPABLE.value, _("the result can't be dropped")
    TIE_ORDER = decisions.Effect.TIE_ORDER.value, _("order of a tie")


def _known_on(day):
    """A ruling is known with the event it is about, or is felt from, or with the season."""
    return (
        Q(session__event__ends_on__lte=day)
        | Q(session=None, round__event__ends_on__lte=day)
        | Q(session=None, round=None, season__ends_on__lte=day)
    )


class PointsDecision(Recipient):
    """A ruling that changes a championship's table, and no result."""

    Effect = PointsDecisionEffect
    State = DecisionState

    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        related_name="points_decisions",
        verbose_name=_("season"),
    )
    championships = models.ManyToManyField(
        Championship,
        blank=True,
        related_name="decisions",
        verbose_name=_("championships"),
        help_text=_("Empty: every championship of the season."),
    )
    effect = models.CharField(_("effect"), max_length=30, choices=Effect)
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="points_decisions",
        verbose_name=_("session"),
        help_text=_("The session it is about. Empty: it is about the season."),
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="points_decisions",
        verbose_name=_("felt from round"),
        help_text=_("The first table that it changes. Empty: all of them."),
    )
    value = FractionField(
        _("factor, points or order"),
        null=True,
        blank=True,
        help_text=_("1/2 for half points; -15 for points taken away; 1 for ahead in a tie."),
    )
    keeps_place = models.BooleanField(
        _("keeps its place"),
        default=False,
        help_text=_("Of a car that is not eligible: nobody moves up."),
    )
    keeps_points = models.BooleanField(
        _("keeps the points"),
        default=False,
        help_text=_("Of somebody excluded: the points stay beside the name."),
    )
    shown_as = models.CharField(
        _("shown instead of a rank"),
        max_length=4,
        blank=True,
        help_text=_("Of somebody excluded: DSQ or EX."),
    )
    ruling = models.ForeignKey(
        Decision,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="points_decisions",
        verbose_name=_("decision of the stewards"),
        editable=False,
        help_text=_("The decision on a car that takes these points."),
    )
    number = models.CharField(_("document number"), max_length=20, blank=True)
    decided_on = models.DateField(
        _("decided on"), null=True, blank=True, help_text=_("Empty if not recorded.")
    )
    article = models.CharField(_("article of the regulations"), max_length=40, blank=True)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Printed as a footnote below the table.")
    )
    document = models.URLField(
        _("address of the document"), blank=True, help_text=_("Where it can be read.")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)

    objects = shielded(_known_on)

    class Meta(Recipient.Meta):
        ordering = ["season", "round__number", "number", "pk"]
        verbose_name = _("decision on points")
        verbose_name_plural = _("decisions on points")
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}),
                    name=f"points_decision_not_on_{one}_and_{other}",
                    violation_error_message=_("A decision is about one subject only."),
                )
                for one, other in combinations(RECIPIENTS, 2)
            ),
            models.CheckConstraint(
                condition=~Q(effect__in=ON_A_SESSION) | Q(session__isnull=False) & NOBODY,
                name="points_decision_on_a_session_has_one",
                violation_error_message=_("This effect is on a whole session: choose it alone."),
            ),
            models.CheckConstraint(
                condition=Q(effect__in=ON_A_SESSION) | ~NOBODY,
                name="points_decision_has_a_subject",
                violation_error_message=_("Say whom the decision is about."),
            ),
            models.CheckConstraint(
                condition=Q(effect__in=WITH_A_VALUE, value__isnull=False)
                | ~Q(effect__in=WITH_A_VALUE) & Q(value__isnull=True),
                name="points_decision_value_goes_with_its_effect",
                violation_error_message=_(
                    "A factor, points and the order of a tie need a value; nothing else has one."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(effect="no_share") | Q(driver__isnull=False, session__isnull=False),
                name="no_share_is_about_a_driver_in_a_session",
                violation_error_message=_("Say which driver gets no share, in which session."),
            ),
            models.CheckConstraint(
                condition=~Q(effect="not_droppable")
                | Q(session__isnull=False)
                | Q(round__isnull=False),
                name="not_droppable_is_about_a_result",
                violation_error_message=_("Say which round or session can't be dropped."),
            ),
            models.CheckConstraint(
                condition=Q(effect="excluded") | Q(shown_as="", keeps_points=False),
                name="only_the_excluded_are_shown_without_a_rank",
                violation_error_message=_("Only somebody excluded is shown without a rank."),
            ),
            models.CheckConstraint(
                condition=Q(effect="not_eligible") | Q(keeps_place=False),
                name="only_the_not_eligible_keep_a_place",
                violation_error_message=_("Only a car that is not eligible can keep its place."),
            ),
            one_of("effect", PointsDecisionEffect, name="points_decision_effect_is_known"),
            one_of("state", DecisionState, name="points_decision_state_is_known"),
        ]

    def __str__(self):
        return self.number or self.get_effect_display()

    def clean(self):
        if self.season_id is None:
            return
        for name in ("entry", "session", "round"):
            chosen = getattr(self, name)
            if chosen and chosen.season_id != self.season_id:
                raise ValidationError({name: _("This belongs to another season.")})
        if self.effect == self.Effect.SESSION_FACTOR and self.value is not None and self.value < 0:
            raise ValidationError({"value": _("A factor can't be negative.")})
