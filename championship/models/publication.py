from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .driver import Driver
from .event import Event
from .series import Season
from .stored_file import StoredFile
from .team import Team


class Notice(models.Model):
    """An official document on the notice board of an event."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="notices", verbose_name=_("event")
    )
    number = models.CharField(_("document number"), max_length=20)
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, help_text=_("Empty: not yet public.")
    )
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    document = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("file"),
        editable=False,
    )

    class Meta:
        ordering = ["-published_at", "number"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"], name="notice_number_once_per_event"
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(document__isnull=False),
                name="notice_has_a_text_or_a_file",
                violation_error_message=_("Write a text, or choose a file."),
            ),
        ]

    def __str__(self):
        return self.subject


class ArticleQuerySet(models.QuerySet):
    def public(self, moment=None):
        return self.filter(published_at__lte=moment or timezone.now())


class Article(models.Model):
    """A piece of news, in one language."""

    slug = models.SlugField(_("address"), max_length=80)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    title = models.CharField(_("title"), max_length=150)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"))
    author = models.CharField(_("author"), max_length=80, blank=True)
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        help_text=_("In UTC. Empty: a draft. In the future: it appears then."),
    )
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("season"),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("event"),
    )
    teams = models.ManyToManyField(
        Team, blank=True, related_name="articles", verbose_name=_("teams")
    )
    drivers = models.ManyToManyField(
        Driver, blank=True, related_name="articles", verbose_name=_("drivers")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "slug"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"], name="article_address_once_per_language"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("championship:article", args=[self.slug])

    def clean(self):
        if self.event_id and self.event.season_id != self.season_id:
            raise ValidationError({"event": _("This event belongs to another season.")})
