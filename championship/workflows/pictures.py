"""Lead pictures: looked at when they come in, then kept without what their camera noted."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from championship.models import StoredFile

from .stored_files import CannotStore, check_size, shown, store_file, suitable_name

LIMIT = 2 * 1024 * 1024
LONGEST_SIDE = 8000  # pixels; what unpacks to more than that is no picture for a page
ENDINGS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "WEBP": (".webp",)}
ORIENTATION, UPRIGHT = 0x0112, 1  # Exif 2.32, 4.6.4: how a camera was held
HARMLESS = (
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "srgb"),
    *("progressive", "progression", "background", "loop", "timestamp", "duration"),
)
LOOKS = ("icc_profile", "transparency", "gamma")  # what a picture holds beside its pixels


@dataclass(frozen=True, slots=True)
class CheckedPicture:
    """A picture that may be shown: its name and type are those of its content."""

    name: str
    media_type: str
    content: bytes
    width: int
    height: int


def checked_picture(name: str, content: bytes) -> CheckedPicture:
    """A picture as a page can show it, with its size in pixels.

    It is a PNG, a JPEG or a WebP that stands still. Neither its name nor what a browser
    says of it is believed. Everybody can read it: the place, the time and the name that a
    telephone writes into it are left out. Raises CannotStore if it is empty, too large,
    another kind of file, or damaged.
    """
    check_size(len(content), LIMIT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pictures that would be too large to unpack
            with Image.open(BytesIO(content), formats=list(ENDINGS)) as picture:
                return _checked(name, content, picture)
    except Image.UnidentifiedImageError as error:
        text = _("“%(name)s” is not a picture (PNG, JPEG or WebP).") % {"name": shown(name)}
        raise CannotStore(text) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # Pillow says in all these ways that it can't make sense of a file.
        text = _("“%(name)s” is damaged: it can’t be shown.") % {"name": shown(name)}
        raise CannotStore(text) from error


def store_picture(picture: CheckedPicture, *, user=None) -> StoredFile:
    """Keep a picture with its size in pixels."""
    return store_file(
        picture.name,
        picture.content,
        media_type=picture.media_type,
        user=user,
        width=picture.width,
        height=picture.height,
    )


def _checked(name: str, content: bytes, picture: Image.Image) -> CheckedPicture:
    width, height = picture.size
    if max(width, height) > LONGEST_SIDE:
        text = _("The picture has %(width)s × %(height)s pixels; no side may have over %(most)s.")
        raise CannotStore(text % {"width": width, "height": height, "most": LONGEST_SIDE})
    # Telephones put a second view or a map of depth behind a JPEG; browsers show the first.
    kind = "JPEG" if picture.format == "MPO" else picture.format
    if kind != "JPEG" and getattr(picture, "is_animated", False):
        raise CannotStore(_("The picture moves. Choose one that stands still."))
    picture.load()  # reads it to its end
    if picture.format == "MPO" or not picture.info.keys() <= {*LOOKS, *HARMLESS}:
        content, (width, height) = _without_notes(picture, kind)
    return CheckedPicture(
        name=suitable_name(name, ENDINGS[kind], "picture"),
        media_type=Image.MIME[kind],
        content=content,
        width=width,
        height=height,
    )


def _without_notes(picture: Image.Image, kind: str) -> tuple[bytes, tuple[int, int]]:
    """The same picture as it is seen, upright, and its size."""
    stands = picture.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
    is_as_it_was = stands and picture.format == "JPEG"
    seen = picture if stands else ImageOps.exif_transpose(picture)
    seen.info = {key: value for key, value in seen.info.items() if key in LOOKS}
    written = BytesIO()
    # A JPEG that need not be turned keeps the quality that it came with.
    seen.save(written, kind, quality="keep" if is_as_it_was else 90, **seen.info)
    return written.getvalue(), seen.size
