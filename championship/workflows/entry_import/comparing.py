"""What a list prints of an entry, before an import and after it."""

from collections.abc import Iterator, Mapping

from championship.models import Entry, EventEntry

from .facts import who
from .plan import Crew, FieldChange

Stored = Entry | EventEntry


def crew_of(stored: Stored) -> Crew:
    """The drivers of a stored crew, in order, with the country shown beside their own."""
    return tuple((seat.driver, str(seat.country)) for seat in stored.crew.all())


def differences(stored: Stored, values: Mapping[str, object], crew: Crew) -> list[FieldChange]:
    """Field by field what a list would print otherwise if an entry had these values."""
    return [*_field_changes(stored, values), *_crew_changes(crew_of(stored), crew)]


def _field_changes(stored: Stored, values: Mapping[str, object]) -> Iterator[FieldChange]:
    old, new = _printed(stored, {}), _printed(stored, values)
    for name, before in old.items():
        if new[name] != before:
            yield FieldChange(name, before, new[name])
    if isinstance(stored, Entry) and old["team"] == new["team"]:
        team = values.get("team", stored.team)
        if who(team) != who(stored.team):
            yield FieldChange("own_team", stored.team.name, team.name)


def _printed(stored: Stored, values: Mapping[str, object]) -> dict[str, object]:
    def value(name: str):
        return values[name] if name in values else getattr(stored, name)

    name, country = value("team_name"), str(value("team_country"))
    if isinstance(stored, Entry):
        team = value("team")
        name, country = name or team.name, country or str(team.country)
    place = value("reserve_place")
    printed = {
        "number": value("number"),
        "class": str(value("car_class") or ""),
        "team": name,
        "team_country": country,
        "car": str(value("car") or ""),
        "status": (str(value("status")), place),
    }
    return printed | ({"kind": value("kind")} if isinstance(stored, Entry) else {})


def _crew_changes(old: Crew, new: Crew) -> Iterator[FieldChange]:
    if [_seated(driver) for driver, _code in old] != [_seated(driver) for driver, _code in new]:
        yield FieldChange("crew", _names(old), _names(new))
    before = {_seated(driver): code for driver, code in old}
    for driver, code in new:
        if driver is None or before.get(_seated(driver), "") == code:
            continue
        own = str(driver.country)
        shown = before.get(_seated(driver), "") or own
        yield FieldChange("driver_country", shown, code or own, str(driver))


def _seated(driver) -> object:
    return who(driver) if driver else None


def _names(crew: Crew) -> tuple[str, ...]:
    """The names in order; empty for a driver to be announced."""
    return tuple(str(driver or "") for driver, _code in crew)
