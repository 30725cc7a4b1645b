"""Classified sessions and a championship's rules in, a ledger out: every point with its reason."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from .decisions import Decision, Effect, about
from .facts import NOTHING, ONE, Bonus, Finish, Honour, Session
from .field import Field
from .lines import LedgerLine, Reason, follow
from .rules import BonusTo, Championship, EqualHolders, Recipient, Rules, Scale
from .shares import share_out

__all__ = ["LedgerLine", "Reason", "adjustments", "earned", "ledger"]

BONUS_REASON = {Honour.POLE: Reason.POLE, Honour.FASTEST_LAP: Reason.FASTEST_LAP}
NO_BONUS = {
    Effect.NO_POLE_POINT: Honour.POLE,
    Effect.NO_FASTEST_LAP_POINT: Honour.FASTEST_LAP,
}


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
    it though all its cars are known, or no rules are in force in one of the rounds.
    """
    decisions = list(decisions)
    lines: list[LedgerLine] = []
    for session in sorted(sessions, key=lambda session: session.round):
        lines += earned(championship, session, decisions)
    return [*lines, *adjustments(championship, lines, decisions)]


def earned(
    championship: Championship, session: Session, decisions: Sequence[Decision]
) -> list[LedgerLine]:
    """The lines of one session alone, as in ledger(); none if it does not count."""
    rules = championship.rules_in(session.round)
    scale = rules.scale(session.key, session.kind)
    if scale is None or session.round in rules.rounds_excluded:
        return []
    felt = [one for one in decisions if one.concerns(session.key, session.round)]
    return _SessionCount(championship, rules, scale, session, felt).lines()


def adjustments(
    championship: Championship, lines: Sequence[LedgerLine], decisions: Sequence[Decision]
) -> Iterator[LedgerLine]:
    """Points added or taken away, from the round of the first result on if it comes later.

    A decision for every table is felt in those that rank its subject: whoever has no
    result that counts here has no adjustment either.
    """
    first: dict[Hashable, int] = {}
    for line in lines:
        first.setdefault(line.recipient, line.round)
    for key, decision in about(decisions, Effect.POINTS, championship.recipient):
        if key in first:
            yield LedgerLine(
                recipient=key,
                round=max(decision.from_round, first[key]),
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
        self.field = Field(championship, rules, session, decisions)

    def lines(self) -> list[LedgerLine]:
        lines = self._place_lines()
        if self.field.surplus:
            lines += self._surplus_lines()
        lines = self._factor(lines)
        recipient = self.championship.recipient
        lines = share_out(lines, self.field.cars, self.rules.crew, recipient, self.decisions)
        if self.session.bonuses:
            lines += self._bonus_lines()
        return self._without_points(lines) if self.decisions else lines

    def _place_lines(self) -> list[LedgerLine]:
        session, scale, places = self.session, self.scale, self.field.places
        scorers = (
            self.field.scorers if self.field.barred or self.field.surplus else self.field.recipients
        )
        lines = []
        for finish in self.field.cars:
            if finish.car in self.field.out:
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

    def _surplus_lines(self) -> Iterator[LedgerLine]:
        for finish in self.field.cars:
            place = self.field.places.get(finish.car)
            for recipient in self.field.recipients(finish):
                if (
                    finish.car,
                    recipient,
                ) in self.field.surplus and recipient not in self.field.barred:
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
                changed.append(follow(line, Reason.FACTOR, points, factor, key))
        return changed

    # Bonuses

    def _bonus_lines(self) -> Iterator[LedgerLine]:
        cars = {finish.car: finish for finish in self.session.finishes}
        mine = {finish.car for finish in self.field.cars}
        waived = {NO_BONUS[one.effect] for one in self.decisions if one.effect in NO_BONUS}
        for honour in Honour:
            holders = [one for one in self.session.bonuses if one.honour is honour]
            missing = [holder.car for holder in holders if holder.car not in cars]
            if missing and not self.session.is_incomplete:
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
            place = self.field.places.get(holder.car)
            is_high = within is None or (place is not None and place <= within)
            if worth and is_high and holder.car not in self.field.out:
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
        own = (holder.driver,) if to_driver else self.field.recipients(finish)
        return tuple(recipient for recipient in own if recipient not in self.field.barred)

    # Decisions that take points

    def _without_points(self, lines: Iterable[LedgerLine]) -> list[LedgerLine]:
        lines = list(lines)
        cars = {finish.car: finish for finish in self.field.cars}
        recipient = self.championship.recipient
        for decision in self.decisions:
            if decision.effect is not Effect.NO_POINTS:
                continue
            concerned: dict[Hashable, list[LedgerLine]] = {}
            for line in lines:
                if decision.names_car(cars[line.car]) or decision.names(recipient, line.recipient):
                    concerned.setdefault(line.recipient, []).append(line)
            for own in concerned.values():
                points = -sum((line.points for line in own), NOTHING)
                lines.append(follow(own[0], Reason.NO_POINTS, points, None, decision.key))
        return lines
