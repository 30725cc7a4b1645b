from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField


class Team(models.Model):
    """The racing team that the public knows."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    country = CountryField(_("country"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self):
        return self.name


class TeamAlias(models.Model):
    """Another name or spelling under which a team appears."""

    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("team")
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name = _("other name of a team")
        verbose_name_plural = _("other names of teams")
        constraints = [
            models.UniqueConstraint(fields=["team", "name"], name="team_alias_once_per_team"),
        ]

    def __str__(self):
        return self.name
