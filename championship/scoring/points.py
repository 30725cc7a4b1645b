"""Classified sessions and a championship's rules in, a ledger out: every point with its reason."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from .decisions import Decision, Effect
from .facts import NOTHING, ONE, Bonus, Finish, Honour, Session
from .rules import (
    BonusTo,
    Championship,
    Crew,
    EqualHolders,
    Guests,
    Recipient,
    Rules,
    Scale,
    Surplus,
)
from .states import Status

CLASSIFIED = Status.CLASSIFIED
NO_BONUS = {
    Effect.NO_POLE_POINT: Honour.POLE,
    Effect.NO_FASTEST_LAP_POINT: Honour.FASTEST_LAP,
}


class Reason(StrEnum):
    """Why a line of a ledger is there.

    Place, pole, fastest lap: what was earned. Factor, share, no points: what became of it.
    Surplus: a further car or share of the same recipient, which scores nothing. Adjustment:
    a decision on the total. Drop and exclusion: what a table takes away again.
    """

    PLACE = "place"
    POLE = "pole"
    FASTEST_LAP = "fastest_lap"
    FACTOR = "factor"
    SHARE = "share"
    SURPLUS = "surplus"
    NO_POINTS = "no_points"
    ADJUSTMENT = "adjustment"
    DROP = "drop"
    EXCLUSION = "exclusion"


BONUS_REASON = {Honour.POLE: Reason.POLE, Honour.FASTEST_LAP: Reason.FASTEST_LAP}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Points for one recipient, for one reason.

    `place` is the place that scored; `status` stands on the line of a car in a session.
    `multiplier` is the factor, or the part of a shared car. `decision` is the key of the
    decision behind the line.
    """

    recipient: Hashable
    round: int
    session: Hashable
    car: Hashable
    reason: Reason
    points: Fraction
    place: int | None = None
    status: Status | None = None
    multiplier: Fraction | None = None
    decision: Hashable = None


def ledger(
    championship: Championship, sessions: Iterable[Session], decisions: Iterable[Decision] = ()
) -> list[LedgerLine]:
    """Explain every point of a championship, one line per recipient, session and reason.

    Sessions are counted by round, those of one round in the order given; sessions without
    a points table, in excluded rounds, or in which nobody counts, leave no line. A place is
    the position among the cars that count (see Guests, Surplus). A car that is not
    classified has a line with no points. A pole counts whatever became of the car afterwards
    (observed in the Asian Le Mans Series 2023/24, rounds 4 and 5). A factor multiplies the
    points for places alone.

    Raises ValueError if a car stands in a session twice, a bonus is for a car that is not in
    it, or no rules are in force in one of the rounds.
    """
    decisions = list(decisions)
    lines: list[LedgerLine] = []
    for session in sorted(sessions, key=lambda session: session.round):
        rules = championship.rules_in(session.round)
        scale = rules.scale(session.key, session.kind)
        if scale is not None and session.round not in rules.rounds_excluded:
            felt = [one for one in decisions if one.concerns(session.key, session.round)]
            lines += _SessionCount(championship, rules, scale, session, felt).lines()
    lines += _adjustments(championship, decisions)
    return lines


def _adjustments(championship: Championship, decisions: Sequence[Decision]) -> Iterator[LedgerLine]:
    for decision in decisions:
        subject = decision.subject
        if (
            decision.effect is Effect.POINTS
            and subject is not None
            and subject.kind is championship.recipient
        ):
            yield LedgerLine(
                recipient=subject.key,
                round=decision.from_round,
                session=None,
                car=None,
                reason=Reason.ADJUSTMENT,
                points=decision.value,
                decision=decision.key,
            )


class _SessionCount:
    """The points of one session for one championship, worked out car by car."""

    def __init__(
        self,
        championship: Championship,
        rules: Rules,
        scale: Scale,
        session: Session,
        decisions: list[Decision],
    ):
        self.championship = championship
        self.rules = rules
        self.scale = scale
        self.session = session
        self.decisions = decisions
        self.cars = self._cars_of_the_classes()
        self.barred = self._barred_drivers() if decisions else frozenset()
        self.places: dict[Hashable, int] = {}  # of the classified cars that take a place
        self.out: set[Hashable] = set()  # the cars that score nothing here
        self.surplus: set[tuple[Hashable, Hashable]] = set()  # cars and those who have enough

    def lines(self) -> Iterable[LedgerLine]:
        self._find_places()
        lines = self._place_lines()
        if self.surplus:
            lines += self._surplus_lines()
        for session_wide in (self._factor, self._shares, self._best_shares):
            lines = session_wide(lines)
        if self.session.bonuses:
            lines += self._bonus_lines()
        return self._without_points(lines) if self.decisions else lines

    # Places

    def _cars_of_the_classes(self) -> list[Finish]:
        finishes = sorted(self.session.finishes, key=lambda finish: finish.order)
        if len({finish.car for finish in finishes}) < len(finishes):
            twice = Counter(finish.car for finish in finishes).most_common(1)
            raise ValueError(f"in session {self.session.key} twice: {twice[0][0]}")
        classes = self.championship.classes
        if classes is None:
            return finishes
        return [finish for finish in finishes if not classes.isdisjoint(finish.classes)]

    def _find_places(self) -> None:
        place, limit = 0, self.rules.cars_counted
        counted: Counter[Hashable] = Counter()
        check = self._needs_checking()
        for finish in self.cars:
            passed_over = False
            if check and (keeps_place := self._ineligible(finish)) is not None:
                self.out.add(finish.car)
                passed_over = not keeps_place
            elif limit is not None:
                passed_over = self._is_surplus_passed_over(finish, counted, limit)
            if finish.status is CLASSIFIED and not passed_over:
                place += 1
                self.places[finish.car] = place

    def _needs_checking(self) -> bool:
        return (
            bool(self.decisions)
            or self.rules.entries is not None
            or not all(finish.scores for finish in self.cars)
        )

    def _ineligible(self, finish: Finish) -> bool | None:
        """Whether a car that can't score keeps its place; None if it can score."""
        for decision in self.decisions:
            if decision.effect is Effect.NOT_ELIGIBLE and decision.names_car(finish):
                return decision.keeps_place
        if self.rules.guests is Guests.SCORE:
            return None
        entries = self.rules.entries
        registered = finish.scores and (entries is None or finish.entry in entries)
        return None if registered else self.rules.guests is Guests.KEEP_PLACE

    def _is_surplus_passed_over(
        self, finish: Finish, counted: Counter[Hashable], limit: int
    ) -> bool:
        if finish.status is not CLASSIFIED:
            return False
        mine = self._recipients(finish)
        counted.update(mine)
        enough = [recipient for recipient in mine if counted[recipient] > limit]
        self.surplus.update((finish.car, recipient) for recipient in enough)
        return self.rules.surplus is Surplus.PASSED_OVER and bool(mine) and enough == list(mine)

    def _recipients(self, finish: Finish) -> tuple[Hashable, ...]:
        recipient = self.championship.recipient
        if recipient is Recipient.DRIVER:
            return finish.drivers
        own: Hashable = getattr(finish, recipient.value)
        return () if own is None else (own,)

    # Points for places

    def _place_lines(self) -> list[LedgerLine]:
        session, scale, places = self.session, self.scale, self.places
        scorers = self._scorers if self.barred or self.surplus else self._recipients
        lines = []
        for finish in self.cars:
            if finish.car in self.out:
                continue
            place = places.get(finish.car)
            points = NOTHING if place is None else scale.for_place(place)
            for recipient in scorers(finish):
                lines.append(
                    LedgerLine(
                        recipient,
                        session.round,
                        session.key,
                        finish.car,
                        Reason.PLACE,
                        points,
                        place,
                        finish.status,
                    )
                )
        return lines

    def _scorers(self, finish: Finish) -> tuple[Hashable, ...]:
        """Those of the recipients of a car who score with it."""
        return tuple(
            recipient
            for recipient in self._recipients(finish)
            if recipient not in self.barred and (finish.car, recipient) not in self.surplus
        )

    def _barred_drivers(self) -> frozenset[Hashable]:
        """Drivers who don't count here, beside others of their crew who do."""
        return frozenset(
            decision.subject.key
            for decision in self.decisions
            if decision.effect is Effect.NOT_ELIGIBLE
            and decision.subject is not None
            and decision.subject.kind is Recipient.DRIVER
            and self.championship.recipient is Recipient.DRIVER
        )

    def _surplus_lines(self) -> Iterator[LedgerLine]:
        for finish in self.cars:
            place = self.places.get(finish.car)
            for recipient in self._recipients(finish):
                if (finish.car, recipient) in self.surplus and recipient not in self.barred:
                    yield self._line(recipient, finish, Reason.SURPLUS, NOTHING, place=place)

    def _line(
        self,
        recipient: Hashable,
        finish: Finish,
        reason: Reason,
        points: Fraction,
        place: int | None = None,
    ) -> LedgerLine:
        return LedgerLine(
            recipient=recipient,
            round=self.session.round,
            session=self.session.key,
            car=finish.car,
            reason=reason,
            points=points,
            place=place,
            status=finish.status,
        )

    # What becomes of them

    def _factor(self, lines: list[LedgerLine]) -> list[LedgerLine]:
        factor, key = self.session.factor, None
        for decision in self.decisions:
            if decision.effect is Effect.SESSION_FACTOR:
                factor, key = decision.value, decision.key
        if factor == ONE:
            return lines
        changed: list[LedgerLine] = []
        for line in lines:
            changed.append(line)
            if line.points:
                points = line.points * (factor - 1)
                changed.append(_follow(line, Reason.FACTOR, points, factor, key))
        return changed

    def _shares(self, lines: list[LedgerLine]) -> list[LedgerLine]:
        """Divide the points of a car that several drivers shared."""
        crew = self.rules.crew
        if not any(len(finish.drivers) > 1 for finish in self.cars):
            return lines
        crews = {finish.car: finish.drivers for finish in self.cars}
        changed: list[LedgerLine] = []
        for car, own in _by_car(lines):
            changed += own
            unshared = self._without_share(crews[car])
            drivers = [driver for driver in crews[car] if driver not in unshared]
            earned = sum((line.points for line in own), NOTHING)
            if not earned or len(crews[car]) < 2:
                continue
            part = self._part(crew, drivers)
            changed += self._share_lines(own, part, unshared)
        return changed

    def _part(self, crew: Crew, drivers: list[Hashable]) -> Fraction:
        if crew is Crew.NONE:
            return NOTHING
        splits = self.championship.recipient is Recipient.DRIVER and crew is not Crew.FULL
        return Fraction(1, len(drivers)) if splits and drivers else ONE

    def _share_lines(
        self, own: list[LedgerLine], part: Fraction, unshared: dict[Hashable, Hashable]
    ) -> Iterator[LedgerLine]:
        for recipient in dict.fromkeys(line.recipient for line in own):
            mine = [line for line in own if line.recipient == recipient]
            earned = sum((line.points for line in mine), NOTHING)
            is_out = recipient in unshared
            share = NOTHING if is_out else part
            if share != ONE:
                key = unshared.get(recipient)
                yield _follow(mine[0], Reason.SHARE, earned * (share - 1), share, key)

    def _without_share(self, drivers: Sequence[Hashable]) -> dict[Hashable, Hashable]:
        """The drivers of a crew who get no part of it, with the decision that says so."""
        if self.championship.recipient is not Recipient.DRIVER:
            return {}
        return {
            driver: decision.key
            for decision in self.decisions
            if decision.effect is Effect.NO_SHARE
            for driver in drivers
            if decision.names_driver(driver)
        }

    def _best_shares(self, lines: list[LedgerLine]) -> list[LedgerLine]:
        """Of a driver's several shared cars only the best part counts (Formula 1 1956)."""
        if self.rules.crew is not Crew.SPLIT_BEST:
            return lines
        shared = {line.car for line in lines if line.reason is Reason.SHARE}
        worth: dict[tuple[Hashable, Hashable], Fraction] = {}
        for line in lines:
            if line.car in shared:
                key = line.recipient, line.car
                worth[key] = worth.get(key, NOTHING) + line.points
        best: dict[Hashable, Hashable] = {}
        for (recipient, car), points in worth.items():
            if recipient not in best or points > worth[recipient, best[recipient]]:
                best[recipient] = car
        return lines + [
            _follow(line, Reason.SURPLUS, -worth[line.recipient, line.car])
            for line in lines
            if line.reason is Reason.PLACE
            and worth.get((line.recipient, line.car))
            and best[line.recipient] != line.car
        ]

    # Bonuses

    def _bonus_lines(self) -> Iterator[LedgerLine]:
        cars = {finish.car: finish for finish in self.session.finishes}
        mine = {finish.car for finish in self.cars}
        waived = {NO_BONUS[one.effect] for one in self.decisions if one.effect in NO_BONUS}
        for honour in Honour:
            holders = [one for one in self.session.bonuses if one.honour is honour]
            missing = [holder.car for holder in holders if holder.car not in cars]
            if missing:
                raise ValueError(f"{honour} of a car that is not in the session: {missing[0]}")
            counting = [one for one in holders if one.car in mine and self._is_won_here(one)]
            if counting and honour not in waived:
                yield from self._honour_lines(counting, cars)

    def _is_won_here(self, holder: Bonus) -> bool:
        classes = self.championship.classes
        return holder.car_class is None or classes is None or holder.car_class in classes

    def _honour_lines(
        self, holders: list[Bonus], cars: dict[Hashable, Finish]
    ) -> Iterator[LedgerLine]:
        points, within = self.scale.for_bonus(holders[0].honour)
        shares = self.scale.equal_holders is EqualHolders.SHARE and len(holders) > 1
        multiplier = Fraction(1, len(holders)) if shares else None
        worth = points * (multiplier or ONE)
        for holder in holders:
            place = self.places.get(holder.car)
            is_high = within is None or (place is not None and place <= within)
            if worth and is_high and holder.car not in self.out:
                finish = cars[holder.car]
                reason = BONUS_REASON[holder.honour]
                for recipient in self._bonus_recipients(holder, finish):
                    line = self._line(recipient, finish, reason, worth)
                    yield replace(line, multiplier=multiplier, status=None)

    def _bonus_recipients(self, holder: Bonus, finish: Finish) -> tuple[Hashable, ...]:
        to_driver = (
            self.championship.recipient is Recipient.DRIVER
            and self.rules.bonus_to is BonusTo.DRIVER
            and holder.driver is not None
        )
        own = (holder.driver,) if to_driver else self._recipients(finish)
        return tuple(recipient for recipient in own if recipient not in self.barred)

    # Decisions that take points

    def _without_points(self, lines: Iterable[LedgerLine]) -> list[LedgerLine]:
        lines = list(lines)
        cars = {finish.car: finish for finish in self.cars}
        for decision in self.decisions:
            if decision.effect is not Effect.NO_POINTS:
                continue
            concerned: dict[Hashable, list[LedgerLine]] = {}
            for line in lines:
                if decision.names_car(cars[line.car]) or self._names_recipient(decision, line):
                    concerned.setdefault(line.recipient, []).append(line)
            for own in concerned.values():
                points = -sum((line.points for line in own), NOTHING)
                lines.append(_follow(own[0], Reason.NO_POINTS, points, None, decision.key))
        return lines

    def _names_recipient(self, decision: Decision, line: LedgerLine) -> bool:
        subject = decision.subject
        return (
            subject is not None
            and subject.kind is self.championship.recipient
            and subject.key == line.recipient
        )


def _by_car(lines: list[LedgerLine]) -> Iterator[tuple[Hashable, list[LedgerLine]]]:
    cars: dict[Hashable, list[LedgerLine]] = {}
    for line in lines:
        cars.setdefault(line.car, []).append(line)
    yield from cars.items()


def _follow(
    line: LedgerLine,
    reason: Reason,
    points: Fraction,
    multiplier: Fraction | None = None,
    decision: Hashable = None,
) -> LedgerLine:
    """A line that says what became of the points of another one."""
    return replace(
        line,
        reason=reason,
        points=points,
        place=None,
        status=None,
        multiplier=multiplier,
        decision=decision,
    )
