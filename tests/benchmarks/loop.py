"""The plain loop that the scoring rules are measured against.

It goes from the same result lines to the same totals and ranks after every round, and
explains nothing: no reasons, no exact fractions, no movement, no word on what split a tie.
What the files say in words (rules, decisions) is turned into plain values beforehand.
"""

from collections import defaultdict

from championship.scoring.decisions import Effect
from championship.scoring.facts import Honour, Kind
from championship.scoring.rules import Countback, Crew, Listed, Recipient, StillEqual
from championship.scoring.states import Status


class Plain:
    """A championship as bare lists and numbers, as one would write them for one season."""

    def __init__(self, folder, title):
        championship = folder.championship(title)
        rules = championship.versions[1]
        decisions = folder.rulings(title)
        self.of_drivers = championship.recipient is Recipient.DRIVER
        self.crew = rules.crew
        self.cars_counted = rules.cars_counted or 100
        self.parts = [(part.first, part.last or 1000, part.best) for part in rules.parts]
        self.depth = (
            rules.countback is Countback.SCORING
            and max(scale.depth for scale in rules.scales.values())
        ) or 100
        self.only_with_points = rules.listed is Listed.POINTS
        self.first_goes_ahead = rules.still_equal is StillEqual.FIRST_TO_ACHIEVE
        self.adjusted = defaultdict(list)
        for one in decisions:
            if one.effect is Effect.POINTS:
                self.adjusted[one.from_round].append((one.subject.key, float(one.value)))
        self.rounds = defaultdict(list)
        for session in folder.sessions():
            if session.kind in rules.scales and session.round not in rules.rounds_excluded:
                scale = rules.scales[session.kind]
                felt = [one for one in decisions if one.session == session.key]
                self.rounds[session.round].append(_session(session, scale, felt))


def _session(session, scale, decisions):
    """Points by place, cars, holders of the fastest lap, and what decisions say of them."""
    named = {
        effect: {one.subject.key for one in decisions if one.effect is effect and one.subject}
        for effect in (Effect.NO_POINTS, Effect.NOT_ELIGIBLE, Effect.NO_SHARE)
    }
    effects = {one.effect: one for one in decisions}
    factor = effects.get(Effect.SESSION_FACTOR)
    points = [0.0, *map(float, scale.points)] + [float(scale.others)] * 100
    worth = float(scale.fastest_lap) if Effect.NO_FASTEST_LAP_POINT not in effects else 0.0
    return (
        [value * float(factor.value) for value in points] if factor else points,
        [
            (one.status is Status.CLASSIFIED, one.drivers, one.manufacturer, one.car)
            for one in session.finishes
        ],
        {one.car: one.driver for one in session.bonuses if one.honour is Honour.FASTEST_LAP},
        worth,
        scale.fastest_lap_within or 100,
        session.kind is Kind.RACE,
        named[Effect.NO_POINTS],
        named[Effect.NOT_ELIGIBLE],
        named[Effect.NO_SHARE],
    )


def run(plain):
    """Totals and ranks after every round: lists of (rank, recipient, total)."""
    results, counts, first, classified, added, after = {}, {}, {}, set(), {}, []
    of_drivers, crew, parts, depth = plain.of_drivers, plain.crew, plain.parts, plain.depth
    for number, sessions in plain.rounds.items():
        for table, cars, fastest, worth, within, is_race, nothing, unseen, unshared in sessions:
            place, counted, best_shares = 0, {}, {}
            for is_classified, drivers, maker, car in cars:
                if unseen and not unseen.isdisjoint(drivers):
                    continue
                points = 0.0
                if is_classified:
                    place += 1
                    points = table[place]
                if len(drivers) > 1:
                    if crew is Crew.NONE:
                        points = 0.0
                    elif of_drivers:
                        points /= len(drivers) - len(unshared.intersection(drivers))
                if nothing and (maker in nothing or not nothing.isdisjoint(drivers)):
                    points = 0.0
                if not of_drivers:
                    counted[maker] = counted.get(maker, 0) + is_classified
                    if counted[maker] > plain.cars_counted:
                        points = 0.0
                holder = fastest.get(car, "")
                for recipient in drivers if of_drivers else (maker,):
                    if recipient not in results:
                        results[recipient], counts[recipient] = {}, [0] * 101
                        first[recipient] = [1000] * 101
                    earned = 0.0 if recipient in unshared else points
                    if crew is Crew.SPLIT_BEST and len(drivers) > 1:
                        known = best_shares.get(recipient, 0.0)
                        best_shares[recipient] = max(known, earned)
                        earned = max(earned - known, 0.0)
                    if holder and worth and 0 < (place if is_classified else 101) <= within:
                        if recipient == holder or not of_drivers:
                            earned += worth / len(fastest)
                    elif holder and worth and within == 100 and recipient == holder:
                        earned += worth / len(fastest)
                    own = results[recipient]
                    own[number] = own.get(number, 0.0) + earned
                    if is_classified:
                        classified.add(recipient)
                        if is_race and place <= depth:
                            counts[recipient][place] -= 1
                            if number < first[recipient][place]:
                                first[recipient][place] = number
        for recipient, points in plain.adjusted.get(number, ()):
            added[recipient] = added.get(recipient, 0.0) + points
        after.append(_table(plain, parts, results, counts, first, classified, added))
    return after


def _table(plain, parts, results, counts, first, classified, added):
    keyed = []
    for recipient, own in results.items():
        if parts:
            total = 0.0
            for begin, end, best in parts:
                part = [points for at, points in own.items() if begin <= at <= end]
                part.sort(reverse=True)
                total += sum(part[:best])
        else:
            total = sum(own.values())
        total = round(total + added.get(recipient, 0.0), 6)
        if total or (not plain.only_with_points and recipient in classified):
            then = first[recipient] if plain.first_goes_ahead else None
            keyed.append(((-total, counts[recipient], then), recipient))
    keyed.sort(key=lambda row: row[0])
    table, rank, above = [], 0, None
    for line, (key, recipient) in enumerate(keyed, start=1):
        if key != above:
            rank = line
        above = key
        table.append((rank, recipient, -key[0]))
    return table
