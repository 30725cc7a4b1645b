from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from .fields import one_of


class Organisation(models.Model):
    """A body behind a series: a club, a promoter, the timekeeper."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=20, blank=True, help_text=_("ACO"))
    country = CountryField(_("country"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("championship:organisation", args=[self.slug])


class Role(models.TextChoices):
    ORGANISER = "organiser", _("organiser")
    PROMOTER = "promoter", _("promoter")
    SANCTIONING_BODY = "sanctioning_body", _("sanctioning body")
    PARTNER = "partner", _("partner")
    TIMEKEEPER = "timekeeper", _("timekeeper")
    SUPPLIER = "supplier", _("supplier")


class OrganisationRole(models.Model):
    """What an organisation is to a series."""

    Role = Role

    series = models.ForeignKey(
        "Series", on_delete=models.CASCADE, related_name="roles", verbose_name=_("series")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="roles", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("role of an organisation")
        verbose_name_plural = _("roles of organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "organisation", "role"], name="organisation_role_once_per_series"
            ),
            one_of("role", Role, name="organisation_role_is_known"),
        ]

    def __str__(self):
        return self.get_role_display()
