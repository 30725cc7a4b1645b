"""What the rules of awards ask, from the rows of a season to who would get them."""

import pytest

from championship.models import Award, Season
from championship.queries.award_words import (
    condition_sentences,
    names_of,
    nobody_gets_it,
    not_taken_sentence,
    passed_sentence,
    question_sentence,
    rule_sentence,
    step_sentence,
)
from championship.queries.awards import award_lines, lines_of
from championship.workflows.awards import Said, take_step
from tests.factories import (
    AwardFactory,
    AwardTargetFactory,
    CarClassFactory,
    ChampionshipFactory,
    ClassificationFactory,
    ClassificationLineFactory,
    ClassifiedDriverFactory,
    DriverFactory,
    EntryFactory,
    OrganisationFactory,
    PointsDecisionFactory,
    RaceFactory,
    ReportedPlaceFactory,
    RoundFactory,
    SeasonFactory,
    StandingFactory,
    TargetEntryFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db

FULL, BY_RACE = "full_season", "race_by_race"


@pytest.fixture
def title():
    """A title for GT cars 91, 88 and 42, in this order, all entered for the season."""
    return title_of("91", "88", "42")


def title_of(*numbers, kind=FULL):
    gt = CarClassFactory(code="GT")
    title = ChampionshipFactory(season=gt.season, car_class=gt, name="GT teams")
    add_table(title, numbers, kind)
    return title


def add_table(title, numbers, kind=FULL):
    round = RoundFactory(event__season=title.season)
    for number in numbers:
        StandingFactory(
            championship=title,
            round=round,
            entry__number=number,
            entry__kind=kind,
            entry__status="confirmed",
            entry__team__name=f"Team {number}",
        )


def award_of(title, **facts):
    return AwardFactory(season=title.season, championship=title, **facts)


def lines(award):
    return lines_of(Award.objects.filter(pk=award.pk))


def only(award):
    (line,) = lines(award)
    return line


def who(line):
    return names_of(line.proposed)


def change(title, number, **facts):
    title.season.entries.filter(number=number).update(**facts)


def entry(title, number):
    return title.season.entries.get(number=number)


# Places


def test_the_first_four_in_gt_get_one_each():
    """For Le Mans 2021 the first four in GT were to be invited."""
    award = award_of(title_of("40", "55", "1", "34", "35"), last_place=4)

    assert [(line.place, who(line)) for line in lines(award)] == [
        (1, "#40 Team 40"),
        (2, "#55 Team 55"),
        (3, "#1 Team 1"),
        (4, "#34 Team 34"),
    ]


def test_whoever_is_excluded_from_the_table_is_no_candidate(title):
    struck_out = PointsDecisionFactory(season=title.season, effect="excluded", value=None)
    for number, rank, order in (("88", 1, 1), ("42", 2, 2), ("91", None, 3)):
        title.standings.filter(entry__number=number).update(
            rank=rank, order=order + 10, excluded_by=None if rank else struck_out
        )

    line = only(award_of(title))

    assert (who(line), line.passed) == ("#88 Team 88", ())


def test_a_team_with_two_cars_gets_one_and_each_car_one_of_its_own(title):
    change(title, "88", team=entry(title, "91").team)

    teams = lines(award_of(title, last_place=2, if_not_taken="next"))
    cars = lines(award_of(title, last_place=2, recipient="entry"))

    assert [who(line)[:3] for line in teams] == ["#91", "#42"]
    assert [who(line)[:3] for line in cars] == ["#91", "#88"]


# Entries


@pytest.mark.parametrize(("minimum", "expected"), [(3, "#91 Team 91"), (4, "")])
def test_it_takes_as_many_cars_entered_for_the_season(title, minimum, expected):
    EntryFactory(
        number="7", season=title.season, car_class=title.car_class, kind=BY_RACE, status="confirmed"
    )

    line = only(award_of(title, minimum_entries=minimum))

    assert who(line) == expected


def test_lmp2_one_or_two_by_the_number_of_entries():
    """Two for Le Mans 2022 if enough cars are entered: the second rule asks for more."""
    title = title_of("25", "26", "44")
    first = award_of(title, minimum_entries=1)
    second = award_of(title, place=2, minimum_entries=4)

    assert (who(only(first)), who(only(second))) == ("#25 Team 25", "")
    assert nobody_gets_it(only(second)) == (
        "Fewer cars than 4 are entered for the season in the class: nobody gets it."
    )


@pytest.mark.parametrize("status", ["received", "reserve", "rejected", "withdrawn"])
def test_who_is_not_entered_is_not_counted(title, status):
    EntryFactory(
        number="7", season=title.season, car_class=title.car_class, kind=FULL, status=status
    )

    assert only(award_of(title, minimum_entries=4)).unsettled == "too_few_entries"


def test_entries_of_a_sub_class_count_for_its_class(title):
    am = CarClassFactory(season=title.season, parent=title.car_class)
    EntryFactory(number="7", season=title.season, car_class=am, kind=FULL, status="confirmed")

    assert who(only(award_of(title, minimum_entries=4))) == "#91 Team 91"


def test_entries_whose_kind_nobody_wrote_down_take_a_decision():
    title = title_of("91", "88", kind="")

    unknown = only(award_of(title, minimum_entries=2))
    assert unknown.unsettled == "unknown"
    assert nobody_gets_it(unknown) == (
        "Which cars are entered for the season is not recorded: it takes a decision."
    )
    assert only(award_of(title, minimum_entries=3)).unsettled == "too_few_entries"


def test_only_full_season_entries(title):
    change(title, "91", kind=BY_RACE)

    line = only(award_of(title, full_season_only=True, if_not_taken="next"))

    assert who(line) == "#88 Team 88"
    assert [passed_sentence(one) for one in line.passed] == [
        "#91 Team 91 is not entered for the full season"
    ]


def test_a_team_entered_for_the_season_in_another_class_is_no_full_season_entry():
    season = SeasonFactory()
    gt, lmp3 = CarClassFactory(season=season), CarClassFactory(season=season)
    title = ChampionshipFactory(season=season, car_class=gt, recipient="team")
    guest = EntryFactory(season=season, car_class=gt, kind=BY_RACE, status="confirmed")
    EntryFactory(season=season, car_class=lmp3, kind=FULL, status="confirmed", team=guest.team)
    StandingFactory(championship=title, entry=None, team=guest.team)

    line = only(award_of(title, full_season_only=True))

    assert [one.reason for one in line.passed] == ["not_full_season"]


# Qualified otherwise


def test_who_holds_an_invitation_of_another_series_is_passed_over(title):
    target = AwardTargetFactory()
    elms = ChampionshipFactory(recipient="team", car_class=None, season__name="2023")
    other = award_of(elms, target=target)
    StandingFactory(championship=elms, entry=None, team=entry(title, "91").team)
    take_step(other, 1, "offered", seen=0)

    line = only(award_of(title, target=target, not_otherwise_qualified=True, if_not_taken="next"))

    assert who(line) == "#88 Team 88"
    assert [passed_sentence(one) for one in line.passed] == [
        f"#91 Team 91 is qualified otherwise: {elms.season.series} 2023"
    ]


def test_season_that_is_not_public_is_not_named(title):
    target = AwardTargetFactory()
    elms = ChampionshipFactory(recipient="team", car_class=None, season__is_public=False)
    StandingFactory(championship=elms, entry=None, team=entry(title, "91").team)
    take_step(award_of(elms, target=target), 1, "offered", seen=0)

    line = only(award_of(title, target=target, not_otherwise_qualified=True, if_not_taken="next"))

    assert [passed_sentence(one) for one in line.passed] == [
        "#91 Team 91 is qualified otherwise: a season that is not public"
    ]


@pytest.mark.parametrize("state", ["declined", "void"])
def test_an_invitation_that_was_let_go_is_no_way(title, state):
    target = AwardTargetFactory()
    other = award_of(title, target=target)
    take_step(other, 1, "offered", seen=0)
    take_step(other, 1, state, seen=1)

    assert who(only(award_of(title, target=target, not_otherwise_qualified=True))) == "#91 Team 91"


def test_a_priority_is_no_way(title):
    target = AwardTargetFactory()
    take_step(award_of(title, target=target, kind="priority"), 1, "offered", seen=0)

    assert who(only(award_of(title, target=target, not_otherwise_qualified=True))) == "#91 Team 91"


@pytest.mark.parametrize(("basis", "expected"), [("Full-season entry", "#88"), ("", "#91")])
def test_a_car_there_by_a_right_of_its_own_is_a_way(title, basis, expected):
    target = AwardTargetFactory()
    TargetEntryFactory(target=target, team=entry(title, "91").team, basis=basis)

    line = only(award_of(title, target=target, not_otherwise_qualified=True, if_not_taken="next"))

    assert who(line)[:3] == expected


# Entered elsewhere


@pytest.mark.parametrize(
    ("first_day", "expected"), [("2024-03-01", "#88 Team 88"), ("2021-03-01", "")]
)
def test_who_must_be_entered_elsewhere_is_so_then_or_later(title, first_day, expected):
    year = first_day[:4]
    there = SeasonFactory(name=year, starts_on=first_day, ends_on=f"{year}-11-01")
    Season.objects.filter(pk=title.season_id).update(starts_on="2023-12-01", ends_on="2024-02-11")
    EntryFactory(season=there, team=entry(title, "88").team, status="confirmed")

    award = award_of(title, must_enter=there.series, if_not_taken="next")

    assert who(only(award)) == expected


# Drivers


def crew_title(**facts):
    """A drivers' title won by the crew of car 91, ahead of that of car 88."""
    gt = CarClassFactory(code="GT")
    title = ChampionshipFactory(season=gt.season, car_class=gt, recipient="driver", **facts)
    race = RaceFactory(event__season=gt.season)
    result = ClassificationFactory(session=race, state="final")
    order = 0
    for place, number in enumerate(("91", "88")):
        line = ClassificationLineFactory(
            classification=result,
            number=number,
            event_entry__entry__car_class=gt,
            event_entry__car_class=gt,
            event_entry__entry__team__name=f"Team {number}",
        )
        for seat in range(3):
            order += 1
            driver = DriverFactory(family_name=f"Driver {number}{'abc'[seat]}")
            ClassifiedDriverFactory(line=line, driver=driver)
            StandingFactory(
                championship=title,
                round=race.round,
                entry=None,
                driver=driver,
                order=order,
                rank=3 * place + 1,
            )
    return title


def test_a_crew_stays_together():
    award = award_of(crew_title(), recipient="crew")
    taken = take_step(award, 1, "offered", seen=0)

    assert [row.rank for row in taken.candidates.all()] == [1, 1, 1]
    assert len(only(award).holders) == 3


def test_the_second_crew_of_a_table_is_second():
    line = only(award_of(crew_title(), recipient="crew", place=2))

    assert [holder.driver.family_name[:9] for holder in line.proposed] == ["Driver 88"] * 3


def test_a_crew_declines_together():
    award = award_of(crew_title(), recipient="crew", if_not_taken="next")
    take_step(award, 1, "offered", seen=0)
    take_step(award, 1, "declined", seen=1)

    line = only(award)

    assert [holder.driver.family_name[:9] for holder in line.proposed] == ["Driver 88"] * 3
    assert [(len(one.holders), one.reason) for one in line.passed] == [(3, "declined")]


def test_the_drivers_title_gives_to_the_team_they_drove_for():
    award = award_of(crew_title(), recipient="team", last_place=2)

    assert [who(line) for line in lines(award)] == ["Team 91", "Team 88"]


def test_a_reported_champion_gives_to_the_team_he_is_reported_with():
    """The Bronze Cup of GT World Challenge Europe 2023: no results are stored."""
    title = ChampionshipFactory(recipient="driver", car_class=None)
    team = TeamFactory(name="Pure Rxcing")
    for order, name in enumerate(("Malykhin", "Sturm", "Bachler"), start=1):
        ReportedPlaceFactory(
            championship=title,
            place=1,
            order=order,
            entry=None,
            driver=DriverFactory(family_name=name),
            for_team=team,
        )

    assert who(only(award_of(title))) == "Pure Rxcing"


def test_a_reported_champion_without_a_team_takes_a_decision():
    title = ChampionshipFactory(recipient="driver", car_class=None)
    ReportedPlaceFactory(championship=title, entry=None, driver=DriverFactory())

    assert only(award_of(title, if_not_taken="next")).unsettled == "unknown"


# Words


def test_a_rule_is_told_in_a_sentence(title):
    award = award_of(title, target__year=2024, target_class="LMGT3")

    assert rule_sentence(award) == (
        "Invitation to the 24 Hours of Le Mans 2024 in LMGT3 for the team that is first in GT teams"
    )


def test_a_range_and_a_place_are_told_too(title):
    le_mans = AwardTargetFactory(year=2021)
    first_four = award_of(title, target=le_mans, last_place=4, recipient="entry")
    second = award_of(title, kind="title", benefit="vice-champion", place=2)

    assert rule_sentence(first_four) == (
        "Invitation to the 24 Hours of Le Mans 2021 for each car in the places 1 to 4 of GT teams"
    )
    assert rule_sentence(second) == "Title: vice-champion for the team in place 2 of GT teams"


def test_what_a_committee_gives_names_it():
    award = AwardFactory(
        championship=None, given_by=OrganisationFactory(name="ACO"), target__year=2024
    )

    assert rule_sentence(award) == (
        "Invitation to the 24 Hours of Le Mans 2024 for a team chosen by ACO"
    )
    assert nobody_gets_it(only(award)) == "ACO decides who gets it."


def test_conditions_and_what_follows_are_sentences(title):
    award = award_of(
        title, minimum_entries=6, full_season_only=True, if_not_taken="next", down_to=3
    )

    assert condition_sentences(award) == [
        "Only if at least 6 cars are entered for the season in the class.",
        "Only for full-season entries.",
    ]
    assert not_taken_sentence(award) == (
        "If it is not taken, the next eligible gets it, down to place 3."
    )


def test_a_step_says_when_by_whom_and_who(title):
    award = award_of(title)
    take_step(award, 1, "offered", Said("2024-02-11", "ACO"), seen=0)

    assert step_sentence(only(award).newest) == "Offered on 11 February 2024 by ACO: #91 Team 91"


def test_an_award_in_question_says_what_the_table_says_now(title):
    award = award_of(title)
    take_step(award, 1, "offered", seen=0)
    title.standings.filter(entry__number="91").update(rank=2, order=9)
    title.standings.filter(entry__number="88").update(rank=1)

    assert question_sentence(only(award)) == (
        "By the table as it is now it would go to #88 Team 88 instead of #91 Team 91."
    )


# What it costs


@pytest.mark.parametrize("awards", [3, 30])
def test_the_awards_of_a_season_cost_the_same_for_three_and_for_thirty(
    title, awards, django_assert_num_queries
):
    series = SeasonFactory().series
    for number in range(awards):
        award = award_of(
            title,
            last_place=2,
            minimum_entries=1,
            full_season_only=True,
            not_otherwise_qualified=True,
            must_enter=series,
            if_not_taken="next",
        )
        if number % 3 == 0:
            take_step(award, 1, "void", seen=0)
    season = title.season

    with django_assert_num_queries(4):
        found = award_lines(season)
        assert [line.state_display() for line in found[:3]] == ["void", "", ""]

    assert len(found) == 2 * awards
