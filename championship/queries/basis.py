"""What a history rests on: how many published results, the newest of them, and their gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from championship.models import Classification


@dataclass(frozen=True, slots=True)
class PublishedRace:
    """The classification of a race that counts: the key of its session, its day and its state.

    `published_at` is None where nobody wrote it down.
    """

    session: int
    day: date | None
    state: str
    is_incomplete: bool = False
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """The races behind some figures: how many, until which day, when the last was published."""

    races: int = 0
    provisional: int = 0
    incomplete: int = 0
    until: date | None = None
    published_at: datetime | None = None


def basis_of(races: Iterable[PublishedRace]) -> Basis:
    """What these races are together; each counts once, however many of its cars are meant."""
    once = {one.session: one for one in races}.values()
    return Basis(
        races=len(once),
        provisional=sum(one.state == Classification.State.PROVISIONAL for one in once),
        incomplete=sum(one.is_incomplete for one in once),
        until=max((one.day for one in once if one.day), default=None),
        published_at=max((one.published_at for one in once if one.published_at), default=None),
    )
