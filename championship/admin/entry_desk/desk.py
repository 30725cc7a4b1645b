"""What waits, what is open, what changed and every car: the first page of the entry desk."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.admin.autocomplete import is_key
from championship.admin.labels import short_label
from championship.models import Entry, EventEntry
from championship.queries.entry_desk import entry_desk
from championship.workflows.entries import CannotCarryOver, carry_over

from .checks import with_pages
from .returning import with_way_back
from .whose import address, season_and_event


def desk(model_admin, request, pk):
    season, event = season_and_event(request, pk)
    if not request.user.has_perm("championship.view_entry"):
        raise PermissionDenied
    if request.method == "POST":
        return _do(model_admin, request, season, event)
    page = entry_desk(season, event)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Entry desk"),
        "subtitle": f"{event}, {short_label(season)}" if event else short_label(season),
        "season": season,
        "event": event,
        "page": page,
        "event_lines": [(line, address("entries", season, line.event)) for line in page.events],
        "checks": with_pages(page.checks),
        "tabs": _tabs(season, event, page.tabs),
        "tools": [tool for tool in _tools(request.user, season, event) if tool["may"]],
        "may_carry_over": event and request.user.has_perm("championship.add_evententry"),
        "row_page": f"admin:championship_{'evententry' if event else 'entry'}_change",
        "actions": _actions(_admin_of_cars(model_admin, event), request),
        "issues_page": _list_page("entrylistrevision", f"?season__id__exact={season.pk}"),
        "list_page": _list_of(season, event),
        "public_page": _public_page(season, page.newest),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/season/entry_desk.html", context)


def _tabs(season, current, events):
    """The season and each of its events, as links."""
    tabs = [{"label": _("Season"), "url": address("entries", season), "current": not current}]
    return tabs + [
        {
            "label": event.short,
            "url": address("entries", season, event),
            "current": event == current,
        }
        for event in events
    ]


def _tools(user, season, event):
    """What can be done with this list, and whether this member of staff may."""
    model, owner = ("evententry", event) if event else ("entry", season)
    narrowed = urlencode({f"{'event' if event else 'season'}__id__exact": owner.pk})
    add = _list_page(model, "?" + urlencode({"_changelist_filters": narrowed}), "add")
    may_add = user.has_perm(f"championship.add_{model}")
    may_publish = user.has_perm("championship.add_entrylistrevision")

    def page(name):
        return address(f"entries/{name}", season, event)

    return [
        {"label": _("Publish list"), "url": page("publish"), "may": may_publish, "first": True},
        {"label": _("Import"), "url": page("import"), "may": may_add},
        {"label": _("Add entry"), "url": with_way_back(add), "may": may_add},
        {"label": _("CSV"), "url": page("export.csv"), "may": True},
        {"label": _("XLSX"), "url": page("export.xlsx"), "may": True},
    ]


def _list_page(model, query, page="changelist"):
    return reverse(f"admin:championship_{model}_{page}") + query


def _list_of(season, event):
    """Where cars are ticked, to confirm or withdraw several at once."""
    if event:
        return _list_page(
            "evententry", f"?event__season__id__exact={season.pk}&event__id__exact={event.pk}"
        )
    return _list_page("entry", f"?season__id__exact={season.pk}")


def _public_page(season, issue):
    """Where fans see what was published last, whatever is published later."""
    if issue is None:
        return ""
    words = [season.series.slug, season.slug, issue.number]
    return reverse("championship:entry-revision", args=words)


def _do(model_admin, request, season, event):
    """What was pressed: an action on the cars that are ticked, or carrying over."""
    if "action" in request.POST:
        cars = event.entries.all() if event else season.entries.all()
        response = _act(_admin_of_cars(model_admin, event), request, cars)
    elif event:
        response = _carry_over(request, event)
    else:
        response = None
    return response or redirect(address("entries", season, event))


def _admin_of_cars(model_admin, event):
    return model_admin.admin_site.get_model_admin(EventEntry if event else Entry)


def _actions(cars_admin, request):
    """The list actions that this member of staff may use here: pairs of name and words."""
    allowed = cars_admin.get_actions(request)
    return [(name, allowed[name][2]) for name in cars_admin.actions if name in allowed]


def _act(cars_admin, request, cars):
    """Do to the ticked cars what the same action does in their list."""
    name = request.POST["action"]
    if name not in dict(_actions(cars_admin, request)):
        raise PermissionDenied
    keys = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_key(key)]
    chosen = cars.filter(pk__in=keys)
    if not chosen:
        messages.warning(request, _("Tick the cars first."))
        return None
    return getattr(cars_admin, name)(request, chosen)


def _carry_over(request, event):
    if not request.user.has_perm("championship.add_evententry"):
        raise PermissionDenied
    try:
        added = carry_over(event, reserves="reserves" in request.POST)
    except CannotCarryOver as refusal:
        messages.error(request, str(refusal))
    else:
        say_carried_over(request, event, added)


def say_carried_over(request, event, added):
    """How many cars came onto the list of an event."""
    if not added:
        text = _("%(event)s: no car added. Every confirmed entry of the season is on the list.")
        messages.warning(request, text % {"event": event})
        return
    text = ngettext("%(event)s: %(count)d car added.", "%(event)s: %(count)d cars added.", added)
    messages.success(request, text % {"event": event, "count": added})
