"""What a file is, by its first bytes and never by its name."""

import zipfile
from io import BytesIO

SIZE = 5 * 1024 * 1024
UNPACKED = 20 * 1024 * 1024
RATIO = 200
MEMBERS = 2000

BEGINNINGS = (
    (b"\x89PNG", "is_image"),
    (b"\xff\xd8\xff", "is_image"),
    (b"GIF8", "is_image"),
    (b"BM", "is_image"),
    (b"II*\x00", "is_image"),
    (b"MM\x00*", "is_image"),
    (b"Rar!", "is_archive"),
    (b"7z\xbc\xaf", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"{\\rtf", "is_binary"),
    (b"\x09\x08\x10\x00", "is_old_spreadsheet"),
)
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
CALENDAR = b"begin:vcalendar"
WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<div")


def recognise(content: bytes) -> str:
    """What the bytes are: "csv", "json" or "xlsx", else the code of a problem."""
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        return "empty_file"
    if len(content) > SIZE:
        return "file_too_large"
    if b"%PDF-" in content[:1024]:
        return "is_pdf"
    if content.startswith(b"PK"):
        return _archive(content)
    if content.startswith(OFFICE):
        return "is_protected" if ENCRYPTED in content else "is_old_spreadsheet"
    for beginning, code in BEGINNINGS:
        if content.startswith(beginning) and not _looks_like_letters(content, beginning):
            return code
    return _text(content)


def _looks_like_letters(content: bytes, beginning: bytes) -> bool:
    """BM begins a picture, but a header may begin with these letters too."""
    return beginning == b"BM" and b"\x00" not in content[:32]


def _text(content: bytes) -> str:
    start = content[:2048]
    for mark in BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    if start.count(0) * 20 > len(start) and not is_utf16(content):
        return "is_binary"
    letters = start.replace(b"\x00", b"").lstrip().lower()
    if letters.startswith(WEB_PAGE):
        return "is_web_page"
    if letters.startswith(b"<?xml"):
        return "is_web_page" if b"<html" in letters else "is_xml"
    if letters.startswith(CALENDAR):
        return "is_calendar"
    return "json" if letters.startswith((b"{", b"[")) else "csv"


def is_utf16(content: bytes) -> str:
    """The codec if the bytes are UTF-16: by its mark, else by zeros at every other place."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:2048]
    pairs = len(start) // 2
    if pairs and start[1::2].count(0) * 10 > pairs * 7 and not start[::2].count(0):
        return "utf-16-le"
    if pairs and start[::2].count(0) * 10 > pairs * 7 and not start[1::2].count(0):
        return "utf-16-be"
    return ""


def _archive(content: bytes) -> str:
    """Look at a ZIP's directory only: what is in it, and whether it is safe to unpack."""
    try:
        members = zipfile.ZipFile(BytesIO(content)).infolist()
    except Exception:  # a damaged directory makes zipfile raise nearly anything
        return "spreadsheet_broken"
    names = {member.filename for member in members}
    if "xl/workbook.bin" in names:
        return "is_old_spreadsheet"
    if not any(name.startswith("xl/workbook") for name in names):
        return "is_opendocument" if "content.xml" in names else "is_archive"
    if any(member.flag_bits & 1 for member in members):
        return "is_protected"
    unpacked = sum(member.file_size for member in members)
    too_much = unpacked > min(UNPACKED, RATIO * len(content)) or len(members) > MEMBERS
    return "spreadsheet_too_large" if too_much else "xlsx"
