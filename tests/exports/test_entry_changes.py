"""What changed between two entry lists, for a program."""

import pytest
from django.utils.translation import override

from championship.exports.entry_changes import changes_as_data
from championship.queries.entry_changes import changes_between
from championship.queries.printed_lists import revisions_of
from tests.factories import EntryFactory, EntryListLineFactory, EntryListRevisionFactory

pytestmark = pytest.mark.django_db


def data_between(season, before, after):
    lists = {issue.number: issue for issue in revisions_of(season)}
    return changes_as_data(changes_between(lists[before], lists[after]))


def of_kind(data, kind):
    return [change for change in data["changes"] if change["kind"] == kind]


def test_totals_are_told_by_class(aslms):
    assert data_between(aslms, 1, 2) == {
        "only_totals": True,
        "cars": {
            "LMP2": {"before": 10, "after": 11},
            "LMP3": {"before": 3, "after": 5},
            "GT": {"before": 23, "after": 23},
        },
        "changes": [],
    }


def test_new_car_has_its_crew(aslms):
    nielsen = of_kind(data_between(aslms, 2, 3), "added")[0]

    assert nielsen == {
        "kind": "added",
        "number": "34",
        "class": "LMP2",
        "team": "Nielsen Racing",
        "text": "Nielsen Racing",
        "status": "confirmed",
        "reserve_place": None,
        "crew": [
            {"name": "Blake McDonald", "country": "US", "category": "bronze"},
            {"name": "Patrick Liddy", "country": "US", "category": "silver"},
            {"name": "Matthew Bell", "country": "GB", "category": "gold"},
        ],
    }


def test_driver_who_changes_cars_is_told_with_both(aslms):
    crews = of_kind(data_between(aslms, 2, 3), "crew")

    seats = next(change["seats"] for change in crews if change["number"] == "7")
    assert seats == [
        {
            "joins": {"name": "Anthony Liu", "country": "CN", "category": "bronze"},
            "from": "37",
            "leaves": {"name": "Martin Konrad", "country": "AT", "category": "bronze"},
            "to": "9",
        }
    ]


def test_fact_of_a_driver_is_told_before_and_after(aslms):
    (category,) = of_kind(data_between(aslms, 3, 4), "category")

    assert category["driver"] == "Dan Skočdopole"
    assert (category["before"], category["after"]) == ("silver", "bronze")


@pytest.mark.parametrize(
    ("was", "now", "kind", "before", "after"),
    [
        ({"number": "7"}, {"number": "8"}, "number", "7", "8"),
        ({"team_country": ""}, {"team_country": "DE"}, "country", None, "DE"),
        ({"scores": True}, {"scores": False}, "scoring", True, False),
        (
            {"status": "reserve", "reserve_place": 2},
            {},
            "promoted",
            {"status": "reserve", "reserve_place": 2},
            {"status": "confirmed", "reserve_place": None},
        ),
    ],
)
def test_fact_of_a_car_is_told_before_and_after(was, now, kind, before, after):
    entry = EntryFactory()
    for facts in (was, now):
        revision = EntryListRevisionFactory(season=entry.season)
        EntryListLineFactory(revision=revision, entry=entry, **{"team_country": "", **facts})

    data = data_between(entry.season, 1, 2)

    (change,) = of_kind(data, kind)
    assert (change["before"], change["after"]) == (before, after)


def test_facts_are_the_same_in_every_language(aslms):
    english = data_between(aslms, 2, 4)
    with override("de"):
        german = data_between(aslms, 2, 4)

    assert [change | {"text": ""} for change in german["changes"]] == [
        change | {"text": ""} for change in english["changes"]
    ]
