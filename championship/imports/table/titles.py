"""The titles that tables have for a car and its drivers, in three languages and many habits."""

import re

from .words import plain

# Titles as words.plain() leaves them.
TITLES = {
    "number": (
        "number|no|nos|#|n°|nr|num|numero|nummer|startnummer|startnr|car number|car no|car #"
        "|race number|start number|numero de course|fahrzeugnummer"
    ),
    "class": "class|classe|klasse|car class|category|categorie|kategorie|fahrzeugklasse",
    "sub_class": (
        "sub class|subclass|cup|coupe|trophy|trophee|pokal|sub category|sous classe"
        "|sous categorie|unterklasse|wertung|group|groupe|gruppe"
    ),
    "team": (
        "team|equipe|ecurie|entrant|competitor|concurrent|bewerber|mannschaft|rennstall"
        "|team name|teamname|nom de l equipe|name des teams"
    ),
    "team_country": (
        "team country|team nationality|team nation|team nat|pays de l equipe|pays equipe"
        "|nationalite de l equipe|nationalite equipe|teamland|land des teams|team land"
        "|nationalitat des teams|entrant country|land des bewerbers"
    ),
    "car": (
        "car|voiture|fahrzeug|auto|vehicle|vehicule|model|modele|modell|car model|chassis"
        "|make and model"
    ),
}
DRIVER_PARTS = {
    "given": "given name|given|first name|firstname|forename|prenom|vorname",
    "family": (
        "family name|family|surname|last name|lastname|second name|nom de famille|nachname"
        "|familienname"
    ),
    "name": "|full name|nom complet|name|nom",
    "country": "country|nationality|nation|nat|pays|nationalite|land|nationalitat",
    "category": (
        "category|rating|grade|grading|licence|license|categorisation|categorie|kategorie"
        "|einstufung|fahrerkategorie|fia category"
    ),
}
DRIVER = re.compile(
    r"(?:(?P<before>.*?) (?:of |du |de |des |von )?)?"
    r"(?:driver|pilote|fahrer|fahrerin|conducteur) ?(?P<place>\d{1,2})"
    r"(?: (?P<after>.*))?",
    re.ASCII,
)


def by_title(titles: dict[str, str]) -> dict[str, str]:
    """The field of each title, from the titles of each field, which are parted by |."""
    return {title: field for field, together in titles.items() for title in together.split("|")}


FIELD = by_title(TITLES)
PART = by_title(DRIVER_PARTS)


def car_field(title: str) -> str:
    """What a title says of a car: "number", "driver 1 family"; "" if it is unknown."""
    words = plain(title)
    found = DRIVER.fullmatch(words)
    if not found:
        return FIELD.get(words, "")
    part = PART.get(" ".join(filter(None, (found["before"], found["after"]))))
    return driver_key(int(found["place"]), part) if part and int(found["place"]) else ""


def driver_key(place: int, part: str) -> str:
    return f"driver {place} {part}"
