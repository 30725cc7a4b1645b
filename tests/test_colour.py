import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.colour import (
    DARK_PAPER,
    DARK_PLATE,
    LIGHT_PAPER,
    LIGHT_PLATE,
    contrast,
    tones,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_colour_that_is_readable_is_kept():
    assert tones("#0A57A4").text_light == "#0a57a4"


@given(COLOURS)
def test_every_colour_gives_readable_tones(colour):
    made = tones(colour)

    assert contrast(made.text_light, LIGHT_PAPER) >= 4.5
    assert contrast(made.text_dark, DARK_PAPER) >= 4.5
    assert min(contrast(made.stripe_light, paper) for paper in (LIGHT_PAPER, LIGHT_PLATE)) >= 3
    assert min(contrast(made.stripe_dark, paper) for paper in (DARK_PAPER, DARK_PLATE)) >= 3


@pytest.mark.parametrize("colour", ["", "blue", "#12345", "#gggggg", "#1234567"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match="not a colour"):
        tones(colour)
