"""Taking a publication back: an earlier revision is published again as the newest one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from championship.admin.labels import label
from championship.admin.results_desk.whose import desk_page, may_publish, session_of
from championship.models import Classification
from championship.workflows.results import (
    CannotPublish,
    all_or_nothing,
    restore_classification,
    restoring_fingerprint,
)
from championship.workflows.simulate import simulate_restoring

from .forms import RestoreForm
from .saying import keep_history, next_page, say_published


def restore(model_admin, request, pk):
    if not may_publish(request.user):
        raise PermissionDenied
    earlier = get_object_or_404(Classification, pk=pk)
    earlier.session = session_of(earlier.session_id)
    form = RestoreForm(request.POST or None, session=earlier.session)
    if form.is_valid() and _is_restored(model_admin, request, earlier, form):
        return redirect(next_page(request.user, earlier.session))
    return _page(model_admin, request, earlier, form)


def _is_restored(model_admin, request, earlier, form):
    try:
        with all_or_nothing():
            published = restore_classification(
                earlier, user=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data
            )
            keep_history(model_admin, request, earlier.session, published)
    except CannotPublish as refusal:
        form.add_error(None, str(refusal))
        return False
    say_published(request, earlier.session, published)
    return True


def _page(model_admin, request, earlier, form):
    simulation = simulate_restoring(earlier)
    form.offer(simulation.last)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Publish revision %(number)s again") % {"number": earlier.revision},
        "subtitle": label(earlier.session),
        "session": earlier.session,
        "season": earlier.session.season,
        "earlier": earlier,
        "simulation": simulation,
        "last": simulation.last,
        "seen": restoring_fingerprint(simulation.last),
        "number": simulation.last.revision + 1,
        "form": form,
        "desk_page": request.user.has_perm("championship.view_result")
        and desk_page(earlier.session.event),
        "public_page": earlier.session.get_absolute_url(),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/publishing/restore.html", context)
