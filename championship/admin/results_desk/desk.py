"""Every session of an event with what is stored and published, and who holds the honours."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.admin.entry_desk.whose import address
from championship.admin.history import write_history
from championship.admin.labels import short_label
from championship.models import Bonus, Classification
from championship.queries.results_desk import results_desk
from championship.workflows.honours import (
    OthersSuggested,
    fingerprint,
    record_honours,
    suggested_honours,
)
from championship.workflows.official_result import with_unpublished_changes

from .whose import (
    desk_page,
    entries_page,
    event_of,
    grid_page,
    list_page,
    may_import,
    may_publish,
    session_page,
)

State = Classification.State


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
        "links": _links(request.user, event),
        "entries_page": "" if page.has_cars else entries_page(request.user, event),
        "lines": [
            {
                "line": line,
                "has_changes": line.session.pk in changed,
                "tools": _tools(request.user, line, has_changes=line.session.pk in changed),
                "decisions_page": list_page("decision", line.session),
                "revisions_page": list_page("classification", line.session),
                "public_page": line.session.get_absolute_url() if line.newest else "",
            }
            for line in page.sessions
        ],
        "honours": [_group(request.user, group, suggestions) for group in page.honours],
        "suggested": len(suggestions),
        "seen": fingerprint(suggestions),
        "may_record": request.user.has_perm("championship.add_bonus"),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/event/results_desk.html", context)


def _links(user, event):
    """What else an event needs while its results come in, for those who may."""
    notices = f"{reverse('admin:championship_notice_changelist')}?event__id__exact={event.pk}"
    add_notice = f"{reverse('admin:championship_notice_add')}?event={event.pk}"
    links = [
        (_("Entry desk"), address("entries", event.season, event), "view_entry"),
        (_("Notices"), notices, "view_notice"),
        (_("Add notice"), add_notice, "add_notice"),
    ]
    return [(label, url) for label, url, may in links if user.has_perm(f"championship.{may}")]


def _tools(user, line, *, has_changes):
    """What can be done with a session, and only what this member of staff may do.

    What has to be done next comes forward: nothing of a result that is final as it stands.
    """
    session, importing = line.session, may_import(user)
    newest = line.newest
    is_due = newest is None or newest.state == State.PROVISIONAL or has_changes
    tools = [
        (_("Import"), session_page("import", session), importing, not line.cars),
        (_("Type"), session_page("type", session), importing, False),
        (
            _("Add decision"),
            list_page("decision", session, "add"),
            line.cars and user.has_perm("championship.add_decision"),
            False,
        ),
        (_("Publish"), session_page("publish", session), line.cars and may_publish(user), is_due),
    ]
    return [
        {"label": label, "url": url, "first": first, "about": session}
        for label, url, may, first in tools
        if may
    ]


def _group(user, group, suggestions):
    """Who holds the poles, or the fastest laps, of a race, and who seems to.

    Nobody seems to hold a pole as long as nobody said which qualifying sets the grid.
    """
    own = [one for one in suggestions if (one.race, one.kind) == (group.race, group.kind)]
    lacks_pole = group.kind == Bonus.Kind.POLE and not (group.held or own)
    may_choose = lacks_pole and user.has_perm("championship.change_session")
    return {
        "race": group.race,
        "grid_page": grid_page(group.race) if may_choose else "",
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
