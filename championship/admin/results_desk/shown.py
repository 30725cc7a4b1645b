"""Results as the pages of the desk print them: plain values for templates."""

from collections import defaultdict

from django.utils.translation import gettext as _

from championship.models import Status
from championship.scoring.durations import write_duration
from championship.workflows.result_import import words


def kind_of_file(file):
    """A2, utf-8, separated by “;”, provisional"""
    sign = _("tabs") if file.separator == "\t" else words.quoted(file.separator)
    facts = [
        file.variant,
        file.encoding,
        _("separated by %(sign)s") % {"sign": sign} if file.separator else "",
        _("saved again by another program") if file.is_resaved else "",
        file.hints.version,
    ]
    return ", ".join(filter(None, facts))


def problem(one):
    return {"line": one.line, "column": one.column, "text": words.sentence(one)}


def record(one):
    """A line of a file, as it was printed."""
    return {
        "line": one.line,
        "position": one.overall_position,
        "number": one.number,
        "team": one.team,
        "car_class": " ".join(filter(None, (one.source_class, one.group, one.division))),
        "crew": ", ".join(cell.printed for cell in one.drivers if cell),
        "status": one.status_printed or (Status(one.status).label if one.status else ""),
        "laps": one.laps,
        "time": _time(one.total_ms),
        "gap": one.gap_first.text,
        "best_lap": _time(one.best_lap_ms),
    }


def line(one):
    """A line of a plan: the car that it is, and what it will have."""
    return {
        "line": one.record.line,
        "order": one.order,
        "class_place": one.class_place,
        "key": one.key,
        "number": one.number,
        "team": one.team,
        "slug": one.car_class.slug if one.car_class else "",
        "crew": ", ".join(str(driver) for driver in one.crew),
        "crew_differs": one.crew_differs,
        "joins": one.joins_event,
        "laps": one.laps,
        "time": _time(one.time_ms),
        "gap": one.record.gap_first.text,
        "best_lap": _time(one.best_lap_ms),
        "status": one.status,
        "status_label": _label(one.status) or one.record.status_printed,
        "printed": one.record.status_printed or _label(one.timed_status),
        "is_corrected": one.is_corrected,
        "action": one.action,
        "changes": [change(each) for each in one.changes],
    }


def change(one):
    return {
        "field": words.field_name(one),
        "old": words.value(one.field, one.old),
        "new": words.value(one.field, one.new),
    }


def joining(plan):
    """The numbers of the cars that come onto the event's list, before and after they are stored.

    Their answers are keys of entries of the season; those of cars at the event begin with e.
    """
    answered = (one for one in plan.questions if one.kind == "entry")
    return [one.printed.partition(" ")[0] for one in answered if one.answer.isdecimal()]


def by_class(lines):
    """Pairs of a class and its lines in printed order; lines of no known class come last."""
    groups = defaultdict(list)
    for one in lines:
        groups[one.car_class and (one.car_class.parent or one.car_class)].append(one)
    known = sorted((key for key in groups if key), key=lambda key: (key.order, key.pk))
    return [(key, groups[key]) for key in [*known, *([None] if None in groups else [])]]


def _time(ms):
    return "" if ms is None else write_duration(ms)


def _label(status):
    return str(Status(status).label) if status else ""
