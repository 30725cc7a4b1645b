"""What is computed: tables and ledgers, and the official tables they are held against."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from championship.scoring import points, standings, titles
from championship.spoilers import shielded

from .championship import Championship
from .event import Round, Session
from .event_entry import EventEntry
from .fields import FractionField, one_of
from .points_decision import PointsDecision
from .recipient import RECIPIENTS, Recipient, exactly_one
from .result import Status
from .team import Team


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
    `cells` is what it did round by round, as queries.cells writes and reads it.
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
    cells = models.TextField(_("round by round"), blank=True)

    objects = shielded("round__event__ends_on")

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


class ComputedTable(models.Model):
    """A championship's table after a round: when it was computed, and what stands below it.

    `facts` are the keys that its notes need, as queries.table_facts writes and reads them. A
    table that its results give as before keeps its time.
    """

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="computed_tables",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="+",
        verbose_name=_("round"),
    )
    after = models.PositiveSmallIntegerField(_("rounds counted"))
    computed_at = models.DateTimeField(_("computed"), default=timezone.now, editable=False)
    facts = models.TextField(_("what its notes are about"), blank=True)

    objects = shielded("round__event__ends_on")

    class Meta:
        ordering = ["championship", "after"]
        verbose_name = _("computed table")
        verbose_name_plural = _("computed tables")
        constraints = [
            models.UniqueConstraint(
                fields=["championship", "round"], name="computed_table_once_per_round"
            ),
        ]

    def __str__(self):
        return str(self.after)


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

    objects = shielded("round__event__ends_on")

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

    objects = shielded("round__event__ends_on")

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

    objects = shielded("table__round__event__ends_on")

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


class ReportedPlace(Recipient):
    """A place in the final table as others report it, where no results are stored to compute it.

    A crew's drivers share a place. `points` are empty where nobody wrote them down.
    """

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        related_name="reported_places",
        verbose_name=_("championship"),
    )
    place = models.PositiveSmallIntegerField(
        _("place"), default=1, validators=[MinValueValidator(1)]
    )
    order = models.PositiveSmallIntegerField(_("line"), validators=[MinValueValidator(1)])
    points = FractionField(_("points"), null=True, blank=True)
    for_team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drove for"),
        help_text=_("Of a driver."),
    )
    number = models.CharField(_("car number"), max_length=4, blank=True)
    note = I18nTextField(_("note"), blank=True)
    sources = models.TextField(_("sources"), blank=True, help_text=_("One source a line."))

    objects = shielded("championship__season__ends_on")

    class Meta(Recipient.Meta):
        ordering = ["championship", "order"]
        verbose_name = _("reported place")
        verbose_name_plural = _("reported places")
        constraints = [
            exactly_one(),
            models.UniqueConstraint(
                fields=["championship", "order"], name="reported_line_once_per_title"
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=F("order")),
                name="reported_place_fits_its_line",
            ),
            *(
                models.UniqueConstraint(
                    fields=["championship", whom],
                    condition=Q(**{f"{whom}__isnull": False}),
                    name=f"reported_once_per_{whom}",
                )
                for whom in RECIPIENTS
            ),
        ]

    def __str__(self):
        return f"{self.place}."


class TitleStateChoice(models.TextChoices):
    CHAMPION = titles.State.CHAMPION.value, _("champion")
    ALIVE = titles.State.ALIVE.value, _("can still be champion")
    OUT = titles.State.OUT.value, _("can't be champion any more")


def _known_with_its_season(day):
    """What can still happen is computed with the cars that took part since: no forecast of then."""
    return Q(championship__season__ends_on__lte=day, round__event__ends_on__lte=day)


class TitleState(Recipient):
    """Whether one recipient is champion, can still be, or is out after a round. Computed.

    `most` is the highest total still possible, without dropped scores; empty if not known.
    Without `is_exact` somebody alive may be out, or champion, already.
    """

    State = TitleStateChoice

    championship = models.ForeignKey(
        Championship,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="title_states",
        verbose_name=_("championship"),
    )
    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, db_index=False, related_name="+", verbose_name=_("round")
    )
    after = models.PositiveSmallIntegerField(_("rounds counted"))
    order = models.PositiveSmallIntegerField(_("line"))
    state = models.CharField(_("state"), max_length=20, choices=State)
    points = FractionField(_("points"))
    most = FractionField(_("most points possible"), null=True, blank=True)
    is_exact = models.BooleanField(_("proved"), default=True)

    objects = shielded(_known_with_its_season)

    class Meta(Recipient.Meta):
        ordering = ["championship", "after", "order"]
        verbose_name = _("title state")
        verbose_name_plural = _("title states")
        constraints = [
            exactly_one(),
            models.UniqueConstraint(
                fields=["championship", "after", "order"], name="title_state_once_per_line"
            ),
            one_of("state", TitleStateChoice, name="title_state_is_known"),
        ]

    def __str__(self):
        return self.get_state_display()
