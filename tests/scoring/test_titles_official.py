"""Who could still win a title, round by round, in the seasons with official tables.

Before each round nobody knows yet who will share a car in it: every driver who was there is
taken to be entered in a car of his own.
"""

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from championship.scoring.decisions import Effect
from championship.scoring.facts import Kind
from championship.scoring.rules import StillEqual
from championship.scoring.standings import compute
from championship.scoring.titles import State, outlook
from tests.official.folder import ROOT, folders

FOLDERS = {folder.path.name: folder for folder in folders()}
if not FOLDERS:
    pytest.skip(f"no official tables in OFFICIAL_TABLES ({ROOT})", allow_module_level=True)

RULES = {name: folder.championship("drivers").rules_in(1) for name, folder in FOLDERS.items()}
# Seasons in which sums and places say it all.
PLAIN = [
    name
    for name, rules in RULES.items()
    if not rules.parts and rules.still_equal is StillEqual.SHARED
]


@cache
def sessions_of(name):
    return FOLDERS[name].sessions()


def known(folder, title, after, is_over=False):
    """The decisions taken by a round; exclusions have no date, and came after the season."""
    return [
        one
        for one in folder.rulings(title)
        if one.from_round <= after and (one.effect is not Effect.EXCLUDED or is_over)
    ]


def to_come(session, rulings):
    """A session before it was run. Double points were announced, half points were not."""
    announced = [
        one.value
        for one in rulings
        if one.effect is Effect.SESSION_FACTOR and one.session == session.key and one.value > 1
    ]
    alone = tuple(
        replace(finish, car=(finish.car, driver), drivers=(driver,))
        for finish in session.finishes
        for driver in finish.drivers
    )
    drivers = {finish.drivers: finish for finish in alone}
    factor = announced[0] if announced else session.factor
    return replace(session, finishes=tuple(drivers.values()), bonuses=(), factor=factor)


@cache
def asked(name, title, after, kind=Kind.RACE):
    """The outlook after a session of a round; after round 0, before the first."""
    folder = FOLDERS[name]
    sessions, rulings = sessions_of(name), folder.rulings(title)
    last = (after, kind.value)
    run = next((at for at, one in enumerate(sessions, start=1) if one.key == last), 0)
    coming = [to_come(session, rulings) for session in sessions[run:]]
    decisions = known(folder, title, after, is_over=not coming)
    return outlook(folder.championship(title), sessions[:run], coming, decisions)


def rounds_of(name):
    return range(sessions_of(name)[-1].round + 1)


def champion_of(name, title):
    return FOLDERS[name].official(title)[0].recipient


@pytest.mark.parametrize("name", FOLDERS)
def test_the_champion_is_never_out_and_nobody_else_is_ever_champion(name):
    champion = champion_of(name, "drivers")

    for after in rounds_of(name):
        found = asked(name, "drivers", after)
        assert found.is_exact
        assert champion not in found.of(State.OUT)
        assert found.of(State.CHAMPION) in ([], [champion])


@pytest.mark.parametrize("name", FOLDERS)
def test_whoever_is_out_stays_out_and_a_title_stays_decided(name):
    found = [asked(name, "drivers", after) for after in rounds_of(name)]

    for before, after in pairwise(found[:-1]):
        known_later = {one.recipient for one in after.contenders}
        for state in (State.OUT, State.CHAMPION):
            assert known_later.intersection(before.of(state)) <= set(after.of(state))


@pytest.mark.parametrize("name", PLAIN)
def test_drivers_are_out_whose_points_and_wins_are_too_few(name):
    for after in rounds_of(name)[1:-1]:
        found = asked(name, "drivers", after)
        assert set(found.of(State.OUT)) == plainly_out(name, after, found)


def plainly_out(name, after, found):
    """By adding up: points, then wins, then second places, of all who were there."""
    folder = FOLDERS[name]
    sessions, rulings = sessions_of(name), folder.rulings("drivers")
    run = [one for one in sessions if one.round <= after]
    table = compute(folder.championship("drivers"), run, known(folder, "drivers", after)).newest
    places = {row.recipient: row.places.counts() for row in table}
    points = {one.recipient: one.points for one in found.contenders}
    now = {who: (points[who], _places(places.get(who, {}))) for who in points}
    scales = RULES[name].scales
    out = set()
    for who in points:
        most, wins = points[who], Counter(places.get(who, {}))
        for one in sessions[len(run) :]:
            if any(who in finish.drivers for finish in one.finishes):
                scale = scales[one.kind]
                factor = to_come(one, rulings).factor
                most += scale.points[0] * factor + scale.fastest_lap
                wins[1] += one.kind is Kind.RACE
        best = most, _places(wins)
        if any(have > best for rival, have in now.items() if rival != who):
            out.add(who)
    return out


def _places(counts):
    return [counts.get(place, 0) for place in range(1, 40)]


# Rounds as reported at the time: Formula One Administration's and the FIA's season reviews.


@pytest.mark.parametrize(
    ("name", "title", "number"),
    [
        ("1954", "drivers", 7),
        ("1957", "drivers", 6),
        ("1958", "drivers", 11),
        ("1961", "drivers", 7),
        ("1967", "drivers", 11),
        ("1979", "drivers", 13),
        ("1988", "drivers", 15),  # best 11 of 16: level at most, with more wins
        ("1995", "drivers", 15),
        ("1997", "drivers", 17),
        ("2007", "drivers", 17),
        ("2014", "drivers", 19),  # double points in the last round
        ("2020", "drivers", 14),
        ("2021", "drivers", 22),
        ("1958", "constructors", 10),
        ("1979", "constructors", 13),
        ("1988", "constructors", 11),
        ("2014", "constructors", 16),
        ("2020", "constructors", 13),
        ("2021", "constructors", 22),
        ("2023", "constructors", 16),
    ],
)
def test_a_title_is_decided_in_the_round_in_which_it_was(name, title, number):
    assert not asked(name, title, number - 1).is_decided
    assert asked(name, title, number).of(State.CHAMPION) == [champion_of(name, title)]


def test_the_title_of_2023_was_won_in_the_sprint_of_round_17():
    assert not asked("2023", "drivers", 16).is_decided
    assert asked("2023", "drivers", 17, Kind.SPRINT).of(State.CHAMPION) == ["max-verstappen"]


def test_before_the_last_race_of_2021_two_were_level_and_all_others_out():
    found = asked("2021", "drivers", 21)

    assert found.of(State.ALIVE) == ["max-verstappen", "lewis-hamilton"]
    assert found.points_available == 26


def test_second_place_was_enough_for_hamilton_in_the_last_race_of_2014():
    found = {one.recipient: one for one in asked("2014", "drivers", 18).contenders}

    assert found["lewis-hamilton"].next_place == 2
    assert [(one.rival, one.points) for one in found["nico-rosberg"].margins] == [
        ("lewis-hamilton", 18)
    ]


def test_senna_had_to_win_in_japan_in_1988_to_be_champion_there():
    found = {one.recipient: one for one in asked("1988", "drivers", 14).contenders}

    assert found["ayrton-senna"].next_place == 1
    assert found["alain-prost"].next_place is None
