"""Every session of an event with what is stored and published, and who holds the honours."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.admin.history import write_history
from championship.admin.labels import short_label
from championship.models import Bonus
from championship.queries.results_desk import results_desk
from championship.workflows.honours import (
    OthersSuggested,
    fingerprint,
    record_honours,
    suggested_honours,
)
from championship.workflows.official_result import with_unpublished_changes

from .whose import desk_page, event_of, list_page, may_import, may_publish, session_page


def desk(model_admin, request, pk):
    event = event_of(pk)
    if not request.user.has_perm("championship.view_result"):
        raise PermissionDenied
    if request.method == "POST":
        _record(request, event)
        return redirect(desk_page(event))
    return _page(model_admin, request, event)


def _page(model_admin, request, event):
    page, suggestions = results_desk(event), suggested_honours(event)
    newest = {line.newest.session: line.newest for line in page.sessions if line.newest}
    changed = with_unpublished_changes(newest)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Results"),
        "subtitle": f"{event}, {short_label(event.season)}",
        "event": event,
        "lines": [
            {
                "line": line,
                "has_changes": line.session.pk in changed,
                "tools": _tools(request.user, line),
                "decisions_page": list_page("decision", line.session),
                "public_page": line.session.get_absolute_url() if line.newest else "",
            }
            for line in page.sessions
        ],
        "honours": [_group(group, suggestions) for group in page.honours],
        "suggested": len(suggestions),
        "seen": fingerprint(suggestions),
        "may_record": request.user.has_perm("championship.add_bonus"),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/event/results_desk.html", context)


def _tools(user, line):
    """What can be done with a session, and only what this member of staff may do."""
    session, importing = line.session, may_import(user)
    tools = [
        (_("Import"), session_page("import", session), importing, not line.cars),
        (_("Type"), session_page("type", session), importing, False),
        (
            _("Add decision"),
            list_page("decision", session, "add"),
            line.cars and user.has_perm("championship.add_decision"),
            False,
        ),
        (_("Publish"), session_page("publish", session), line.cars and may_publish(user), True),
    ]
    return [
        {"label": label, "url": url, "first": first, "about": session}
        for label, url, may, first in tools
        if may
    ]


def _group(group, suggestions):
    """Who holds the poles, or the fastest laps, of a race, and who seems to."""
    own = [one for one in suggestions if (one.race, one.kind) == (group.race, group.kind)]
    return {
        "race": group.race,
        "kind": Bonus.Kind(group.kind).label,
        "held": group.held,
        "suggested": own,
        "list_page": list_page("bonus", group.race),
    }


def _record(request, event):
    if not request.user.has_perm("championship.add_bonus"):
        raise PermissionDenied
    try:
        recorded = record_honours(event, seen=request.POST.get("seen", ""))
    except OthersSuggested:
        text = _("Others are suggested by now. Nothing is recorded yet: look at them again.")
        messages.error(request, text)
        return
    write_history(request.user, [(one.session, _history(one)) for one in recorded])
    text = ngettext(
        "%(count)d holder is recorded. It counts from the next revision of the race on.",
        "%(count)d holders are recorded. They count from the next revision of each race on.",
        len(recorded),
    )
    messages.success(request, text % {"count": len(recorded)})


def _history(bonus):
    """Recorded as suggested: pole position, LMP2, #4 CrowdStrike Racing by APR, Malthe Jakobsen"""
    parts = [bonus.get_kind_display(), bonus.car_class, bonus.event_entry, bonus.driver]
    holder = ", ".join(str(part) for part in parts if part)
    return _("Recorded as suggested: %(holder)s") % {"holder": holder}
