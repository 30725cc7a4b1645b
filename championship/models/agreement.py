from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from championship.spoilers import TellsLater

from .organisation import Organisation
from .publication import Article, Notice
from .series import Season


class Agreement(TellsLater, models.Model):
    """What organisations agreed on a day: for which seasons, and what it promises."""

    TELLING = ("outcome", "sources")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = I18nCharField(_("name"), max_length=150)
    announced_on = models.DateField(_("announced"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    parties = models.ManyToManyField(
        Organisation, related_name="agreements", verbose_name=_("parties")
    )
    seasons = models.ManyToManyField(
        Season,
        blank=True,
        related_name="agreements",
        verbose_name=_("seasons covered"),
        help_text=_("Those stored here. What else it covers stands in the summary."),
    )
    summary = I18nTextField(_("summary"), blank=True)
    outcome = I18nTextField(
        _("what became of it"), blank=True, help_text=_("As far as it is known today.")
    )
    notice = models.ForeignKey(
        Notice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("notice"),
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("article"),
    )
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("Where the facts come from, one source a line.")
    )

    class Meta:
        ordering = ["-announced_on", "slug"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("championship:agreement", args=[self.slug])
