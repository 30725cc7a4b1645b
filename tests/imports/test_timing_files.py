"""Real timing files, read in place: cars, numbers and crews as their README counts them."""

import pytest

from championship.imports.entry_list import DriverCell

from .entry_files import REAL, found, real, warned

if not REAL.is_dir():
    pytest.skip(f"no timing files in TIMING_FILES ({REAL})", allow_module_level=True)

LE_MANS = "wec-2022-le-mans-03_Classification_Race_Hour_24.CSV"
SAO_PAULO = "wec-2026-sao-paulo-03_Classification_Race_Hour_6.CSV"
IMOLA = "elms-2014-imola-Classification.csv"
SPA = "wec-2021-spa-race-hour-6-results.comma.csv"
DAYTONA = "imsa-wt-2025-daytona-race-results.comma.csv"
VIR = "imsa-wt-2024-vir-race-results.comma.csv"
SEBRING = "imsa-wt-2021-sebring-qualifying-lmp3-results.comma.csv"
ROAD_AMERICA = "imsa-aec-2026-road-america-03_Results_Race.CSV"
CUP = "grcup-2025-road-america-race2-0"
SEPANG = "aslms-2023-24/aslms-2023-24-"
BRANDS_HATCH = "acc-2019-brands-hatch-191003_235558_R.json"
FULL = {"number", "class", "team", "car", "drivers"}
RATED = {*FULL, "driver_countries", "driver_categories"}


def car(file, number):
    (record,) = [record for record in file.records if record.number == number]
    return record


@pytest.mark.parametrize(
    ("name", "variant", "cars", "says"),
    [
        (LE_MANS, "A2", 62, {*FULL, "sub_class"}),
        (SAO_PAULO, "A2", 35, FULL),
        (IMOLA, "A1", 37, FULL),
        (SPA, "A2", 33, {*FULL, "sub_class"}),
        (DAYTONA, "B1", 61, {*RATED, "sub_class"}),
        (VIR, "B1", 23, RATED),
        (SEBRING, "C1", 7, RATED),
        (ROAD_AMERICA, "B2", 9, RATED),
        (f"{CUP}3_Provisional_Results.CSV", "B4", 28, {"number", "class", "sub_class", "car"}),
        (f"{CUP}3_Results_Official.CSV", "B4", 28, {"number", "class", "sub_class", "car"}),
        (f"{CUP}5_Results_by_Class_Official.CSV", "D2", 28, {"number", "class", "car"}),
        (f"{SEPANG}r1-race-results.csv", "A2", 39, FULL),
        (f"{SEPANG}r5-race-results.csv", "A2", 40, FULL),
        (f"{SEPANG}sepang-qualifying-gt-results.csv", "C2", 23, RATED),
        (f"{SEPANG}sepang-qualifying-lmp-results.csv", "C2", 16, RATED),
        (BRANDS_HATCH, "ACC", 3, {"number", "drivers"}),
    ],
)
def test_every_car_is_read_without_a_problem(name, variant, cars, says):
    file = real(name)

    assert (file.format, file.variant, file.problems) == ("timing", variant, ())
    assert (len(file.records), file.says) == (cars, says)
    assert len({record.number for record in file.records}) == cars


@pytest.mark.parametrize(
    ("name", "numbers"),
    [(SAO_PAULO, {"007", "009", "7"}), (DAYTONA, {"7", "007", "4", "04", "21", "021"})],
)
def test_numbers_that_differ_by_zeros_are_different_cars(name, numbers):
    assert numbers <= {record.number for record in real(name).records}


def test_printed_order_is_kept():
    numbers = [record.number for record in real(SAO_PAULO).records]

    assert (numbers[0], numbers[5], numbers[11]) == ("15", "007", "7")


def test_class_and_group_are_as_printed():
    file = real(LE_MANS)

    classes = {
        number: (car(file, number).car_class, car(file, number).sub_class)
        for number in ("8", "38", "45", "91", "33")
    }
    assert classes == {
        "8": ("HYPERCAR", "H"),
        "38": ("LMP2", ""),
        "45": ("LMP2", "P/A"),
        "91": ("LMGTE Pro", ""),
        "33": ("LMGTE Am", ""),
    }


def test_father_and_son_share_a_car():
    names = [
        (driver.given_name, driver.family_name)
        for record in real(IMOLA).records
        for driver in record.drivers
        if "TALKANITSA" in driver.printed
    ]

    assert sorted(names) == [("Alexander", "Talkanitsa"), ("Alexander", "Talkanitsa Jr")]


def test_accents_and_particles_are_kept():
    crew = [driver for record in real(SAO_PAULO).records for driver in record.drivers]
    names = {driver.printed: (driver.given_name, driver.family_name) for driver in crew}

    assert names["Nyck DE VRIES"] == ("Nyck", "de Vries")
    assert names["António FÉLIX DA COSTA"] == ("António", "Félix da Costa")
    assert names["José María LÓPEZ"] == ("José María", "López")
    assert names["Marco SØRENSEN"] == ("Marco", "Sørensen")


def test_the_winning_crew_of_daytona_has_countries_and_categories():
    assert car(real(DAYTONA), "7").drivers == (
        DriverCell("Laurens", "Vanthoor", "BEL", "platinum", "Laurens Vanthoor"),
        DriverCell("Nick", "Tandy", "GBR", "platinum", "Nick Tandy"),
        DriverCell("Felipe", "Nasr", "BRA", "platinum", "Felipe Nasr"),
    )


def test_two_drivers_raced_two_cars_at_daytona():
    assert [warning.value for warning in real(DAYTONA).warnings] == [
        "Ben Keating",
        "Kyle Kirkwood",
    ]


def test_a_country_that_timing_did_not_know_is_empty():
    crew = car(real(f"{SEPANG}sepang-qualifying-lmp-results.csv"), "99").drivers

    assert [(driver.printed, driver.country) for driver in crew][1] == ("Nikita Mazepin", "")


def test_broken_letters_in_a_home_town_are_noticed():
    assert warned(real(ROAD_AMERICA)) == [(8, "DRIVER1_HOMETOWN", "mojibake")]


def test_a_team_in_the_name_of_a_simulated_driver_is_left_out():
    file = real(BRANDS_HATCH)

    assert warned(file) == [(3, "lastName", "line_break_in_name")]
    assert [driver.printed for driver in file.records[2].drivers] == ["Federico Siv"]


def test_a_real_file_of_laps_is_refused():
    file = real("grcup-2025-road-america-race1-23_AnalysisEnduranceWithSections.CSV")

    assert (file.variant, found(file)) == ("E4", [(None, "", "is_laps")])


def test_results_of_another_kind_are_refused():
    assert found(real("f1-2023-usa-race_classification.jolpica.json")) == [(None, "", "is_json")]
