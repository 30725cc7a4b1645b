"""Which qualifying sets the grid of which race, and by which laps."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from championship.models import Event, GridSource, Session


@dataclass(frozen=True, slots=True)
class Grid:
    """One qualifying and a race whose grid it sets, in its classes, by one of its laps."""

    race: Session
    qualifying: Session
    lap: GridSource.Lap


@dataclass(frozen=True, slots=True)
class Grids:
    """The grids that a session sets, and those that set its own."""

    sets: tuple[Grid, ...] = ()
    set_by: tuple[Grid, ...] = ()

    @property
    def by_second_best(self) -> bool:
        """Whether second-best laps of this session set a grid."""
        return any(grid.lap == GridSource.Lap.SECOND_BEST for grid in self.sets)


def grids_of(session: Session) -> Grids:
    """The grids that a session has to do with. One query."""
    found = _grids(Q(race=session) | Q(qualifying=session))
    return Grids(
        sets=tuple(grid for grid in found if grid.qualifying == session),
        set_by=tuple(grid for grid in found if grid.race == session),
    )


def grids_of_event(event: Event) -> dict[str, Grids]:
    """The grids of an event by the slugs of its sessions. One query."""
    sets, set_by = defaultdict(list), defaultdict(list)
    for grid in _grids(Q(race__event=event)):
        sets[grid.qualifying.slug].append(grid)
        set_by[grid.race.slug].append(grid)
    return {slug: Grids(tuple(sets[slug]), tuple(set_by[slug])) for slug in {*sets, *set_by}}


def _grids(which: Q) -> list[Grid]:
    sources = (
        GridSource.objects.filter(which)
        .select_related("race", "qualifying")
        .order_by(
            "race__starts_on",
            "race__starts_at",
            "qualifying__starts_on",
            "qualifying__starts_at",
            "pk",
        )
    )
    return [Grid(row.race, row.qualifying, GridSource.Lap(row.lap)) for row in sources]
