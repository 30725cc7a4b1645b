from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from championship.models import Article, Notice

from .base import DeskAdmin, column
from .filters import LabelledFilter, WithinSeasonFilter


@admin.register(Notice)
class NoticeAdmin(DeskAdmin):
    list_display = ["number", "subject", column("event", _("event")), "published_at"]
    list_display_links = ["number", "subject"]
    list_select_related = ["event__season__series"]
    list_filter = [("event__season", LabelledFilter), ("event", WithinSeasonFilter)]
    search_fields = ["=number", "subject", "text", "event__name"]
    date_hierarchy = "published_at"
    ordering = ["-event__starts_on", "event", "-published_at", "number"]
    autocomplete_fields = ["event"]


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    list_display = ["title", "language", "published_at", column("season", _("season")), "author"]
    list_select_related = ["season__series"]
    list_filter = [("season", LabelledFilter), "language"]
    search_fields = ["title", "summary", "text", "author"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "slug"]
    autocomplete_fields = ["season", "event", "teams", "drivers"]
    prepopulated_fields = {"slug": ["title"]}
