"""A season's results as the scoring rules take them, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, Subquery

from championship.models import (
    Bonus,
    Championship,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    CombinationSource,
    Round,
    Season,
)
from championship.scoring.facts import Bonus as Held
from championship.scoring.facts import Finish, Honour, Kind, Session
from championship.scoring.rules import Recipient
from championship.scoring.standings import compute
from championship.scoring.states import Status

from .combinations import Combinations
from .computed import ComputedTables
from .rulebook import Calendar, Rulebook
from .table_facts import written_facts, written_rows

# The field of a standing that holds its recipient, and what is ranked by it.
RECIPIENT_FIELD = {
    Championship.Recipient.ENTRY: "entry_id",
    Championship.Recipient.DRIVER: "driver_id",
    Championship.Recipient.TEAM: "team_id",
    Championship.Recipient.MANUFACTURER: "manufacturer_id",
}
# Of every session of every round; what is below stands once for each of its classes.
CALENDAR = (
    "season_id",
    "pk",
    "number",
    "event_id",
    "event__starts_on",
    "event__status",
    "event__name",
    "event__short_name",
    "sessions__pk",
    "sessions__kind",
    "sessions__slug",
    "sessions__name",
    "sessions__starts_on",
    "sessions__points_factor",
    "classification",
    "is_incomplete",
    "state",
    "sessions__classes",
)
LINE = (
    "classification_id",
    "pk",
    "event_entry_id",
    "order",
    "status",
    "event_entry__entry_id",
    "event_entry__entry__team_id",
    "event_entry__car__manufacturer_id",
    "car_class_id",
    "car_class__parent_id",
    "scores",
    "place",
    "class_place",
    "number",
    "crew__driver",
)
KINDS = {kind.value: kind for kind in Kind}
STATES = {status.value: status for status in Status}
HONOURS = {honour.value: honour for honour in Honour}


def compute_standings(
    season: Season, *, instead: Mapping[int, int] | None = None
) -> list[ComputedTables]:
    """Compute every championship that the results of a season count for.

    Those are its own championships, those of other seasons that it feeds, and after them
    the titles that are made of any of these. Only the newest classification of each session
    counts, and a pole only once its race is published. Of the sessions in `instead`, by
    their key, the revision named there counts. Recipients, cars and sessions are primary
    keys. Five queries, whatever the size of the season.
    """
    combinations = Combinations([season.pk])
    rulebook = Rulebook.for_season(season, combinations.titles)
    seasons = {key for row in rulebook.championships for key in rulebook.seasons(row)}
    results = Results(seasons, instead)
    titles = {row.pk: _compute(row, rulebook, results) for row in rulebook.championships}
    return [
        *(one for one in titles.values() if rulebook.is_counted(one.championship, season)),
        *(
            combinations.compute(row, titles, _calendar(combinations.sources(row), titles, results))
            for row in combinations.rows
        ),
    ]


def _calendar(
    sources: Iterable[CombinationSource], titles: Mapping[int, ComputedTables], results: "Results"
) -> Calendar:
    """All rounds of the titles that count for another, by their days."""
    computed = (titles.get(source.championship_id) for source in sources)
    rounds = {key for one in computed if one for key in one.rounds.values()}
    return Calendar.of((row for row in results.rounds if row[1] in rounds), several=True)


def _compute(championship: Championship, rulebook: Rulebook, results: "Results") -> ComputedTables:
    calendar = results.calendar(rulebook.seasons(championship))
    sessions = results.sessions(championship, calendar)
    rules = rulebook.championship(championship, calendar)
    decisions = rulebook.decisions(championship, calendar)
    tables = compute(
        rules,
        sessions,
        decisions,
        listed=results.listed(sessions, Recipient(championship.recipient)),
        last_round=calendar.last,
    )
    rounds = {number: key for key, number in calendar.numbers.items()}
    ranks_cars = championship.recipient == Championship.Recipient.ENTRY
    return ComputedTables(
        championship,
        rounds,
        tables,
        cells=written_rows(tables, sessions, None if ranks_cars else results.numbers),
        facts=written_facts(rules, tables, sessions, decisions, results.lines),
    )


class CalendarRow(NamedTuple):
    """A session of a round, or a round without one: the columns of CALENDAR, with its classes.

    `classification` is the key of that which counts, None if no result is published.
    """

    season: int
    round: int
    number: int
    event: int
    event_day: date
    event_status: str
    event_name: str
    event_short: str
    session: int | None
    kind: str | None
    slug: str | None
    name: str | None
    starts_on: date | None
    factor: Fraction | None
    classification: int | None
    is_incomplete: bool | None
    state: str | None
    classes: frozenset[Hashable]

    @property
    def counts(self) -> bool:
        """Whether it is a session that can score and has a result."""
        return self.classification is not None and self.kind in KINDS


class Results:
    """The published results of some seasons. Three queries, whatever their size.

    With `with_planned` the poles of sessions without a result are read too.
    """

    def __init__(
        self,
        seasons: Collection[int],
        instead: Mapping[int, int] | None = None,
        *,
        with_planned: bool = False,
    ):
        self.rows = _calendar_rows(seasons, instead or {})
        self.rounds = _rounds(self.rows)
        self.sub_classes: set[int] = set()
        self.numbers: dict[int, str] = {}  # of each car at its event
        self.lines: dict[tuple[int, int], int] = {}  # by session and car
        published = [row for row in self.rows if row.counts]
        planned = [row.session for row in self.rows if row.session and not row.counts]
        self.published = {row.session for row in published}
        self.provisional = {
            row.session for row in published if row.state == Classification.State.PROVISIONAL
        }
        keys = {row.classification: row.session for row in published}
        self.bonuses = _bonuses(keys, planned if with_planned else ())
        self.by_round = self._read(published, self._finishes(keys))

    def calendar(self, seasons: Collection[int]) -> Calendar:
        """The rounds of a championship; those of several seasons by their days."""
        mine = (row for row in self.rounds if row[0] in seasons)
        return Calendar.of(mine, several=len(seasons) > 1)

    def sessions(self, championship: Championship, calendar: Calendar) -> list[Session]:
        """The sessions of a championship's rounds, numbered as its calendar has them."""
        return [
            self._seen_from(championship, replace(session, round=number))
            for key, number in calendar.numbers.items()
            for session in self.by_round.get(key, ())
        ]

    def _seen_from(self, championship: Championship, session: Session) -> Session:
        """Over all classes the best of a sub-class is not the best of its class."""
        if championship.car_class_id is not None or not session.bonuses:
            return session
        bonuses = (one for one in session.bonuses if one.car_class not in self.sub_classes)
        return replace(session, bonuses=tuple(bonuses))

    def listed(self, sessions: list[Session], recipient: Recipient) -> list[Hashable]:
        """Everyone in the order in which equals are printed: by number, then as in the crew."""
        labels: dict[Hashable, tuple] = {}
        for session in sessions:
            for finish in session.finishes:
                number = self.numbers[finish.car]
                if recipient is Recipient.DRIVER:
                    for order, driver in enumerate(finish.drivers):
                        labels.setdefault(driver, (len(number), number, order, driver))
                elif (key := getattr(finish, recipient.value)) is not None:
                    labels.setdefault(key, (len(number), number, 0, key))
        return sorted(labels, key=labels.__getitem__)

    def _read(
        self, published: Iterable[CalendarRow], finishes: Mapping[int, list[Finish]]
    ) -> dict[int, list[Session]]:
        """The sessions by the key of their round, in the order in which they were run."""
        by_round: defaultdict[int, list[Session]] = defaultdict(list)
        for row in published:
            session = Session(
                row.session,
                1,
                tuple(finishes[row.classification]),
                KINDS[row.kind],
                tuple(self.bonuses[row.session]),
                row.factor,
                row.is_incomplete,
            )
            by_round[row.round].append(session)
        return by_round

    def _finishes(self, classifications: Mapping[int, int]) -> defaultdict[int, list[Finish]]:
        """The cars of each classification with their crews, by its key. One query.

        Each key comes with that of its session.
        """
        finishes: defaultdict[int, list[Finish]] = defaultdict(list)
        lines = ClassificationLine.objects.filter(classification__in=classifications)
        in_order = lines.order_by("classification", "pk", "crew__order")
        for (classification, *line), seats in groupby(
            in_order.values_list(*LINE), itemgetter(slice(0, -1))
        ):
            crew = tuple(seat[-1] for seat in seats if seat[-1] is not None)
            finishes[classification].append(self._finish(line, crew))
            self.lines[classifications[classification], line[1]] = line[0]
        return finishes

    def _finish(self, line: Sequence, crew: tuple[int, ...]) -> Finish:
        _key, car, order, status, entry, team, maker, own, parent, scores, *places, number = line
        self.numbers[car] = number
        if parent is not None:
            self.sub_classes.add(own)
        return Finish(
            car,
            order,
            STATES[status],
            entry,
            crew,
            team,
            maker,
            (own,) if parent is None else (own, parent),
            scores,
            *places,
        )


def _calendar_rows(seasons: Collection[int], instead: Mapping[int, int]) -> list[CalendarRow]:
    """Every session of every round, those of a round in the order they were run. One query.

    Of the sessions in `instead` the revision named there counts, of others the newest.
    """
    issues = Classification.objects.filter(session=OuterRef("sessions")).order_by("-revision")
    for session, revision in instead.items():
        issues = issues.exclude(Q(session=session) & ~Q(revision=revision))
    rows = (
        Round.objects.filter(season__in=seasons)
        .annotate(
            classification=Subquery(issues.values("pk")[:1]),
            is_incomplete=Subquery(issues.values("is_incomplete")[:1]),
            state=Subquery(issues.values("state")[:1]),
        )
        .order_by(
            "season",
            "number",
            F("sessions__starts_on").asc(nulls_last=True),
            F("sessions__starts_at").asc(nulls_last=True),
            "sessions__pk",
        )
        .values_list(*CALENDAR)
    )
    return [
        CalendarRow(*facts, classes=frozenset(row[-1] for row in own if row[-1] is not None))
        for facts, own in groupby(rows, itemgetter(slice(0, -1)))
    ]


def _rounds(rows: Iterable[CalendarRow]) -> list[tuple[int, int, int, date]]:
    """Season, key, number and day of every round: the day of its race, or of its event."""
    found = []
    for (season, key, number), own in groupby(rows, attrgetter("season", "round", "number")):
        sessions = list(own)
        days = [one.starts_on for one in sessions if one.starts_on]
        found.append((season, key, number, min(days, default=sessions[0].event_day)))
    return found


def _bonuses(
    classifications: Collection[int], sessions: Collection[int]
) -> defaultdict[Hashable, list[Held]]:
    """The poles and fastest laps of classifications, by their session, and of other sessions.

    Those of a classification are as it was published. One query.
    """
    columns = ("kind", "event_entry_id", "driver_id", "car_class_id")
    rows = ClassifiedBonus.objects.filter(classification__in=classifications).order_by()
    found = rows.values_list("classification__session_id", *columns, "pk")
    if sessions:
        planned = Bonus.objects.filter(session__in=sessions).order_by()
        found = found.union(planned.values_list("session_id", *columns, "pk"), all=True)
    bonuses: defaultdict[Hashable, list[Held]] = defaultdict(list)
    for session, kind, *holder, _key in sorted(found, key=itemgetter(-1)):
        bonuses[session].append(Held(HONOURS[kind], *holder))
    return bonuses
