"""What publishing a session would change, and the button that does it: one page."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.admin.autocomplete import is_key
from championship.admin.history import write_history
from championship.admin.labels import label
from championship.admin.results_desk.whose import desk_page, list_page, may_publish, session_of
from championship.models import Classification, Decision
from championship.queries.award_words import step_sentence
from championship.workflows.awards import CannotTakeStep, Said, confirm_awards
from championship.workflows.results import (
    CannotPublish,
    all_or_nothing,
    publish_classification,
)
from championship.workflows.simulate import simulate
from championship.workflows.simulated_titles import resting_on

from .forms import PublishForm
from .saying import keep_history, next_page, say_confirmed, say_published

State = Decision.State


def may_simulate(user):
    """Whoever prepares decisions may look at what they would do."""
    return may_publish(user) or user.has_perm("championship.change_decision")


def may_award(user):
    return user.has_perm("championship.change_award")


def publish(model_admin, request, pk):
    session = session_of(pk)
    sent = request.method == "POST"
    if not (may_publish if sent else may_simulate)(request.user):
        raise PermissionDenied
    keys = (request.POST if sent else request.GET).getlist("decision")
    chosen = {int(key) for key in keys if is_key(key)}
    form = PublishForm(
        request.POST if sent else None, session=session, with_awards=may_award(request.user)
    )
    if sent and form.is_valid() and _is_published(model_admin, request, session, form, chosen):
        return redirect(next_page(request.user, session))
    return _page(model_admin, request, session, form, chosen)


def _is_published(model_admin, request, session, form, chosen):
    """Publish what was seen. A refusal is said on the page, with all that was typed."""
    drafts = list(session.decisions.filter(state=State.DRAFT, pk__in=chosen))
    told = dict(form.cleaned_data)
    tickets = told.pop("awards", [])
    try:
        with all_or_nothing():
            published = publish_classification(
                session,
                user=request.user,
                decisions=chosen,
                seen=request.POST.get("seen", ""),
                **told,
            )
            keep_history(model_admin, request, session, published, drafts)
            confirmed = _confirm(request, published, tickets)
    except (CannotPublish, CannotTakeStep) as refusal:
        form.add_error(None, str(refusal))
        return False
    say_published(request, session, published)
    say_confirmed(request, confirmed)
    return True


def _confirm(request, published, tickets):
    """Confirm the awards that were ticked, unless the result stays provisional."""
    if published.state == Classification.State.PROVISIONAL or not tickets:
        return []
    steps = confirm_awards(
        resting_on(published.session),
        by=request.user,
        said=Said(taken_on=timezone.localdate()),
        tickets=tickets,
    )
    write_history(request.user, [(step.award, step_sentence(step)) for step in steps])
    return steps


def _is_settled(simulation):
    """Whether nothing is left to change, and nobody can protest any more."""
    last = simulation.last
    if last is None or not simulation.is_empty:
        return False
    return last.provisional_until is None or last.provisional_until <= timezone.now()


def _page(model_admin, request, session, form, chosen):
    simulation = simulate(session, chosen)
    decisions = list(session.decisions.select_related("event_entry__car_class"))
    drafts = [one for one in decisions if one.state == State.DRAFT]
    form.offer(simulation.last, is_settled=_is_settled(simulation) and not drafts)
    form.offer_awards(simulation.due)
    user = request.user
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Publish the result"),
        "subtitle": label(session),
        "session": session,
        "season": session.season,
        "simulation": simulation,
        "seen": simulation.draft.fingerprint if simulation.draft else "",
        "last": simulation.last,
        "number": simulation.last.revision + 1 if simulation.last else 1,
        "drafts": [(draft, draft.pk in chosen) for draft in drafts],
        "chosen": [draft for draft in drafts if draft.pk in chosen],
        "in_force": [one for one in decisions if one.state in Decision.STANDING],
        "form": form,
        "may_publish": may_publish(user),
        "may_change": user.has_perm("championship.change_decision"),
        "add_page": user.has_perm("championship.add_decision")
        and list_page("decision", session, "add"),
        "desk_page": user.has_perm("championship.view_result") and desk_page(session.event),
        "public_page": session.get_absolute_url(),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/publishing/publish.html", context)
