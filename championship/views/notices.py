"""The notice board of an event: the list, each notice and decision, and their files."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.models import Decision, Notice
from championship.queries.notice_board import (
    effects_of,
    find_decision,
    find_notice,
    notice_board,
)
from championship.tables.notice_board import NoticeBoardTable

from .calendar import event_or_404
from .files import season_csv, stored_file
from .finding import NothingHere, may_see_drafts, season_crumbs, season_link


@require_safe
def board(request, series, season, event):
    event = event_or_404(request, series, season, event)
    season = event.season
    context = {
        "season": season,
        "section": "calendar",
        "event": event,
        "table": _table(event, season),
        "breadcrumbs": season_crumbs(season, _to_event(season, event)),
    }
    return render(request, "championship/notices.html", context)


@require_safe
def board_csv(request, series, season, event):
    event = event_or_404(request, series, season, event)
    season = event.season
    return season_csv(_table(event, season), season, event.slug, "notices")


@require_safe
def notice(request, series, season, event, number):
    event = event_or_404(request, series, season, event)
    season = event.season
    found = _notice_or_404(request, season, event, number)
    context = {
        "season": season,
        "section": "calendar",
        "event": event,
        "notice": found,
        "is_public": _is_out(found),
        "breadcrumbs": _crumbs(season, event),
    }
    return render(request, "championship/notice.html", context)


@require_safe
def notice_file(request, series, season, event, number):
    event = event_or_404(request, series, season, event)
    season = event.season
    found = _notice_or_404(request, season, event, number)
    if found.document is None:
        raise _nothing_here(season, event)
    return stored_file(request, found.document, for_everybody=season.is_public and _is_out(found))


@require_safe
def decision(request, series, season, event, decision):
    event = event_or_404(request, series, season, event)
    season = event.season
    found = _decision_or_404(request, season, event, decision)
    context = {
        "season": season,
        "section": "calendar",
        "event": event,
        "decision": found,
        "decided_at": found.decided_at and found.decided_at.astimezone(event.circuit.zone),
        "effects": effects_of(found),
        "breadcrumbs": _crumbs(season, event),
    }
    return render(request, "championship/decision.html", context)


@require_safe
def decision_file(request, series, season, event, decision):
    event = event_or_404(request, series, season, event)
    season = event.season
    found = _decision_or_404(request, season, event, decision)
    stands = found.state in Decision.STANDING
    if found.document is None or not (stands or may_see_drafts(request, Decision)):
        raise _nothing_here(season, event)
    return stored_file(request, found.document, for_everybody=season.is_public and stands)


def _table(event, season):
    caption = _("Notice board of %(event)s, circuit time") % {"event": event}
    documents = notice_board(event, now=timezone.now())
    return NoticeBoardTable(documents, event=event, season=season, caption=caption)


def _is_out(found):
    return found.published_at is not None and found.published_at <= timezone.now()


def _notice_or_404(request, season, event, number):
    hidden = may_see_drafts(request, Notice)
    found = find_notice(event, number, now=timezone.now(), hidden=hidden)
    if found is None:
        raise _nothing_here(season, event)
    return found


def _decision_or_404(request, season, event, key):
    hidden = may_see_drafts(request, Decision)
    found = find_decision(event, key, now=timezone.now(), hidden=hidden)
    if found is None:
        raise _nothing_here(season, event)
    return found


def _nothing_here(season, event):
    return NothingHere(season=season, nearby=[_to_board(season, event), _to_event(season, event)])


def _to_event(season, event):
    return season_link(event.name, "event", season, event.slug)


def _to_board(season, event):
    return season_link(_("Notice board"), "notices", season, event.slug)


def _crumbs(season, event):
    return season_crumbs(season, _to_event(season, event), _to_board(season, event))
