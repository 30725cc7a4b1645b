"""One step of an award: what it does in a sentence, what is written down, and the button."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from championship.admin.autocomplete import is_key
from championship.admin.history import write_history
from championship.admin.labels import label
from championship.models import AwardStep
from championship.queries.award_candidates import steps_of
from championship.queries.award_words import step_sentence
from championship.workflows.award_what_if import line_after
from championship.workflows.awards import (
    NEXT_STEPS,
    CannotTakeStep,
    take_step,
    undo_step,
)

from .desk import address, award_of, line_of
from .forms import form_for
from .words import UNDO, button_words, name_of, now_in_words, what_happens

State = AwardStep.State
PASSES_ON = (State.DECLINED, State.LAPSED)


def step(model_admin, request, pk, place, state):
    """The page of a step. Whoever presses its button late is told, and keeps what was typed."""
    award = award_of(model_admin, request, pk, may="change")
    line = line_of(award, place)
    if line is None or state not in (*State.values, UNDO):
        raise Http404
    form = None if state == UNDO else _form(request, line, state)
    refusal = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _taken(model_admin, request, line, state, form)
        except CannotTakeStep as refused:
            refusal = str(refused)
            line = line_of(award, place)
    return _page(model_admin, request, line, state, form, refusal)


def _form(request, line, state):
    facts = {"line": line, "state": state, "meant": request.GET.get("for", "")}
    made = form_for(state, line)
    if state == State.USED:
        facts["may_add"] = request.user.has_perm("championship.add_targetentry")
    return made(request.POST if request.method == "POST" else None, **facts)


def _taken(model_admin, request, line, state, form):
    """Take the step, keep it in the history of the award, and go back to its desk."""
    with transaction.atomic():
        taken = _take(request, line, state, form)
        words = _words_of(line, taken, state)
        write_history(request.user, [(line.award, words)])
    messages.success(request, words)
    return redirect(address(line.award))


def _take(request, line, state, form):
    sent = request.POST.get("seen", "")
    known = {"seen": int(sent) if is_key(sent) else -1, "by": request.user}
    if state == UNDO:
        return undo_step(line.award, line.place, **known)
    said = form.said(used_by=form.added_car() if state == State.USED else None)
    return take_step(line.award, line.place, state, said, holders=form.holders, **known)


def _words_of(line, taken, state):
    """What is said once it is done, and stays in the history."""
    (found,) = steps_of(Q(pk=taken.pk))
    text = _("Taken back: %(step)s.") if state == UNDO else _("%(step)s.")
    words = text % {"step": step_sentence(found)}
    if line.award.last_place:
        words = _("Place %(place)s: %(words)s") % {"place": line.place, "words": words}
    return words


def _page(model_admin, request, line, state, form, refusal):
    award = line.award
    follows = line.newest is not None if state == UNDO else state in NEXT_STEPS[line.state]
    if not follows and not refusal:
        refusal = _("This can't follow: %(now)s.") % {"now": now_in_words(line)}
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": button_words(state),
        "subtitle": label(award),
        "original": award,
        "award": award,
        "desk_page": address(award),
        "name": name_of(award),
        "line": line,
        "follows": follows,
        "refusal": refusal,
        "happens": _what_happens(line, state) if follows else "",
        "form": form,
        "media": model_admin.media + form.media if form else "",
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/award/step.html", context)


def _what_happens(line, state):
    if state not in PASSES_ON:
        return what_happens(line, state)
    try:
        after = line_after(line.award, line.place, state, seen=line.seen)
    except CannotTakeStep as refused:
        return str(refused)
    return what_happens(line, state, after)
