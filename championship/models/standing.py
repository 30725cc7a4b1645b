"""What is computed: tables and ledgers, and the official tables they are held against."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from championship.scoring import points, standings

from .championship import Championship
from .event import Round, Session
from .event_entry import EventEntry
from .fields import FractionField, one_of
from .points_decision import PointsDecision
from .recipient import RECIPIENTS, Recipient, exactly_one
from .result import Status


class StandingTie(models.TextChoices):
    COUNTBACK = standings.Tie.COUNTBACK.value, _("places reached less often")
    FIRST = standings.Tie.FIRST_TO_ACHIEVE.value, _("best place reached later")
    LAST = standings.Tie.LAST_TO_ACHIEVE.value, _("best place reached earlier")
    DECISION = standings.Tie.DECISION.value, _("decision")
    SHARED = standings.Tie.SHARED.value, _("equal")


class Standing(Recipient):
    """One row of a championship's table after a round. Computed, never typed.

    `after` is the number of the round, over several series counted by days. `dropped` names
    the results that don't count, as "3" for a round or "3/17" for a session of it by its
    key; `places` how often which place was reached, as "1:2 3:1"; `tie` why it
    stands behind the row above it, which has as many points, `tie_place` by which place.
    """

    Tie = StandingTie

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="standings",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="standings",
        verbose_name=_("round"),
    )
    after = models.PositiveSmallIntegerField(
        _("rounds counted"), help_text=_("1 after the first round that counts, and so on.")
    )
    rank = models.PositiveSmallIntegerField(
        _("rank"), null=True, blank=True, help_text=_("Empty: excluded from the table.")
    )
    order = models.PositiveSmallIntegerField(_("line"))
    points = FractionField(_("points"))
    before_drops = FractionField(_("points before dropped scores"))
    moved = models.SmallIntegerField(_("ranks won or lost"), null=True, blank=True)
    dropped = models.TextField(_("dropped scores"), blank=True)
    places = models.TextField(_("places reached"), blank=True)
    tie = models.CharField(_("tie"), max_length=20, choices=Tie, blank=True)
    tie_place = models.PositiveSmallIntegerField(_("place that decided"), null=True, blank=True)
    excluded_by = models.ForeignKey(
        PointsDecision,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("excluded by"),
    )

    class Meta(Recipient.Meta):
        ordering = ["championship", "after", "order"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            exactly_one(),
            models.UniqueConstraint(
                fields=["championship", "round", "order"], name="standing_line_once_per_table"
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1, rank__lte=F("order")),
                name="standing_rank_fits_its_line",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=False) | Q(excluded_by__isnull=False),
                name="standing_without_a_rank_is_excluded",
            ),
            one_of("tie", StandingTie, name="standing_tie_is_known", or_empty=True),
            *(
                models.UniqueConstraint(
                    fields=["championship", "round", whom],
                    condition=Q(**{f"{whom}__isnull": False}),
                    name=f"standing_once_per_{whom}",
                )
                for whom in RECIPIENTS
            ),
        ]

    def __str__(self):
        return f"{self.rank}." if self.rank else "–"


class LedgerLineReason(models.TextChoices):
    PLACE = points.Reason.PLACE.value, _("place")
    POLE = points.Reason.POLE.value, _("pole position")
    FASTEST_LAP = points.Reason.FASTEST_LAP.value, _("fastest lap")
    FACTOR = points.Reason.FACTOR.value, _("factor")
    SHARE = points.Reason.SHARE.value, _("share")
    SURPLUS = points.Reason.SURPLUS.value, _("further car")
    NO_POINTS = points.Reason.NO_POINTS.value, _("no points")
    ADJUSTMENT = points.Reason.ADJUSTMENT.value, _("decision")


class LedgerLine(Recipient):
    """Why points were given or taken: one car in one session, for one reason.

    Without a session it is a decision on the total. Dropped scores are not lines of their
    own: they differ from table to table, and each row of a table names its own.
    """

    Reason = LedgerLineReason

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        related_name="ledger",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="ledger",
        verbose_name=_("round"),
    )
    session = models.ForeignKey(
        Session,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="ledger",
        verbose_name=_("session"),
    )
    event_entry = models.ForeignKey(
        EventEntry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="ledger",
        verbose_name=_("car"),
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    status = models.CharField(_("status"), max_length=20, choices=Status, blank=True)
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    points = FractionField(_("points"))
    multiplier = FractionField(_("factor or share"), null=True, blank=True)
    decision = models.ForeignKey(
        PointsDecision,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="ledger",
        verbose_name=_("decision"),
    )

    class Meta(Recipient.Meta):
        ordering = ["championship", "round", "session", "pk"]
        verbose_name = _("line of a ledger")
        verbose_name_plural = _("ledger")
        constraints = [
            exactly_one(),
            models.CheckConstraint(
                condition=Q(session__isnull=False) & Q(event_entry__isnull=False)
                | Q(reason="adjustment"),
                name="ledger_line_is_about_a_car_in_a_session",
            ),
            one_of("reason", LedgerLineReason, name="ledger_reason_is_known"),
        ]

    def __str__(self):
        return self.get_reason_display()


class OfficialTable(models.Model):
    """A championship's table as it was published elsewhere, to hold ours against."""

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        related_name="official_tables",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.PROTECT,
        related_name="official_tables",
        verbose_name=_("after round"),
    )
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Who published it: championship office, F1DB.")
    )
    address = models.URLField(_("web address"), blank=True)
    retrieved_on = models.DateField(_("read on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["championship", "round__number"]
        verbose_name = _("official table")
        verbose_name_plural = _("official tables")
        constraints = [
            models.UniqueConstraint(
                fields=["championship", "round"],
                name="official_table_once_per_round",
                violation_error_message=_("The official table after this round is there already."),
            ),
        ]

    def __str__(self):
        return self.source


class OfficialRow(Recipient):
    """One line of an official table. The position is as printed: 4, DSQ, EX."""

    table = models.ForeignKey(
        OfficialTable,
        on_delete=models.CASCADE,
        related_name="rows",
        verbose_name=_("official table"),
    )
    order = models.PositiveSmallIntegerField(_("line"), validators=[MinValueValidator(1)])
    position = models.CharField(_("position"), max_length=8)
    points = models.DecimalField(
        _("points"),
        max_digits=10,
        decimal_places=3,
        help_text=_("As printed, rounded as it is there."),
    )

    class Meta(Recipient.Meta):
        ordering = ["table", "order"]
        verbose_name = _("line of an official table")
        verbose_name_plural = _("lines of an official table")
        constraints = [
            exactly_one(),
            models.UniqueConstraint(fields=["table", "order"], name="official_line_once_per_table"),
            *(
                models.UniqueConstraint(
                    fields=["table", whom],
                    condition=Q(**{f"{whom}__isnull": False}),
                    name=f"official_row_once_per_{whom}",
                )
                for whom in RECIPIENTS
            ),
        ]

    def __str__(self):
        return self.position
