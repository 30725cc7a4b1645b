"""One published entry list as its page shows it, beside the one before."""

from dataclasses import dataclass

from championship.models import EntryListRevision, Event

from .entry_changes import Changes, changes_of, previous_of
from .entry_list import EntryList, EntryRow, PrintedWaiver
from .letters import letter
from .printed_lists import newest, published_lists


@dataclass(frozen=True, slots=True)
class PublishedList:
    """An issue with its cars; what changed since the `previous` one, if there is one.

    `replaced_by` is the newest issue of the same list, if this one is older. `issues` are
    all of the season.
    """

    issue: EntryListRevision
    entries: EntryList
    issues: list[EntryListRevision]
    previous: EntryListRevision | None
    changes: Changes | None
    replaced_by: EntryListRevision | None

    @property
    def new(self) -> frozenset[tuple[int, int | None]]:
        """What is new on it: pairs of an entry and a driver, (entry, None) for a whole car."""
        if self.changes is None:
            return frozenset()
        cars = {(row.entry, None) for row in self.changes.added}
        drivers = {
            (change.pair.after.entry, seat.joins.driver)
            for change in self.changes.crews
            for seat in change.seats
            if seat.joins and seat.joins.driver is not None
        }
        return frozenset(cars | drivers)


def published_page(issue: EntryListRevision, issues: list[EntryListRevision]) -> PublishedList:
    """An issue beside the one before it; both from revisions_of(). Two queries."""
    previous = previous_of(issues, issue)
    lists = published_lists([issue, previous] if previous else [issue])
    last = newest_of_scope(issues, issue)
    return PublishedList(
        issue=issue,
        entries=lists[issue.pk],
        issues=issues,
        previous=previous,
        changes=changes_of(previous, issue, lists) if previous else None,
        replaced_by=last if last != issue else None,
    )


def newest_of_scope(
    issues: list[EntryListRevision], issue: EntryListRevision
) -> EntryListRevision | None:
    """The newest issue of the list, of the season or of its event, that an issue belongs to."""
    return newest(issues, Event(pk=issue.event_id) if issue.event_id else None)


@dataclass(frozen=True, slots=True)
class WaiverNote:
    """A waiver as a footnote of a list."""

    letter: str
    row: EntryRow
    waiver: PrintedWaiver


def waiver_notes(entries: EntryList) -> list[WaiverNote]:
    """All waivers of a list, lettered in its order."""
    found = ((row, waiver) for row in entries.rows for waiver in row.waivers)
    return [WaiverNote(letter(index), *pair) for index, pair in enumerate(found)]
