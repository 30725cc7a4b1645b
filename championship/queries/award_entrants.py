"""Who entered the seasons and series that the rules of awards ask about."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from championship.models import Award, Entry

NOT_ENTERED = [
    Entry.Status.RECEIVED,
    Entry.Status.RESERVE,
    Entry.Status.REJECTED,
    Entry.Status.WITHDRAWN,
]


class _Row(NamedTuple):
    """A car that is entered, with one of its drivers. `above` is what its class is part of."""

    entry: int
    season: int
    series: int
    ends_on: date
    kind: str
    car_class: int
    above: int | None
    team: int
    driver: int | None
    maker: int | None

    @property
    def keys(self) -> tuple[tuple[str, int | None], ...]:
        """Those whose car it is, as holders of awards are named."""
        return ("team", self.team), ("driver", self.driver), ("manufacturer", self.maker)

    def is_in(self, title: int | None) -> bool:
        """Whether it runs for a title of a class, or of none."""
        return title in (None, self.car_class, self.above)


class Entrants:
    """The entries that some awards ask about. No query."""

    def __init__(self, rows: Iterable[tuple]):
        """`rows` are those of entrants_of()."""
        rows = list(map(_Row._make, rows))
        self._by_season: defaultdict[int, dict[int, _Row]] = defaultdict(dict)
        self._by_key: defaultdict[tuple[int, Hashable], list[_Row]] = defaultdict(list)
        self._last_days: dict[tuple[int, Hashable], date] = {}
        for row in rows:
            self._by_season[row.season][row.entry] = row
            for key in row.keys:
                self._by_key[row.season, key].append(row)
                known = self._last_days.setdefault((row.series, key), row.ends_on)
                self._last_days[row.series, key] = max(known, row.ends_on)

    def count(self, award: Award, kind: str) -> int:
        """How many cars are entered as a kind, in the season and class of the award."""
        if award.championship is None:
            return 0
        title = award.championship.car_class_id
        cars = self._by_season[award.season_id].values()
        return sum(row.kind == kind and row.is_in(title) for row in cars)

    def kinds(self, award: Award, key: Hashable) -> set[str]:
        """As what somebody is entered, in the season and class of the award."""
        title = award.championship.car_class_id if award.championship else None
        rows = self._by_key[award.season_id, key]
        return {row.kind for row in rows if row.is_in(title)}

    def has_entered(self, award: Award, key: Hashable) -> bool:
        """Whether somebody is in the series that the award asks for, then or later."""
        last = self._last_days.get((award.must_enter_id, key))
        return last is not None and last >= award.season.starts_on


def entrants_of(awards: list[Award]) -> QuerySet:
    """The entries that the rules of awards ask about, to be read by Entrants."""
    seasons = {one.season_id for one in awards if one.minimum_entries or one.full_season_only}
    series = {one.must_enter_id for one in awards if one.must_enter_id}
    if not (seasons or series):
        return Entry.objects.none()
    rows = Entry.objects.filter(Q(season__in=seasons) | Q(season__series__in=series))
    return (
        rows.exclude(status__in=NOT_ENTERED)
        .order_by()
        .values_list(
            "pk",
            "season",
            "season__series",
            "season__ends_on",
            "kind",
            "car_class",
            "car_class__parent",
            "team",
            "crew__driver",
            "car__manufacturer",
        )
    )
