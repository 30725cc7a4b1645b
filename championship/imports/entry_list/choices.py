"""The words for kinds and statuses of entries, as codes and in three languages."""

import re

from ..table.words import plain

KIND_WORDS = {
    "full_season": (
        "full season|season|whole season|saison|saison complete|saison entiere|ganze saison"
        "|gesamte saison|volle saison|vollstarter"
    ),
    "race_by_race": (
        "race by race|single race|single races|course par course|course a course"
        "|einzelne rennen|einzelrennen|rennen fur rennen|einzelstarter"
    ),
    "guest": "guest|guest entry|invite|invitee|gast|gaststarter|gaststart",
}
STATUS_WORDS = {
    "received": "received|entered|recu|recue|eingegangen|erhalten",
    "confirmed": "confirmed|accepted|confirme|confirmee|accepte|acceptee|bestatigt|angenommen",
    "withdrawn": "withdrawn|retire|retiree|forfait|zuruckgezogen",
    "rejected": "rejected|refused|refuse|refusee|rejete|rejetee|abgelehnt",
}
RESERVE = re.compile(
    r"(?:reserve|reserve list|remplacant|remplacante|nachrucker|nachruckerin|ersatz)"
    r"(?: (?:no|nr|n°|place|platz))? ?#? ?(\d{1,3})?",
    re.ASCII,
)
KIND_ALLOWED = "full season, race by race, guest"
STATUS_ALLOWED = "received, confirmed, reserve, reserve 1, withdrawn, rejected"

KINDS_BY_WORD = {word: kind for kind, words in KIND_WORDS.items() for word in words.split("|")}
STATUSES_BY_WORD = {
    word: status for status, words in STATUS_WORDS.items() for word in words.split("|")
}


def kind_of(text: str) -> str | None:
    """One of KINDS, "" for an empty cell, None for an unknown word."""
    return KINDS_BY_WORD.get(plain(text)) if text else ""


def status_of(text: str) -> tuple[str, int | None] | None:
    """One of STATUSES and the place on the reserve list; None for an unknown word.

    >>> status_of("Réserve n° 2"), status_of("Bestätigt"), status_of("")
    (('reserve', 2), ('confirmed', None), ('', None))
    """
    if not text:
        return "", None
    reserve = RESERVE.fullmatch(plain(text))
    if not reserve:
        status = STATUSES_BY_WORD.get(plain(text))
        return (status, None) if status else None
    place = int(reserve[1]) if reserve[1] else None
    return None if place == 0 else ("reserve", place)
