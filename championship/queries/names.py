"""Names as two people write them: with accents and capitals, or without."""

import unicodedata
from functools import lru_cache

# Letters with a stroke or in one piece, which have no accent that could be taken off.
PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=4096)  # an import holds every name against every other one
def plain(name: str) -> str:
    """A name without accents, capitals, hyphens and other signs: "José-María" is "jose maria"."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN_LETTERS))
    letters = (sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(letters).split())
