"""Small seasons for the scoring tests, written down as a result or a table is read."""

from dataclasses import replace
from fractions import Fraction

from championship.scoring.decisions import Subject
from championship.scoring.facts import Bonus, Finish, Honour, Kind, Session
from championship.scoring.points import ledger
from championship.scoring.rules import Championship, EqualHolders, Recipient, Rules, Scale
from championship.scoring.standings import compute
from championship.scoring.states import Status

LETTERS = {
    "R": Status.RETIRED,
    "NC": Status.NOT_CLASSIFIED,
    "DNS": Status.DID_NOT_START,
    "DSQ": Status.DISQUALIFIED,
}


def scale(*points, **facts):
    """A points table for 1st, 2nd, 3rd …"""
    return Scale(tuple(map(Fraction, points)), **facts)


POINT = Fraction(1)
F1_1950 = scale(8, 6, 4, 3, 2)
F1_1954 = scale(8, 6, 4, 3, 2, fastest_lap=POINT, equal_holders=EqualHolders.SHARE)
F1_1961 = scale(9, 6, 4, 3, 2, 1)
F1_1991 = scale(10, 6, 4, 3, 2, 1)
F1_2003 = scale(10, 8, 6, 5, 4, 3, 2, 1)
F1_2010 = scale(25, 18, 15, 12, 10, 8, 6, 4, 2, 1)
F1_2019 = scale(25, 18, 15, 12, 10, 8, 6, 4, 2, 1, fastest_lap=POINT, fastest_lap_within=10)


def title(recipient=Recipient.DRIVER, points=F1_2010, *, classes=None, **rules):
    """A championship with the same rules all season and one points table for its races."""
    scales = rules.pop("scales", {Kind.RACE: points})
    return Championship(recipient, {1: Rules(scales=scales, **rules)}, classes)


def car(name, *, status=Status.CLASSIFIED, **facts):
    """A car with its entry and its only driver under one name, unless told otherwise."""
    return Finish(name, 0, status, **{"entry": name, "drivers": (name,)} | facts)


def race(number, *cars, kind=Kind.RACE, **facts):
    """The result of a round, best first: cars, or their names."""
    cars = [one if isinstance(one, Finish) else car(one) for one in cars]
    finishes = tuple(replace(one, order=order) for order, one in enumerate(cars, start=1))
    return Session(
        **{"key": f"{kind} {number}"} | facts, round=number, finishes=finishes, kind=kind
    )


def makes(number, *names, **facts):
    """The result of a round by the makers of its cars, best first (None: nobody's)."""
    cars = [
        one if isinstance(one, Finish) else car(order, manufacturer=one)
        for order, one in enumerate(names, start=1)
    ]
    return race(number, *cars, **facts)


def season(places, kind=Kind.RACE):
    """Sessions from a table of places: {"Senna": "DSQ 1 R 2"}; "-" was not there.

    Cars without a name or an owner stand in the places that nobody of the table took.
    """
    by_name = {name: line.split() for name, line in places.items()}
    rounds = max(len(own) for own in by_name.values())
    return [
        _result(number, {name: own[number - 1] for name, own in by_name.items()}, kind)
        for number in range(1, rounds + 1)
    ]


def _result(number, places, kind):
    taken = {int(place): name for name, place in places.items() if place.isdecimal()}
    assert len(taken) == sum(place.isdecimal() for place in places.values()), places
    classified = [
        car(taken[place]) if place in taken else car(f"another {place}", entry=None, drivers=())
        for place in range(1, max(taken, default=0) + 1)
    ]
    others = [
        car(name, status=LETTERS[place]) for name, place in places.items() if place in LETTERS
    ]
    return race(number, *classified, *others, kind=kind)


def driver(name):
    return Subject(Recipient.DRIVER, name)


def maker(name):
    return Subject(Recipient.MANUFACTURER, name)


def pole(name, **facts):
    return Bonus(Honour.POLE, name, **facts)


def fastest_lap(name, **facts):
    return Bonus(Honour.FASTEST_LAP, name, **facts)


def points_of(lines):
    """What each recipient of a ledger has in all."""
    totals = {}
    for line in lines:
        totals[line.recipient] = totals.get(line.recipient, 0) + line.points
    return totals


def earned(championship, sessions, decisions=()):
    """What each recipient earns in one session or several."""
    sessions = [sessions] if isinstance(sessions, Session) else sessions
    return points_of(ledger(championship, sessions, decisions))


def table(rows):
    """Rows as they are printed: rank, name, points."""
    return [(row.rank, row.recipient, row.points) for row in rows]


def final_table(championship, sessions, decisions=(), **facts):
    return table(compute(championship, sessions, decisions, **facts).newest)
