from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from championship.models import Notice
from championship.templatetags.notices import row_file_address, row_page_address
from championship.templatetags.times import at

from .base import DeskAdmin, column
from .filters import LabelledFilter, WithinSeasonFilter
from .notice_form import NoticeForm
from .uploads import HasDocument


@admin.register(Notice)
class NoticeAdmin(HasDocument, DeskAdmin):
    form = NoticeForm
    fields = ["event", "number", "published_at", "subject", "text", "file"]
    list_display = ["number", "subject", column("event", _("event")), "published", "has_file"]
    list_display_links = ["number", "subject"]
    list_select_related = ["event__season__series", "event__circuit"]
    list_filter = [("event__season", LabelledFilter), ("event", WithinSeasonFilter)]
    search_fields = ["=number", "subject", "text", "event__name"]
    date_hierarchy = "published_at"
    ordering = ["-event__starts_on", "event", "-published_at", "number"]
    autocomplete_fields = ["event"]
    fixed = ["event"]

    @admin.display(
        description=_("published, circuit time"),
        ordering="published_at",
        empty_value=_("not yet public"),
    )
    def published(self, notice):
        zone = notice.event.circuit.zone
        return notice.published_at and at(notice.published_at.astimezone(zone))

    @admin.display(description=_("file"), boolean=True)
    def has_file(self, notice):
        return notice.document_id is not None

    def document_url(self, row):
        return row_file_address(row, row.event, row.event.season)

    def view_on_site(self, notice):
        """Staff see there what will be read, before anybody else does."""
        return row_page_address(notice, notice.event, notice.event.season)
