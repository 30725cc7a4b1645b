"""What the race desk says: its title, its times, and the one sentence about now."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from championship.days import written
from championship.queries.race_desk.clock import ends_at
from championship.queries.race_desk.now import Kind
from championship.scoring.durations import write_duration
from championship.templatetags.results import number_word
from championship.templatetags.times import short_day, utc_offset


def short_event(event):
    return event.short_name or event.name


def left(span):
    """How long: "12 min", "1 h 12 min", from a day on "3 days"."""
    minutes = max(int(span / timedelta(minutes=1)), 0)
    if minutes < 60:
        return _("%(minutes)s min") % {"minutes": minutes}
    if minutes < 24 * 60:
        hours, minutes = divmod(minutes, 60)
        if not minutes:
            return _("%(hours)s h") % {"hours": hours}
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    days = minutes // (24 * 60)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def ago(span):
    """How long it has been: "just now", "12 min ago"."""
    if span < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": left(span)}


def at_circuit(moment, circuit, now):
    """ "22:14" today at the circuit, else "Sun 11 Feb, 22:14"."""
    moment, today = moment.astimezone(circuit.zone), now.astimezone(circuit.zone).date()
    clock = date_format(moment, "H:i")
    return clock if moment.date() == today else f"{short_day(moment.date())}, {clock}"


def title(focus):
    """ "Abu Dhabi, after Race 2": the session that is on, or else the nearest one."""
    running, last, coming = focus.running, focus.last, focus.coming
    if running:
        text, session = _("%(event)s, during %(session)s"), running
    elif last and not (coming and _is_nearer(coming, last, focus.now)):
        text, session = _("%(event)s, after %(session)s"), last
    elif coming:
        text, session = _("%(event)s, before %(session)s"), coming
    else:
        return short_event(focus.event)
    return text % {"event": short_event(focus.event), "session": session.name}


def _is_nearer(coming, last, now):
    return coming.starts_at - now < now - ends_at(last)


def clock_line(focus):
    """ "Sunday 11 February 2024, 21:02 at Abu Dhabi (UTC+4)"."""
    moment = focus.at_circuit
    return _("%(day)s, %(time)s at %(place)s (%(zone)s)") % {
        "day": written(moment.date(), pgettext("date format", "l j F Y")),
        "time": date_format(moment, "H:i"),
        "place": focus.event.circuit.locality or focus.event.circuit.name,
        "zone": utc_offset(moment),
    }


def now_sentence(due, now):
    """What is most urgent: the fact, and what it asks for."""
    circuit = due.session.event.circuit if due.session else None
    facts = {
        "session": due.session.name if due.session else "",
        "event": short_event(due.event or due.session.event) if due.session or due.event else "",
        "time": at_circuit(due.at, circuit, now) if due.at else "",
        "left": left(abs(due.at - now)) if due.at else "",
        "count": number_word(due.count),
        "Count": capfirst(number_word(due.count)),
    }
    fact, asked = SENTENCES[due.kind](due)
    if due.kind is Kind.NEXT_EVENT:
        facts["left"] = left(due.event.starts_on - now.astimezone(due.event.circuit.zone).date())
        facts["day"] = short_day(due.event.starts_on)
    return fact % facts, asked % facts


def _until(due):
    fact = _("%(session)s can be final at %(time)s,")
    if not due.count:
        return fact, _("in %(left)s, unless somebody protests.")
    return fact, ngettext(
        "in %(left)s, if the draft decision is put in force or deleted first.",
        "in %(left)s, if the %(count)s draft decisions are put in force or deleted first.",
        due.count,
    )


def _time_is_over(due):
    fact = _("%(session)s was provisional until %(time)s.")
    return fact, _once_drafts_are_decided(due) if due.count else _("Publish it as final.")


def _provisional(due):
    fact = _("%(session)s is provisional.")
    if due.count:
        return fact, _once_drafts_are_decided(due)
    return fact, _("Publish it as final once the time for protests is over.")


def _once_drafts_are_decided(due):
    return ngettext(
        "It can be final once the draft decision is put in force or deleted.",
        "It can be final once the %(count)s draft decisions are put in force or deleted.",
        due.count,
    )


def _drafts_wait(due):
    return _("%(session)s:"), ngettext(
        "a draft of a decision waits.", "%(count)s drafts of decisions wait.", due.count
    )


def _awards_wait(due):
    return _("Every race of the season is published."), ngettext(
        "An award waits to be given.", "%(Count)s awards wait to be given.", due.count
    )


def _awards_in_question(due):
    return _("A table changed after awards were given by it."), ngettext(
        "An award is in question.", "%(Count)s awards are in question.", due.count
    )


SENTENCES = {
    Kind.NO_RESULT: lambda due: (
        _("%(session)s is over and has no result."),
        _("It ended at %(time)s by the timetable. Import its timing file."),
    ),
    Kind.UNPUBLISHED: lambda due: (
        _("%(session)s is over and its result is not published."),
        _("Look at it and publish it."),
    ),
    Kind.PROVISIONAL_UNTIL: _until,
    Kind.PROVISIONAL_OVER: _time_is_over,
    Kind.PROVISIONAL: _provisional,
    Kind.DRAFTS: _drafts_wait,
    Kind.CHANGED: lambda due: (
        _("%(session)s was changed since it was published."),
        _("Publish an amended result, or take the change back."),
    ),
    Kind.RUNNING: lambda due: (
        _("%(session)s is running,"),
        _("until about %(time)s, for %(left)s more."),
    ),
    Kind.STARTS: lambda due: (_("%(session)s starts at %(time)s,"), _("in %(left)s.")),
    Kind.QUESTION: _awards_in_question,
    Kind.AWARDS: _awards_wait,
    Kind.LATE_RESULT: lambda due: (_("%(session)s, %(event)s, has no published result."), ""),
    Kind.NEXT_EVENT: lambda due: (_("%(event)s begins on %(day)s,"), _("in %(left)s.")),
    Kind.NOTHING: lambda due: (_("Nothing is due."), ""),
}


def ran(race):
    """Of a shortened race: "2:31:04.512 of 4 h"."""
    return _("%(time)s of %(planned)s") % {
        "time": write_duration(race.ran_ms),
        "planned": left(timedelta(minutes=race.session.duration_minutes)),
    }
