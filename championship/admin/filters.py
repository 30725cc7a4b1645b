"""Filters of lists that know the season."""

from django.contrib import admin
from django.http import QueryDict

from .autocomplete import is_key
from .labels import joined, label, short_label


def chosen_season(request):
    """The season that a list is narrowed to, or the one it was when "Add" was pressed."""
    query = QueryDict(request.GET.get("_changelist_filters", ""), mutable=True)
    query.update(request.GET)
    for name, value in query.items():
        is_season = name == "season" or name.endswith("season__id__exact")
        if is_season and is_key(value):
            return value
    return None


class LabelledFilter(admin.RelatedOnlyFieldListFilter):
    """Offers only what occurs in the list, by names that can be told apart."""

    def offered(self, request, model_admin):
        keys = model_admin.get_queryset(request).order_by().values(self.field_path)
        return self.field.remote_field.model.objects.filter(pk__in=keys)

    def field_choices(self, field, request, model_admin):
        return [(row.pk, label(row)) for row in joined(self.offered(request, model_admin))]

    def has_output(self):
        # Django drops a chosen filter that offers one choice or none, and lists everything.
        return bool(self.lookup_choices) or self.lookup_val is not None


class WithinSeasonFilter(LabelledFilter):
    """Offered once a season is chosen, because there are too many before.

    The season's own filter stands first in the list of filters.
    """

    def offered(self, request, model_admin):
        rows = self.field.remote_field.model.objects
        season = chosen_season(request)
        if season is None:
            return rows.none()
        path, _filter = model_admin.list_filter[0]
        keys = model_admin.get_queryset(request).filter(**{path: season}).order_by()
        return rows.filter(pk__in=keys.values(self.field_path))

    def field_choices(self, field, request, model_admin):
        rows = joined(self.offered(request, model_admin))
        return [(row.pk, short_label(row)) for row in rows]
