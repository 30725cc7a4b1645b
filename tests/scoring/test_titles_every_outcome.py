"""Champion, alive, out and what suffices, against every outcome of small seasons."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from championship.scoring.decisions import Decision, Effect, Subject
from championship.scoring.facts import Bonus, Honour, Kind, Session
from championship.scoring.facts import Finish as Line
from championship.scoring.rules import (
    Championship,
    Countback,
    Crew,
    Guests,
    Part,
    Recipient,
    Rules,
    Scale,
    StillEqual,
)
from championship.scoring.states import Status
from championship.scoring.titles import State, outlook

from .slow_titles import Book, Car, Round, ends, states

STILL_EQUAL = {
    0: StillEqual.SHARED,
    1: StillEqual.FIRST_TO_ACHIEVE,
    -1: StillEqual.LAST_TO_ACHIEVE,
}
ALONE = [Car(name, (name,)) for name in "abcd"]
SHARED = [*ALONE, Car("ab", ("a", "b")), Car("cd", ("c", "d")), Car("abc", ("a", "b", "c"))]
TWO_EACH = [Car(f"{team}{number}", (team,)) for team in "abc" for number in (1, 2)]

BOOKS = st.builds(
    Book,
    points=st.sampled_from([(3, 2, 1), (9, 6, 4, 3), (2,), (5, 4, 3, 2), (3, 3)]),
    parts=st.sampled_from([(), (), ((1, 99, 2),), ((1, 99, 3),), ((1, 2, 1), (3, 9, 1))]),
    guests_keep_places=st.booleans(),
    countback=st.sampled_from([0, 1, 2, 99, 99]),
    still_equal=st.sampled_from([0, 0, 1, -1]),
    added=st.dictionaries(st.sampled_from("abcd"), st.integers(-3, 3), max_size=1),
)


# From the words of the oracle to those of the engine


def championship(book, recipient=Recipient.DRIVER):
    countback = Countback.FIRST if book.countback else Countback.NONE
    return Championship(
        recipient,
        {
            1: Rules(
                scales={
                    Kind.RACE: Scale(
                        tuple(map(Fraction, book.points)), fastest_lap=Fraction(book.fastest_lap)
                    )
                },
                guests=Guests.KEEP_PLACE if book.guests_keep_places else Guests.PASSED_OVER,
                cars_counted=book.cars_counted,
                crew=Crew.SPLIT if book.splits else Crew.FULL,
                parts=tuple(Part(*part) for part in book.parts),
                countback=countback,
                countback_places=book.countback,
                still_equal=STILL_EQUAL[book.still_equal],
                minimum_rounds=book.minimum_rounds,
            )
        },
    )


def session(one):
    finished = list(one.finished or ())
    others = [car.name for car in one.cars if car.name not in finished]
    cars = {car.name: car for car in one.cars}
    lines = tuple(
        Line(
            name,
            order,
            Status.CLASSIFIED if name in finished else Status.RETIRED,
            entry=name,
            drivers=cars[name].owners,
            team=cars[name].owners[0],
            scores=cars[name].scores,
        )
        for order, name in enumerate([*finished, *others], start=1)
    )
    bonuses = (Bonus(Honour.FASTEST_LAP, one.fastest),) if one.fastest else ()
    return Session(one.number, one.number, lines, bonuses=bonuses, factor=one.factor)


def adjustments(book, recipient):
    return [
        Decision(Effect.POINTS, Subject(recipient, who), value=Fraction(points))
        for who, points in book.added.items()
    ]


def asked(book, run, coming, recipient=Recipient.DRIVER):
    return outlook(
        championship(book, recipient),
        [session(one) for one in run],
        [session(one) for one in coming],
        adjustments(book, recipient),
    )


# Seasons


@st.composite
def rounds(draw, garage, run, coming, cars, fastest=False):
    """Rounds that were run and rounds to come, of some of the cars of a garage each."""
    fields = st.lists(st.sampled_from(garage), min_size=2, max_size=cars, unique=True)
    factors = st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(1, 2)])
    guests = draw(st.sampled_from(["", "", "c", "d"]))
    found = []
    for number in range(1, draw(st.integers(0, run)) + draw(st.integers(1, coming)) + 1):
        field = tuple(replace(car, scores=car.owners != (guests,)) for car in draw(fields))
        found.append(Round(number, field, factor=draw(factors)))
    later = min(len(found), coming)
    raced = [draw(_raced(one, fastest)) for one in found[:-later]]
    return raced, found[-later:]


def _raced(one, fastest):
    names = [car.name for car in one.cars]
    return st.builds(
        lambda order, size, holder: replace(one, finished=tuple(order[:size]), fastest=holder),
        st.permutations(names),
        st.integers(1, len(names)),
        st.sampled_from(names) if fastest else st.none(),
    )


# What must hold


def check(book, run, coming, recipient=Recipient.DRIVER):
    """Compare an outlook with every end of its season."""
    answer, every = asked(book, run, coming, recipient), list(ends(book, run, coming))
    always, ever = states(every)
    for one in answer.contenders:
        who = one.recipient
        expected = State.CHAMPION if who in always else State.ALIVE if who in ever else State.OUT
        if one.is_exact:
            assert one.state is expected, who
        else:
            assert one.state is State.ALIVE, who
        totals = [end.totals[who] for end in every if who in end.totals]
        assert not totals or one.most == max(totals)
        check_what_suffices(one, every)
    return answer, every


def check_what_suffices(one, every):
    who = one.recipient
    if one.margins:
        kept = [
            end
            for end in every
            if all(end.won[who] - end.won[rival.rival] >= rival.points for rival in one.margins)
        ]
        assert kept
        assert all(end.ranks[who] == 1 for end in kept)
    if one.enough is not None:
        kept = [end for end in every if end.won[who] >= one.enough]
        assert kept
        assert all(end.ranks[who] == 1 for end in kept)
    if one.next_place is not None:
        kept = [end for end in every if end.next_places.get(who, 99) <= one.next_place]
        assert kept
        assert all(end.ranks[who] == 1 for end in kept)
        lower = [end for end in every if end.next_places.get(who) == one.next_place + 1]
        assert not lower or any(end.ranks.get(who) != 1 for end in lower)


def check_exactly(book, run, coming, recipient=Recipient.DRIVER):
    """As check(), of a season in which nothing must be left open."""
    answer, every = check(book, run, coming, recipient)
    assert answer.is_exact
    for one in answer.contenders:
        if one.state is State.ALIVE and one.next_place is None:
            won = [end for end in every if end.next_places.get(one.recipient) == 1]
            assert not won or any(end.ranks.get(one.recipient) != 1 for end in won)


@settings(max_examples=12)
@given(BOOKS, rounds(ALONE, run=3, coming=2, cars=4))
def test_four_contenders_and_two_rounds_to_come(book, season):
    check_exactly(book, *season)


@given(BOOKS, rounds(ALONE, run=4, coming=1, cars=4))
def test_four_contenders_and_one_round_to_come(book, season):
    check_exactly(book, *season)


@settings(max_examples=15)
@given(BOOKS, rounds(ALONE, run=2, coming=2, cars=3, fastest=True))
def test_a_point_for_the_fastest_lap(book, season):
    check_exactly(replace(book, fastest_lap=1), *season)


@given(BOOKS, st.integers(1, 4), rounds(ALONE, run=3, coming=2, cars=3))
def test_a_minimum_of_rounds(book, minimum, season):
    answer, _every = check(replace(book, minimum_rounds=minimum), *season)

    assert answer.is_exact


@given(BOOKS, st.sampled_from([None, 1]), rounds(TWO_EACH, run=3, coming=1, cars=4))
def test_teams_of_several_cars(book, counted, season):
    check_exactly(replace(book, cars_counted=counted), *season, Recipient.TEAM)


@given(BOOKS, st.booleans(), rounds(SHARED, run=3, coming=2, cars=3))
def test_drivers_who_share_cars(book, splits, season):
    check(replace(book, splits=splits), *season)


@given(BOOKS, rounds(ALONE, run=4, coming=1, cars=3))
def test_nothing_to_come(book, season):
    run, _coming = season
    if run:
        check_exactly(book, run, [])
