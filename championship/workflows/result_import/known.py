"""All that is known before a result comes in, read in a fixed number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from championship.models import (
    Decision,
    Driver,
    EventEntry,
    Result,
    ResultImport,
    ResultSeat,
    Session,
    StatusAlias,
)
from championship.queries.names import plain

from ..entry_import.known import Known, load_known


@dataclass(frozen=True, slots=True)
class KnownResult:
    """The session, its event's list and its result as stored.

    `results` are by the key of the car at the event; `words` says what the series' words
    for a status mean; `classes` are the keys of those that take part, none if all do.
    """

    session: Session
    list: Known
    results: Mapping[int, Result]
    newest: ResultImport | None
    words: Mapping[str, str]
    decisions: tuple[Decision, ...]
    classes: frozenset[int]

    @property
    def cars(self) -> tuple[EventEntry, ...]:
        return self.list.event_entries

    def takes_part(self, car: EventEntry) -> bool:
        return not self.classes or bool(self.classes & {car.car_class_id, car.car_class.top_id})


def load_known_result(session: Session) -> KnownResult:
    """Read everything that a result is held against. Twenty-five queries at most."""
    newest = session.imports.select_related("file").defer("file__content").first()
    aliases = StatusAlias.objects.filter(series=session.season.series_id)
    known = load_known(session.season, session.event)
    return KnownResult(
        session=session,
        list=known,
        results=_results(session, known.event_entries),
        newest=newest,
        words={plain(alias.printed): alias.status for alias in aliases},
        decisions=tuple(session.decisions.filter(state__in=Decision.STANDING)),
        classes=frozenset(session.classes.values_list("pk", flat=True)),
    )


def nominated(car: EventEntry) -> tuple[Driver, ...]:
    """The drivers of the crew that was named for the event."""
    return tuple(seat.driver for seat in car.crew.all() if seat.driver)


def own_crew(result: Result) -> tuple[Driver, ...]:
    """The drivers of the crew that a result has of its own."""
    return tuple(seat.driver for seat in result.seats.all())


def _results(session: Session, cars: tuple[EventEntry, ...]) -> dict[int, Result]:
    """The stored results, each with its car as it was read with the event's list."""
    seats = Prefetch("seats", queryset=ResultSeat.objects.select_related("driver"))
    at_event = {car.pk: car for car in cars}
    stored = session.results.filter(event_entry__event=session.event_id).order_by("order", "pk")
    results = {result.event_entry_id: result for result in stored.prefetch_related(seats)}
    for key, result in results.items():
        result.event_entry = at_event[key]
    return results
