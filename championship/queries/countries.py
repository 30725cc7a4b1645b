"""Countries as entry lists and timing print them."""

from functools import lru_cache

from django.utils.translation import override
from django_countries import countries

from .names import plain

LANGUAGES = ("en", "fr", "de")

# What motor sport prints besides the codes of ISO and of the Olympic committee. The four
# parts of the United Kingdom race under one licence.
OTHER_WORDS = {
    "uk": "GB",
    "great britain": "GB",
    "grande bretagne": "GB",
    "grossbritannien": "GB",
    "eng": "GB",
    "england": "GB",
    "angleterre": "GB",
    "sco": "GB",
    "scotland": "GB",
    "wal": "GB",
    "wales": "GB",
    "nir": "GB",
    "northern ireland": "GB",
    "united states": "US",
    "etats unis": "US",
    "holland": "NL",
    "pays bas": "NL",
    "the netherlands": "NL",
    "uae": "AE",
    "roc": "TW",
    "tpe": "TW",
    "chinese taipei": "TW",
    "korea": "KR",
    "republic of korea": "KR",
    "hong kong china": "HK",
    "macau": "MO",
    "republic of ireland": "IE",
    "russian federation": "RU",
    "tschechische republik": "CZ",
    "republique tcheque": "CZ",
}


def country_code(printed: str) -> str | None:
    """The ISO code of a country: GB for GB, GBR, UK or Great Britain; None if unknown.

    Understands ISO codes of two and three letters, Olympic codes (GER, NED, SUI) and the
    names in English, French and German. Of a code that ISO and the Olympic committee give
    to two countries (BRN) ISO's is meant. Nothing printed is no country: "".
    """
    word = plain(printed)
    return _codes().get(word) if word else (None if printed.strip() else "")


def printed_country(code: str) -> str:
    """The three letters that an entry list prints for an ISO code; "" for no country."""
    return countries.alpha3(code) or code


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Every word that is understood, plain, with its code. The first meaning of a word wins."""
    words: dict[str, str] = {}
    codes = list(countries.countries)
    for spelled in (countries.alpha2, countries.alpha3, countries.ioc_code):
        _add(words, ((str(spelled(code)), code) for code in codes))
    _add(words, OTHER_WORDS.items())
    for language in LANGUAGES:
        with override(language):
            _add(words, ((str(country.name), country.code) for country in countries))
    _add(words, ((name, code) for code, names in countries.OLD_NAMES.items() for name in names))
    return words


def _add(words: dict[str, str], pairs) -> None:
    for name, code in pairs:
        key = plain(name)
        if key:
            words.setdefault(key, code)
