"""An imported timing file as it was: what it said, and the bytes themselves."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from championship.admin.labels import label
from championship.imports.timing import read_results_file

from . import shown
from .whose import desk_page, session_of, session_page

CP1252 = "cp1252"


def version(model_admin, request, pk, version):
    """The file read once more, as it is read today."""
    session = session_of(pk)
    found = _find(request, session, version)
    file = read_results_file(
        found.file.name, bytes(found.file.content), as_cp1252=found.encoding == CP1252
    )
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Version %(version)s") % {"version": found.version},
        "subtitle": label(session),
        "session": session,
        "event": session.event,
        "version": found,
        "kind": shown.kind_of_file(file),
        "lines": [shown.record(one) for one in file.records],
        "problems": [shown.problem(one) for one in (*file.problems, *file.warnings)],
        "others": session.imports.exclude(pk=found.pk)
        .select_related("file")
        .defer("file__content"),
        "desk_page": desk_page(session.event),
        "raw_page": session_page("raw", session, found.version),
    }
    return render(request, "admin/championship/results/version.html", context)


def raw(model_admin, request, pk, version):
    """The bytes as they were given; browsers save them and never guess what they are."""
    found = _find(request, session_of(pk), version)
    return HttpResponse(
        bytes(found.file.content),
        headers={
            "Content-Type": "application/octet-stream",
            "Content-Disposition": content_disposition_header(True, found.file.name),
            "X-Content-Type-Options": "nosniff",
        },
    )


def _find(request, session, version):
    if not request.user.has_perm("championship.view_result"):
        raise PermissionDenied
    versions = session.imports.select_related("file", "imported_by")
    return get_object_or_404(versions, version=version)
