"""The results that an award rests on: which of them are provisional or still to come."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from championship.models import (
    CarClass,
    Championship,
    ChampionshipFeed,
    Classification,
    CombinationSource,
    ReportedPlace,
    Session,
    Standing,
)

Looked = tuple[int, int | None]  # a season, and the class that counts of it


@dataclass(frozen=True, slots=True)
class OpenResults:
    """What is not settled of the results of a championship, each in the order of the days."""

    provisional: tuple[Session, ...] = ()
    to_come: tuple[Session, ...] = ()


SETTLED = OpenResults()


def open_results(championships: Collection[int]) -> dict[int, OpenResults]:
    """Of each championship what is provisional, and which races have no result yet.

    A combined championship rests on what its sources rest on, and one whose final places
    are reported by others on no result at all. Six queries at most.
    """
    sources = _sources(championships)
    everyone = {*championships, *(one for own in sources.values() for one in own)}
    looked = _looked(everyone)
    by_season = _open_sessions({season for own in looked.values() for season, _class in own})
    parents = _parents(looked)
    return {
        key: _open_of(
            [place for one in sources.get(key) or [key] for place in looked.get(one, [])],
            by_season,
            parents,
        )
        for key in championships
    }


def _open_of(
    looked: list[Looked],
    by_season: dict[int, list[Session]],
    parents: dict[int, int | None],
) -> OpenResults:
    sessions = {
        session.pk: session
        for season, car_class in looked
        for session in by_season.get(season, [])
        if _counts(session, car_class, parents)
    }
    found = sorted(sessions.values(), key=lambda one: (one.event.starts_on, one.pk))
    return OpenResults(
        provisional=tuple(one for one in found if one.newest_state),
        to_come=tuple(one for one in found if not one.newest_state),
    )


def _counts(session: Session, car_class: int | None, parents: dict[int, int | None]) -> bool:
    """Whether a class takes part in a session: without classes, every class does."""
    own = {one.pk for one in session.classes.all()}
    return not own or car_class is None or bool(own & {car_class, parents.get(car_class)})


def _sources(championships: Collection[int]) -> dict[int, list[int]]:
    """The championships that a combined one is made of."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = CombinationSource.objects.filter(combination__championship__in=championships)
    for combined, source in rows.values_list("combination__championship", "championship"):
        found[combined].append(source)
    return found


def _looked(championships: Collection[int]) -> dict[int, list[Looked]]:
    """The seasons and classes whose results each championship counts."""
    rows = Championship.objects.filter(pk__in=championships).annotate(
        is_computed=Exists(Standing.objects.filter(championship=OuterRef("pk"))),
        is_reported=Exists(ReportedPlace.objects.filter(championship=OuterRef("pk"))),
    )
    looked = {
        row.pk: [(row.season_id, row.car_class_id)]
        for row in rows
        if row.is_computed or not row.is_reported
    }
    for key, season, car_class in ChampionshipFeed.objects.filter(
        championship__in=looked
    ).values_list("championship", "season", "car_class"):
        looked[key].append((season, car_class))
    return looked


def _parents(looked: dict[int, list[Looked]]) -> dict[int, int | None]:
    keys = {car_class for own in looked.values() for _season, car_class in own if car_class}
    return dict(CarClass.objects.filter(pk__in=keys).values_list("pk", "parent"))


def _open_sessions(seasons: Collection[int]) -> dict[int, list[Session]]:
    """Provisional sessions of a round, and races without a result, by season.

    `newest_state` is empty for a race without one.
    """
    newest = Classification.objects.filter(session=OuterRef("pk")).order_by("-revision")
    rows = (
        Session.objects.filter(season__in=seasons, round__isnull=False)
        .annotate(newest_state=Subquery(newest.values("state")[:1]))
        .filter(
            Q(newest_state=Classification.State.PROVISIONAL)
            | Q(newest_state__isnull=True, kind__in=Session.RACES)
        )
        .select_related("event", "season")
        .prefetch_related("classes")
    )
    by_season: defaultdict[int, list[Session]] = defaultdict(list)
    for row in rows:
        by_season[row.season_id].append(row)
    return by_season
