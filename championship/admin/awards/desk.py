"""The award desk: every place of a rule, who has it, what became of it, and what may follow."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from championship.admin.labels import joined, label
from championship.models import Award, AwardStep
from championship.queries.award_words import names_of
from championship.queries.awards import lines_of
from championship.workflows.awards import NEXT_STEPS

from .forms import choice_key
from .words import UNDO, button_words, who_is_next

State = AwardStep.State
AFTER_ALL = (State.USED, State.NOT_USED)  # decided anew only while it is in question


def address(award):
    """Where the steps of an award are taken."""
    return reverse("admin:championship_award_life", args=[award.pk])


def step_address(line, state, holders=()):
    """Where a step of a place is written down, for these holders if somebody is meant."""
    page = reverse("admin:championship_award_step", args=[line.award.pk, line.place, state])
    return f"{page}?{urlencode({'for': choice_key(holders)})}" if holders else page


def award_of(model_admin, request, pk, *, may="view"):
    """The award of this key, for those who may look at it, or change it. 404 if there is none."""
    award = get_object_or_404(joined(Award.objects), pk=pk)
    allowed = {
        "view": model_admin.has_view_or_change_permission,
        "change": model_admin.has_change_permission,
    }
    if not allowed[may](request, award):
        raise PermissionDenied
    return award


def line_of(award, place):
    """One place of an award as it stands, or None if the rule has no such place."""
    lines = lines_of(Award.objects.filter(pk=award.pk))
    return next((line for line in lines if line.place == place), None)


def desk(model_admin, request, pk):
    award = award_of(model_admin, request, pk)
    may_change = model_admin.has_change_permission(request, award)
    lines = lines_of(Award.objects.filter(pk=award.pk))
    lines.sort(key=lambda line: (not line.is_in_question, line.place))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Award desk"),
        "subtitle": label(award),
        "original": award,
        "award": lines[0].award if lines else award,
        "places": [_place(line, may_change=may_change) for line in lines],
        "may_change": may_change,
        "preview_page": reverse("admin:championship_award_preview", args=[award.pk]),
        "public_page": reverse(
            "championship:awards", args=[award.season.series.slug, award.season.slug]
        ),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/award/desk.html", context)


def _place(line, *, may_change):
    return {
        "line": line,
        "next": who_is_next(line, before=line.holders) if line.is_open else "",
        "buttons": _buttons(line) if may_change else [],
        "undo": step_address(line, UNDO) if may_change and line.newest else "",
        "steps": list(reversed(line.steps)),
    }


def _buttons(line):
    """What may be done with a place, what the rule leads to first: (words, address, is first)."""
    if line.is_in_question:
        return _ways_out(line)
    buttons = []
    if line.is_open:
        text = _("Offer it to %(holders)s") % {"holders": names_of(line.proposed)}
        buttons.append((text, step_address(line, State.OFFERED, line.proposed), True))
    for state in NEXT_STEPS[line.state]:
        is_settled = state == State.CONFIRMED and line.state in AFTER_ALL
        if not is_settled and not (state == State.OFFERED and line.is_open):
            words = button_words(state)
            if state == State.CONFIRMED and line.is_held:
                words = _("Decide otherwise")
            buttons.append((words, step_address(line, state), False))
    return buttons


def _ways_out(line):
    """Keep it, or move it: nobody else decides that."""
    keep = _("Keep it for %(holders)s") % {"holders": names_of(line.holders)}
    buttons = [(keep, step_address(line, State.CONFIRMED, line.holders), True)]
    if line.proposed:
        move = _("Confirm it for %(holders)s") % {"holders": names_of(line.proposed)}
        buttons.append((move, step_address(line, State.CONFIRMED, line.proposed), True))
    return [*buttons, (button_words(State.VOID), step_address(line, State.VOID), False)]
