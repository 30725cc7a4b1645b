"""A whole name as one text is parted into given name and family name."""

import pytest

from championship.imports.table.people import sensible, split_name
from championship.imports.table.words import is_mojibake, plain


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Sébastien BUEMI", "Sébastien", "Buemi"),
        ("Nyck DE VRIES", "Nyck", "de Vries"),
        ("Luis DE LA CRUZ", "Luis", "de la Cruz"),
        ("Sheldon VAN DER LINDE", "Sheldon", "van der Linde"),
        ("António FÉLIX DA COSTA", "António", "Félix da Costa"),
        ("Alessandro PIER GUIDI", "Alessandro", "Pier Guidi"),
        ("Nelson PIQUET Jr", "Nelson", "Piquet Jr"),
        ("Alexander TALKANITSA JR", "Alexander", "Talkanitsa Jr"),
        ("Matthew McMURRY", "Matthew", "McMurry"),
        ("Matthew MCMURRY", "Matthew", "McMurry"),
        ("Adrian D'SILVA", "Adrian", "D'Silva"),
        ("Ferdinand HABSBURG-LOTHRINGEN", "Ferdinand", "Habsburg-Lothringen"),
        ("HH Prince Abdul RAHMAN IBRAHIM", "HH Prince Abdul", "Rahman Ibrahim"),
        ("PJ HYETT", "PJ", "Hyett"),
        ("Yifei YE", "Yifei", "Ye"),
        ("NYCK DE VRIES", "Nyck", "de Vries"),
        ("VAN DER LINDE Kelvin", "Kelvin", "van der Linde"),
        ("Andreas GROßMANN", "Andreas", "Großmann"),
    ],
)
def test_capitals_are_the_family_name(printed, given, family):
    assert split_name(printed) == (given, family)


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Vries, Nyck", "Nyck", "Vries"),
        ("DE VRIES, Nyck", "Nyck", "de Vries"),
        ("Piquet, Jr", "", "Piquet Jr"),
    ],
)
def test_a_comma_parts_family_name_and_given_name(printed, given, family):
    assert split_name(printed) == (given, family)


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Zoë O'Neill", "Zoë", "O'Neill"),
        ("David Heinemeier Hansson", "David Heinemeier", "Hansson"),
        ("Shane van Gisbergen", "Shane", "van Gisbergen"),
        ("Nelson Piquet Jr", "Nelson", "Piquet Jr"),
        ("Zoë", "", "Zoë"),
    ],
)
def test_otherwise_the_last_word_is_the_family_name(printed, given, family):
    assert split_name(printed) == (given, family)


@pytest.mark.parametrize("family", ["Van Uitert", "De Phillippi", "LLarena", "McAleer"])
def test_a_name_that_is_not_in_capitals_is_left_as_it_is(family):
    assert sensible(family) == family


def test_names_are_compared_without_case_accents_and_blanks():
    assert plain(" Marco  SØRENSEN") == plain("marco sørensen") == "marco sorensen"


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [("MÃ¤ntsÃ¤lÃ¤", True), ("Mäntsälä", False), ("JOÃO", False), ("Müller – Söhne", False)],
)
def test_letters_that_were_broken_before_are_noticed(text, is_broken):
    assert is_mojibake(text) is is_broken
