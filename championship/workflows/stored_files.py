"""Files as they were given: documents that staff upload are looked at, then kept as they are."""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import ProtectedError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from championship.models import StoredFile

LIMIT = 10 * 1024 * 1024
NAME_LENGTH = 100
# A name that ends like this has the type of a file behind it, and not "Bulletin No.3".
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
# What one or another file system does not take in a name.
NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')


class CannotStore(Exception):
    """A file can't be kept as a document; the message says why, for staff."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of file that can be a document: how it begins, and what its end contains."""

    media_type: str
    endings: tuple[str, ...]
    begins: bytes
    closes: bytes


DOCUMENT_TYPES = (
    # ISO 32000-2, 7.5.2 and 7.5.5; ISO/IEC 15948, 5.2 and 11.2.5; ISO/IEC 10918-1, B.1.1.3.
    DocumentType("application/pdf", (".pdf",), b"%PDF-", b"%%EOF"),
    DocumentType("image/png", (".png",), b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    DocumentType("image/jpeg", (".jpg", ".jpeg"), b"\xff\xd8\xff", b"\xff\xd9"),
)
ENDINGS = tuple(ending for kind in DOCUMENT_TYPES for ending in kind.endings)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A document that may be kept: its name and type are those of its content."""

    name: str
    media_type: str
    content: bytes


def checked_upload(name: str, content: bytes) -> tuple[str, str]:
    """The media type of a document, from its content, and a name that suits it.

    A document is a PDF, a PNG or a JPEG. Neither the name nor what a browser says of it
    is believed. Raises CannotStore if it is empty, too large, another kind of file, or
    only the first part of one.
    """
    check_size(len(content))
    kind = next((kind for kind in DOCUMENT_TYPES if content.startswith(kind.begins)), None)
    if kind is None:
        raise CannotStore(
            _("“%(name)s” is neither a PDF nor a picture (PNG or JPEG).") % {"name": shown(name)}
        )
    if kind.closes not in content:
        raise CannotStore(
            _("“%(name)s” ends too early: a part of the file is missing.") % {"name": shown(name)}
        )
    return kind.media_type, suitable_name(name, kind.endings, "document")


def check_size(size: int, limit: int = LIMIT) -> None:
    """Refuse a file that is empty or too large, by its size in bytes. Raises CannotStore."""
    if not size:
        raise CannotStore(_("The file is empty."))
    if size > limit:
        sizes = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        raise CannotStore(_("The file has %(size)s; at most %(limit)s are kept.") % sizes)


def store_file(
    name: str, content: bytes, *, media_type: str, user=None, width=None, height=None
) -> StoredFile:
    """Keep a file as it is, with its checksum. Whoever calls has looked at it.

    `width` and `height` are those of a picture, in pixels.
    """
    return StoredFile.objects.create(
        name=shown(name),
        media_type=media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
        stored_by=user,
        width=width,
        height=height,
    )


def discard_file(key: int | None) -> None:
    """Delete a file that a row has let go of, unless something else still shows it."""
    if key is None:
        return
    try:
        with transaction.atomic():
            StoredFile.objects.filter(pk=key).delete()
    except ProtectedError:
        return


def shown(name: str) -> str:
    """The name of a file without folders, control characters and invisible signs."""
    last = name.replace("\\", "/").rpartition("/")[2]
    # Categories C: controls, and marks that turn the direction of writing round.
    visible = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in last)
    plain = " ".join(NOT_IN_A_NAME.sub(" ", visible).split()).strip(". ")
    ending = PurePosixPath(plain).suffix if ENDING.search(plain) else ""
    return plain.removesuffix(ending)[: NAME_LENGTH - len(ending)].rstrip(". ") + ending


def suitable_name(name: str, endings: tuple[str, ...], otherwise: str) -> str:
    """The name with an ending of its type: rules.exe with a PDF in it is rules.pdf."""
    plain = shown(name)
    for candidate in (plain, ENDING.sub("", plain)):
        if candidate.lower().endswith(endings):
            stem, _dot, ending = candidate.rpartition(".")
            return f"{stem}.{ending.lower()}"
    stem = ENDING.sub("", plain)[: NAME_LENGTH - len(endings[0])].rstrip(". ")
    return f"{stem or otherwise}{endings[0]}"
