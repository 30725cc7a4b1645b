"""The life of an award: what became of each of its places, and who came into question."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from championship.scoring import awards
from championship.spoilers import shielded

from .award import Award
from .award_target import TargetEntry, run_by
from .car import Manufacturer
from .driver import Driver
from .entry import Entry
from .fields import one_of
from .publication import Notice
from .team import Team


class AwardStepState(models.TextChoices):
    CONFIRMED = awards.State.CONFIRMED.value, pgettext_lazy("award", "confirmed")
    OFFERED = awards.State.OFFERED.value, _("offered")
    ACCEPTED = awards.State.ACCEPTED.value, _("accepted")
    DECLINED = awards.State.DECLINED.value, _("declined")
    LAPSED = awards.State.LAPSED.value, _("lapsed")
    VOID = awards.State.VOID.value, _("void")
    USED = awards.State.USED.value, _("taken up")
    NOT_USED = awards.State.NOT_USED.value, _("not taken up")


def _taken_by(day, step=""):
    """A step is known from its day on, and a car that used an award once it has raced.

    One without a day is known with the end of its season if it confirms who won the award;
    what became of it later, once its target is run.
    """
    settled = Q(**{f"{step}award__target": None}) | run_by(day, f"{step}award__target__")
    confirmed = Q(**{f"{step}state": AwardStepState.CONFIRMED})
    used = Q(**{f"{step}state": AwardStepState.USED})
    season_is_over = Q(**{f"{step}award__season__ends_on__lte": day})
    undated = Q(**{f"{step}taken_on": None}) & season_is_over & (confirmed | settled)
    return (Q(**{f"{step}taken_on__lte": day}) | undated) & (settled | ~used)


class AwardStep(models.Model):
    """One step in the life of an award: what became of one of its places, when, by whom.

    Steps are added and never rewritten; one taken back keeps its line. The newest that is
    not taken back says how things stand. Before the first, the standings say who would
    get it.
    """

    State = AwardStepState

    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, related_name="steps", verbose_name=_("award")
    )
    place = models.PositiveSmallIntegerField(_("for place"), default=1)
    number = models.PositiveSmallIntegerField(_("step"))
    state = models.CharField(_("state"), max_length=20, choices=State)
    taken_on = models.DateField(
        _("day"), null=True, blank=True, help_text=_("Empty if not recorded.")
    )
    author = models.CharField(
        pgettext_lazy("author", "by"),
        max_length=100,
        blank=True,
        help_text=_("Who said so: ACO, the team."),
    )
    notice = models.ForeignKey(
        Notice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_steps",
        verbose_name=_("notice"),
    )
    document = models.CharField(
        _("document"), max_length=200, blank=True, help_text=_("Press release of 11 February.")
    )
    used_by = models.ForeignKey(
        TargetEntry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_steps",
        verbose_name=_("car that used it"),
    )
    note = I18nTextField(_("note"), blank=True)
    sources = models.TextField(_("sources"), blank=True, help_text=_("One source a line."))
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        editable=False,
    )
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
        editable=False,
    )

    objects = shielded(_taken_by)

    class Meta:
        ordering = ["award", "place", "number"]
        verbose_name = _("step of an award")
        verbose_name_plural = _("steps of awards")
        constraints = [
            models.UniqueConstraint(
                fields=["award", "place", "number"], name="award_step_number_once_per_place"
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, number__gte=1), name="award_steps_start_at_one"
            ),
            models.CheckConstraint(
                condition=Q(used_by__isnull=True) | Q(state="used"),
                name="only_an_award_taken_up_has_a_car",
                violation_error_message=_("Only what was taken up was used by a car."),
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False),
                name="award_step_is_taken_back_at_a_time",
            ),
            one_of("state", AwardStepState, name="award_step_state_is_known"),
        ]

    def __str__(self):
        return self.get_state_display()


class AwardOutcome(models.TextChoices):
    HOLDER = "holder", _("holder")
    PASSED_OVER = "passed_over", _("passed over")


class AwardReason(models.TextChoices):
    DECLINED = awards.Reason.DECLINED.value, _("declined")
    LAPSED = awards.Reason.LAPSED.value, _("let it lapse")
    NOT_FULL_SEASON = awards.Reason.NOT_FULL_SEASON.value, _("not entered for the full season")
    QUALIFIED = awards.Reason.QUALIFIED.value, _("qualified otherwise")
    NOT_ENTERED = awards.Reason.NOT_ENTERED.value, _("not entered in the series asked for")
    HOLDS_ONE = awards.Reason.HOLDS_ONE.value, _("already has one by a better place")
    DECISION = awards.Reason.DECISION.value, _("by decision")


class AwardCandidate(models.Model):
    """Who came into question in a step, best place first: the holder, and why not others.

    Several holders are a crew, or share a place. A holder of an entry's place that is a
    team has both: the team holds it, for that car.
    """

    Outcome = AwardOutcome
    Reason = AwardReason

    step = models.ForeignKey(
        AwardStep, on_delete=models.CASCADE, related_name="candidates", verbose_name=_("step")
    )
    order = models.PositiveSmallIntegerField(_("line"))
    rank = models.PositiveSmallIntegerField(_("place in the championship"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_candidates",
        verbose_name=_("team"),
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_candidates",
        verbose_name=_("entry"),
    )
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_candidates",
        verbose_name=_("driver"),
    )
    manufacturer = models.ForeignKey(
        Manufacturer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award_candidates",
        verbose_name=_("manufacturer"),
    )

    objects = shielded(lambda day: _taken_by(day, "step__"))

    class Meta:
        ordering = ["step", "order"]
        verbose_name = _("candidate for an award")
        verbose_name_plural = _("candidates for awards")
        constraints = [
            models.UniqueConstraint(fields=["step", "order"], name="candidate_line_once_per_step"),
            models.CheckConstraint(
                condition=Q(outcome="holder", reason="") | Q(outcome="passed_over") & ~Q(reason=""),
                name="candidate_passed_over_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    driver__isnull=False,
                    team__isnull=True,
                    entry__isnull=True,
                    manufacturer__isnull=True,
                )
                | Q(
                    manufacturer__isnull=False,
                    team__isnull=True,
                    entry__isnull=True,
                    driver__isnull=True,
                )
                | (Q(team__isnull=False) | Q(entry__isnull=False))
                & Q(driver__isnull=True, manufacturer__isnull=True),
                name="candidate_is_one",
            ),
            one_of("outcome", AwardOutcome, name="candidate_outcome_is_known"),
            one_of("reason", AwardReason, name="candidate_reason_is_known", or_empty=True),
        ]

    def __str__(self):
        return self.get_outcome_display()
