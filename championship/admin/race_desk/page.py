"""The race desk as one page: each part for those who may see it."""

from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.admin.labels import short_label
from championship.queries.race_desk import current_checks, what_is_due
from championship.queries.race_desk.now import Kind
from championship.templatetags.times import days_and_month

from . import links, rows
from .checks import last_run
from .next_event import readiness
from .seen import Seen
from .words import clock_line, now_sentence, short_event, title

ACTIONS = 10


def desk(user, now):
    """All that the first page shows a member of staff at this moment.

    Sixty queries at most, whatever the number of seasons, events and cars.
    """
    seen = Seen(user, now)
    return {
        "head": _head(user, seen),
        "now": _now(user, seen, now),
        "provisional": _provisional(user, seen, now),
        "changed": [_document(user, one, seen, now) for one in seen.changed],
        "drafts": rows.draft_groups(user, seen.drafts, seen.effects),
        "new_decision_url": _new_decision(user, seen),
        "missing": _missing(user, seen, now),
        "next": _next(user, seen, now),
        "applications": _applications(user, seen, now),
        "checks": _checks(user, seen, now),
        "actions": _actions(user, now),
        "sees": {name: links.may(user, f"view_{name}") for name in PARTS},
        "colours": [
            reverse("championship:class-colours", args=[season.series.slug, season.slug])
            for season in seen.seasons
        ],
    }


PARTS = ("classification", "decision", "session", "event", "entry")


def _head(user, seen):
    """The event, its clock, and where its timing file is imported."""
    focus = seen.focus
    if focus is None:
        return {"title": _("Race desk")}
    event, lacking = focus.event, focus.lacking
    to_import = links.import_page(user, lacking) if lacking else ""
    desk_url = links.results_desk(user, event)
    return {
        "title": title(focus),
        "clock": clock_line(focus),
        "moment": focus.now,
        "season": short_label(event.season),
        "event_url": links.page_of(user, event),
        "button_url": to_import or desk_url,
        "button": _("Import timing file") if to_import else _("Results desk"),
        "button_about": lacking.name if to_import else "",
        "desk_url": desk_url if to_import else "",
        "others": [
            {"name": f"{short_event(one)}, {short_label(one.season)}", "url": url}
            for one in focus.others
            for url in [links.results_desk(user, one) or links.page_of(user, one)]
        ],
    }


def _now(user, seen, now):
    """The most urgent thing in a sentence, and the page on which it is done."""
    due = what_is_due(
        now,
        focus=seen.focus,
        provisional=seen.provisional,
        changed=seen.changed,
        drafts=seen.drafts,
        awards=seen.awards,
        missing=seen.missing,
        coming=seen.coming,
    )
    fact, asked = now_sentence(due, now)
    url, label = _step(user, due, seen)
    return {"fact": fact, "asked": asked, "url": url, "label": label}


def _step(user, due, seen):
    """Where the most urgent thing is done: an address and its words."""
    to_import = due.kind in (Kind.NO_RESULT, Kind.LATE_RESULT) and not due.session.has_result
    if to_import:
        return links.import_page(user, due.session), _("Import timing file")
    if due.kind in (Kind.RUNNING, Kind.STARTS):
        return links.results_desk(user, due.session.event), _("Results desk")
    if due.kind is Kind.NEXT_EVENT:
        return links.page_of(user, due.event), _("Look at the event")
    if due.kind in (Kind.QUESTION, Kind.AWARDS):
        return links.award_page(user, seen.awards[0].line.award), _("Award desk")
    if due.session is None:
        return "", ""
    own = seen.drafts_of(due.session)
    label = _("Preview what would change") if own else _("Publish")
    return links.publish_page(user, due.session, own), label


def _document(user, document, seen, now):
    return rows.document_row(user, document, seen.drafts, seen.differ, now)


def _provisional(user, seen, now):
    """What is provisional: results with the tables that follow them, and awards."""
    return {
        "documents": [_document(user, one, seen, now) for one in seen.provisional],
        "awards": [rows.award_row(user, one) for one in seen.awards],
        "all_url": links.list_of(user, "classification"),
    }


def _new_decision(user, seen):
    """A new decision is about the session that is on, or was last."""
    session = seen.focus and (seen.focus.running or seen.focus.last)
    return links.add_page(user, "decision", **({"session": session.pk} if session else {}))


def _missing(user, seen, now):
    missing = seen.missing
    if missing is None:
        return None
    text = ngettext(
        "%(count)s practice, test or warm-up without a result",
        "%(count)s practices, tests and warm-ups without a result",
        missing.practices,
    )
    return {
        "rows": [rows.missing_row(user, one, now) for one in missing.sessions],
        "more": missing.more,
        "practices": text % {"count": missing.practices} if missing.practices else "",
        "all_url": links.list_of(user, "session"),
    }


def _next(user, seen, now):
    coming = seen.coming
    if coming is None:
        return None
    event = coming.event
    return {
        "name": str(event),
        "url": links.page_of(user, event),
        "facts": f"{days_and_month(event.starts_on, event.ends_on)}, {short_label(event.season)}",
        "lines": readiness(user, coming, now),
    }


def _applications(user, seen, now):
    shown, more = seen.applications
    return {
        "rows": [rows.application_row(user, one, now) for one in shown],
        "more": more,
        "all_url": links.list_of(user, "entry", "?status__exact=received"),
    }


def _checks(user, seen, now):
    """The season whose tables can be computed again, and what the data lack."""
    season = seen.season
    if season is None or not links.may(user, "view_standing"):
        return None
    found = current_checks(now, season)
    return {
        "season": season,
        "season_name": short_label(season),
        "run_url": reverse("admin:race_desk_checks"),
        "last": last_run(season, now),
        "shortened": [rows.shortened_row(user, race) for race in found.shortened],
        "without_country": found.without_country,
        "without_category": found.without_category,
        "countries_url": links.list_of(user, "driver", "?country__exact="),
        "categories_url": links.list_of(user, "driver", "?categories__isnull=True"),
    }


def _actions(user, now):
    """What was done last: by everybody, for those who may look; else by oneself. One query."""
    entries = LogEntry.objects.select_related("user", "content_type").order_by(
        "-action_time", "-pk"
    )
    everybody = user.has_perm("admin.view_logentry")
    if not everybody:
        entries = entries.filter(user=user)
    return {
        "everybody": everybody,
        "rows": [rows.action_row(entry, now) for entry in entries[:ACTIONS]],
    }
