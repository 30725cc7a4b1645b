"""What the next event has and lacks, line by line."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.templatetags.times import utc_offset

from . import links


def readiness(user, coming, now):
    """Lines of a name and what is to say of it: `is_open` where something is lacking."""
    season, event = coming.event.season, coming.event
    return [
        _timetable(user, coming),
        _entry_list(user, coming),
        *_points_on_the_list(user, coming),
        *_grids(user, coming),
        _rules(user, coming, season),
        _zone(user, event, now),
    ]


def _line(name, text, url="", is_open=False):
    return {"name": name, "text": text, "url": url, "is_open": is_open}


def _timetable(user, coming):
    url = links.page_of(user, coming.event)
    if not coming.sessions:
        return _line(_("Timetable"), _("no sessions yet"), url, is_open=True)
    if coming.without_time == coming.sessions:
        return _line(_("Timetable"), _("start times to be announced"), url, is_open=True)
    if coming.without_time:
        text = ngettext(
            "%(count)s start time to be announced",
            "%(count)s start times to be announced",
            coming.without_time,
        )
        return _line(_("Timetable"), text % {"count": coming.without_time}, url, is_open=True)
    text = ngettext("%(count)s session", "%(count)s sessions", coming.sessions)
    return _line(_("Timetable"), text % {"count": coming.sessions}, url)


def _entry_list(user, coming):
    url = links.entry_desk(user, coming.event.season, coming.event)
    if not coming.cars:
        return _line(_("Entry list"), _("no cars yet"), url, is_open=True)
    cars = ngettext("%(count)s car", "%(count)s cars", coming.cars) % {"count": coming.cars}
    if coming.newest is None:
        text = _("%(cars)s, not published") % {"cars": cars}
        return _line(_("Entry list"), text, url, is_open=True)
    text = _("%(cars)s, revision %(number)s published")
    return _line(_("Entry list"), text % {"cars": cars, "number": coming.newest.number}, url)


def _points_on_the_list(user, coming):
    if not coming.open_points:
        return
    text = ngettext("%(count)s open point", "%(count)s open points", coming.open_points)
    url = links.entry_desk(user, coming.event.season, coming.event, part="checks")
    yield _line(_("Crews"), text % {"count": coming.open_points}, url, is_open=True)


def _grids(user, coming):
    if not coming.without_grid:
        return
    names = ", ".join(race.name for race in coming.without_grid)
    text = _("no qualifying sets that of %(races)s") % {"races": names}
    yield _line(_("Grid"), text, links.page_of(user, coming.without_grid[0]), is_open=True)


def _rules(user, coming, season):
    url = links.list_of(user, "championship", f"?season__id__exact={season.pk}")
    name = _("Rules and points scales")
    if not coming.championships:
        return _line(name, _("no championships yet"), url, is_open=True)
    if coming.without_points:
        names = ", ".join(str(one) for one in coming.without_points)
        return _line(name, _("none for %(names)s") % {"names": names}, url, is_open=True)
    text = ngettext(
        "set for %(count)s championship", "set for %(count)s championships", coming.championships
    )
    return _line(name, text % {"count": coming.championships}, url)


def _zone(user, event, now):
    moment = now.astimezone(event.circuit.zone)
    text = f"{event.circuit.time_zone}, {utc_offset(moment)}"
    return _line(_("Time at the circuit"), text, links.page_of(user, event.circuit))
