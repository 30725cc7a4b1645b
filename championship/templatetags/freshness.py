"""What a table contains and when that was published: the line below it."""

from collections.abc import Iterable
from datetime import UTC

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.models import Classification, EntryListRevision, Event
from championship.queries.calendar import Calendar
from championship.queries.published_entries import PublishedList
from championship.queries.results import LastResult
from championship.queries.standings import Leaders
from championship.queries.timetable import TimetableRow

from .times import at, full_date

register = template.Library()


@register.simple_tag
def entry_list_freshness(page: PublishedList, event: Event | None) -> str:
    """ "Entry list of Sepang, revision 2, provisional: 39 cars. Published Fri 1 Dec 2023, …"."""
    return " ".join([_which_list(page, event), _list_published(page.issue, event)])


def _which_list(page: PublishedList, event: Event | None) -> str:
    issue = page.issue
    words = {
        "revision": issue.number,
        "state": issue.get_state_display() if issue.state else _("state not recorded"),
        "cars": _cars(issue.cars),
    }
    if event is None:
        return _("Entry list of the season, revision %(revision)s, %(state)s: %(cars)s.") % words
    words["event"] = event.short
    return _("Entry list of %(event)s, revision %(revision)s, %(state)s: %(cars)s.") % words


def _cars(count: int) -> str:
    return ngettext("%(count)s car", "%(count)s cars", count) % {"count": count}


def _list_published(issue: EntryListRevision, event: Event | None) -> str:
    if issue.published_at:
        here = event.circuit.zone if event else None
        moment = issue.published_at.astimezone(here) if here else issue.published_at
        return _("Published %(time)s.") % {"time": at(moment)}
    if issue.published_on:
        return _("Published %(day)s.") % {"day": full_date(issue.published_on)}
    return _("When it was published is not recorded.")


@register.simple_tag
def last_result_freshness(last: LastResult) -> str:
    """ "Revision 2, published Sun 4 Feb 2024, 18:12 UTC+4"."""
    shown = last.classification
    if shown.published_at is None:
        return _("Revision %(number)s, publication time not recorded") % {"number": shown.revision}
    here = shown.published_at.astimezone(shown.session.event.circuit.zone)
    words = {"number": shown.revision, "time": at(here)}
    return _("Revision %(number)s, published %(time)s") % words


@register.simple_tag
def leaders_freshness(leaders: Iterable[Leaders]) -> str:
    """ "Each title after its newest round. Computed Sun 4 Feb 2024, 18:12 UTC."."""
    told = [_("Each title after its newest round.")]
    moment = max(filter(None, (table.computed_at for table in leaders)), default=None)
    if moment:
        told.append(_("Computed %(time)s.") % {"time": at(moment)})
    return " ".join(told)


@register.simple_tag
def results_freshness(sessions: Iterable[TimetableRow]) -> str:
    """How many of these sessions have a result, in which state, and when the newest appeared.

    "Sessions with a result: 3 of 5, 1 of them provisional. The newest was published …".
    """
    sessions = list(sessions)
    states = [row.state for row in sessions if row.state]
    if not states:
        return _("None of these sessions has a result yet.") if sessions else ""
    provisional = states.count(Classification.State.PROVISIONAL)
    words = {"count": len(states), "total": len(sessions), "open": provisional}
    if provisional:
        told = _("Sessions with a result: %(count)s of %(total)s, %(open)s of them provisional.")
    else:
        told = _("Sessions with a result: %(count)s of %(total)s, none of them provisional.")
    return " ".join([told % words, *_newest_published(sessions)])


def _newest_published(sessions: Iterable[TimetableRow]) -> Iterable[str]:
    moment = max(filter(None, (row.published_at for row in sessions)), default=None)
    if moment:
        yield _("The newest was published %(time)s.") % {"time": at(moment)}


@register.simple_tag
def calendar_freshness(page: Calendar) -> str:
    """What a calendar holds, and when something in it was last changed."""
    sessions = [row for event in page.events for row in event.sessions]
    told = [results_freshness(sessions)]
    if page.stored_at:
        zones = {event.event.circuit.zone for event in page.events}
        moment = page.stored_at.astimezone(zones.pop() if len(zones) == 1 else UTC)
        told.append(_("Days and times as of %(time)s.") % {"time": at(moment)})
    return " ".join(filter(None, told))
