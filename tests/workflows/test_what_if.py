"""What a change would do to the tables is told without doing it."""

import pytest
from django.db import transaction

from championship.models import (
    AwardStep,
    Championship,
    ChampionshipRules,
    PointsScale,
    Standing,
)
from championship.workflows.what_if import fingerprint, stored_tables, what_would_change

pytestmark = pytest.mark.usefixtures("aslms")


@pytest.fixture
def never_mind():
    """A transaction that is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rules(slug):
    return ChampionshipRules.objects.get(championship__slug=slug)


def test_nothing_changes_if_nothing_was_changed(aslms):
    assert what_would_change(aslms) == []


def test_a_pole_worth_more_changes_the_tables_of_the_pole_sitters(aslms, never_mind):
    PointsScale.objects.update(pole_points="2")

    changes = what_would_change(aslms)

    lmp3 = next(one for one in changes if one.championship.slug == "lmp3-teams" and one.is_newest)
    assert lmp3.after == 5
    first = lmp3.rows[0]
    assert (first.name, first.points_before, first.points_after, first.gains) == (
        "#17 COOL Racing",
        104,
        107,
        3,
    )


def test_a_table_shows_who_stays_as_well(aslms, never_mind):
    PointsScale.objects.update(pole_points="2")

    lmp3 = what_would_change(aslms)[-1]

    assert 0 < len(lmp3.changed) < len(lmp3.rows)


def test_whoever_moves_has_two_ranks(aslms, never_mind):
    one = rules("lmp2-teams")
    one.results_counted = "1"
    one.save()

    newest = next(change for change in what_would_change(aslms) if change.is_newest)

    assert [row.name for row in newest.rows if row.moves]
    assert all(row.rank_before != row.rank_after for row in newest.rows if row.moves)


def test_without_rules_everybody_leaves_the_tables(aslms, never_mind):
    rules("gt-teams").delete()

    changes = what_would_change(aslms)

    assert [(one.championship.slug, one.after) for one in changes] == [
        ("gt-teams", after) for after in (1, 2, 3, 4, 5)
    ]
    assert all(row.is_gone for one in changes for row in one.rows)


def test_a_deleted_title_is_told_of_if_its_tables_were_kept_in_mind(aslms, never_mind):
    before = stored_tables(aslms)
    title = Championship.objects.get(slug="gt-teams")
    AwardStep.objects.filter(award__championship=title).delete()
    title.awards.all().delete()
    title.delete()

    changes = what_would_change(aslms, before)

    assert {one.championship.name for one in changes} == {"GT teams"}
    assert all(one.was_published for one in changes)


def test_a_new_title_changes_no_published_table(aslms, never_mind):
    title = Championship.objects.create(
        season=aslms, slug="makes", name="Makes", recipient="manufacturer"
    )
    ChampionshipRules.objects.create(championship=title, race_scale=PointsScale.objects.get())

    changes = what_would_change(aslms)

    assert {(one.championship.name, one.was_published) for one in changes} == {("Makes", False)}
    assert all(row.is_new for one in changes for row in one.rows)


def test_a_version_for_later_rounds_changes_nothing(aslms, never_mind):
    ChampionshipRules.objects.create(championship=rules("gt-teams").championship, from_round=6)

    assert what_would_change(aslms) == []


def test_telling_writes_nothing(aslms, never_mind):
    before = list(Standing.objects.order_by("pk").values_list())
    PointsScale.objects.update(pole_points="2")

    what_would_change(aslms)

    assert list(Standing.objects.order_by("pk").values_list()) == before


def test_it_costs_the_same_whatever_changes(aslms, never_mind, django_assert_max_num_queries):
    PointsScale.objects.update(pole_points="2")

    with django_assert_max_num_queries(22):
        what_would_change(aslms)


def test_the_same_changes_have_the_same_fingerprint(aslms, never_mind):
    PointsScale.objects.update(pole_points="2")
    two = fingerprint(what_would_change(aslms))
    PointsScale.objects.update(pole_points="3")
    three = fingerprint(what_would_change(aslms))
    PointsScale.objects.update(pole_points="2")

    assert fingerprint(what_would_change(aslms)) == two != three
