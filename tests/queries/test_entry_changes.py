"""What changed between two entry lists: by entry, right to the car and the driver."""

from dataclasses import replace

import pytest

from championship.models import CarClass, EntryListRevision
from championship.queries.change_sentences import groups, total_in_words
from championship.queries.entry_changes import changes_between, compare, previous_of
from championship.queries.entry_list import (
    EntryRow,
    PrintedWaiver,
    Seat,
    by_class,
)
from championship.queries.printed_lists import published_list, revisions_of
from tests.factories import (
    EntryFactory,
    EntryListCountFactory,
    EntryListLineFactory,
    EntryListRevisionFactory,
    EntryListSeatFactory,
    EventFactory,
    SeasonFactory,
)

LMP2, GT = CarClass(pk=1, code="LMP2", order=1), CarClass(pk=2, code="GT", order=2)
DRIVERS = {"Stevens": 1, "Habsburg": 2, "Loggie": 3, "Konrad": 4}


def seat(name, **facts):
    known = {"driver": DRIVERS[name], "given_name": "", "country": "", "category": "silver"}
    return Seat(**{**known, "family_name": name, **facts})


OPEN_SEAT = Seat(None, "", "", "", "")


def car(number="24", *crew, **facts):
    """A car of the entry with the number as its key, in the class LMP2."""
    row = EntryRow(
        entry=int(number),
        number=number,
        car_class=LMP2,
        team=f"Team {number}",
        country="",
        car=None,
        car_name="Oreca 07",
        kind="",
        status="confirmed",
        reserve_place=None,
        scores=True,
        note="",
        crew=crew,
        waivers=(),
    )
    return replace(row, **facts)


def told(before, after):
    """What changed, in words: each kind with its lines."""
    return lines(compare(by_class(before), by_class(after)))


def lines(changes):
    return {
        group.kind: [f"#{item.car.number} {item.text}" for item in group.items]
        for group in groups(changes)
    }


def test_same_list_has_no_changes_whatever_the_order_of_the_crew():
    before = [car("24", seat("Loggie"), seat("Habsburg"))]
    after = [car("24", seat("Habsburg"), seat("Loggie"))]

    assert told(before, after) == {}
    assert compare(by_class(before), by_class(after)).is_empty


def test_car_is_the_same_by_its_entry_not_by_its_number():
    assert told([car("7")], [replace(car("7"), number="8")]) == {"number": ["#8 #8, was #7"]}
    assert told([car("7")], [replace(car("8"), number="7")]) == {
        "added": ["#7 Team 8"],
        "gone": ["#7 Team 7"],
    }


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("confirmed", "withdrawn", {"withdrawn": ["#24 Team 24"]}),
        ("withdrawn", "confirmed", {"reinstated": ["#24 Team 24"]}),
        ("reserve", "confirmed", {"promoted": ["#24 Team 24, from the reserve list"]}),
        ("confirmed", "reserve", {"reserve": ["#24 Team 24"]}),
        ("reserve", "withdrawn", {"withdrawn": ["#24 Team 24"]}),
        ("withdrawn", "reserve", {"reinstated": ["#24 Team 24"]}),
    ],
)
def test_status_is_told_by_what_happened_to_the_car(before, after, words):
    assert told([car(status=before)], [car(status=after)]) == words


def test_reserve_moves_up():
    before, after = (car(status="reserve", reserve_place=place) for place in (3, 1))

    assert told([before], [after]) == {"reserve": ["#24 Team 24, reserve 1"]}


@pytest.mark.parametrize(
    ("fact", "was", "now", "words"),
    [
        ("car_class", LMP2, GT, {"class": ["#24 GT, was LMP2"]}),
        ("team", "Nielsen", "Nielsen Racing", {"team": ["#24 Nielsen Racing, was Nielsen"]}),
        ("car_name", "", "Oreca 07", {"car": ["#24 Oreca 07, was –"]}),
        ("kind", "guest", "full_season", {"kind": ["#24 full season, was guest"]}),
        ("scores", True, False, {"scoring": ["#24 takes no points"]}),
        ("note", "", "Late entry.", {"note": ["#24 Late entry."]}),
        (
            "waivers",
            (),
            (PrintedWaiver("drivers", "Illness."),),
            {"waiver": ["#24 number of drivers (Illness.)"]},
        ),
    ],
)
def test_fact_of_a_car_is_told_with_what_it_was(fact, was, now, words):
    before, after = car(**{fact: was}), car(**{fact: now})

    assert told([before], [after]) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ([seat("Habsburg")], [seat("Stevens")], "Stevens replaces Habsburg"),
        ([], [seat("Stevens")], "Stevens joins"),
        (
            [seat("Loggie"), seat("Stevens")],
            [seat("Loggie")],
            "Stevens leaves",
        ),
        ([OPEN_SEAT], [seat("Stevens")], "Stevens replaces a driver to be announced"),
        ([seat("Stevens")], [OPEN_SEAT], "a driver to be announced replaces Stevens"),
        ([seat("Stevens")], [], "crew not named any more"),
    ],
)
def test_crew_is_told_by_who_takes_whose_place(before, after, words):
    assert told([car("24", *before)], [car("24", *after)]) == {"crew": [f"#24 {words}"]}


def test_driver_of_another_car_comes_from_there():
    before = [car("7", seat("Konrad")), car("9", seat("Loggie"))]
    after = [car("7", seat("Stevens")), car("9", seat("Konrad"))]

    assert told(before, after) == {
        "crew": [
            "#7 Stevens replaces Konrad (now in #9)",
            "#9 Konrad (from #7) replaces Loggie",
        ]
    }


@pytest.mark.parametrize("number", ["24", "25"])
def test_driver_is_held_against_whichever_car_had_him(number):
    before = [car("24", seat("Loggie")), car("25", seat("Stevens"))]
    other = {"24": "25", "25": "24"}[number]
    after = [car(number, seat("Loggie", category="bronze")), car(other, seat("Stevens"))]

    assert told(before, after)["category"] == [f"#{number} Loggie: Bronze, was Silver"]


def test_driver_who_comes_back_is_held_against_the_list_that_had_him():
    before = by_class([car("24", seat("Stevens"))])
    back = seat("Habsburg", category="bronze", category_before="silver")
    after = by_class([car("24", back)])

    assert lines(compare(before, after))["category"] == ["#24 Habsburg: Bronze, was Silver"]
    assert compare(before, after, looks_back=False).categories == []


def test_name_of_a_driver_is_told_when_it_is_spelt_otherwise():
    before, after = seat("Loggie", given_name="Jan"), seat("Loggie", given_name="Ian")

    assert told([car("24", before)], [car("24", after)]) == {
        "spelling": ["#24 Ian Loggie, was Jan Loggie"]
    }


def test_reserves_and_withdrawn_cars_do_not_count_in_the_totals():
    before = by_class([car("1"), car("2", status="reserve")])
    after = by_class([car("1"), car("2"), car("3", car_class=GT, status="withdrawn")])

    totals = [total_in_words(total) for total in compare(before, after).totals]

    assert totals == ["LMP2 1 → 2", "GT 0, unchanged"]


def test_every_fact_that_is_printed_is_compared():
    """Whatever is different on the second list, the comparison is not empty."""
    plain = car("24", seat("Loggie"))
    others = {
        "number": "25", "car_class": GT, "team": "Other", "country": "GB", "car_name": "Ligier",
        "kind": "guest", "status": "withdrawn", "scores": False, "note": "Note.",
        "crew": (seat("Loggie", country="GB"),), "waivers": (PrintedWaiver("car", "Why."),),
    }  # fmt: skip

    unseen = [
        fact
        for fact, value in others.items()
        if compare(by_class([plain]), by_class([replace(plain, **{fact: value})])).is_empty
    ]

    # The keys of a car and a team and the reserve place follow the car's name and the status.
    assert unseen == []
    assert others.keys() | {"entry", "car", "reserve_place", "team_slug"} == set(EntryRow.__slots__)


# Which lists are held against each other


def issue(number, event=None, *, has_lines=True):
    revision = EntryListRevision(pk=number, number=number, event_id=event)
    revision.has_lines = has_lines
    return revision


@pytest.mark.parametrize(
    ("issues", "previous"),
    [
        ([], None),
        ([issue(1, "sepang")], 1),
        ([issue(1, "dubai"), issue(2, "sepang")], 1),
        ([issue(1, "sepang"), issue(2, "dubai", has_lines=False)], 1),
        ([issue(1, has_lines=False), issue(2, has_lines=False)], 2),
        ([issue(1, "sepang"), issue(5, "dubai")], 1),
    ],
)
def test_list_is_held_against_the_newest_of_its_own_or_the_newest_with_cars(issues, previous):
    last = issue(4, "dubai")

    found = previous_of([*issues, last], last)

    assert (found and found.number) == previous


# Published lists


@pytest.mark.django_db
def test_of_a_list_without_cars_only_the_totals_are_compared():
    season = SeasonFactory()
    first = EntryListRevisionFactory(season=season)
    count = EntryListCountFactory(revision=first, cars=3)
    line = EntryListLineFactory(
        revision=EntryListRevisionFactory(season=season),
        entry=EntryFactory(season=season, car_class=count.car_class),
    )

    changes = changes_between(*revisions_of(season))

    assert changes.only_totals
    assert [(total.car_class, total.difference) for total in changes.totals] == [
        (line.car_class, -2)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("cars", [1, 10])
def test_comparison_costs_two_queries(cars, django_assert_num_queries):
    season = SeasonFactory()
    entries = EntryFactory.create_batch(cars, season=season)
    for _number in range(2):
        revision = EntryListRevisionFactory(season=season, event=EventFactory(season=season))
        for entry in entries:
            EntryListSeatFactory(line=EntryListLineFactory(revision=revision, entry=entry))
    before, after = revisions_of(season)

    with django_assert_num_queries(2):
        changes = changes_between(before, after)

    assert len(changes.crews) == cars


# The real lists of 2023/24


@pytest.fixture
def lists(aslms):
    return {issue.number: issue for issue in revisions_of(aslms)}


def told_between(lists, before, after):
    return lines(changes_between(lists[before], lists[after]))


def test_from_sepang_to_dubai(lists):
    changes = told_between(lists, 2, 3)

    assert changes["added"] == [
        "#34 Nielsen Racing", "#47 COOL Racing", "#58 GG Classic Cars", "#98 Dragon Racing",
    ]  # fmt: skip
    assert changes["gone"] == ["#37 Craft-Bamboo Racing"]
    assert changes["crew"] == [
        "#24 Will Stevens replaces Ferdinand Habsburg",
        "#17 Danial Frost leaves",
        "#26 John Corbett replaces Dan Skočdopole",
        "#65 Joshua Burdon leaves",
        "#7 Anthony Liu (from #37) replaces Martin Konrad (now in #9)",
        "#9 Martin Konrad (from #7) replaces Steve Jans",
        "#33 Laurin Heinrich replaces Matteo Cairoli",
        "#43 Sean Gelael (from #56) replaces Paul Evrard",
        "#56 crew not named any more",
        "#88 Jordan Love replaces Broc Feeney",
    ]
    assert changes["team"] == [
        "#88 Triple Eight, was Triple Eight JMR",
        "#93 Project 1, was Team Project 1",
    ]
    assert "category" not in changes


def test_from_dubai_to_abu_dhabi(lists):
    changes = told_between(lists, 3, 4)

    assert changes["added"] == ["#18 Huber Motorsport"]
    assert changes["gone"] == ["#56 Team Project 1"]
    assert changes["crew"] == [
        "#24 Ferdinand Habsburg replaces Will Stevens",
        "#30 Jean-Baptiste Simmenauer replaces Oliver Rasmussen",
        "#99 Filipe Albuquerque replaces Nikita Mazepin",
        "#17 Manuel Espírito Santo joins",
        "#26 Dan Skočdopole replaces John Corbett",
        "#33 Morris Schuring replaces Tim Heinemann",
        "#43 Paul Evrard replaces Bihuang Zhou; Florian Scholze replaces Sean Gelael",
    ]


@pytest.mark.parametrize("before", [2, 3])
def test_category_that_was_corrected_is_told_though_one_list_was_without_the_driver(lists, before):
    changes = told_between(lists, before, 4)

    assert changes["category"] == ["#26 Dan Skočdopole: Bronze, was Silver"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (1, 2, ["LMP2 10 → 11", "LMP3 3 → 5", "GT 23, unchanged"]),
        (2, 3, ["LMP2 11 → 13", "LMP3 5 → 6", "GT 23, unchanged"]),
        (3, 4, ["LMP2 13, unchanged", "LMP3 6, unchanged", "GT 23, unchanged"]),
        (4, 1, ["LMP2 13 → 10", "LMP3 6 → 3", "GT 23, unchanged"]),
    ],
)
def test_totals_of_the_classes_with_their_difference(lists, before, after, words):
    changes = changes_between(lists[before], lists[after])

    assert [total_in_words(total) for total in changes.totals] == words
    assert changes.only_totals == (1 in (before, after))


def test_backwards_nothing_is_told_of_older_lists(lists):
    assert changes_between(lists[4], lists[3]).categories == []


def test_printed_list_is_equal_to_itself(lists):
    printed = published_list(lists[3])

    assert compare(printed, printed).is_empty
