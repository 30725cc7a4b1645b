"""A wrong pack is refused with the place and the value of every problem."""

import io
import json
import random

import pytest

from championship.imports.problems import Problem
from championship.imports.season_pack import read_season_pack

NOISE = random.Random(2023).randbytes(51 * 1024 * 1024)


def problems_of(content):
    if isinstance(content, str):
        content = content.encode()
    pack, problems = read_season_pack(io.BytesIO(content))
    assert pack is None
    return [str(problem) for problem in problems]


def problems_in(pack):
    return problems_of(json.dumps(pack))


def event(pack, slug):
    return next(event for event in pack["events"] if event["slug"] == slug)


def result(pack, session):
    return next(result for result in pack["results"] if result["session"] == session)


def test_a_shipped_pack_has_no_problem(shipped_pack_file):
    with shipped_pack_file.open("rb") as stream:
        _pack, problems = read_season_pack(stream)

    assert problems == []


# Files that are no pack at all


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "$: the file is empty."),
        (b" \n", "$: the file is empty."),
        (b'{"format": ', "$: not JSON: Expecting value at line 1, column 12."),
        (b"{'format': 1}", None),
        (b"\xff\xfe{\x00}\x00", "$: byte 0 is not UTF-8 text."),
        (b"[" * 100_000, "$: nested too deeply."),
        (b"[" * 800 + b"]" * 800, None),
        (b'{"format": NaN}', "$: not JSON: NaN is not a number."),
        (b"[]", "$: [] is not an object."),
        (b"7" * 5000, None),
        (b'{"version": 1, "version": 2}', '$: "version" stands twice as a key of one object.'),
        (
            b'{"format": "a\\u0000b"}',
            '$.format: "a\\u0000b" holds a character that can\'t be stored.',
        ),
        (b'{"format": "\\ud800"}', None),
    ],
)
def test_a_file_that_is_no_pack_gives_one_message(content, problem):
    found = problems_of(content)

    assert len(found) == 1
    assert found[0].startswith("$")
    assert problem is None or found == [problem]


def test_noise_of_50_megabytes_is_refused_unread():
    assert problems_of(NOISE) == ["$: the file has 51 MB; at most 20 MB are read."]


def test_noise_below_the_limit_is_refused_too():
    assert len(problems_of(NOISE[: 1024 * 1024])) == 1


def test_a_byte_order_mark_does_no_harm(aslms_pack_file):
    content = b"\xef\xbb\xbf" + aslms_pack_file.read_bytes()

    assert read_season_pack(io.BytesIO(content))[1] == []


# One thing wrong, said with its place


def without_key(pack):
    del pack["entries"][3]["class"]


def unknown_key(pack):
    pack["entries"][3]["clas"] = "gt"


def unknown_class(pack):
    pack["entries"][0]["class"] = "lmp4"


def unknown_driver(pack):
    pack["entries"][0]["crew"][1] = "tom-dilman"


def wrong_format(pack):
    pack["format"] = "something-else"


def number_as_number(pack):
    pack["entries"][0]["number"] = 3


def second_car_4(pack):
    pack["entries"][0]["number"] = "4"


def second_car_4_at_an_event(pack):
    event(pack, "dubai")["entries"][0]["number"] = "4"


def driver_twice(pack):
    pack["entries"][0]["crew"][2] = pack["entries"][0]["crew"][0]


def car_not_entered(pack):
    result(pack, "sepang-race-1")["lines"][0]["car"] = "34"


def unknown_car(pack):
    result(pack, "sepang-race-1")["lines"][0]["car"] = "123"


def car_twice(pack):
    lines = result(pack, "sepang-race-1")["lines"]
    lines[1]["car"] = lines[0]["car"]


def impossible_date(pack):
    event(pack, "dubai")["ends_on"] = "2024-02-30"


def dates_out_of_order(pack):
    event(pack, "dubai")["ends_on"] = "2024-02-01"


def outside_season(pack):
    event(pack, "abu-dhabi")["ends_on"] = "2024-03-11"


def session_outside_event(pack):
    event(pack, "dubai")["sessions"][5]["starts_at"] = "2024-02-09T13:00:00+04:00"


def time_that_is_none(pack):
    result(pack, "dubai-race")["lines"][0]["time"] = "4:00:99.000"


def start_that_is_none(pack):
    event(pack, "dubai")["sessions"][0]["starts_at"] = "2024-02-02T25:00:00+04:00"


def race_without_round(pack):
    del event(pack, "dubai")["sessions"][5]["round"]


def round_of_another_event(pack):
    event(pack, "dubai")["sessions"][5]["round"] = 1


def unknown_session(pack):
    result(pack, "dubai-race")["session"] = "dubai-race-9"


def unknown_zone(pack):
    pack["circuits"][0]["time_zone"] = "Asia/Abu_Dhabi"


def reserved_series(pack):
    pack["series"]["slug"] = "teams"


def points_that_are_none(pack):
    pack["points_scales"][0]["points"][3] = "1/0"


def penalty_without_time(pack):
    decision = result(pack, "abu-dhabi-race-2")["decisions"][0]
    del decision["time"], decision["laps"]


def award_without_holder(pack):
    pack["awards"][0]["steps"][0]["candidates"] = []


def negative_laps(pack):
    result(pack, "dubai-race")["lines"][0]["laps"] = -1


def text_without_end(pack):
    pack["teams"][0]["name"] = "x" * 101


def two_teams_of_one_address(pack):
    pack["teams"][1]["slug"] = pack["teams"][0]["slug"]


def empty_crew_list_replaced_by_text(pack):
    pack["entries"][0]["crew"] = "tom-dillmann"


def beyond_the_pole(pack):
    pack["circuits"][0]["latitude"] = "123.4"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_key, "$.entries[3]: “class” is missing."),
        (unknown_key, "$.entries[3]: “clas” is not known here (id, number, class"),
        (unknown_class, '$.entries[0].class: "lmp4" is not a class of this pack (lmp2, lmp3, gt).'),
        (
            unknown_driver,
            '$.entries[0].crew[1]: "tom-dilman" is not a driver of this pack (did you',
        ),
        (wrong_format, '$.format: "something-else" is not "pitboard-season-pack".'),
        (number_as_number, "$.entries[0].number: 3 is not a text."),
        (second_car_4, '$.entries[1]: "4" is the number of $.entries[0] too.'),
        (second_car_4_at_an_event, '$.events[1].entries[1]: "4" is the number of'),
        (driver_twice, '$.entries[0].crew[2]: "alexander-mattschull" is already in this crew.'),
        (car_not_entered, '$.results[0].lines[0].car: "34" is not entered at this event.'),
        (unknown_car, '$.results[0].lines[0].car: "123" is not an entry of this pack'),
        (car_twice, '$.results[0].lines[1].car: "99" stands already at $.results[0].lines[0].car.'),
        (impossible_date, '$.events[1].ends_on: "2024-02-30" is not a day of the calendar.'),
        (dates_out_of_order, '$.events[1].ends_on: "2024-02-01" is before 2024-02-02.'),
        (outside_season, '$.events[2].ends_on: "2024-03-11" is outside the season'),
        (session_outside_event, "$.events[1].sessions[5].starts_at:"),
        (time_that_is_none, '$.results[2].lines[0].time: "4:00:99.000" is not a time.'),
        (start_that_is_none, "$.events[1].sessions[0].starts_at:"),
        (race_without_round, '$.events[1].sessions[5]: "dubai-race" is a race without a round.'),
        (round_of_another_event, "$.events[1].sessions[5].round: 1 is not a round of this event."),
        (unknown_session, '$.results[2].session: "dubai-race-9" is not a session of this pack'),
        (unknown_zone, '$.circuits[0].time_zone: "Asia/Abu_Dhabi" is not a time zone.'),
        (reserved_series, '$.series.slug: "teams" is an address of the site itself.'),
        (points_that_are_none, '$.points_scales[0].points[3]: "1/0"'),
        (penalty_without_time, '$.results[4].decisions[0].penalty: "time" needs “time” or “laps”.'),
        (award_without_holder, '$.awards[0].steps[0]: "confirmed" is without a holder.'),
        (negative_laps, "$.results[2].lines[0].laps: -1 is less than 0."),
        (text_without_end, "$.teams[0].name:"),
        (two_teams_of_one_address, '$.teams[1].slug: "'),
        (empty_crew_list_replaced_by_text, '$.entries[0].crew: "tom-dillmann" is not a list.'),
        (beyond_the_pole, '$.circuits[0].latitude: "123.4" is beyond 90 degrees.'),
    ],
)
def test_a_problem_is_said_with_its_place_and_value(small_pack, change, said):
    change(small_pack)

    found = problems_in(small_pack)

    assert any(problem.startswith(said) for problem in found), found


def test_every_problem_is_said_at_once(small_pack):
    changes = [
        without_key,
        second_car_4_at_an_event,
        car_not_entered,
        impossible_date,
        unknown_zone,
    ]
    for change in changes:
        change(small_pack)

    places = [problem.split(": ")[0] for problem in problems_in(small_pack)]

    assert places == [
        "$.entries[3]",
        "$.circuits[0].time_zone",
        "$.events[1].ends_on",
        "$.events[1].entries[1]",
        "$.results[0].lines[0].car",
    ]


def test_one_wrong_value_is_said_once(small_pack):
    impossible_shape = "30 February"
    event(small_pack, "dubai")["ends_on"] = impossible_shape

    assert len(problems_in(small_pack)) == 1


def test_hundreds_of_problems_are_cut_with_their_number(aslms_pack):
    for team in aslms_pack["teams"]:
        team["nonsense"] = 1
    for driver in aslms_pack["drivers"]:
        driver["nonsense"] = driver["more"] = 1
        driver["family_name"] = ""

    found = problems_in(aslms_pack)

    assert len(found) == 201
    assert found[-1] == "$: and 114 more problems."


JUNK = [
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "\U0001f3c1",
    [],
    {},
    [None],
    {"a": [1]},
    "2024-13-01",
]


def places_in(value, path=()):
    """Every path into a JSON value."""
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places_in(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places_in(item, (*path, index))


@pytest.mark.parametrize("seed", range(60))
def test_junk_anywhere_never_breaks_the_reader(small_pack, aslms_pack, seed):
    pack = small_pack | {part: aslms_pack[part] for part in ("pictures", "articles")}
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 5)):
        *parents, last = chance.choice([path for path in places_in(pack) if path])
        inside = pack
        for key in parents:
            inside = inside[key]
        inside[last] = chance.choice(JUNK)

    _pack, problems = read_season_pack(io.BytesIO(json.dumps(pack).encode()))

    assert all(isinstance(problem, Problem) and str(problem) for problem in problems)


def reserved_language(pack):
    pack["series"]["slug"] = "de-endurance-cup"


def line_break_in_an_address(pack):
    pack["series"]["slug"] = "aslms\n"


def days_before_our_time(pack):
    event(pack, "dubai")["starts_on"] = "0001-01-01"


def penalty_of_weeks(pack):
    result(pack, "abu-dhabi-race-2")["decisions"][0]["time"] = "999:00:00"


def crew_of_thousands(pack):
    pack["entries"][0]["crew"] = [None] * 40_000


def published_without_lines(pack):
    result(pack, "dubai-race")["classifications"][0]["lines"] = []


def points_as_float(pack):
    pack["points_scales"][0]["points"][0] = 25.0


def negative_points(pack):
    pack["points_scales"][0]["points"][0] = -25


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (reserved_language, "$.series.slug"),
        (line_break_in_an_address, "$.series.slug"),
        (days_before_our_time, "$.events[1].starts_on"),
        (penalty_of_weeks, "$.results[4].decisions[0].time"),
        (crew_of_thousands, "$.entries[0].crew"),
        (published_without_lines, "$.results[2].classifications[0].lines"),
        (negative_points, "$.points_scales[0].points[0]"),
        (points_as_float, "$.points_scales[0].points[0]"),
    ],
)
def test_what_a_database_or_a_page_could_not_bear_is_refused(small_pack, change, place):
    change(small_pack)

    assert [problem.split(":")[0] for problem in problems_in(small_pack)] == [place]
