"""From the list as it stands inside to a published, numbered issue that stays as it is."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.models import (
    Entry,
    EntryListLine,
    EntryListRevision,
    EntryListSeat,
    EntryListWaiver,
    Event,
    EventEntry,
    Season,
)
from championship.page_cache.writes import only_about
from championship.queries.crew_rules import crew_rules
from championship.queries.entry_changes import Changes, changes_inside
from championship.queries.entry_checks import Check, check_rows, open_checks
from championship.queries.entry_list import (
    EntryList,
    EntryRow,
    Seat,
    current_list,
)
from championship.queries.printed_lists import newest, published_list, revisions_of

from .bulk import insert_objects

State = EntryListRevision.State

# A list is provisional until it is final; one that is final changes as the next final one.
NEXT_STATES = {
    None: [State.PROVISIONAL, State.FINAL],
    "": [State.PROVISIONAL, State.FINAL],
    State.PROVISIONAL: [State.PROVISIONAL, State.FINAL],
    State.FINAL: [State.FINAL],
}

# These never stand on a list, whatever was entered at an event.
NEVER_LISTED = [Entry.Status.RECEIVED, Entry.Status.REJECTED]


class CannotPublishList(Exception):
    """An entry list can't be published; the message says why, for staff."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published now, beside what was published last of the same list.

    `last` is None, and `printed` empty, if nothing was; `issues` is how many numbers the
    season's lists have used.
    """

    season: Season
    event: Event | None
    listed: EntryList
    checks: list[Check]
    last: EntryListRevision | None
    printed: EntryList
    issues: int

    @property
    def open_checks(self) -> list[Check]:
        return open_checks(self.checks)

    @property
    def states(self) -> list[State]:
        """As what it may be published."""
        return NEXT_STATES[self.last.state if self.last else None]

    @property
    def is_changed(self) -> bool:
        """Whether a car is printed otherwise now, or was not, or is no more."""
        return _by_entry(self.listed) != _by_entry(self.printed)

    @property
    def changes(self) -> Changes | None:
        """What is otherwise than on the last issue; None if there is none."""
        return changes_inside(self.last, self.printed, self.listed) if self.last else None

    @property
    def fingerprint(self) -> str:
        """The newest issue, and all that is shown of this one: equal only to what was seen."""
        last = self.last.number if self.last else 0
        return f"{last}-{_digest(self.listed.rows, self.checks)}"


def _by_entry(listed: EntryList) -> dict[int, EntryRow]:
    return {row.entry: row for row in listed.rows}


def draft_of(season: Season, event: Event | None = None) -> Draft:
    """What publishing this list would freeze. 15 queries at most, whatever the number of cars."""
    issues = revisions_of(season)
    last = newest(issues, event)
    listed = current_list(season, event)
    return Draft(
        season=season,
        event=event,
        listed=listed,
        checks=_checks(season, event, listed),
        last=last,
        printed=published_list(last) if last else EntryList([]),
        issues=max((issue.number for issue in issues), default=0),
    )


def _checks(season: Season, event: Event | None, listed: EntryList) -> list[Check]:
    keys = dict(event.entries.values_list("entry_id", "pk")) if event else {}
    return check_rows(listed.rows, season, event, rules=crew_rules(season), event_entries=keys)


def publish_entry_list(
    season: Season,
    event: Event | None = None,
    *,
    state: str,
    user=None,
    note: str = "",
    reason: str = "",
    seen: str | None = None,
    published_at: datetime | None = None,
) -> EntryListRevision:
    """Freeze the list of a season, or of one of its events, as the next numbered issue.

    Each driver stands there with the category valid on the list's first day, each waiver
    in its words. `seen` is the fingerprint of the draft that was looked at. Two people
    publishing in one season are served one after the other. 29 queries at most.

    Raises CannotPublishList, and stores nothing, if the event is cancelled, nothing is on
    the list, two cars have one number, an entry is not confirmed, something is open and no
    reason is given, nothing changed since the last issue, the state does not follow, or
    the list is not what was seen.
    """
    try:
        with transaction.atomic():
            draft = _locked_draft(season, event)
            _check_seen(draft, seen)
            _check_state(draft, state)
            _check_cars(draft)
            _check_open(draft, reason)
            with only_about(season):
                return _freeze(
                    draft,
                    state=state,
                    published_by=user,
                    published_at=published_at or timezone.now(),
                    note=note,
                    reason=reason,
                )
    except IntegrityError as error:
        raise CannotPublishList(
            _("A list of this season changed in the same moment. Look at it and try again.")
        ) from error


def _locked_draft(season: Season, event: Event | None) -> Draft:
    """The list as it is once whoever else publishes in this season is through."""
    season = Season.objects.select_for_update().get(pk=season.pk)
    if event is not None:
        event = season.events.get(pk=event.pk)
        if event.status == Event.Status.CANCELLED:
            raise CannotPublishList(
                _("“%(event)s” is cancelled; it has no entry list any more.") % {"event": event}
            )
    return draft_of(season, event)


def _check_seen(draft: Draft, seen: str | None) -> None:
    if seen is None or seen == draft.fingerprint:
        return
    last = draft.last
    if last is None or seen.startswith(f"{last.number}-"):
        raise CannotPublishList(
            _("The list was edited since you looked at it. Look at it again; nothing is published.")
        )
    raise CannotPublishList(
        _(
            "%(who)s published revision %(number)s of this list meanwhile. "
            "Look at what is left to publish; nothing was published now."
        )
        % {"who": _who(last), "number": last.number}
    )


def _who(issue: EntryListRevision) -> str:
    user = issue.published_by
    return (user.get_full_name() or user.get_username()) if user else _("Somebody")


def _check_state(draft: Draft, state: str) -> None:
    if state not in State.values:
        raise CannotPublishList(_("Choose whether the list is provisional or final."))
    if state not in draft.states:
        raise CannotPublishList(
            _("This list is final already. What changes is published as final again.")
        )
    last = draft.last
    if last is not None and last.state == state and not draft.is_changed:
        raise CannotPublishList(
            _("Nothing changed since revision %(number)s.") % {"number": last.number}
        )


def _check_cars(draft: Draft) -> None:
    """Cars there are, each with a number of its own, none of an entry that has no place."""
    if not draft.listed.rows:
        raise CannotPublishList(_("Nothing is on this list. Confirm entries first."))
    if double := _double_numbers(draft.listed.rows):
        text = ngettext(
            "Two cars have the number %(numbers)s.",
            "Two cars each have the numbers %(numbers)s.",
            len(double),
        )
        raise CannotPublishList(text % {"numbers": _numbers(double)})
    if waiting := _without_a_place(draft.event):
        raise CannotPublishList(
            _(
                "Received or rejected for the season, and yet on this list: %(numbers)s. "
                "Confirm them, or take them off."
            )
            % {"numbers": _numbers(waiting)}
        )


def _without_a_place(event: Event | None) -> list[str]:
    """The numbers of cars that are not withdrawn from an event, though not in its season."""
    if event is None:
        return []
    at_event = event.entries.exclude(status=EventEntry.Status.WITHDRAWN)
    entries = Entry.objects.filter(event_entries__in=at_event, status__in=NEVER_LISTED)
    return list(entries.values_list("number", flat=True))


def _double_numbers(rows: Iterable[EntryRow]) -> list[str]:
    """What several cars have that take part, or may yet."""
    seen: set[str] = set()
    double = []
    for row in rows:
        if row.status == Entry.Status.WITHDRAWN:
            continue
        if row.number in seen:
            double.append(row.number)
        seen.add(row.number)
    return double


def _numbers(numbers: Iterable[str]) -> str:
    return ", ".join(f"#{number}" for number in numbers)


def _check_open(draft: Draft, reason: str) -> None:
    found = draft.open_checks
    if found and not reason.strip():
        text = ngettext(
            "%(count)d check is open: %(first)s. Correct it, waive it, or say why the list is "
            "published all the same.",
            "%(count)d checks are open, first: %(first)s. Correct them, waive them, or say why "
            "the list is published all the same.",
            len(found),
        )
        raise CannotPublishList(text % {"count": len(found), "first": found[0].text})


def _digest(rows: list[EntryRow], checks: list[Check]) -> str:
    found = [(check.kind, check.entry, check.waiver, check.is_open) for check in checks]
    return sha256(json.dumps([rows, found], default=_plain).encode()).hexdigest()[:32]


def _plain(value: object) -> object:
    """What JSON has no words for: of a car its facts, of what is stored its key."""
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return value.pk if isinstance(value, models.Model) else str(value)


# Freezing


def _freeze(draft: Draft, **publication) -> EntryListRevision:
    """Store an issue, its lines, their crews and waivers."""
    issue = EntryListRevision.objects.create(
        season=draft.season, event=draft.event, number=draft.issues + 1, **publication
    )
    rows = draft.listed.rows
    insert_objects([_line(issue, order, row) for order, row in enumerate(rows, start=1)])
    keys = dict(issue.lines.values_list("entry_id", "pk"))
    insert_objects(
        [
            _seat(keys[row.entry], order, seat)
            for row in rows
            for order, seat in enumerate(row.crew, start=1)
        ]
    )
    insert_objects(
        [
            EntryListWaiver(line_id=keys[row.entry], rule=waiver.rule, reason=waiver.reason)
            for row in rows
            for waiver in row.waivers
        ]
    )
    return issue


def _line(issue: EntryListRevision, order: int, row: EntryRow) -> EntryListLine:
    return EntryListLine(
        revision=issue,
        order=order,
        entry_id=row.entry,
        number=row.number,
        car_class=row.car_class,
        team_name=row.team,
        team_country=row.country,
        car=row.car,
        car_name=row.car_name,
        kind=row.kind,
        status=row.status,
        reserve_place=row.reserve_place,
        scores=row.scores,
        note=row.note,
    )


def _seat(line: int, order: int, seat: Seat) -> EntryListSeat:
    return EntryListSeat(
        line_id=line,
        order=order,
        driver_id=seat.driver,
        given_name=seat.given_name,
        family_name=seat.family_name,
        country=seat.country,
        category=seat.category,
    )
