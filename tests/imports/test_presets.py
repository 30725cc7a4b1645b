"""The shipped rulebooks as plain values."""

from championship.imports.presets import read_presets


def test_presets_are_in_the_order_of_their_names():
    names = [preset.name for preset in read_presets().values()]

    assert names == sorted(names)


def test_a_preset_is_found_by_its_slug():
    assert read_presets()["imsa"].name == "IMSA SportsCar Championship"


def test_points_are_written_as_staff_type_them():
    sprint = read_presets()["formula-1-2022"].scales[1]

    assert sprint["points"] == "8 7 6 5 4 3 2 1"


def test_rules_say_apart_which_sessions_count():
    preset = read_presets()["motogp-riders"]

    assert preset.counts == {"race": "race", "sprint": "sprint"}
    assert preset.rules == {"guests": "score", "still_equal": "last_to_achieve"}
