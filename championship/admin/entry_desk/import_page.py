"""What the preview of an import shows, put in order for its page."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from championship.models import Car, Driver, Entry, EventEntry, Manufacturer, Team
from championship.workflows.entry_import import changed_tables, words


def lacking(user, event, plan=None):
    """The permissions that somebody has not, as names of what they may not add or change."""
    wanted = [("add", Entry), ("change", Entry)]
    if event:
        wanted += [("add", EventEntry), ("change", EventEntry)]
    if plan:
        added = plan.added
        pairs = ((Team, added.teams), (Driver, added.drivers), (Car, added.cars))
        wanted += [("add", model) for model, rows in pairs if rows]
        wanted += [("add", Manufacturer)] if added.makers else []
    names = [
        str(model._meta.verbose_name_plural)
        for action, model in wanted
        if not user.has_perm(f"championship.{action}_{model._meta.model_name}")
    ]
    return list(dict.fromkeys(names))


def table_changes(plan, new_status):
    """The newest tables that the import would give otherwise."""
    if plan.open_questions or not (plan.new or plan.changed):
        return []
    changes = changed_tables(
        plan.season, plan.event, plan.file, now=timezone.now(), new_status=new_status
    )
    return [change for change in changes if change.is_newest]


def page_of(plan):
    """Plain values for the template."""
    is_list = plan.file.format == "entry list"
    return {
        "summary": words.summary(plan),
        "kind": _kind_of_file(plan.file),
        "problems": [_problem(one) for one in plan.problems],
        "warnings": [_problem(one) for one in plan.warnings],
        "new": [_line(line) for line in plan.new],
        "changed": [_line(line) for line in plan.changed],
        "unchanged": [_line(line) for line in plan.unchanged],
        "missing": plan.missing,
        "may_withdraw": is_list,
        "added": _added(plan),
        "aliases": len(plan.aliases),
        "ignored": plan.file.ignored_columns,
        "nothing_to_change": plan.changes_nothing and not plan.problems,
        "entries": len(plan.new) + len(plan.changed),
        "leaves_events": not plan.event and any(_leaves(line) for line in plan.changed),
    }


def _kind_of_file(file):
    """timing file, A2, utf-8, separated by “;”"""
    is_timing = file.format == "timing"
    sign = _("tabs") if file.separator == "\t" else words.quoted(file.separator)
    facts = [
        (_("timing file") if is_timing else _("entry list")) if file.variant else "",
        file.variant.upper(),
        file.encoding,
        _("separated by %(sign)s") % {"sign": sign} if file.separator else "",
    ]
    return ", ".join(filter(None, facts))


def _problem(problem):
    return {"line": problem.line, "column": problem.column, "text": words.sentence(problem)}


def _line(line):
    crew = (line.event_crew if line.event_entry else line.crew) or ()
    return {
        "line": line.record.line,
        "number": line.number,
        "team": line.team,
        "car_class": line.car_class or "",
        "car": line.record.car,
        "crew": words.value("crew", tuple(str(driver or "") for driver, _code in crew)),
        "changes": [_change(one) for one in line.changes],
    }


def _change(change):
    return {
        "field": words.field_name(change),
        "old": words.value(change.field, change.old),
        "new": words.value(change.field, change.new),
    }


def _added(plan):
    """What is new besides entries, kind by kind."""
    named = [(rows[0]._meta, rows) for rows in plan.added if rows]
    return [
        {"kind": capfirst(meta.verbose_name_plural), "names": [_name(row) for row in rows]}
        for meta, rows in named
    ]


def _name(row):
    code = str(getattr(row, "country", "") or "")
    return f"{row} ({code})" if code else str(row)


def _leaves(line):
    gone = (Entry.Status.WITHDRAWN, Entry.Status.REJECTED)
    return line.values.get("status") in gone and line.entry.status not in gone
