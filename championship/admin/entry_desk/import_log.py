"""What is kept of an import in the history, and what is said after it."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.workflows.entry_import import NEW, words


def log(user, imported, carried):
    """Write the history of every row that is new or changed. Three queries, and types once."""
    plan = imported.plan
    source = _("Imported from %(name)s.") % {"name": carried.name}
    rows = [(row, ADDITION, source) for added in plan.added for row in added]
    for line in [*plan.new, *plan.changed]:
        row = line.event_entry or line.entry
        changes = "; ".join(words.change_in_words(change) for change in line.changes)
        flag = ADDITION if line.action == NEW else CHANGE
        rows.append((row, flag, f"{source} {changes}".strip()))
    withdrawn = _("Withdrawn: not in %(name)s.") % {"name": carried.name}
    rows += [(one.row, CHANGE, withdrawn) for one in plan.withdrawn]
    if rows:
        text = f"{source} {words.summary(plan)}. SHA-256 {carried.checksum}"
        rows.append((plan.event or plan.season, CHANGE, text))
    LogEntry.objects.bulk_create(
        LogEntry(
            user=user,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row)[:200],
            action_flag=flag,
            change_message=text,
        )
        for row, flag, text in rows
    )


def say(request, imported, carried):
    """How many entries came in, and everything that followed."""
    plan = imported.plan
    if not (plan.new or plan.changed or plan.withdrawn):
        text = (
            _("%(name)s: names remembered.") if plan.aliases else _("%(name)s: nothing to change.")
        )
        messages.info(request, text % {"name": carried.name})
        return
    count = len(plan.new) + len(plan.changed)
    text = ngettext(
        "%(name)s: %(count)s entry imported (%(new)s new, %(changed)s changed).",
        "%(name)s: %(count)s entries imported (%(new)s new, %(changed)s changed).",
        count,
    )
    numbers = {"count": count, "new": len(plan.new), "changed": len(plan.changed)}
    messages.success(request, text % {"name": carried.name, **numbers})
    for text, names in _consequences(imported):
        if names:
            messages.info(request, text % {"names": ", ".join(names)})


def _consequences(imported):
    plan = imported.plan
    gone = [f"#{one.number} {one.event.short}" for one in imported.withdrawn_at]
    moved = [f"#{row.number} {row.reserve_place}" for row in imported.moved_up]
    return [
        (_("New teams: %(names)s."), [str(row) for row in plan.added.teams]),
        (_("New drivers: %(names)s."), [str(row) for row in plan.added.drivers]),
        (_("New cars: %(names)s."), [str(row) for row in plan.added.cars]),
        (_("Withdrawn: %(names)s."), [f"#{one.row.number}" for one in plan.withdrawn]),
        (_("Withdrawn from coming events: %(names)s."), gone),
        (_("New places on the reserve list: %(names)s."), moved),
        (_("Standings computed again: %(names)s."), imported.tables),
    ]
