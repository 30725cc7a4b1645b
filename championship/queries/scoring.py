"""A season's results as the scoring rules take them, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Min

from championship.models import (
    Championship,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    ClassifiedDriver,
    Round,
    Season,
)
from championship.scoring.facts import Bonus as Held
from championship.scoring.facts import Finish, Honour, Kind, Session
from championship.scoring.rules import Recipient
from championship.scoring.standings import Tables, compute
from championship.scoring.states import Status

from .rulebook import Calendar, Rulebook

# The field of a standing that holds its recipient, and what is ranked by it.
RECIPIENT_FIELD = {
    Championship.Recipient.ENTRY: "entry_id",
    Championship.Recipient.DRIVER: "driver_id",
    Championship.Recipient.TEAM: "team_id",
    Championship.Recipient.MANUFACTURER: "manufacturer_id",
}
PUBLISHED = (
    "session_id",
    "revision",
    "pk",
    "session__round_id",
    "session__kind",
    "session__points_factor",
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
    "number",
)
KINDS = {kind.value: kind for kind in Kind}
STATES = {status.value: status for status in Status}
HONOURS = {honour.value: honour for honour in Honour}


@dataclass(frozen=True, slots=True)
class ComputedTables:
    """One championship's ledger and tables; `rounds` has the key of each round by its number.

    Over several series the rounds are numbered anew, by their days.
    """

    championship: Championship
    rounds: dict[int, int]
    tables: Tables


def compute_standings(season: Season) -> list[ComputedTables]:
    """Compute every championship that the results of a season count for.

    Those are its own championships, and those of other seasons that it feeds. Only the
    newest classification of each session counts, and a pole only once its race is
    published. Recipients, cars and sessions are primary keys. Eleven queries, whatever
    the size of the season.
    """
    rulebook = Rulebook(season)
    results = Results({key for row in rulebook.championships for key in rulebook.seasons(row)})
    return [_compute(championship, rulebook, results) for championship in rulebook.championships]


def _compute(championship: Championship, rulebook: Rulebook, results: "Results") -> ComputedTables:
    calendar = results.calendar(rulebook.seasons(championship))
    sessions = results.sessions(championship, calendar)
    tables = compute(
        rulebook.championship(championship, calendar),
        sessions,
        rulebook.decisions(championship, calendar),
        listed=results.listed(sessions, Recipient(championship.recipient)),
        last_round=calendar.last,
    )
    rounds = {number: key for key, number in calendar.numbers.items()}
    return ComputedTables(championship, rounds, tables)


class Results:
    """The published results of some seasons. Five queries, whatever their size."""

    def __init__(self, seasons: Collection[int]):
        self.rounds = _rounds(seasons)
        self.sub_classes: set[int] = set()
        self.numbers: dict[int, str] = {}  # of each car at its event
        self.by_round = self._read(seasons)

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

    def _read(self, seasons: Collection[int]) -> dict[int, list[Session]]:
        """The sessions by the key of their round, in the order in which they were run."""
        published = _published(seasons)
        finishes = self._finishes([row[2] for row in published])
        bonuses = _bonuses([row[2] for row in published])
        by_round: defaultdict[int, list[Session]] = defaultdict(list)
        for session, _revision, key, round_id, kind, factor in published:
            by_round[round_id].append(
                Session(session, 1, tuple(finishes[key]), KINDS[kind], tuple(bonuses[key]), factor)
            )
        return by_round

    def _finishes(self, classifications: Collection[int]) -> defaultdict[int, list[Finish]]:
        """The cars of each classification, by its key."""
        crews = _crews(classifications)
        finishes: defaultdict[int, list[Finish]] = defaultdict(list)
        lines = ClassificationLine.objects.filter(classification__in=classifications)
        for classification, *line in lines.order_by().values_list(*LINE):
            finishes[classification].append(self._finish(line, crews))
        return finishes

    def _finish(self, line: Sequence, crews: dict[int, tuple[int, ...]]) -> Finish:
        key, car, order, status, entry, team, maker, own, parent, scores, number = line
        self.numbers[car] = number
        if parent is not None:
            self.sub_classes.add(own)
        return Finish(
            car,
            order,
            STATES[status],
            entry,
            crews.get(key, ()),
            team,
            maker,
            (own,) if parent is None else (own, parent),
            scores,
        )


def _rounds(seasons: Collection[int]) -> list[tuple[int, int, int, date]]:
    """Season, key, number and day of every round: the day of its race, or of its event."""
    rows = (
        Round.objects.filter(season__in=seasons)
        .annotate(run_on=Min("sessions__starts_on"))
        .order_by("season", "number")
        .values_list("season_id", "pk", "number", "run_on", "event__starts_on")
    )
    return [
        (season, key, number, run_on or event_day)
        for season, key, number, run_on, event_day in rows
    ]


def _published(seasons: Collection[int]) -> list[tuple]:
    """PUBLISHED of the newest classification of every session, in the order they were run."""
    rows = Classification.objects.filter(
        session__season__in=seasons, session__kind__in=KINDS, session__round__isnull=False
    ).order_by(
        F("session__starts_on").asc(nulls_last=True),
        F("session__starts_at").asc(nulls_last=True),
        "session",
        "revision",
    )
    newest = {row[0]: row for row in rows.values_list(*PUBLISHED)}
    return list(newest.values())


def _bonuses(classifications: Collection[int]) -> defaultdict[int, list[Held]]:
    """The poles and fastest laps that each classification holds, by its key."""
    bonuses: defaultdict[int, list[Held]] = defaultdict(list)
    rows = ClassifiedBonus.objects.filter(classification__in=classifications).order_by("pk")
    for classification, kind, *holder in rows.values_list(
        "classification_id", "kind", "event_entry_id", "driver_id", "car_class_id"
    ):
        bonuses[classification].append(Held(HONOURS[kind], *holder))
    return bonuses


def _crews(classifications: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The drivers of each classified car, in the order of its crew."""
    rows = (
        ClassifiedDriver.objects.filter(line__classification__in=classifications)
        .order_by("line", "order")
        .values_list("line_id", "driver_id")
    )
    return {
        line: tuple(driver for _line, driver in seats)
        for line, seats in groupby(rows, itemgetter(0))
    }
