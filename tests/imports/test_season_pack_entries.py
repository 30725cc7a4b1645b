"""What is wrong with entries, crew rules and entry lists is said with its place and value."""

import pytest

from championship.imports.season_pack.checks import check_pack

from .test_season_pack import problems_in

AT = "$.entry_lists[1]"


def sepang(pack):
    return pack["entry_lists"][1]


def line(pack):
    return sepang(pack)["entries"][0]


def rules(pack):
    return pack["classes"][0]["crew"]


def entry_twice(pack):
    sepang(pack)["entries"][1]["entry"] = "3"


def number_twice(pack):
    sepang(pack)["entries"][1]["number"] = "3"


def unknown_entry(pack):
    line(pack)["entry"] = "123"


def unknown_class(pack):
    line(pack)["class"] = "lmp4"


def unknown_car(pack):
    line(pack)["car"] = "oreca-08"


def unknown_driver(pack):
    line(pack)["crew"][1] = {"driver": "tom-dilman", "category": "gold"}


def driver_twice(pack):
    line(pack)["crew"][1] = line(pack)["crew"][0]


def unknown_event(pack):
    sepang(pack)["event"] = "sepan"


def received(pack):
    line(pack)["status"] = "received"


def place_without_reserve(pack):
    line(pack)["reserve_place"] = 1


def two_first_reserves(pack):
    for car in sepang(pack)["entries"][:2]:
        car |= {"status": "reserve", "reserve_place": 1}


def totals_beside_lines(pack):
    sepang(pack)["cars"] = {"lmp2": 11}


def day_beside_time(pack):
    sepang(pack)["published_at"] = "2023-11-22T12:00:00Z"


def time_that_is_none(pack):
    del sepang(pack)["published_on"]
    sepang(pack)["published_at"] = "2023-11-31T12:00:00Z"


def unknown_state(pack):
    sepang(pack)["state"] = "amended"


def rule_waived_twice(pack):
    line(pack)["waivers"] = [{"rule": "car", "reason": "Agreed."}] * 2


def waived_without_a_reason(pack):
    pack["entries"][0]["waivers"] = [{"rule": "car", "reason": ""}]


def waived_twice_at_an_event(pack):
    car = pack["events"][0]["entries"][0]
    car["waivers"] = [{"rule": "car", "reason": "Agreed."}] * 2


def nobody_printed(pack):
    line(pack)["crew"][0] = {"driver": "alexander-mattschull", "family_name": ""}


def lines_of_nothing(pack):
    sepang(pack)["entries"] = []


def least_above_most(pack):
    rules(pack)["limits"][0]["at_most"] = 0


def more_drivers_than_there_may_be(pack):
    rules(pack).update(drivers_at_least=3, drivers_at_most=2)


def limit_of_nothing(pack):
    del rules(pack)["limits"][0]["at_least"]


def limited_twice(pack):
    rules(pack)["limits"].append({"categories": ["bronze"], "at_most": 2})


def unknown_category(pack):
    rules(pack)["limits"][0]["categories"] = ["copper"]


def car_nobody_knows(pack):
    rules(pack)["cars"] = ["oreca-07", "oreca-08"]


def car_allowed_twice(pack):
    rules(pack)["cars"] = ["oreca-07", "oreca-07"]


def alias_twice(pack):
    pack["cars"][0]["aliases"] = ["Vantage", "Vantage"]


def event_reserve_without_a_place_for_it(pack):
    pack["events"][0]["entries"][0]["reserve_place"] = 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (entry_twice, f'{AT}.entries[1].entry: "3" stands already at {AT}.entries[0].entry.'),
        (number_twice, f'{AT}.entries[1]: "3" is the number of {AT}.entries[0] too.'),
        (unknown_entry, f'{AT}.entries[0].entry: "123" is not an entry of this pack'),
        (unknown_class, f'{AT}.entries[0].class: "lmp4" is not a class of this pack'),
        (unknown_car, f'{AT}.entries[0].car: "oreca-08" is not a car of this pack (aston'),
        (unknown_driver, f'{AT}.entries[0].crew[1].driver: "tom-dilman" is not a driver'),
        (driver_twice, f'{AT}.entries[0].crew[1]: "alexander-mattschull" is already in this crew.'),
        (unknown_event, f'{AT}.event: "sepan" is not an event of this pack'),
        (received, f'{AT}.entries[0].status: "received" is none of confirmed, reserve, withdrawn.'),
        (place_without_reserve, f"{AT}.entries[0].reserve_place: 1 is only for a reserve."),
        (two_first_reserves, f"{AT}.entries[1].reserve_place: 1 stands already at"),
        (totals_beside_lines, f"{AT}.cars: stands beside the lines, which are counted."),
        (day_beside_time, f'{AT}.published_on: "2023-11-22" stands beside a time'),
        (time_that_is_none, f"{AT}.published_at:"),
        (unknown_state, f'{AT}.state: "amended" is none of provisional, final.'),
        (rule_waived_twice, f'{AT}.entries[0].waivers[1].rule: "car" stands already at'),
        (waived_without_a_reason, '$.entries[0].waivers[0].reason: "" is empty.'),
        (waived_twice_at_an_event, "$.events[0].entries[0].waivers[1].rule:"),
        (nobody_printed, f"{AT}.entries[0].crew[0]:"),
        (lines_of_nothing, f"{AT}.entries: [] is empty."),
        (least_above_most, "$.classes[0].crew.limits[0].at_least: 1 is more than “at_most” (0)."),
        (more_drivers_than_there_may_be, "$.classes[0].crew.drivers_at_least: 3 is more than"),
        (limit_of_nothing, "$.classes[0].crew.limits[0]: needs “at_least” or “at_most”."),
        (limited_twice, '$.classes[0].crew.limits[1]: "bronze" has a limit already at $.classes'),
        (unknown_category, "$.classes[0].crew.limits[0].categories[0]:"),
        (car_nobody_knows, '$.classes[0].crew.cars[1]: "oreca-08" is not a car of this pack'),
        (car_allowed_twice, '$.classes[0].crew.cars[1]: "oreca-07" stands already at'),
        (alias_twice, '$.cars[0].aliases[1]: "Vantage" stands already at'),
        (event_reserve_without_a_place_for_it, "$.events[0].entries[0].reserve_place: 2 is only"),
    ],
)
def test_a_problem_is_said_once_with_its_place_and_value(small_pack, change, said):
    change(small_pack)

    found = problems_in(small_pack)

    assert [problem.startswith(said) for problem in found] == [True], found


def test_a_withdrawn_car_leaves_its_number_on_a_list(small_pack):
    number_twice(small_pack)
    line(small_pack)["status"] = "withdrawn"

    assert check_pack(small_pack) == []
