"""Whose results a page of the desk is about, and where the others are."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from championship.admin.entry_desk.whose import address
from championship.models import Event, Session

IMPORTING = ("championship.add_result", "championship.change_result")
PUBLISHING = "championship.add_classification"


def event_of(pk):
    """The event of this key with all that its desk names. 404 if there is none."""
    return get_object_or_404(Event.objects.select_related("season__series", "circuit"), pk=pk)


def session_of(pk):
    """The session of this key with all that its pages name. 404 if there is none."""
    joins = ("event__season__series", "event__circuit", "season__series", "round")
    return get_object_or_404(Session.objects.select_related(*joins), pk=pk)


def may_import(user):
    return user.has_perms(IMPORTING)


def may_publish(user):
    return user.has_perm(PUBLISHING)


def desk_page(event):
    return reverse("admin:championship_event_results", args=[event.pk])


def entries_page(user, event):
    """Where cars come onto the list of an event; empty for those who may not add them."""
    may = user.has_perm("championship.add_entry")
    return address("entries/import", event.season, event) if may else ""


def session_page(page, session, *more):
    """Where a page of a session is: session_page("import", session)."""
    return reverse(f"admin:championship_session_{page}", args=[session.pk, *more])


def grid_page(race):
    """Where it is chosen which qualifying sets the grid of a race."""
    return f"{reverse('admin:championship_session_change', args=[race.pk])}#grid_sources-group"


def list_page(model, session, page="changelist"):
    """The list of what belongs to a session, or the page to add to it."""
    narrowed = {"session__id__exact": session.pk}
    query = narrowed if page == "changelist" else {"session": session.pk}
    return f"{reverse(f'admin:championship_{model}_{page}')}?{urlencode(query)}"


def next_page(user, session):
    """Where the way goes on once a result is stored."""
    if may_publish(user):
        return session_page("publish", session)
    return desk_page(session.event)
