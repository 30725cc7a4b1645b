"""What stands in a cell: blanks put in order, letters compared, damage noticed."""

import unicodedata

INVISIBLE = dict.fromkeys(
    [0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
)
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"


def clean(text: str) -> str:
    """One blank between words, none around them, no invisible signs, accents in one piece."""
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def plain(text: str) -> str:
    """The text for comparing: no case, no accents, words parted by one blank.

    >>> plain("N° de l’Équipe_1"), plain("Marco SØRENSEN")
    ('n° de l equipe 1', 'marco sorensen')
    """
    parts = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    kept = (letter for letter in parts if not unicodedata.combining(letter))
    return " ".join("".join(sign if _is_plain(sign) else " " for sign in kept).split())


def _is_plain(sign: str) -> bool:
    return sign.isalnum() or sign in "#°"


def trouble(text: str) -> str:
    """The code of what makes a cell unfit to be stored, or ""."""
    if any(sign in text for sign in BREAKS):
        return "line_break"
    if any(
        unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co") and sign != "\t" for sign in text
    ):
        return "bad_character"
    return "letter_lost" if "\ufffd" in text else ""


def is_mojibake(text: str) -> bool:
    """Whether the text is UTF-8 that somebody once read as Windows-1252: MÃ¤ntsÃ¤lÃ¤."""
    return not text.isascii() and any(_reads_as_utf8(text, codec) for codec in ("cp1252", "latin1"))


def _reads_as_utf8(text: str, codec: str) -> bool:
    try:
        return text.encode(codec).decode("utf-8") != text
    except UnicodeError:
        return False
