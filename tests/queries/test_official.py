"""An official table and ours: every difference is named."""

from fractions import Fraction

import pytest

from championship.models import Championship, OfficialTable, PointsDecision, Standing
from championship.queries.official import Difference, compare, newest_comparisons
from tests.factories import (
    ChampionshipFactory,
    OfficialRowFactory,
    OfficialTableFactory,
    StandingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(aslms):
    """The table of the LMP3 cars as we have it, as if it had been published."""
    title = aslms.championships.get(slug="lmp3-teams")
    table = OfficialTableFactory(championship=title, round=aslms.rounds.get(number=5))
    for row in Standing.objects.filter(championship=title, after=5).order_by("order"):
        OfficialRowFactory(
            table=table, entry=row.entry, position=str(row.rank), points=row.points.numerator
        )
    return table


def differences(table):
    (comparison,) = compare([table])
    return {row.name: row.differences for row in comparison.rows if row.differences}


def test_a_table_that_says_the_same_is_equal(table):
    (comparison,) = compare([table])

    assert comparison.is_equal
    assert comparison.differing == 0


def test_another_rank_and_other_points_are_named(table):
    table.rows.filter(entry__number="17").update(position="2", points="103.5")

    assert differences(table) == {"#17 COOL Racing": (Difference.RANK, Difference.POINTS)}


def test_whoever_only_one_table_has_is_named(table):
    table.rows.filter(entry__number="17").delete()
    stranger = OfficialRowFactory(table=table, order=99, entry__number="999").entry

    assert differences(table) == {
        f"#{stranger.number} {stranger.team}": (Difference.MISSING,),
        "#17 COOL Racing": (Difference.EXTRA,),
    }


@pytest.mark.parametrize(
    ("printed", "ours", "is_same"),
    [
        ("8.14", Fraction(57, 7), True),
        ("0.33", Fraction(1, 3), True),
        ("0.333", Fraction(1, 3), True),
        ("0.3", Fraction(1, 3), False),
        ("0.51", Fraction(1, 2), False),
        ("16.5", Fraction(33, 2), True),
    ],
)
def test_points_are_the_same_to_a_hundredth(printed, ours, is_same):
    standing = StandingFactory(points=ours)
    table = OfficialTableFactory(championship=standing.championship, round=standing.round)
    OfficialRowFactory(table=table, entry=standing.entry, position="1", points=printed)

    assert compare([table])[0].is_equal is is_same


@pytest.mark.parametrize("position", ["1", "1.", "=1", "T1", "1="])
def test_a_rank_is_read_however_it_is_printed(position):
    standing = StandingFactory()
    table = OfficialTableFactory(championship=standing.championship, round=standing.round)
    OfficialRowFactory(table=table, entry=standing.entry, position=position, points=25)

    assert compare([table])[0].is_equal


def test_an_excluded_one_without_a_rank_is_the_same_in_both(aslms, table):
    decision = PointsDecision.objects.create(
        season=aslms,
        effect="excluded",
        entry=aslms.entries.get(number="17"),
        shown_as="EX",
        state="in_force",
    )
    Standing.objects.filter(entry__number="17").update(rank=None, excluded_by=decision)
    table.rows.filter(entry__number="17").update(position="DSQ")

    (comparison,) = compare([table])

    row = next(row for row in comparison.rows if row.name == "#17 COOL Racing")
    assert (row.official_position, row.our_position, row.differences) == ("DSQ", "EX", ())


def test_without_a_table_of_ours_nothing_is_equal():
    row = OfficialRowFactory()

    (comparison,) = compare([row.table])

    assert (comparison.has_ours, comparison.is_equal) == (False, False)


def test_the_newest_official_table_of_each_championship_counts(aslms, table):
    title = table.championship
    OfficialTableFactory(championship=title, round=aslms.rounds.get(number=2))

    newest = newest_comparisons([title, ChampionshipFactory()])

    assert {key: one.table for key, one in newest.items()} == {title.pk: table}


@pytest.mark.parametrize("rows", [1, 3])
def test_comparing_costs_three_queries_whatever_there_is(rows, django_assert_num_queries):
    for _ in range(rows):
        standing = StandingFactory()
        table = OfficialTableFactory(championship=standing.championship, round=standing.round)
        OfficialRowFactory.create_batch(rows, table=table)
    championships = list(Championship.objects.all())

    with django_assert_num_queries(3):
        newest = newest_comparisons(championships)

    assert len(newest) == rows == OfficialTable.objects.count()
