"""What holds in every season, whatever its rules, results and decisions."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.decisions import Decision, Effect, Subject
from championship.scoring.facts import Bonus, Finish, Honour, Kind
from championship.scoring.rules import (
    BonusTo,
    Championship,
    Countback,
    Crew,
    DropUnit,
    EqualHolders,
    Guests,
    Listed,
    Part,
    Recipient,
    Rules,
    StillEqual,
    Surplus,
)
from championship.scoring.standings import compute
from championship.scoring.states import Status

from . import slow_count
from .season import race, scale

NAMES = {
    Recipient.DRIVER: "abcdef",
    Recipient.ENTRY: "123456",
    Recipient.TEAM: "TUV",
    Recipient.MANUFACTURER: "MNO",
}
LISTED = [*"abcdef", *"123456", *"TUV", *"MNO", "guest"]
LAST_ROUND = 4
ROUNDS = st.integers(1, LAST_ROUND)
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)

# What a draw says first is what it says most often: mostly a plain season, never only that.
SCALES = st.sampled_from(
    [
        scale(5, 3, 2),
        scale(3, 2, 1, pole=Fraction(1), fastest_lap=Fraction(1)),
        scale(2, 1, others=HALF, pole=HALF, pole_within=2),
        scale(
            4,
            Fraction(5, 2),
            THIRD,
            0,
            fastest_lap=Fraction(1),
            fastest_lap_within=3,
            equal_holders=EqualHolders.SHARE,
        ),
        scale(pole=Fraction(1), equal_holders=EqualHolders.SHARE),
    ]
)
PARTS = st.sampled_from(
    [
        (),
        (Part(1, None, 1),),
        (Part(1, None, 2),),
        (Part(1, 2, 1), Part(3, 4, 1)),
        (Part(2, 3, 1),),
    ]
)
RULES = st.builds(
    Rules,
    scales=st.fixed_dictionaries(
        {Kind.RACE: SCALES}, optional={Kind.SPRINT: SCALES, Kind.QUALIFYING: SCALES}
    ),
    session_scales=st.dictionaries(st.integers(0, 5), SCALES, max_size=1),
    rounds_excluded=st.sampled_from([frozenset(), frozenset(), frozenset({2})]),
    entries=st.sampled_from([None, None, frozenset("12456")]),
    guests=st.sampled_from(Guests),
    cars_counted=st.sampled_from([None, 1, 2]),
    surplus=st.sampled_from(Surplus),
    crew=st.sampled_from(Crew),
    bonus_to=st.sampled_from(BonusTo),
    parts=PARTS,
    drops=st.sampled_from(DropUnit),
    disqualification_counts=st.booleans(),
    minimum_rounds=st.sampled_from([0, 0, 2]),
    listed=st.sampled_from(Listed),
    countback=st.sampled_from(Countback),
    countback_places=st.sampled_from([None, 1, 3]),
    countback_sprints=st.booleans(),
    still_equal=st.sampled_from(StillEqual),
)
CHAMPIONSHIPS = st.builds(
    Championship,
    recipient=st.sampled_from(Recipient),
    versions=st.builds(
        lambda first, later: {1: first} | later,
        RULES,
        st.dictionaries(st.integers(2, LAST_ROUND), RULES, max_size=1),
    ),
    classes=st.sampled_from([None, None, frozenset({"LMP2"}), frozenset({"Pro/Am", "GT"})]),
)
GARAGE = [
    ("1", "T", "M", ("LMP2",)),
    ("2", "T", "M", ("LMP2",)),
    ("3", "T", "N", ("Pro/Am", "LMP2")),
    ("4", "U", "M", ("Pro/Am", "LMP2")),
    ("5", "U", "O", ("GT",)),
    ("6", None, "O", ("GT",)),
]
CREWS = ["a", "b", "c", "d", "ab", "cd", "bc", "aef", "ef", "f"]
CARS = st.builds(
    lambda owned, crew, status, scores: Finish(
        owned[0], 0, status, owned[0], tuple(crew), *owned[1:], scores
    ),
    st.sampled_from(GARAGE),
    st.sampled_from(CREWS),
    st.sampled_from([Status.CLASSIFIED] * 5 + [Status.RETIRED, Status.DISQUALIFIED]),
    st.sampled_from([True, True, True, False]),
)
FIELDS = st.lists(CARS, min_size=2, max_size=6, unique_by=lambda car: car.car) | st.just([])
KINDS = st.sampled_from([Kind.RACE, Kind.RACE, Kind.RACE, Kind.SPRINT, Kind.QUALIFYING])
FACTORS = st.sampled_from([Fraction(1), Fraction(1), HALF, Fraction(2)])


@st.composite
def seasons(draw):
    """Up to six sessions, by their round; of one round in any order."""
    rounds = sorted(draw(st.lists(ROUNDS, min_size=2, max_size=6)))
    return [draw(_sessions(key, number)) for key, number in enumerate(rounds)]


@st.composite
def _sessions(draw, key, number):
    cars = draw(FIELDS)
    bonuses = draw(st.lists(_bonuses(cars), max_size=3)) if cars else []
    return race(
        number, *cars, key=key, kind=draw(KINDS), bonuses=tuple(bonuses), factor=draw(FACTORS)
    )


def _bonuses(cars):
    return st.builds(
        lambda honour, car, driver, car_class: Bonus(
            honour, car.car, car.drivers[0] if driver else None, car_class
        ),
        st.sampled_from(Honour),
        st.sampled_from(cars),
        st.booleans(),
        st.sampled_from([None, "LMP2", "GT"]),
    )


@st.composite
def rulings(draw, effects=tuple(Effect)):
    """Decisions that do not contradict each other: of each effect one on one subject."""
    keeps = draw(st.booleans())
    kinds = st.sampled_from(Recipient)
    subjects = kinds.flatmap(
        lambda kind: st.builds(Subject, st.just(kind), st.sampled_from(NAMES[kind]))
    )
    found = draw(
        st.lists(
            st.builds(
                Decision,
                effect=st.sampled_from(effects),
                subject=subjects,
                session=st.none() | st.integers(0, 5),
                from_round=ROUNDS,
                keeps_place=st.just(keeps),
                keeps_points=st.booleans(),
            ),
            max_size=6,
            unique_by=lambda one: (one.effect, one.subject),
        )
    )
    values = {
        Effect.SESSION_FACTOR: st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2)]),
        Effect.POINTS: st.integers(-9, 9).map(Fraction),
        Effect.TIE_ORDER: st.integers(1, 3).map(Fraction),
    }
    decisions, factored = [], set()
    for one in found:
        if one.effect is Effect.SESSION_FACTOR:
            if one.session is None or one.session in factored:
                continue
            factored.add(one.session)
        decisions.append(replace(one, value=draw(values.get(one.effect, st.just(Fraction(0))))))
    return decisions


def tables(championship, sessions, decisions=(), listed=LISTED):
    return compute(championship, sessions, decisions, listed=listed, last_round=LAST_ROUND)


def every_row(counted):
    return [(after, row) for after, rows in counted.after.items() for row in rows]


def in_short(counted):
    return [
        (after, row.recipient, row.rank, row.points, row.places.counts())
        for after, row in every_row(counted)
    ]


@given(CHAMPIONSHIPS, seasons(), rulings())
def test_the_ledger_of_a_row_adds_up_to_its_points(championship, sessions, decisions):
    counted = tables(championship, sessions, decisions)

    for after, row in every_row(counted):
        assert sum(line.points for line in counted.explain(row, after)) == row.points


@given(CHAMPIONSHIPS, seasons(), rulings())
def test_every_total_is_what_a_slow_count_gives(championship, sessions, decisions):
    counted = tables(championship, sessions, decisions)

    for after, row in every_row(counted):
        points, whole = slow_count.total(championship, sessions, decisions, row.recipient, after)
        assert row.before_drops == whole
        assert row.is_excluded or row.points == points


@given(CHAMPIONSHIPS, seasons(), rulings())
def test_the_order_is_what_a_slow_count_gives(championship, sessions, decisions):
    counted = tables(championship, sessions, decisions)

    for after, rows in counted.after.items():
        ranked = [row for row in rows if not row.is_excluded]
        keys = [
            slow_count.order(championship, sessions, decisions, row.recipient, after)
            for row in ranked
        ]
        assert keys == sorted(keys)
        assert [row.rank for row in ranked] == [keys.index(key) + 1 for key in keys]


@given(CHAMPIONSHIPS, seasons(), rulings())
def test_lines_are_counted_and_the_excluded_stand_last(championship, sessions, decisions):
    for rows in tables(championship, sessions, decisions).after.values():
        assert [row.line for row in rows] == list(range(1, len(rows) + 1))
        assert [row.is_excluded for row in rows] == sorted(row.is_excluded for row in rows)
        assert all((row.rank is None) == row.is_excluded for row in rows)


@given(CHAMPIONSHIPS, seasons(), rulings(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(championship, sessions, decisions, random):
    shuffled = [
        replace(one, finishes=tuple(random.sample(one.finishes, len(one.finishes))))
        for one in sessions
    ]
    numbers = list({one.round for one in shuffled})
    random.shuffle(numbers)
    by_round = [one for number in numbers for one in shuffled if one.round == number]

    again = tables(championship, by_round, random.sample(decisions, len(decisions)))

    assert again.after == tables(championship, sessions, decisions).after


@given(CHAMPIONSHIPS, seasons(), rulings(), st.data())
def test_a_guest_who_is_passed_over_changes_nothing(championship, sessions, decisions, data):
    versions = {
        number: replace(rules, guests=Guests.PASSED_OVER)
        for number, rules in championship.versions.items()
    }
    championship = replace(championship, versions=versions)
    with_guests = [_with_a_guest(one, data.draw(st.integers(0, 6))) for one in sessions]

    after = tables(championship, with_guests, decisions)

    assert in_short(after) == in_short(tables(championship, sessions, decisions))


def _with_a_guest(session, at):
    cars = sorted(session.finishes, key=lambda car: car.order)
    guest = Finish(
        "guest",
        0,
        Status.CLASSIFIED,
        "guest",
        ("guest",),
        "guest",
        "guest",
        ("LMP2", "GT", "Pro/Am"),
        scores=False,
    )
    cars.insert(at, guest)
    ordered = tuple(replace(car, order=order) for order, car in enumerate(cars, start=1))
    return replace(session, finishes=ordered)


@given(CHAMPIONSHIPS, seasons(), rulings())
def test_a_dropped_result_never_raises_a_total(championship, sessions, decisions):
    for _after, row in every_row(tables(championship, sessions, decisions)):
        assert row.is_excluded or row.points <= row.before_drops
        assert all(drop.points >= 0 for drop in row.dropped)


@given(CHAMPIONSHIPS, seasons(), rulings(), ROUNDS)
def test_the_table_after_a_round_depends_on_nothing_later(championship, sessions, decisions, last):
    so_far = [one for one in sessions if one.round <= last]

    counted = tables(championship, so_far, decisions)

    everything = tables(championship, sessions, decisions).after
    assert counted.after == {number: rows for number, rows in everything.items() if number <= last}


@given(CHAMPIONSHIPS, seasons(), rulings(), st.permutations("abcdef"))
def test_other_names_make_the_same_table(championship, sessions, decisions, names):
    other = dict(zip("abcdef", names, strict=True))
    renamed = [_renamed(one, other) for one in sessions]
    ruled = [
        replace(one, subject=replace(one.subject, key=other.get(one.subject.key, one.subject.key)))
        for one in decisions
    ]

    again = tables(championship, renamed, ruled, [other.get(name, name) for name in LISTED])

    expected = in_short(tables(championship, sessions, decisions))
    assert in_short(again) == [
        (after, other.get(who, who), *rest) for after, who, *rest in expected
    ]


def _renamed(session, other):
    return replace(
        session,
        finishes=tuple(
            replace(car, drivers=tuple(other[name] for name in car.drivers))
            for car in session.finishes
        ),
        bonuses=tuple(replace(one, driver=other.get(one.driver)) for one in session.bonuses),
    )


@given(CHAMPIONSHIPS, seasons(), rulings())
def test_ranks_won_and_lost_are_those_of_two_tables(championship, sessions, decisions):
    counted = tables(championship, sessions, decisions)

    for before, after in pairwise([(), *counted.after.values()]):
        ranks = {row.recipient: row.rank for row in before}
        for row in after:
            was = ranks.get(row.recipient)
            both = was is not None and row.rank is not None
            assert row.moved == (was - row.rank if both else None)
