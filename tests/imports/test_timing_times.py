"""Times, gaps and the names of files, as timing writes them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.imports.timing import Gap, Hints
from championship.imports.timing.gaps import parse_gap
from championship.imports.timing.hints import hints_of
from championship.imports.timing.statuses import status_of
from championship.imports.timing.times import NoTime, time_ms
from championship.scoring.states import Status


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("24:02'07.996", 86_527_996),
        ("24:00:38.019", 86_438_019),
        ("45:03.689", 2_703_689),
        ("2'41.824", 161_824),
        ("1:46.678", 106_678),
        ("+1'46.678", 106_678),
        ("+0.179", 179),
        ("54.226", 54_226),
        ("1:53,653", 113_653),
        ("52.1", 52_100),
        ("52.12", 52_120),
        ("1:53.6534", 113_653),
        ("59.9995", 60_000),
        ("3:43:26", 13_406_000),
        ("1’53.653", 113_653),
    ],
)
def test_every_notation_that_was_seen_is_read(text, ms):
    assert time_ms(text) == ms


@pytest.mark.parametrize("text", ["0", "93", "93604", "2236216", "+12"])
def test_a_bare_whole_number_may_be_seconds_or_milliseconds(text):
    with pytest.raises(NoTime, match="time_bare"):
        time_ms(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1.000",
        "1:60.000",
        "1:60'00.000",
        "1:60:00.000",
        "1:5.000",
        "1:5:00.000",
        "1:23",
        "1:53.65345",
        "1:53.",
        ".653",
        "1.234,5",
        "1:2:3:4.5",
        "1'02'03.000",
        "٣.١",
        "1e3.0",
        "+-1.0",
        "NaN",
    ],
)
def test_anything_else_is_no_time(text):
    with pytest.raises(NoTime, match="time_wrong"):
        time_ms(text)


def in_parts(ms):
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return *divmod(minutes, 60), seconds, thousandths


@given(
    st.integers(min_value=0, max_value=100 * 3_600_000 - 1),
    st.sampled_from(["{}:{:02}:{:02}.{:03}", "{}:{:02}'{:02}.{:03}", "+{}:{:02}:{:02},{:03}"]),
)
def test_a_long_time_is_read_as_it_was_written(ms, notation):
    assert time_ms(notation.format(*in_parts(ms))) == ms


@given(
    st.integers(min_value=0, max_value=3_600_000 - 1),
    st.sampled_from(["{}'{:02}.{:03}", "{}:{:02}.{:03}", "+{}'{:02}.{:03}"]),
)
def test_a_short_time_is_read_as_it_was_written(ms, notation):
    assert time_ms(notation.format(*in_parts(ms)[1:])) == ms


@given(st.text(max_size=12) | st.text("0123456789:'.,+- ", max_size=12))
def test_a_text_is_a_time_or_no_time_and_nothing_else_happens(text):
    with suppress(NoTime):
        assert 0 <= time_ms(text) <= 100 * 3_600_000


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("", Gap("")),
        ("-", Gap("-")),
        ("+2.490", Gap("+2.490", "time", ms=2_490)),
        ("1'07.196", Gap("1'07.196", "time", ms=67_196)),
        ("-0.500", Gap("-0.500", "time", ms=-500)),
        ("1 Lap", Gap("1 Lap", "laps", laps=1)),
        ("15 Laps", Gap("15 Laps", "laps", laps=15)),
        ("-13 Laps", Gap("-13 Laps", "laps", laps=-13)),
        ("+1 Lap", Gap("+1 Lap", "laps", laps=1)),
        ("2 tours", Gap("2 tours", "laps", laps=2)),
        ("6L", Gap("6L", "laps", laps=6)),
        ("3 Runden", Gap("3 Runden", "laps", laps=3)),
    ],
)
def test_a_gap_keeps_its_text_and_says_what_it_is(text, gap):
    assert parse_gap(text) == gap


@pytest.mark.parametrize("text", ["12", "PIT", "1:60.000", "laps"])
def test_a_gap_that_cant_be_read_is_none(text):
    assert parse_gap(text) is None


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("Classified", Status.CLASSIFIED),
        ("Not classified", Status.NOT_CLASSIFIED),
        ("RETIRED", Status.RETIRED),
        ("Not started", Status.DID_NOT_START),
        ("DSQ", Status.DISQUALIFIED),
        ("Non classé", Status.NOT_CLASSIFIED),
        ("Ausgeschlossen", Status.EXCLUDED),
        ("Parked", None),
        ("", None),
    ],
)
def test_a_printed_state_is_one_of_ours_or_unknown(printed, status):
    assert status_of(printed) == status


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("03_Classification_Race_Hour 24.CSV", Hints("race", hour=24)),
        ("03_Classification_Race_Hour_6.CSV", Hints("race", hour=6)),
        ("Hour 3/03_Classification_Race (2).CSV", Hints("race")),
        ("03_Provisional Results_Race 2_Anonymized.CSV", Hints("race", 2, "provisional")),
        ("03_Results GR Cup Race 2 Official_Anonymized.CSV", Hints("race", 2, "official")),
        ("03_Results_Race_Unofficial.CSV", Hints("race", version="unofficial")),
        ("05_Classification_Race_Amended.CSV", Hints("race", version="amended")),
        ("Classement_Course 1_définitif.csv", Hints("race", 1, "final")),
        ("03_Classification_Qualifying%20Race%202.CSV", Hints("qualifying", 2)),
        ("03_Classification_Free Practice 1.CSV", Hints("practice", 1)),
        ("191003_235558_Q.json", Hints("qualifying")),
        ("results.csv", Hints()),
        ("", Hints()),
    ],
)
def test_the_name_of_a_file_gives_hints(name, hints):
    assert hints_of(name) == hints
