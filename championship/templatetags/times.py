"""Days and times as a paddock prints them: the circuit's time first, its zone beside it."""

from datetime import UTC, date, datetime, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from championship.days import written

register = template.Library()

# Django's own French says "fév."; named here, so that ours can say "févr.".
FEBRUARY = pgettext_lazy("abbrev. month", "Feb.")


def utc_offset(moment: datetime) -> str:
    """The zone of an aware moment: "UTC+8", "UTC−3:30", "UTC"."""
    minutes = int(moment.utcoffset() / timedelta(minutes=1))
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


@register.filter
def iso_utc(moment: datetime) -> str:
    """For <time datetime>: "2023-12-02T06:00:00Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.simple_tag
def clock(moment: datetime | None):
    """ "14:00 UTC+8", or in words that it is not known yet.

    A script adds the visitor's time; `data-visitor` tells it how many minutes the circuit
    is ahead of UTC, so that it can name the day where that is another one.
    """
    if not moment:
        return _("start time to be announced")
    return format_html(
        '<time datetime="{}" data-visitor="{}"><b class="time">{}</b> <small>{}</small></time>',
        iso_utc(moment),
        int(moment.utcoffset() / timedelta(minutes=1)),
        date_format(moment, "H:i"),
        utc_offset(moment),
    )


@register.simple_tag
def published_time(moment: datetime | None):
    """When something was published, or in words that nobody wrote it down."""
    if not moment:
        return _("publication time not recorded")
    return format_html(
        _("published {}"), format_html('<time datetime="{}">{}</time>', iso_utc(moment), at(moment))
    )


@register.filter
def at(moment: datetime) -> str:
    """ "Sun 11 Feb 2024, 22:31 UTC+4", in the moment's own zone."""
    day_format = pgettext("date format", "D j M Y")
    return f"{written(moment, day_format)}, {date_format(moment, 'H:i')} {utc_offset(moment)}"


@register.filter
def short_day(day: date | None) -> str:
    """ "Sat 2 Dec", or in words that it is not known yet."""
    if not day:
        return _("day to be announced")
    return written(day, pgettext("date format", "D j M"))


@register.filter
def day_and_month(day: date | None) -> str:
    """ "2 Dec", for a column's head and a list of news."""
    return "" if not day else written(day, pgettext("date format", "j M"))


@register.filter
def long_day(day: date | None) -> str:
    """ "Saturday 2 December 2023"."""
    if not day:
        return _("day to be announced")
    return written(day, pgettext("date format", "l j F Y"))


@register.filter
def full_date(day: date | None) -> str:
    """ "11 Feb 2024", or in words that it was not recorded."""
    if not day:
        return _("date not recorded")
    return written(day, pgettext("date format", "j M Y"))


@register.simple_tag
def days(first: date, last: date) -> str:
    """From one day to another: "1–3", or "30 Dec – 2 Jan" over the end of a month."""
    day = pgettext("date format", "j")
    if first == last:
        return written(first, day)
    if (first.year, first.month) == (last.year, last.month):
        return f"{written(first, day)}–{written(last, day)}"
    return f"{day_and_month(first)} – {day_and_month(last)}"


@register.simple_tag
def days_and_month(first: date, last: date) -> str:
    """ "1–3 December 2023", or "30 December 2023 – 2 January 2024"."""
    whole = pgettext("date format", "j F Y")
    if first == last:
        return written(last, whole)
    if (first.year, first.month) == (last.year, last.month):
        return f"{written(first, pgettext('date format', 'j'))}–{written(last, whole)}"
    return f"{written(first, whole)} – {written(last, whole)}"


@register.filter
def month(day: date) -> str:
    """ "December 2023"."""
    return date_format(day, "F Y")


@register.inclusion_tag("championship/includes/countdown.html")
def countdown(left: timedelta, starts_at: datetime) -> dict:
    """The time left as the page is made: days while there are two, then hours and minutes."""
    minutes = max(int(left / timedelta(minutes=1)), 0)
    return {
        "days": minutes // 1440 if minutes >= 2880 else None,
        "clock": f"{minutes // 60}:{minutes % 60:02}",
        "starts_at": starts_at,
    }


@register.simple_tag
def board_time(moment: datetime):
    """The start on the pit board: large figures, the zone beside them."""
    return format_html(
        '<strong><time datetime="{}">{}</time></strong> {},',
        iso_utc(moment),
        date_format(moment, "H:i"),
        utc_offset(moment),
    )


@register.filter
def utc_clock(moment: datetime) -> str:
    """ "12:00", of an aware moment."""
    return date_format(moment.astimezone(UTC), "H:i")


@register.filter
def utc_day(moment: datetime) -> str:
    """ "Sun 11 Feb", of an aware moment."""
    return short_day(moment.astimezone(UTC).date())


@register.simple_tag
def event_time(moment: datetime | None, circuit):
    """When something was published, in the time of the circuit."""
    return published_time(moment and moment.astimezone(circuit.zone))
