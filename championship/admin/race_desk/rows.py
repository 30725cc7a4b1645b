"""The lines of the race desk: what each says, and where it leads."""

from django.contrib.admin.models import ADDITION, DELETION
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.admin.labels import short_label
from championship.models import Classification
from championship.queries.award_words import names_of, nobody_gets_it, question_sentence
from championship.queries.race_desk import Waits
from championship.templatetags.results import LETTERS, penalty
from championship.templatetags.times import day_and_month, short_day

from . import links
from .words import ago, at_circuit, left, ran, short_event

State = Classification.State


def document_row(user, document, drafts, changed, now):
    """A published result that is not settled, and the next step."""
    newest, session = document.classification, document.session
    own = [draft for draft in drafts if draft.session_id == session.pk]
    return {
        "name": _("%(session)s, %(event)s")
        % {"session": session.name, "event": short_event(session.event)},
        "url": links.page_of(user, newest),
        "facts": _document_facts(document),
        "state": newest.state,
        "label": _state(newest, now),
        "is_changed": session.pk in changed,
        "publish_url": links.publish_page(user, session, own),
        "publish": _next_step(newest, own),
    }


def _document_facts(document):
    cars = ngettext("%(count)s car", "%(count)s cars", document.cars) % {"count": document.cars}
    facts = [_("revision %(number)s") % {"number": document.classification.revision}, cars]
    if document.tables:
        text = ngettext("%(count)s table follows", "%(count)s tables follow", document.tables)
        facts.append(text % {"count": document.tables})
    return ", ".join(facts)


def _state(newest, now):
    if newest.state == State.PROVISIONAL and newest.provisional_until:
        time = at_circuit(newest.provisional_until, newest.session.event.circuit, now)
        return _("Provisional until %(time)s") % {"time": time}
    return capfirst(newest.get_state_display())


def _next_step(newest, drafts):
    if newest.state != State.PROVISIONAL:
        return _("Publish as amended")
    return _("Preview and publish") if drafts else _("Publish as final")


def award_row(user, waiting):
    """An award that waits for something: who has it or would get it, and what is to be done."""
    line, award = waiting.line, waiting.line.award
    kind = capfirst(award.get_kind_display())
    place = _("place %(place)s") % {"place": line.place} if award.last_place else ""
    label, step = AWARD_STATES[waiting.waits](line)
    url = links.award_page(user, award)
    may_decide = links.may(user, "change_award") and waiting.waits is not Waits.RESTS
    return {
        "name": ", ".join(filter(None, [kind, str(award), award.target_class, place])),
        "url": url,
        "facts": _award_facts(waiting),
        "state": State.PROVISIONAL if line.is_provisional else line.state,
        "label": label,
        "award_url": url if may_decide else "",
        "step": step,
    }


AWARD_STATES = {
    Waits.IN_QUESTION: lambda _line: (_("In question"), _("Decide")),
    Waits.IS_OPEN: lambda line: (capfirst(line.state_display()), _("Offer to the next")),
    Waits.IS_DUE: lambda _line: (_("To be confirmed"), _("Confirm")),
    Waits.RESTS: lambda _line: (_("Provisional"), ""),
}


def _award_facts(waiting):
    line = waiting.line
    if not line.proposed:
        return question_sentence(line) or nobody_gets_it(line)
    facts = {"proposed": names_of(line.proposed), "holders": names_of(line.holders)}
    texts = {
        Waits.IN_QUESTION: _("by the table it is %(proposed)s now, %(holders)s holds it"),
        Waits.IS_OPEN: _("%(holders)s let it go: %(proposed)s would be next"),
        Waits.IS_DUE: _("goes to %(proposed)s"),
        Waits.RESTS: _("would go to %(proposed)s, rests on a provisional result"),
    }
    return texts[waiting.waits] % facts


def draft_row(user, draft, effects):
    """A draft of a decision, and what it alone would change."""
    return {
        "number": draft.number,
        "car": draft.event_entry,
        "penalty": penalty(draft),
        "reason": draft.reason,
        "url": links.page_of(user, draft),
        "effect": _effect(draft, effects),
        "preview_url": links.publish_page(user, draft.session, [draft]),
    }


def _effect(draft, effects):
    """The places of its car in class before and after; or in words that nothing moves."""
    effect = effects.alone.get(draft.pk)
    if effect is None or effect.refusal:
        return {"text": _("not known yet"), "why": effect.refusal if effect else ""}
    if not effect.changes:
        return {"text": _("no place changes")}
    return {"before": _place(effect.before), "after": _place(effect.after)}


def _place(line):
    return str(line.class_place) if line.class_place else LETTERS.get(line.status, "–")


def draft_groups(user, drafts, effects):
    """The drafts of each session, and what all of them together would change."""
    sessions = {draft.session_id: draft.session for draft in drafts}
    groups = []
    for key, session in sessions.items():
        own = [draft for draft in drafts if draft.session_id == key]
        groups.append(
            {
                "session": _("%(session)s, %(event)s")
                % {"session": session.name, "event": short_event(session.event)},
                "rows": [draft_row(user, draft, effects) for draft in own],
                "together": _together(key, effects),
                "preview_url": links.publish_page(user, session, own),
                "add_url": links.add_page(user, "decision", session=key),
            }
        )
    return groups


def _together(session, effects):
    """ "12 cars get another place in class. #88 wins its class instead of #19." """
    found = effects.together.get(session)
    if found is None:
        return []
    text = ngettext(
        "%(count)s car gets another place in class.",
        "%(count)s cars get another place in class.",
        found.moved,
    )
    winner = _("#%(after)s wins its class instead of #%(before)s.")
    return [
        text % {"count": found.moved},
        *(winner % {"after": one.after, "before": one.before} for one in found.winners),
    ]


def missing_row(user, session, now):
    """A session that is over without a published result."""
    step = {"url": links.import_page(user, session), "label": _("Import timing file")}
    if session.has_result:
        step = {"url": links.publish_page(user, session), "label": _("Publish")}
    return {
        "name": session.name,
        "facts": _("%(event)s, %(day)s")
        % {"event": short_event(session.event), "day": short_day(session.starts_on)},
        "url": links.page_of(user, session),
        "is_recorded": session.has_result,
        "step": step,
    }


def application_row(user, application, now):
    """An entry that waits for an answer, and for how long."""
    entry, since = application.entry, application.received_at
    return {
        "day": since and day_and_month(since.date()),
        "car": entry,
        "season": short_label(entry.season),
        "url": links.entry_desk(user, entry.season, part="applications"),
        "waiting": since and left(now - since),
    }


def shortened_row(user, race):
    return {
        "name": _("Points factor of %(session)s, which ran %(time)s")
        % {"session": short_label(race.session), "time": ran(race)},
        "url": links.add_page(
            user,
            "pointsdecision",
            season=race.session.season_id,
            session=race.session.pk,
        ),
    }


def action_row(entry, now):
    """What somebody did: the row, how, who and when."""
    if entry.action_flag == ADDITION:
        done = _("added")
    elif entry.action_flag == DELETION:
        done = _("deleted")
    else:
        done = entry.get_change_message() or _("changed")
    return {
        "row": entry.object_repr,
        "kind": capfirst(entry.content_type.name) if entry.content_type else "",
        "done": done,
        "url": "" if entry.action_flag == DELETION else entry.get_admin_url(),
        "who": entry.user.get_full_name() or entry.user.get_username(),
        "ago": ago(now - entry.action_time),
        "at": entry.action_time,
    }
