"""How a classification is arranged: overall, class by class, or one class alone."""

from django.utils.translation import gettext as _

from championship.queries.results.rows import by_class
from championship.tables.classification import ClassesTable, ClassificationTable

from .finding import NothingHere, season_link


def arranged_table(page, request, season):
    """The table as the address asks for it; an unknown class is not found."""
    chosen = _class_or_404(page, request.GET.get("class"), season)
    caption = _("Classification of %(session)s") % {
        "session": f"{page.session.event.short}, {page.session.name}"
    }
    if chosen:
        return ClassesTable(page, page.of_class(chosen), caption=f"{caption}, {chosen}")
    if is_by_class(request):
        return ClassesTable(page, by_class(page.rows), caption=caption)
    return ClassificationTable(page, page.rows, caption=caption)


def choices(page, request):
    """The arrangements as links; a session of one class has but one."""
    if len(page.classes) < 2:
        return []
    chosen = request.GET.get("class")
    overall = not chosen and not is_by_class(request)
    return [
        {"label": _("Overall"), "url": "?", "current": overall},
        {
            "label": _("By class"),
            "url": "?by=class",
            "current": is_by_class(request) and not chosen,
        },
        *(
            {
                "label": row.code,
                "url": f"?class={row.slug}",
                "current": row.slug == chosen,
                "class_slug": row.slug,
            }
            for row in page.classes
        ),
    ]


def is_by_class(request):
    return request.GET.get("by") == "class"


def _class_or_404(page, slug, season):
    """The class that the address filters by; None without one."""
    if not slug:
        return None
    found = next((row for row in page.classes if row.slug == slug), None)
    if found is None:
        whole = season_link(_("All classes"), "result", season, page.session.slug)
        raise NothingHere(season=season, nearby=[whole])
    return found
