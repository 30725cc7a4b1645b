"""The entry desk of a season: its lists with their checks, import, export and publication.

Every page is of the season's list, or with ?event=<key> of the list of an event.
"""

from functools import partial

from django.urls import path

from . import desk, export, imports, publish

PAGES = {
    "entries": desk.desk,
    "entries/import": imports.import_entries,
    "entries/publish": publish.publish,
    "entries/export.csv": partial(export.export, file_format="csv"),
    "entries/export.xlsx": partial(export.export, file_format="xlsx"),
    "entries/template.csv": partial(export.template, file_format="csv"),
    "entries/template.xlsx": partial(export.template, file_format="xlsx"),
}


def address_name(page):
    """The name of a page's address, championship_season_entries_publish for entries/publish."""
    return "championship_season_" + page.replace("/", "_").replace(".", "_")


class HasEntryDesk:
    """Mixed into the admin of seasons."""

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
