"""Real results, read in place: what their README counts."""

import pytest

from championship.imports.timing import Gap, Hints
from championship.scoring.states import Status

from .result_files import firsts, found, numbers, real, warned
from .test_timing_files import (
    BRANDS_HATCH,
    CUP,
    DAYTONA,
    IMOLA,
    LE_MANS,
    ROAD_AMERICA,
    SAO_PAULO,
    SEBRING,
    SEPANG,
    SPA,
    VIR,
)

PROVISIONAL = f"{CUP}3_Provisional_Results.CSV"
OFFICIAL = f"{CUP}3_Results_Official.CSV"
BY_CLASS = f"{CUP}5_Results_by_Class_Official.CSV"
ROUND_1 = f"{SEPANG}r1-race-results.csv"
ROUND_5 = f"{SEPANG}r5-race-results.csv"
CLASSIFIED, NOT_CLASSIFIED = Status.CLASSIFIED, Status.NOT_CLASSIFIED
RETIRED, DID_NOT_START = Status.RETIRED, Status.DID_NOT_START
RESULTS = [LE_MANS, SAO_PAULO, IMOLA, SPA, DAYTONA, VIR, SEBRING, ROAD_AMERICA, BRANDS_HATCH]
RESULTS += [PROVISIONAL, OFFICIAL, BY_CLASS, ROUND_1, ROUND_5]


def car(name, number):
    (record,) = [record for record in real(name).records if record.number == number]
    return record


def states(name):
    found = [record.status for record in real(name).records]
    return {status: found.count(status) for status in dict.fromkeys(found)}


@pytest.mark.parametrize("name", RESULTS)
def test_every_result_is_read_without_a_problem(name):
    file = real(name)

    assert file.problems == ()
    assert [record.order for record in file.records] == [*range(1, len(file.records) + 1)]


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        (LE_MANS, {CLASSIFIED: 53, NOT_CLASSIFIED: 1, RETIRED: 8}),
        (SAO_PAULO, {CLASSIFIED: 35}),
        (IMOLA, {CLASSIFIED: 32, NOT_CLASSIFIED: 5}),
        (SPA, {CLASSIFIED: 29, NOT_CLASSIFIED: 2, RETIRED: 2}),
        (DAYTONA, {CLASSIFIED: 61}),
        (VIR, {CLASSIFIED: 23}),
        (PROVISIONAL, {CLASSIFIED: 27, DID_NOT_START: 1}),
        (OFFICIAL, {CLASSIFIED: 27, DID_NOT_START: 1}),
        (BY_CLASS, {None: 28}),
        (ROUND_1, {CLASSIFIED: 36, NOT_CLASSIFIED: 3}),
        (ROUND_5, {CLASSIFIED: 35, NOT_CLASSIFIED: 5}),
        (SEBRING, {None: 7}),
        (BRANDS_HATCH, {None: 3}),
    ],
)
def test_states_are_counted(name, counted):
    assert states(name) == counted


@pytest.mark.parametrize(
    ("name", "winners"),
    [
        (
            LE_MANS,
            {
                ("HYPERCAR", "H"): "8",
                ("HYPERCAR", ""): "709",
                ("LMP2", ""): "38",
                ("LMP2", "P/A"): "45",
                ("LMGTE Pro", ""): "91",
                ("LMGTE Am", ""): "33",
            },
        ),
        (SAO_PAULO, {("HYPERCAR", ""): "15", ("LMGT3", ""): "34"}),
        (IMOLA, {("LMP2", ""): "38", ("LMGTE", ""): "72", ("GTC", ""): "60"}),
        (
            SPA,
            {
                ("HYPERCAR", "H"): "8",
                ("HYPERCAR", ""): "36",
                ("LMP2", ""): "22",
                ("LMP2", "P/A"): "29",
                ("LMGTE Pro", ""): "92",
                ("LMGTE Am", ""): "83",
            },
        ),
        (VIR, {("GTDPRO", ""): "1", ("GTD", ""): "32"}),
        (ROUND_1, {("LMP2", ""): "99", ("LMP3", ""): "17", ("GT", ""): "42"}),
        (ROUND_5, {("LMP2", ""): "25", ("LMP3", ""): "26", ("GT", ""): "88"}),
    ],
)
def test_the_first_of_each_class_and_group_is_counted(name, winners):
    found = {(triple[0], triple[1]): number for triple, number in firsts(real(name)).items()}

    assert found == winners


def test_the_first_of_each_class_at_daytona_is_the_first_of_its_best_group():
    first = {}
    for record in real(DAYTONA).records:
        first.setdefault(record.source_class, record.number)

    assert first == {"GTP": "7", "LMP2": "8", "GTDPRO": "65", "GTD": "13"}


def test_every_car_at_le_mans_has_a_position():
    places = [record.overall_position for record in real(LE_MANS).records]

    assert places == [*range(1, 63)]
    assert car(LE_MANS, "60").status is NOT_CLASSIFIED
    assert car(LE_MANS, "8").total_ms == ((24 * 60 + 2) * 60 + 7) * 1000 + 996


def test_007_and_7_are_two_cars():
    assert car(SAO_PAULO, "007").overall_position == 6
    assert car(SAO_PAULO, "7").overall_position == 12


def test_a_car_that_is_not_classified_may_have_done_more_laps():
    record = car(IMOLA, "43")

    assert (record.status, record.laps) == (NOT_CLASSIFIED, 136)
    assert record.gap_previous == Gap("-12 Laps", "laps", laps=-12)
    assert warned(real(IMOLA)) == []


def test_cars_that_did_not_start_are_shown_as_retired_at_spa():
    assert warned(real(SPA)) == [(33, "STATUS", "without_a_lap"), (34, "STATUS", "without_a_lap")]


def test_a_car_put_last_in_its_class_at_vir_keeps_its_laps_and_its_old_gap():
    record = car(VIR, "27")

    assert (record.overall_position, record.laps) == (22, 86)
    assert numbers(real(VIR))[20:22] == ["70", "27"]
    assert record.gap_first == Gap("+17.000", "time", ms=17_000)
    assert [warning.code for warning in record.warnings] == ["order_ahead", "gap_in_laps"]


def test_two_cars_are_last_in_the_official_result_of_the_cup():
    provisional, official = real(PROVISIONAL), real(OFFICIAL)

    assert numbers(provisional)[:2] == ["2", "72"]
    assert numbers(official)[:2] == ["2", "55"]
    assert numbers(official)[25:] == ["72", "47", "15"]
    assert car(OFFICIAL, "72").status is CLASSIFIED
    assert [(line, code) for line, _column, code in warned(official) if code[:5] == "order"] == [
        (27, "order_ahead"),
        (28, "order_ahead"),
    ]


def test_52_seconds_were_added_to_two_cars_of_the_cup():
    added = [car(OFFICIAL, each).total_ms - car(PROVISIONAL, each).total_ms for each in ("31", "5")]

    assert added == [52_000, 52_000]


def test_a_car_that_did_not_start_has_no_position_in_the_cup():
    record = car(OFFICIAL, "15")

    assert (record.status, record.overall_position) == (DID_NOT_START, None)
    assert (record.class_position, record.laps, record.total_ms) == (None, 0, None)


def test_the_result_by_class_says_the_same_with_another_spelling():
    overall, by_class = real(OFFICIAL), real(BY_CLASS)

    assert numbers(by_class) == numbers(overall)
    assert car(BY_CLASS, "5").gap_first == Gap("+1'17.716", "time", ms=77_716)
    assert car(OFFICIAL, "5").gap_first == Gap("+1:17.716", "time", ms=77_716)


def test_the_files_of_the_2023_24_season_have_their_winners_and_penalties():
    assert numbers(real(ROUND_1))[0] == "99"
    assert car(ROUND_1, "99").total_ms == 13_406_017
    assert car(ROUND_1, "90").total_ms == 13_753_139


def test_two_qualifyings_at_sepang_set_the_grids():
    gt, lmp = (real(f"{SEPANG}sepang-qualifying-{name}-results.csv") for name in ("gt", "lmp"))

    assert (gt.by_best_lap, lmp.by_best_lap) == (True, True)
    assert list(firsts(gt).values()) == ["42"]
    assert list(firsts(lmp).values()) == ["90", "20"]
    assert [record.best_lap_ms for record in gt.records[21:]] == [None, None]


def test_sebring_is_by_best_lap():
    record = real(SEBRING).records[0]

    assert (record.number, record.best_lap_ms, record.best_lap_number) == ("38", 116_001, 5)
    assert (record.laps, record.gap_first.kind) == (7, "leader")


def test_the_simulation_is_in_finishing_order():
    file = real(BRANDS_HATCH)

    assert (file.session, file.encoding) == ("race", "utf-16")
    assert [(row.number, row.laps, row.total_ms) for row in file.records] == [
        ("82", 23, 2_329_129),
        ("107", 21, 2_181_760),
        ("17", 21, 2_236_216),
    ]


@pytest.mark.parametrize(
    ("name", "hints", "is_resaved"),
    [
        (LE_MANS, Hints("race", hour=24), False),
        (SPA, Hints("race", hour=6), True),
        (PROVISIONAL, Hints("race", 2, "provisional"), True),
        (OFFICIAL, Hints("race", 2, "official"), True),
        (SEBRING, Hints("qualifying"), True),
        (ROAD_AMERICA, Hints("race"), False),
    ],
)
def test_names_give_hints_and_bytes_tell_whether_they_are_as_published(name, hints, is_resaved):
    file = real(name)

    assert (file.hints, file.is_resaved) == (hints, is_resaved)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("grcup-2025-road-america-race1-23_AnalysisEnduranceWithSections.CSV", "is_laps"),
        ("wec-2025-calendar.ics", "is_calendar"),
        ("f1-2023-usa-entry_list.jolpica.json", "is_json"),
        ("f1-2023-usa-race_classification.jolpica.json", "is_json"),
    ],
)
def test_other_files_are_refused_by_name(name, code):
    assert found(real(name)) == [(None, "", code)]
