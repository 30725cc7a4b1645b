"""The awards that rest on something, listed on its page and changed on their own."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from .labels import joined, label


def listed(rows, page):
    """Links to the pages of rows; None if there are none. One query."""
    links = format_html_join(
        "",
        '<li><a href="{}">{}</a></li>',
        ((reverse(f"admin:championship_{page}", args=[row.pk]), label(row)) for row in rows),
    )
    return format_html('<ul class="versions">{}</ul>', links) if links else None


class ListsAwards:
    """Mixed into the admin of whatever awards name: their list stands at the end of its page."""

    lists = ("its_awards",)

    def get_fieldsets(self, request, obj=None):
        shown = super().get_fieldsets(request, obj)
        return [*shown, (_("Awards"), {"fields": self.lists})] if obj else shown

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.lists if obj else ())]

    @admin.display(description=_("awards"), empty_value="–")
    def its_awards(self, row):
        awards = joined(row.awards.order_by("-season__starts_on", "pk"))
        return listed(awards, "award_life")
