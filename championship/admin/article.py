from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from championship.models import Article
from championship.templatetags.articles import picture_address
from championship.templatetags.times import at

from .article_form import ArticleForm, carried_over
from .autocomplete import is_key
from .base import DeskAdmin, column
from .filters import LabelledFilter
from .uploads import HasDocument


@admin.register(Article)
class ArticleAdmin(HasDocument, DeskAdmin):
    """Articles: one row for each language. A new language begins with all but the words."""

    form = ArticleForm
    kept_in = "picture"
    change_form_template = "admin/championship/article/change_form.html"
    fieldsets = [
        (None, {"fields": ["language", "title", "slug", "summary", "text"]}),
        (gettext_lazy("Lead picture"), {"fields": ["file", "picture_text", "picture_credit"]}),
        (
            gettext_lazy("Publication"),
            {"fields": ["state", "published_at", "author", "tells_results"]},
        ),
        (gettext_lazy("About"), {"fields": ["series", "season", "event", "teams", "drivers"]}),
    ]
    readonly_fields = ["state"]
    list_display = [
        "title",
        "language",
        "state",
        column("season", gettext_lazy("season")),
        "author",
        "has_picture",
    ]
    list_select_related = ["season__series"]
    list_filter = [("season", LabelledFilter), "series", "language", "tells_results"]
    search_fields = ["title", "summary", "text", "author"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "slug", "language"]
    autocomplete_fields = ["series", "season", "event", "teams", "drivers"]
    prepopulated_fields = {"slug": ["title"]}

    @admin.display(description=gettext_lazy("state"), ordering="published_at")
    def state(self, article):
        """Whether it is out, and from when, in words."""
        if article.published_at is None:
            return _("draft")
        words = {"moment": at(article.published_at)}
        if article.published_at > timezone.now():
            return _("under embargo, appears on %(moment)s") % words
        if article.season and not article.season.is_public:
            return _("not public, because its season is not")
        return _("public since %(moment)s") % words

    @admin.display(description=gettext_lazy("picture"), boolean=True)
    def has_picture(self, article):
        return article.picture_id is not None

    def document_url(self, row):
        return picture_address(row)

    def view_on_site(self, article):
        """Staff read there what will be read, in its language, before anybody else does."""
        with override(article.language):
            return article.get_absolute_url()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.original = None if obj else self._original(request)
        return form

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        original = self._original(request)
        return {**carried_over(original), **initial} if original else initial

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["languages"] = self._languages(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _original(self, request):
        """The article that a new one says in another language: ?from=12."""
        key = request.GET.get("from", "")
        original = is_key(key) and Article.objects.filter(pk=key).first()
        return original if original and self.has_view_permission(request, original) else None

    def _languages(self, request, article):
        """A link to each of its other languages, or to where it can be written in it."""
        written = dict(Article.objects.filter(slug=article.slug).values_list("language", "pk"))
        links = []
        for code, _name in settings.LANGUAGES:
            words = {"language": get_language_info(code)["name_translated"]}
            if code == article.language:
                continue
            if code in written:
                url = reverse("admin:championship_article_change", args=[written[code]])
                links.append({"url": url, "label": _("Open it in %(language)s") % words})
            elif self.has_add_permission(request):
                query = urlencode({"from": article.pk, "language": code})
                url = f"{reverse('admin:championship_article_add')}?{query}"
                links.append({"url": url, "label": _("Write it in %(language)s") % words})
        return links
