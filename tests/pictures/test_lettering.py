"""Text in pictures shrinks and wraps; no letter of it is lost."""

import pytest

from championship.pictures.lettering import BOLD, REGULAR, SMALLEST, fitted, font

LETTERS = "ÀÇÉÑÖØßœŁžŘőȘțĐğıŻĺēẞ–’“„№"


def test_a_short_text_keeps_its_size():
    assert fitted("99 Racing", BOLD, 34, width=600, height=50).font.size == 34


def test_a_longer_text_shrinks_in_one_line():
    found = fitted("CrowdStrike Racing by APR", BOLD, 34, width=300, height=44)

    assert found.lines == ("CrowdStrike Racing by APR",)
    assert found.width <= 300


def test_a_very_long_text_takes_further_lines_and_fits_its_height():
    found = fitted("Audi Sport Asia Team Absolute " * 3, REGULAR, 34, width=320, height=64)

    assert len(found.lines) > 1
    assert found.height <= 64
    assert " ".join(found.lines) == ("Audi Sport Asia Team Absolute " * 3).strip()


def test_a_word_without_end_goes_on_in_the_next_line():
    found = fitted("W" * 200, REGULAR, 34, width=300, height=20)

    assert found.font.size == SMALLEST
    assert "".join(found.lines) == "W" * 200
    assert found.width <= 300


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_of_european_names_are_in_the_font(letter):
    assert bytes(font(BOLD, 40).getmask(letter)) != bytes(font(BOLD, 40).getmask("\uffff"))


def test_signs_that_cannot_be_printed_become_spaces():
    assert fitted("Team\nX\x00", REGULAR, 30, width=600, height=50).lines == ("Team X",)
