"""Pictures that come in: what they are, how large, and what is refused."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from championship.workflows.pictures import LIMIT, CannotStore, checked_picture
from tests.documents import PDF, picture


@pytest.mark.parametrize(
    ("kind", "name", "media_type"),
    [
        ("PNG", "grid.png", "image/png"),
        ("JPEG", "grid.jpg", "image/jpeg"),
        ("WEBP", "grid.webp", "image/webp"),
    ],
)
def test_picture_has_the_type_and_the_size_of_its_content(kind, name, media_type):
    checked = checked_picture("grid.exe", picture(kind, (40, 30)))

    assert (checked.name, checked.media_type) == (name, media_type)
    assert (checked.width, checked.height) == (40, 30)


def test_picture_that_a_camera_turned_has_the_size_at_which_it_is_seen():
    exif = Image.Exif()
    exif[0x0112] = 6  # Exif: shown turned by 90°

    checked = checked_picture("grid.jpg", picture("JPEG", (40, 30), exif=exif))

    assert (checked.width, checked.height) == (30, 40)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("turn", [1, 6])
def test_nobody_reads_where_a_picture_was_taken(kind, turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x013B] = "Photographer’s name"
    exif.get_ifd(0x8825)[2] = (2.0, 45.0, 36.0)  # Exif: latitude

    checked = checked_picture("grid", picture(kind, (40, 30), exif=exif))

    with Image.open(BytesIO(checked.content)) as kept:
        assert kept.format == kind
        assert dict(kept.getexif()) == {}
        assert kept.size == (checked.width, checked.height)
    assert b"Photographer" not in checked.content


def test_words_in_a_picture_are_left_out():
    notes = PngInfo()
    notes.add_text("Author", "Photographer")

    checked = checked_picture("grid.png", picture(pnginfo=notes))

    assert b"Photographer" not in checked.content


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_without_notes_is_kept_to_the_byte(kind):
    content = picture(kind, (40, 30))

    assert checked_picture("grid", content).content == content


def test_picture_of_a_telephone_with_a_second_view_is_a_jpeg():
    second = Image.new("RGB", (20, 15))

    found = checked_picture(
        "race.jpg", picture("MPO", (40, 30), save_all=True, append_images=[second])
    )

    assert (found.name, found.media_type, found.width) == ("race.jpg", "image/jpeg", 40)


def moving():
    return picture(
        "WEBP", save_all=True, append_images=[Image.new("RGB", (4, 3), "red")], duration=100
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "The file is empty."),
        (PDF, "“grid.png” is not a picture (PNG, JPEG or WebP)."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "“grid.png” is not a picture"),
        (picture("GIF"), "“grid.png” is not a picture"),
        (picture(size=(200, 200))[:-30], "“grid.png” is damaged: it can’t be shown."),
        (picture("JPEG", (200, 200))[:-200], "“grid.png” is damaged"),
        (picture(size=(8001, 1)), "The picture has 8001 × 1 pixels; no side may have over 8000."),
        (moving(), "The picture moves. Choose one that stands still."),
        (b"\x89PNG" + bytes(LIMIT), "The file has 2.0\xa0MB; at most 2.0\xa0MB are kept."),
    ],
)
def test_what_is_no_picture_for_a_page_is_refused(content, text):
    with pytest.raises(CannotStore) as refused:
        checked_picture("grid.png", content)

    assert text in str(refused.value)
