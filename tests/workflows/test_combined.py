"""A combined title follows its sources in the transaction that changes them."""

from datetime import date
from fractions import Fraction

import pytest

from championship.models import Championship, CombinedPart, Result, Standing
from championship.workflows import standings
from championship.workflows.official_result import CannotPublish
from championship.workflows.results import publish_classification
from championship.workflows.standings import differences, store_standings
from championship.workflows.what_if import what_would_change
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    ChampionshipFeedFactory,
    ChampionshipRulesFactory,
    CombinationFactory,
    CombinationSourceFactory,
    CountsAsFactory,
    DriverFactory,
    EntryFactory,
    SeasonFactory,
    TeamFactory,
)
from tests.queries.racing import run

pytestmark = pytest.mark.django_db

MAY, JUNE, DECEMBER = date(2023, 5, 13), date(2023, 6, 3), date(2023, 12, 2)


@pytest.fixture
def asia():
    """The GT cars of GT World Challenge Asia 2023."""
    return gt_title(SeasonFactory(name="2023", starts_on=MAY))


@pytest.fixture
def middle_east():
    """The GT cars of the Asian Le Mans Series 2023/24."""
    return gt_title(SeasonFactory(name="2023/24", starts_on=DECEMBER))


def gt_title(season, **facts):
    car_class = CarClassFactory(season=season)
    return ChampionshipFactory(season=season, car_class=car_class, **facts)


def car(title, team):
    return EntryFactory(season=title.season, car_class=title.car_class, team=team)


@pytest.fixture
def absolute():
    return TeamFactory(name="Absolute Racing")


@pytest.fixture
def craft_bamboo():
    return TeamFactory(name="Craft-Bamboo Racing")


@pytest.fixture
def title(asia, middle_east):
    """The combined title of both, kept by the later season."""
    row = ChampionshipFactory(
        season=middle_east.season,
        recipient=Championship.Recipient.TEAM,
        car_class=None,
        name="Combined",
        rules=False,
    )
    combination = CombinationFactory(championship=row)
    CombinationSourceFactory(combination=combination, championship=asia)
    CombinationSourceFactory(combination=combination, championship=middle_east)
    return row


def table(title, after):
    rows = title.standings.filter(after=after).order_by("order")
    return [(row.rank, row.team.name, row.points) for row in rows.select_related("team")]


def test_a_combined_table_is_stored_after_every_round_of_its_sources(
    title, asia, middle_east, absolute, craft_bamboo
):
    run(asia, car(asia, craft_bamboo), car(asia, absolute), starts_on=MAY)
    run(middle_east, car(middle_east, absolute), starts_on=DECEMBER)

    assert table(title, 1) == [(1, "Craft-Bamboo Racing", 25), (2, "Absolute Racing", 18)]
    assert table(title, 2) == [(1, "Absolute Racing", 18 + 25), (2, "Craft-Bamboo Racing", 25)]


def test_rounds_of_all_sources_are_numbered_by_their_days(
    title, asia, middle_east, absolute, craft_bamboo
):
    late, early = car(middle_east, absolute), car(asia, craft_bamboo)
    december = run(middle_east, late, starts_on=DECEMBER)
    june = run(asia, early, starts_on=JUNE)

    rounds = title.standings.values_list("after", "round").distinct().order_by("after")
    assert list(rounds) == [(1, june.round_id), (2, december.round_id)]


def test_each_row_has_its_parts(title, asia, middle_east, absolute):
    run(asia, car(asia, absolute), starts_on=MAY)
    run(middle_east, car(middle_east, TeamFactory()), car(middle_east, absolute))

    parts = CombinedPart.objects.filter(championship=title, after=2, line=1)
    assert list(
        parts.values_list("source__championship", "rank", "points", "counted", "round_count")
    ) == [(asia.pk, 1, 25, 25, 1), (middle_east.pk, 2, 18, 18, 1)]


def test_ranks_won_are_those_since_the_table_before(title, asia, absolute, craft_bamboo):
    one, other = car(asia, absolute), car(asia, craft_bamboo)
    run(asia, one, other, starts_on=MAY)
    run(asia, other, starts_on=JUNE)

    newest = title.standings.filter(after=2).order_by("order")
    assert list(newest.values_list("team__name", "moved")) == [
        ("Craft-Bamboo Racing", 1),
        ("Absolute Racing", -1),
    ]


def test_equal_rows_say_what_split_them(title, asia, middle_east, absolute, craft_bamboo):
    run(asia, car(asia, absolute), car(asia, craft_bamboo))
    run(middle_east, car(middle_east, craft_bamboo), car(middle_east, absolute))

    newest = title.standings.filter(after=2).order_by("order")
    assert list(newest.values_list("rank", "points", "places", "tie")) == [
        (1, 43, "1:1 2:1", ""),
        (1, 43, "1:1 2:1", Standing.Tie.SHARED),
    ]


def test_countback_over_all_sources_names_the_place_that_decided(
    title, asia, middle_east, absolute, craft_bamboo
):
    title.combination.sources.filter(championship=asia).update(weight=Fraction(18, 25))
    run(asia, car(asia, absolute))
    run(middle_east, car(middle_east, TeamFactory()), car(middle_east, craft_bamboo))

    second, third = title.standings.filter(after=2, points=18).order_by("order")
    assert (second.team, third.team) == (absolute, craft_bamboo)
    assert (third.tie, third.tie_place) == (Standing.Tie.COUNTBACK, 1)


def test_two_teams_that_are_one_are_one_row(title, asia, middle_east, absolute):
    other = TeamFactory(name="Absolute Racing Asia")
    CountsAsFactory(combination=title.combination, team=other, as_team=absolute)
    run(asia, car(asia, other))
    run(middle_east, car(middle_east, absolute))

    assert table(title, 2) == [(1, "Absolute Racing", 50)]


def test_of_a_team_with_two_cars_the_better_counts(title, asia, absolute, craft_bamboo):
    run(asia, car(asia, absolute), car(asia, craft_bamboo), car(asia, absolute))

    assert table(title, 1) == [(1, "Absolute Racing", 25), (2, "Craft-Bamboo Racing", 18)]


def test_drivers_are_ranked_over_drivers_titles(asia, middle_east):
    tincknell = DriverFactory()
    season = middle_east.season
    ranked = [
        gt_title(one.season, recipient=Championship.Recipient.DRIVER) for one in (asia, middle_east)
    ]
    row = ChampionshipFactory(
        season=season, recipient=Championship.Recipient.DRIVER, car_class=None, rules=False
    )
    combination = CombinationFactory(championship=row)
    for one in ranked:
        CombinationSourceFactory(combination=combination, championship=one)
        own = EntryFactory(season=one.season, car_class=one.car_class)
        run(one, own, crews={own: [tincknell]})

    assert list(row.standings.filter(after=2).values_list("driver", "points")) == [
        (tincknell.pk, 50)
    ]


# In one transaction


def test_publishing_a_result_of_one_source_moves_the_combined_table(
    title, asia, middle_east, absolute, craft_bamboo
):
    first, second = car(asia, craft_bamboo), car(asia, absolute)
    race = run(asia, first, second)
    results = {row.event_entry.entry: row for row in Result.objects.filter(session=race)}
    swap(results[first], results[second])

    publish_classification(race, state="amended", note="Car weighed again")

    assert table(title, 1) == [(1, "Absolute Racing", 25), (2, "Craft-Bamboo Racing", 18)]


def swap(one, other):
    first, second = one.order, other.order
    Result.objects.filter(pk=one.pk).update(order=99)
    Result.objects.filter(pk=other.pk).update(order=first)
    Result.objects.filter(pk=one.pk).update(order=second)


def test_a_failure_leaves_both_tables_as_they_were(
    title, asia, absolute, craft_bamboo, monkeypatch
):
    first, second = car(asia, craft_bamboo), car(asia, absolute)
    race = run(asia, first, second)
    was = table(title, 1), list(asia.standings.order_by("order").values_list("entry", "points"))
    results = {row.event_entry.entry: row for row in Result.objects.filter(session=race)}
    swap(results[first], results[second])
    # The last of all that is written is refused by the database.
    monkeypatch.setattr(standings, "_as_parts", lambda computed: [(None,) * 9])

    with pytest.raises(CannotPublish):
        publish_classification(race, state="amended", note="Car weighed again")

    now = table(title, 1), list(asia.standings.order_by("order").values_list("entry", "points"))
    assert now == was


def test_a_second_run_writes_nothing(title, asia, middle_east, absolute):
    run(asia, car(asia, absolute))
    run(middle_east, car(middle_east, absolute))

    assert store_standings(asia.season) == []
    assert store_standings(middle_east.season) == []


def test_a_difference_is_found_in_parts_too(title, asia, absolute):
    run(asia, car(asia, absolute))
    CombinedPart.objects.update(counted=Fraction(26))

    assert differences(asia.season) == ["Combined"]
    assert store_standings(asia.season) == ["Combined"]
    assert differences(asia.season) == []


def test_what_a_change_of_one_source_would_do_to_the_combined_table_is_told(
    title, asia, absolute, craft_bamboo
):
    run(asia, car(asia, craft_bamboo), car(asia, absolute))
    title.combination.sources.filter(championship=asia).update(weight=Fraction(2))

    changes = what_would_change(asia.season)

    assert [change.championship for change in changes] == [title]
    assert [row.points_after for row in changes[0].rows] == [50, 36]


def test_a_source_that_counts_no_more_takes_its_points_along(title, asia, middle_east, absolute):
    run(asia, car(asia, absolute), starts_on=MAY)
    run(middle_east, car(middle_east, absolute), starts_on=DECEMBER)

    title.combination.sources.filter(championship=asia).delete()
    store_standings(middle_east.season)

    # The calendar is that of the other alone.
    assert table(title, 1) == [(1, "Absolute Racing", 25)]
    assert not title.standings.filter(after=2).exists()


def test_a_season_that_feeds_a_source_moves_the_combined_table(asia, absolute):
    title = ChampionshipFactory(
        season=asia.season, recipient="team", car_class=None, rules=False, name="Combined"
    )
    source = ChampionshipFactory(season=asia.season, recipient="team", car_class=asia.car_class)
    combination = CombinationFactory(championship=title)
    CombinationSourceFactory(combination=combination, championship=source)
    guest = gt_title(SeasonFactory())
    ChampionshipFeedFactory(championship=source, season=guest.season, car_class=guest.car_class)

    run(guest, car(guest, absolute))

    assert table(title, 1) == [(1, "Absolute Racing", 25)]


def test_a_combined_title_as_source_gives_nothing(title, asia, absolute):
    other = ChampionshipFactory(season=asia.season, recipient="team", car_class=None, rules=False)
    combination = CombinationFactory(championship=other)
    CombinationSourceFactory(combination=combination, championship=title)
    CombinationSourceFactory(combination=title.combination, championship=other)

    run(asia, car(asia, absolute))

    assert table(title, 1) == [(1, "Absolute Racing", 25)]
    assert table(other, 1) == []


def test_rules_of_a_combined_title_count_nothing(title, middle_east, absolute):
    ChampionshipRulesFactory(championship=title)
    run(middle_east, car(middle_east, absolute))

    assert table(title, 1) == [(1, "Absolute Racing", 25)]
    assert not title.ledger.exists()


@pytest.mark.parametrize("cars", [1, 3])
def test_storing_costs_the_same_whatever_the_number_of_cars(
    title, asia, middle_east, cars, django_assert_num_queries
):
    entries = [car(asia, TeamFactory()) for _number in range(cars)]
    run(asia, *entries)
    Standing.objects.all().delete()

    with django_assert_num_queries(28):
        store_standings(asia.season)
