"""What the drivers of a shared car get of its points."""

from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction

from .decisions import Decision, Effect
from .facts import NOTHING, ONE, Finish
from .lines import LedgerLine, Reason, follow
from .rules import Crew, Recipient

DRIVER = Recipient.DRIVER


def share_out(
    lines: list[LedgerLine],
    cars: Sequence[Finish],
    crew: Crew,
    recipient: Recipient,
    decisions: Sequence[Decision],
) -> list[LedgerLine]:
    """Divide the points of cars that several drivers shared.

    `lines` are those of one session, each driver's share follows behind them. Points of a
    shared car go to nobody, its entry included, where a shared car scores nothing. Of a
    driver's several shared cars only the best part counts where the rules say so (Formula 1
    1956). A decision may leave a driver without a share (Formula 1 1957, round 5).
    """
    crews = {finish.car: finish.drivers for finish in cars if len(finish.drivers) > 1}
    if not crews:
        return lines
    shared: list[LedgerLine] = []
    for car, own in _by_car(lines):
        if car in crews and any(line.points for line in own):
            unshared = _without_share(crews[car], decisions) if recipient is DRIVER else {}
            part = _part(crew, recipient, len(crews[car]) - len(unshared))
            shared += _shares(own, part, unshared)
    if crew is Crew.SPLIT_BEST:
        shared += _worse_shares([*lines, *shared], {line.car for line in shared})
    return lines + shared


def _part(crew: Crew, recipient: Recipient, drivers: int) -> Fraction:
    if crew is Crew.NONE:
        return NOTHING
    splits = recipient is DRIVER and crew is not Crew.FULL
    return Fraction(1, drivers) if splits and drivers else ONE


def _without_share(
    drivers: Sequence[Hashable], decisions: Sequence[Decision]
) -> dict[Hashable, Hashable]:
    """The drivers of a crew who get no part of it, with the decision that says so."""
    return {
        driver: decision.key
        for decision in decisions
        if decision.effect is Effect.NO_SHARE
        for driver in drivers
        if decision.names(DRIVER, driver)
    }


def _shares(
    own: list[LedgerLine], part: Fraction, unshared: dict[Hashable, Hashable]
) -> Iterator[LedgerLine]:
    for recipient in dict.fromkeys(line.recipient for line in own):
        mine = [line for line in own if line.recipient == recipient]
        earned = sum((line.points for line in mine), NOTHING)
        share = NOTHING if recipient in unshared else part
        if share != ONE:
            points = earned * (share - 1)
            yield follow(mine[0], Reason.SHARE, points, share, unshared.get(recipient))


def _worse_shares(lines: list[LedgerLine], shared: set[Hashable]) -> Iterator[LedgerLine]:
    """Take back every share but the best of each driver."""
    worth: dict[tuple[Hashable, Hashable], Fraction] = {}
    for line in lines:
        if line.car in shared:
            key = line.recipient, line.car
            worth[key] = worth.get(key, NOTHING) + line.points
    best: dict[Hashable, Hashable] = {}
    for (recipient, car), points in worth.items():
        if recipient not in best or points > worth[recipient, best[recipient]]:
            best[recipient] = car
    for line in lines:
        points = worth.get((line.recipient, line.car), NOTHING)
        if line.reason is Reason.PLACE and points and best[line.recipient] != line.car:
            yield follow(line, Reason.SURPLUS, -points)


def _by_car(lines: list[LedgerLine]) -> Iterator[tuple[Hashable, list[LedgerLine]]]:
    cars: dict[Hashable, list[LedgerLine]] = {}
    for line in lines:
        cars.setdefault(line.car, []).append(line)
    yield from cars.items()
