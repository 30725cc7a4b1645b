"""From the race desk to where each thing is done, for those who may do it."""

from urllib.parse import urlencode

from django.urls import reverse


def may(user, *permissions):
    return user.has_perms([f"championship.{name}" for name in permissions])


def page_of(user, row):
    """The admin's page of a row, or nothing for those who may not see it."""
    name = row._meta.model_name
    if not (may(user, f"view_{name}") or may(user, f"change_{name}")):
        return ""
    return reverse(f"admin:championship_{name}_change", args=[row.pk])


def list_of(user, model, query=""):
    """The admin's list of a model, narrowed by a query."""
    if not (may(user, f"view_{model}") or may(user, f"change_{model}")):
        return ""
    return reverse(f"admin:championship_{model}_changelist") + query


def add_page(user, model, **prefilled):
    if not may(user, f"add_{model}"):
        return ""
    query = f"?{urlencode(prefilled)}" if prefilled else ""
    return reverse(f"admin:championship_{model}_add") + query


def results_desk(user, event):
    if not may(user, "view_result"):
        return ""
    return reverse("admin:championship_event_results", args=[event.pk])


def import_page(user, session):
    if not may(user, "add_result", "change_result"):
        return ""
    return reverse("admin:championship_session_import", args=[session.pk])


def publish_page(user, session, drafts=()):
    """Where publishing is tried and done, with these drafts of decisions ticked."""
    if not may(user, "add_classification"):
        return ""
    query = urlencode([("decision", draft.pk) for draft in drafts])
    page = reverse("admin:championship_session_publish", args=[session.pk])
    return f"{page}?{query}" if query else page


def entry_desk(user, season, event=None, part=""):
    if not may(user, "view_entry"):
        return ""
    page = reverse("admin:championship_season_entries", args=[season.pk])
    return page + (f"?event={event.pk}" if event else "") + (f"#{part}" if part else "")


def award_page(user, award):
    """Where the steps of an award are taken, or looked at."""
    if not (may(user, "view_award") or may(user, "change_award")):
        return ""
    return reverse("admin:championship_award_life", args=[award.pk])
