"""The entry desk of a season: its lists with their checks, import, export and publication.

Every page is of the season's list, or with ?event=<key> of the list of an event.
"""

from functools import partial

from django.contrib import admin
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import desk, export, imports, publish
from .whose import address

PAGES = {
    "entries": desk.desk,
    "entries/import": imports.import_entries_page,
    "entries/publish": publish.publish,
    "entries/export.csv": partial(export.export, file_format="csv"),
    "entries/export.xlsx": partial(export.export, file_format="xlsx"),
    "entries/template.csv": partial(export.template, file_format="csv"),
    "entries/template.xlsx": partial(export.template, file_format="xlsx"),
}


def address_name(page):
    """The name of a page's address, championship_season_entries_publish for entries/publish."""
    return "championship_season_" + page.replace("/", "_").replace(".", "_")


# From a season's page to its desk: the words, the page, and who may go there.
LINKS = [
    (gettext_lazy("Publish list"), "entries/publish", "add_entrylistrevision"),
    (gettext_lazy("Import entries"), "entries/import", "add_entry"),
    (gettext_lazy("Entry desk"), "entries", "view_entry"),
]


@admin.display(description=gettext_lazy("entry desk"))
def to_the_desk(season):
    return format_html('<a href="{}">{}</a>', address("entries", season), _("Entries"))


class HasEntryDesk:
    """Mixed into the admin of seasons."""

    def get_list_display(self, request):
        may_see = request.user.has_perm("championship.view_entry")
        return [*super().get_list_display(request), *([to_the_desk] if may_see else [])]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["desk_links"] = [
            (words, address(page, obj))
            for words, page, permission in (LINKS if obj else ())
            if request.user.has_perm(f"championship.{permission}")
        ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        pages = [
            path(
                f"<int:pk>/{page}" + ("" if "." in page else "/"),
                self.admin_site.admin_view(partial(view, self)),
                name=address_name(page),
            )
            for page, view in PAGES.items()
        ]
        return [*pages, *super().get_urls()]
