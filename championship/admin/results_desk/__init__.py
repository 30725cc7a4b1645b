"""The results desk: every session of an event, its timing files, and what follows from them."""

from functools import partial

from django.urls import path

from championship.models import Session

from . import desk, imports, typing, versions
from .grid_sources import GridSourceInline
from .whose import desk_page, may_import, session_page


class HasResultsDesk:
    """Mixed into the admin of events."""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and request.user.has_perm("championship.view_result"):
            context["results_desk"] = desk_page(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view(partial(desk.desk, self))
        page = path("<int:pk>/results/", view, name="championship_event_results")
        return [page, *super().get_urls()]


class HasResultPages:
    """Mixed into the admin of sessions."""

    def get_inlines(self, request, obj):
        inlines = super().get_inlines(request, obj)
        is_race = obj is not None and obj.kind in Session.RACES
        return [*inlines, GridSourceInline] if is_race else inlines

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and may_import(request.user):
            context["import_page"] = session_page("import", obj)
        if obj and request.user.has_perm("championship.view_result"):
            context["results_desk"] = desk_page(obj.event)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        pages = [
            path(
                f"<int:pk>/{address}",
                self.admin_site.admin_view(partial(view, self)),
                name=f"championship_session_{name}",
            )
            for name, address, view in PAGES
        ]
        return [*pages, *super().get_urls()]


# The name of each page's address, the address, and the view.
PAGES = [
    ("import", "import/", imports.import_page),
    ("type", "type/", typing.type_page),
    ("versions", "versions/<int:version>/", versions.version),
    ("raw", "versions/<int:version>/file/", versions.raw),
]
