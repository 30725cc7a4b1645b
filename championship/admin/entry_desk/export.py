"""The list as it stands inside as a spreadsheet, and an empty one to fill in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from championship.exports.entry_list import (
    as_csv,
    as_xlsx,
    entry_list_table,
    template_table,
    template_words,
)

from .whose import season_and_event

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(model_admin, request, pk, file_format):
    season, event = season_and_event(request, pk)
    _check(request, "view_evententry" if event else "view_entry")
    table = entry_list_table(season, event)
    content = as_csv(table) if file_format == "csv" else as_xlsx(table)
    names = [season.series.slug, season.slug, event.slug if event else "", "entries"]
    return _download(content, "-".join(filter(None, names)), file_format)


def template(model_admin, request, pk, file_format):
    season, _event = season_and_event(request, pk)
    _check(request, "view_entry")
    if file_format == "csv":
        return _download(as_csv(template_table()), "entries", "csv")
    content = as_xlsx(template_table(), template_words(season))
    return _download(content, f"{season.series.slug}-{season.slug}-entries", "xlsx")


def _check(request, permission):
    if not request.user.has_perm(f"championship.{permission}"):
        raise PermissionDenied


def _download(content, name, file_format):
    return HttpResponse(
        content,
        content_type=TYPES[file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{file_format}"'},
    )
