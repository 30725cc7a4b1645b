from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from championship.spoilers import shielded

from .driver import Driver
from .event import Event
from .series import Season, Series
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

    objects = shielded("event__ends_on")

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
    def public(self, moment=None, *, hidden=False):
        """What is out, and not about a season, or a series, that nobody may see yet.

        `hidden` adds those of seasons and series that are not public.
        """
        return self.filter(published_at__lte=moment or timezone.now()).not_hidden(hidden)

    def not_hidden(self, hidden=False):
        """Out or not: what its season, event or series lets be seen."""
        if hidden:
            return self
        shown = Season.objects.filter(is_public=True, series=OuterRef("series"))
        return self.filter(
            Q(season=None) | Q(season__is_public=True),
            Q(event=None) | Q(event__season__is_public=True),
            Q(series=None) | Exists(shown),
        )

    def about(self, subject):
        """Those about a series with all its seasons, a season, an event, a team or a driver."""
        match subject:
            case Series():
                return self.filter(Q(series=subject) | Q(season__series=subject))
            case Season():
                return self.filter(season=subject)
            case Event():
                return self.filter(event=subject)
            case Team():
                return self.filter(teams=subject)
            case Driver():
                return self.filter(drivers=subject)
        raise TypeError(subject)


def _told_by(day):
    """An article is known on a day if it was public by then, or tells no results."""
    return Q(tells_results=False) | Q(published_at__date__lte=day)


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
    tells_results = models.BooleanField(
        _("tells results"),
        default=True,
        help_text=_("Readers who hide results don't see it, or its title, until they ask for it."),
    )
    picture = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("lead picture"),
        editable=False,
    )
    picture_text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For readers who can't see it, in the language of the article."),
    )
    picture_credit = models.CharField(_("picture by"), max_length=120, blank=True)
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("series"),
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

    objects = shielded(_told_by, ArticleQuerySet)

    class Meta:
        ordering = ["-published_at", "slug"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"], name="article_address_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(picture__isnull=True) | ~Q(picture_text=""),
                name="article_picture_is_told_in_words",
                violation_error_message=_("Say what the picture shows."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("championship:article", args=[self.slug])

    @property
    def is_out(self):
        return self.published_at is not None and self.published_at <= timezone.now()

    def clean(self):
        """An event says its season, and a season its series, where they are left open."""
        if self.event_id and not self.season_id:
            self.season_id = self.event.season_id
        if self.season_id and not self.series_id:
            self.series_id = self.season.series_id
        if self.event_id and self.event.season_id != self.season_id:
            raise ValidationError({"event": _("This event belongs to another season.")})
        if self.season_id and self.series_id and self.season.series_id != self.series_id:
            raise ValidationError({"season": _("This season belongs to another series.")})
