"""Names in files are matched, asked about once and remembered; nobody is there twice."""

from dataclasses import replace

import pytest

from championship.models import (
    Car,
    CarAlias,
    ClassAlias,
    CrewSeat,
    Driver,
    DriverAlias,
    Entry,
    Team,
    TeamAlias,
)
from championship.workflows.entry_import import plan_import, words
from tests.factories import (
    CarClassFactory,
    CarFactory,
    CrewSeatFactory,
    DriverAliasFactory,
    DriverFactory,
    EntryFactory,
    SeasonFactory,
    TeamAliasFactory,
    TeamFactory,
)

from .entry_files import car, entry_file, imported, timing_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return CarClassFactory(code="GT").season


def driver(name, **facts):
    given, _blank, family = name.partition(" ")
    return DriverFactory(given_name=given, family_name=family, **facts)


def asked(season, *cars):
    """(what is printed, why it is asked, the names offered, the one suggested)."""
    plan = plan_import(season, None, entry_file(*cars))
    return [
        (
            question.printed,
            question.reason,
            [one.name for one in question.candidates],
            next((one.name for one in question.candidates if one.key == question.answer), ""),
        )
        for question in plan.questions
    ]


# Known at once


@pytest.mark.parametrize(
    "printed", ["Salih Yoluç", "Yoluç Salih", "YOLUÇ Salih", "SALIH  YOLUÇ", "Yoluç, Salih"]
)
def test_driver_is_known_by_name_whatever_its_order_and_capitals(season, printed):
    known = driver("Salih Yoluç")

    imported(season, entry_file(car(name_1=printed)))

    assert CrewSeat.objects.get().driver == known


def test_alias_is_a_name(season):
    known = DriverAliasFactory(driver=driver("Salih Yoluç"), name="Sali Yoluc").driver
    team = TeamAliasFactory(team=TeamFactory(name="Racing Team Turkey"), name="TF Sport").team

    imported(season, entry_file(car(name_1="Sali Yoluc")))

    assert CrewSeat.objects.get().driver == known
    assert (Entry.objects.get().team, Entry.objects.get().team_name) == (team, "TF Sport")


@pytest.mark.parametrize("printed", ["Oreca 07 - Gibson", "ORECA 07 – Gibson", "Oreca 07"])
def test_car_is_known_with_its_engine_and_without(season, printed):
    known = CarFactory(name="Oreca 07", engine="Gibson")

    imported(season, entry_file(car(car=printed)))

    assert Entry.objects.get().car == known


def test_name_on_the_entry_means_its_own_team(season):
    entry = EntryFactory(
        season=season,
        number="7",
        car_class=season.classes.get(),
        team=TeamFactory(name="Triple Eight JMR"),
        team_name="Triple Eight",
    )

    plan = plan_import(season, None, entry_file(car(team="Triple Eight")))

    assert plan.changes_nothing
    assert plan.lines[0].entry == entry


# Asked, with a suggestion


def test_same_letters_without_accents_are_suggested(season):
    driver("Salih Yoluç")

    assert asked(season, car(name_1="Salih YOLUC")) == [
        ("Salih Yoluc", "letters", ["Salih Yoluç"], "Salih Yoluç")
    ]


def test_answer_is_remembered_as_an_alias_and_not_asked_again(season):
    known = driver("Salih Yoluç")
    file = entry_file(car(name_1="Salih YOLUC"))

    imported(season, file)

    assert DriverAlias.objects.get().driver == known
    assert plan_import(season, None, file).changes_nothing
    assert asked(SeasonFactory(), car(name_1="Salih YOLUC")) == []


def test_nickname_within_a_crew_is_suggested(season):
    entry = EntryFactory(season=season, number="7", team=TeamFactory(name="TF Sport"))
    CrewSeatFactory(entry=entry, driver=driver("Jonathan Edgar"))

    assert asked(season, car(name_1="Jonny Edgar")) == [
        ("Jonny Edgar", "own", ["Jonathan Edgar"], "Jonathan Edgar")
    ]


def test_car_of_nearly_the_same_name_on_the_entry_is_suggested(season):
    entry = EntryFactory(
        season=season,
        number="7",
        team=TeamFactory(name="TF Sport"),
        car=CarFactory(name="Porsche 911 GT3 R (992)"),
    )

    assert asked(season, car(car="Porsche 911 GT3 R")) == [
        ("Porsche 911 GT3 R", "own", [str(entry.car)], str(entry.car))
    ]


# Asked, without a suggestion


def test_team_whose_name_holds_the_printed_one_is_offered(season):
    TeamFactory(name="Triple Eight JMR")

    assert asked(season, car(team="Triple Eight")) == [
        ("Triple Eight", "alike", ["Triple Eight JMR"], "")
    ]


def test_confirmed_team_is_remembered(season):
    team = TeamFactory(name="Triple Eight JMR")
    file = entry_file(car(team="Triple Eight"))
    key = plan_import(season, None, file).questions[0].key

    imported(season, file, answers={key: str(team.pk)})

    assert Team.objects.get() == team
    assert TeamAlias.objects.get().name == "Triple Eight"
    assert plan_import(season, None, file).changes_nothing


def test_answer_new_makes_a_team_that_is_known_from_then_on(season):
    TeamFactory(name="Triple Eight JMR")
    file = entry_file(car(team="Triple Eight"))
    key = plan_import(season, None, file).questions[0].key

    imported(season, file, answers={key: "new"})

    assert Entry.objects.get().team.name == "Triple Eight"
    assert plan_import(season, None, file).changes_nothing


def test_entry_under_another_name_asks_for_its_team(season):
    team = TeamFactory(name="Algarve Pro Racing")
    EntryFactory(season=season, number="7", team=team)

    assert asked(season, car(team="CrowdStrike")) == [
        ("CrowdStrike", "own", ["Algarve Pro Racing"], "")
    ]


def test_given_name_that_begins_alike_is_offered(season):
    driver("Philip Hanson")

    assert asked(season, car(name_1="Phil Hanson")) == [
        ("Phil Hanson", "alike", ["Philip Hanson"], "")
    ]


def test_teams_of_nearly_one_name_in_a_file_are_asked_for(season):
    cars = [car("7", team="Triple Eight"), car("8", team="Triple Eight JMR")]
    file = entry_file(*cars)
    (question,) = plan_import(season, None, file).questions

    imported(season, file, answers={question.key: question.candidates[0].key})

    assert Team.objects.get().name == "Triple Eight"
    assert plan_import(season, None, file).changes_nothing


def test_brothers_are_two_people(season):
    driver("Ricky Taylor")

    assert asked(season, car(name_1="Jordan Taylor")) == []


def test_brother_who_races_in_the_same_car_is_not_offered(season):
    entry = EntryFactory(season=season, number="7", team=TeamFactory(name="TF Sport"))
    CrewSeatFactory(entry=entry, driver=driver("Kirill Ladygin"))

    assert asked(season, car(name_1="Kirill Ladygin", name_2="Anton Ladygin")) == []


def test_second_engine_of_a_model_is_part_of_its_name(season):
    file = timing_file(
        ("22", "United", "GT", "", "Oreca 07 - Gibson"),
        ("23", "Jota", "GT", "", "Oreca 07 - Mecachrome"),
    )

    imported(season, file, answers={one.key: "new" for one in asked_of(season, file)})

    assert sorted(map(str, Car.objects.all())) == ["Oreca 07 - Mecachrome", "Oreca 07 – Gibson"]
    assert plan_import(season, None, file).changes_nothing


def asked_of(season, file):
    return plan_import(season, None, file).questions


def test_father_and_son_of_one_crew_are_two_people(season):
    entry = EntryFactory(season=season, number="7", team=TeamFactory(name="AT Racing"))
    CrewSeatFactory(entry=entry, driver=driver("Alexander Talkanitsa"))
    line = car(team="AT Racing", name_1="Alexander Talkanitsa", name_2="Alexander Talkanitsa Jr")

    imported(season, entry_file(line))

    assert [str(seat.driver) for seat in entry.crew.all()] == [
        "Alexander Talkanitsa",
        "Alexander Talkanitsa Jr",
    ]


# Namesakes


@pytest.fixture
def bells():
    return driver("Matthew Bell", country="GB"), driver("Matthew Bell", country="US")


def test_namesakes_are_told_apart_by_country_category_and_teams(season, bells):
    CrewSeatFactory(driver=bells[0], entry__team=TeamFactory(name="Nielsen Racing"))
    (question,) = plan_import(season, None, entry_file(car(name_1="Matthew Bell"))).questions

    assert [words.answer(question, one.key) for one in question.candidates] == [
        "Matthew Bell (GBR, Nielsen Racing)",
        "Matthew Bell (USA)",
    ]
    assert question.answer == ""


def test_country_decides_which_namesake_is_suggested(season, bells):
    file = entry_file(car(name_1="Matthew Bell", country_1="USA"))

    assert plan_import(season, None, file).questions[0].answer == str(bells[1].pk)


def test_namesake_who_was_chosen_is_known_by_his_entry(season, bells):
    file = entry_file(car(name_1="Matthew Bell", country_1="USA"))

    imported(season, file)

    assert CrewSeat.objects.get().driver == bells[1]
    assert plan_import(season, None, file).changes_nothing


def test_file_may_hold_two_people_of_one_name(season):
    file = entry_file(
        car("7", name_1="Matthew Bell", country_1="GBR"),
        car("8", name_1="Matthew Bell", country_1="USA"),
    )

    imported(season, file)

    assert sorted(str(one.country) for one in Driver.objects.all()) == ["GB", "US"]
    assert plan_import(season, None, file).changes_nothing


def test_known_driver_from_another_country_is_pointed_out(season):
    driver("Matthew Bell", country="GB")
    plan = plan_import(season, None, entry_file(car(name_1="Matthew Bell", country_1="USA")))

    assert [words.sentence(one) for one in plan.warnings] == [
        "“USA” is not where Matthew Bell comes from (GBR): is it the same person?"
    ]


# Timing files have words of their own


def test_class_and_group_of_a_timing_file_are_asked_for_once(season):
    lmp2 = CarClassFactory(season=season, code="LMP2")
    cup = CarClassFactory(season=season, code="LMP2 Cup", parent=lmp2)
    file = timing_file(
        ("22", "United", "LMP2", "P/A", "", "Philip HANSON"),
        ("29", "Racing Team", "LMP2", "P/A", "", "Giedo VAN DER GARDE"),
    )
    (question,) = plan_import(season, None, file).questions

    imported(season, file, answers={question.key: str(cup.pk)})

    assert (question.printed, question.lines, question.answer) == ("LMP2 P/A", [2, 3], "")
    assert ClassAlias.objects.get().name == "LMP2 P/A"
    assert set(Entry.objects.values_list("car_class", flat=True)) == {cup.pk}
    assert plan_import(season, None, file).changes_nothing


def test_group_within_a_class_without_sub_classes_suggests_the_class(season):
    file = timing_file(("22", "United", "GT", "B", ""))

    assert plan_import(season, None, file).questions[0].answer == str(season.classes.get().pk)


def test_timing_renames_neither_team_nor_entry(season):
    team = TeamFactory(name="Proton Competition")
    entry = EntryFactory(
        season=season,
        number="22",
        team=team,
        team_name="Proton by X",
        car_class=season.classes.get(),
    )
    imported(season, timing_file(("22", "PROTON", "GT", "", "")), answers=to_all(team))

    entry.refresh_from_db()
    assert (entry.team, entry.team_name) == (team, "Proton by X")
    assert TeamAlias.objects.get().name == "PROTON"


def to_all(row):
    """Every question is answered with this row."""

    class Answers(dict):
        def __ror__(self, suggested):
            return dict.fromkeys(suggested, str(row.pk))

    return Answers({"any": "any"})


def test_timing_changes_nobodys_country(season):
    entry = EntryFactory(season=season, number="22", team=TeamFactory(name="United"))
    CrewSeatFactory(entry=entry, driver=driver("Antares Au", country="HK"))
    file = timing_file(("22", "United", "GT", "", "", "Antares AU"))
    (record,) = file.records
    british = replace(record.drivers[0], country="GBR")
    file = replace(file, records=(replace(record, drivers=(british,)),))

    plan = plan_import(season, None, file)

    assert [one.code for one in plan.warnings] == ["country_kept"]
    assert not any(change.field == "driver_country" for change in plan.lines[0].changes)


def test_timing_splits_car_and_engine_at_a_hyphen(season):
    imported(season, timing_file(("22", "United", "GT", "", "Oreca 07 - Gibson")))

    assert (Car.objects.get().name, Car.objects.get().engine) == ("Oreca 07", "Gibson")


def test_car_aliases_are_remembered(season):
    known = CarFactory(name="Lamborghini Huracán GT3 Evo2")

    imported(season, timing_file(("22", "United", "GT", "", "Lamborghini Huracan GT3 EVO2")))

    assert CarAlias.objects.get().car == known
