"""The rules once more: every total and every order counted from nothing, slowly, as an oracle.

One recipient, one session, one car at a time, in the words of the vocabulary; nothing of it is
shared with the engine but its values.
"""

from collections import Counter
from fractions import Fraction

from championship.scoring.decisions import Effect
from championship.scoring.facts import Honour, Kind
from championship.scoring.rules import (
    BonusTo,
    Countback,
    Crew,
    DropUnit,
    EqualHolders,
    Guests,
    Recipient,
    StillEqual,
    Surplus,
)
from championship.scoring.states import Status

WAIVERS = {Honour.POLE: Effect.NO_POLE_POINT, Honour.FASTEST_LAP: Effect.NO_FASTEST_LAP_POINT}


class SlowCount:
    """What one championship says of one session: places and points by recipient and car."""

    def __init__(self, championship, session, decisions):
        self.championship, self.session = championship, session
        self.rules = championship.rules_in(session.round)
        self.scale = self.rules.scale(session.key, session.kind)
        self.felt = [
            one
            for one in decisions
            if (one.session == session.key)
            or (one.session is None and one.from_round <= session.round)
        ]
        self.counts = self.scale is not None and session.round not in self.rules.rounds_excluded
        self.cars = {
            finish.car: finish
            for finish in sorted(session.finishes, key=lambda finish: finish.order)
            if self.counts
            and (championship.classes is None or championship.classes & set(finish.classes))
        }
        self.places, self.guests, self.enough = {}, set(), set()
        self.find_places()
        self.points = self.count() if self.counts else {}

    def decided(self, effect):
        return [one for one in self.felt if one.effect is effect]

    def owners(self, finish):
        if self.championship.recipient is Recipient.DRIVER:
            return list(finish.drivers)
        owner = getattr(finish, self.championship.recipient.value)
        return [] if owner is None else [owner]

    def is_barred(self, who):
        return self.championship.recipient is Recipient.DRIVER and any(
            one.subject.kind is Recipient.DRIVER and one.subject.key == who
            for one in self.decided(Effect.NOT_ELIGIBLE)
        )

    def find_places(self):
        taken, had = 0, Counter()
        for finish in self.cars.values():
            keeps = self.keeps_place(finish)
            if keeps is not None:
                self.guests.add(finish.car)
            elif finish.status is Status.CLASSIFIED and self.rules.cars_counted is not None:
                owners = self.owners(finish)
                had.update(owners)
                full = [who for who in owners if had[who] > self.rules.cars_counted]
                self.enough |= {(who, finish.car) for who in full}
                if owners and full == owners and self.rules.surplus is Surplus.PASSED_OVER:
                    keeps = False
            if finish.status is Status.CLASSIFIED and keeps is not False:
                taken += 1
                self.places[finish.car] = taken

    def keeps_place(self, finish):
        """True or False of a car that may not score; None of one that may."""
        for one in self.decided(Effect.NOT_ELIGIBLE):
            if is_about(one, finish):
                return one.keeps_place
        registered = finish.scores and (
            self.rules.entries is None or finish.entry in self.rules.entries
        )
        if registered or self.rules.guests is Guests.SCORE:
            return None
        return self.rules.guests is Guests.KEEP_PLACE

    def lines(self):
        """Every recipient with each car that it stands with in this table."""
        return [
            (who, finish.car)
            for finish in self.cars.values()
            if finish.car not in self.guests
            for who in self.owners(finish)
            if not self.is_barred(who)
        ]

    def count(self):
        points = {line: Fraction(0) for line in self.lines()}
        for who, car in points:
            if (who, car) not in self.enough:
                points[who, car] = self.for_place(who, self.cars[car])
        if self.rules.crew is Crew.SPLIT_BEST:
            self.keep_best_share(points)
        for who, car, worth in self.bonuses():
            points[who, car] = points.get((who, car), Fraction(0)) + worth
        for one in self.decided(Effect.NO_POINTS):
            for who, car in points:
                is_who = one.subject.kind is self.championship.recipient
                if (is_who and one.subject.key == who) or is_about(one, self.cars[car]):
                    points[who, car] = Fraction(0)
        return points

    def for_place(self, who, finish):
        if finish.car not in self.places:
            return Fraction(0)
        factors = [one.value for one in self.decided(Effect.SESSION_FACTOR)]
        factor = factors[-1] if factors else self.session.factor
        return self.scale.for_place(self.places[finish.car]) * factor * self.share(who, finish)

    def share(self, who, finish):
        if len(finish.drivers) < 2:
            return 1
        if self.championship.recipient is not Recipient.DRIVER:
            return 0 if self.rules.crew is Crew.NONE else 1
        without = {one.subject.key for one in self.decided(Effect.NO_SHARE)}
        if who in without or self.rules.crew is Crew.NONE:
            return 0
        if self.rules.crew is Crew.FULL:
            return 1
        return Fraction(1, len(set(finish.drivers) - without))

    def keep_best_share(self, points):
        if self.championship.recipient is not Recipient.DRIVER:
            return
        for who in {who for who, _car in points}:
            shared = [
                (of, car) for of, car in points if of == who and len(self.cars[car].drivers) > 1
            ]
            for line in sorted(shared, key=lambda line: -points[line])[1:]:
                points[line] = Fraction(0)

    def bonuses(self):
        for honour in Honour:
            holders = [one for one in self.session.bonuses if self.is_held_here(one, honour)]
            if self.decided(WAIVERS[honour]) or not holders:
                continue
            is_pole = honour is Honour.POLE
            worth = self.scale.pole if is_pole else self.scale.fastest_lap
            within = self.scale.pole_within if is_pole else self.scale.fastest_lap_within
            if self.scale.equal_holders is EqualHolders.SHARE:
                worth /= len(holders)
            for one in holders:
                place = self.places.get(one.car)
                if one.car in self.guests or (within and (place is None or place > within)):
                    continue
                by_driver = (
                    self.championship.recipient is Recipient.DRIVER
                    and self.rules.bonus_to is BonusTo.DRIVER
                    and one.driver is not None
                )
                owners = [one.driver] if by_driver else self.owners(self.cars[one.car])
                yield from ((who, one.car, worth) for who in owners if not self.is_barred(who))

    def is_held_here(self, bonus, honour):
        classes = self.championship.classes
        return (
            bonus.honour is honour
            and bonus.car in self.cars
            and (bonus.car_class is None or classes is None or bonus.car_class in classes)
        )


def is_about(decision, finish):
    """Whether a decision is about a car: its owner, or the driver who was alone in it."""
    kind, key = decision.subject.kind, decision.subject.key
    if kind is Recipient.DRIVER:
        return list(finish.drivers) == [key]
    return getattr(finish, kind.value) == key


def total(championship, sessions, decisions, who, after):
    """What one recipient has in the table after a round, and what it had before drops."""
    rules = championship.rules_in(after)
    results, protected = {}, set()
    for session in sessions:
        if session.round > after:
            continue
        count = SlowCount(championship, session, decisions)
        unit = session.round, None if rules.drops is DropUnit.ROUND else session.key
        for (of, car), points in count.points.items():
            if of != who:
                continue
            results[unit] = results.get(unit, Fraction(0)) + points
            status = count.cars[car].status
            if status is Status.DISQUALIFIED and rules.disqualification_counts:
                protected.add(unit)
        if any(is_kept(one, championship, session, who) for one in decisions):
            protected.add(unit)
    adjusted = sum(
        one.value
        for one in decisions
        if one.effect is Effect.POINTS
        and (one.subject.kind, one.subject.key) == (championship.recipient, who)
        and one.from_round <= after
    )
    whole = sum(results.values(), Fraction(0)) + adjusted
    return whole - sum(dropped(rules, results, protected), Fraction(0)), whole


def is_kept(decision, championship, session, who):
    about_round = decision.session is None and decision.from_round == session.round
    return (
        decision.effect is Effect.NOT_DROPPABLE
        and (decision.subject.kind, decision.subject.key) == (championship.recipient, who)
        and (about_round or decision.session == session.key)
    )


def dropped(rules, results, protected):
    for part in rules.parts:
        mine = {unit: points for unit, points in results.items() if unit[0] in part}
        free = sorted(points for unit, points in mine.items() if unit not in protected)
        yield from free[: max(len(mine) - part.best, 0)]


def order(championship, sessions, decisions, who, after):
    """What puts one recipient before another in the table after a round: less is ahead."""
    rules = championship.rules_in(after)
    finishes = []
    for session in sessions:
        if session.round <= after and is_compared(rules, session):
            count = SlowCount(championship, session, decisions)
            depth = countback_depth(rules, count)
            finishes += [
                (count.places[car], session.round)
                for of, car in (count.lines() if count.counts else ())
                if of == who and count.places.get(car, depth + 1) <= depth
            ]
    reached = Counter(place for place, _number in finishes)
    countback = [-reached[place] for place in range(1, 30)]
    sign = {
        StillEqual.SHARED: 0,
        StillEqual.FIRST_TO_ACHIEVE: 1,
        StillEqual.LAST_TO_ACHIEVE: -1,
    }[rules.still_equal]
    when = sorted((place, sign * number) for place, number in finishes) if sign else []
    ruled = [
        one.value
        for one in decisions
        if one.effect is Effect.TIE_ORDER
        and (one.subject.kind, one.subject.key) == (championship.recipient, who)
        and one.from_round <= after
    ]
    return (
        -total(championship, sessions, decisions, who, after)[0],
        [] if rules.countback is Countback.NONE else countback,
        [*when, (99, 0)],
        [*ruled, 99],
    )


def is_compared(rules, session):
    return session.kind is Kind.RACE or (session.kind is Kind.SPRINT and rules.countback_sprints)


def countback_depth(rules, count):
    if rules.countback is Countback.FIRST:
        return rules.countback_places or 0
    if rules.countback is Countback.SCORING:
        return count.scale.depth if count.scale else 0
    return 99
