"""The picture for sharing has one size, and says what is final by more than words."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from championship.pictures.share import CarClassSign, PictureRow, SharePicture, drawn

LMP2 = CarClassSign("LMP2", "#0A57A4")
ROW = PictureRow("1", "4", "CrowdStrike Racing by APR", "83", LMP2)
PICTURE = SharePicture(
    above="Asian Le Mans Series 2023/24",
    title="LMP2 teams",
    state="Final",
    is_dry=True,
    beside="Points after round 5 of 5",
    rows=[ROW] * 6,
    foot="Abu Dhabi, 11 Feb 2024",
    car_class=LMP2,
)
INSIDE_THE_STATE = (66, 206)


def opened(picture):
    return Image.open(io.BytesIO(drawn(picture))).convert("RGB")


@pytest.mark.parametrize("rows", [0, 1, 6, 20])
def test_a_picture_is_as_large_as_those_who_share_want_it(rows):
    assert opened(replace(PICTURE, rows=[ROW] * rows)).size == (1200, 630)


def test_a_final_state_is_solid_and_a_provisional_one_is_not():
    dry, wet = opened(PICTURE), opened(replace(PICTURE, is_dry=False))

    assert dry.getpixel(INSIDE_THE_STATE)[0] < 60
    assert wet.getpixel(INSIDE_THE_STATE)[0] > 200


def test_the_same_table_gives_the_same_picture():
    assert drawn(PICTURE) == drawn(PICTURE)


def test_nothing_is_drawn_up_to_the_edge_however_long_the_names_are():
    long = "Donaudampfschifffahrtsgesellschaft Motorsport " * 4
    row = PictureRow("100", "1234", long, "1:23:45.678", CarClassSign("LMP2 Pro/Am", "#0A57A4"))
    image = opened(replace(PICTURE, title=long, above=long, foot=long, rows=[row] * 6))

    paper = image.getpixel((5, 5))
    margin = [image.getpixel((x, y)) for x in (20, 1180) for y in range(630)]
    assert set(margin) == {paper}
