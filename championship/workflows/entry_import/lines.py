"""What becomes of one line: the values it gives, beside those that are stored."""

from championship.models import Entry, EventEntry
from championship.queries.entry_names import letters

from .comparing import differences
from .plan import CHANGED, NEW, UNCHANGED, Crew, FieldChange, LinePlan
from .reading import Reading

AT_EVENT = {
    Entry.Status.CONFIRMED.value: EventEntry.Status.ENTERED.value,
    Entry.Status.RESERVE.value: EventEntry.Status.RESERVE.value,
    Entry.Status.WITHDRAWN.value: EventEntry.Status.WITHDRAWN.value,
}


def plan_of_season(line: Reading) -> LinePlan:
    """What becomes of a line of the season's list."""
    entry, record = line.entry, line.record
    crew = line.crew(entry)
    values = {
        "number": line.found.number,
        "car_class": line.car_class,
        **_team(line, entry),
        "car": line.car or (entry.car if entry else None),
        "kind": record.kind or (entry.kind if entry else ""),
        **_status(line, entry, record.status, line.world.new_status),
    }
    changes = differences(entry, values, crew) if entry else []
    if entry:
        line.warn_of_withdrawn(entry)
    return _plan(line, entry or Entry(season=line.world.known.season), values, crew, changes)


def plan_at_event(line: Reading) -> LinePlan:
    """What becomes of a line of an event's list: of the car there, and of its entry."""
    stored, entry = line.event_entry, line.entry
    crew = line.crew(stored or entry)
    event_values = {
        "number": line.found.number,
        "car_class": line.car_class,
        **_frozen_team(line),
        "car": line.car or ((stored or entry).car if entry else None),
        **_status(line, stored, _status_at_event(line), EventEntry.Status.ENTERED.value),
    }
    changes = differences(stored, event_values, crew) if stored else []
    if stored:
        line.warn_of_withdrawn(stored)
    if entry and line.record.kind not in ("", entry.kind):
        changes.append(FieldChange("kind", entry.kind, line.record.kind))
    return _plan(
        line,
        entry or Entry(season=line.world.known.season),
        _behind_the_event(line),
        None if entry else crew,
        changes,
        event_entry=stored or EventEntry(event=line.world.known.event),
        event_values=event_values,
        event_crew=crew,
    )


def _plan(
    line: Reading,
    entry: Entry,
    values: dict[str, object],
    crew: Crew | None,
    changes: list[FieldChange],
    **at_event,
) -> LinePlan:
    row = at_event.get("event_entry", entry)
    action = NEW if row.pk is None else CHANGED if changes else UNCHANGED
    return LinePlan(
        record=line.record,
        number=line.found.number,
        team=line.record.team or (entry.shown_team_name if entry.pk else ""),
        car_class=line.car_class,
        action=action,
        changes=tuple(changes),
        entry=entry,
        values=values,
        crew=crew,
        **at_event,
    )


# The team: who it is, and what is printed


def _team(line: Reading, entry: Entry | None) -> dict[str, object]:
    """The team, and name and country where the entry prints others than the team's own."""
    team = line.team or (entry.team if entry else None)
    is_same = entry is not None and team == entry.team
    return {
        "team": team,
        "team_name": _printed_name(line, entry if is_same else None, team),
        "team_country": _printed_country(line, entry if is_same else None, team),
    }


def _printed_name(line: Reading, entry: Entry | None, team) -> str:
    """Timing spells teams its own way: that renames none."""
    printed = line.record.team
    if not printed or line.world.is_timing:
        return entry.team_name if entry else ""
    return "" if team is None or printed == team.name else printed


def _printed_country(line: Reading, entry: Entry | None, team) -> str:
    if line.team_country and team is not None:
        return line.world.facts.country_beside(team, line.team_country)
    return str(entry.team_country) if entry else ""


def _frozen_team(line: Reading) -> dict[str, object]:
    """Name and country as they are kept at the event."""
    stored, entry, team = line.event_entry, line.entry, line.team
    if stored:
        name, country = stored.team_name, stored.team_country
    elif entry:
        name, country = entry.shown_team_name, entry.shown_team_country
    else:
        name, country = (team.name, team.country) if team else ("", "")
    if line.world.is_timing and entry:
        _warn_of_other_team(line, name)
    if line.record.team and not line.world.is_timing:
        name = line.record.team
    return {"team_name": name, "team_country": line.team_country or str(country)}


def _warn_of_other_team(line: Reading, name: str) -> None:
    printed = line.record.team
    names = [name, *line.world.known.teams.names.get(line.entry.team_id, ())]
    if printed and letters(printed) not in map(letters, names):
        line.warn("Team", printed, "team_differs", team=name)


# Status


def _status(
    line: Reading, stored: Entry | EventEntry | None, told: str, new: str
) -> dict[str, object]:
    """The status that the file tells, or the stored one, with the place of a reserve."""
    status = told or (stored.status if stored else new)
    is_reserve = status == Entry.Status.RESERVE.value
    place = line.world.reserve_places.get(line.record.line) if is_reserve else None
    return {"status": status, "reserve_place": place}


def _status_at_event(line: Reading) -> str:
    told = line.record.status
    if told and told not in AT_EVENT:
        line.problem("Status", told, "status_not_at_event")
    return AT_EVENT.get(told, "")


def _behind_the_event(line: Reading) -> dict[str, object]:
    """What the season's entry becomes: only a new one takes all that the file says."""
    kind = line.record.kind
    if line.entry:
        return {"kind": kind or line.entry.kind}
    return {
        "number": line.found.number,
        "car_class": line.car_class,
        **_team(line, None),
        "car": line.car,
        "kind": kind,
        "status": line.world.new_status,
    }
